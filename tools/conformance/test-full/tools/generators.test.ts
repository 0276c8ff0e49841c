/**
 * Third-party generators create clients from the published documents, and the clients compile. (`pnpm gen` already
 * uses openapi-typescript.)
 */
import { execFile } from "node:child_process"
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { document } from "@aixplain-ts/api-types/document"
import { describe, expect, it } from "vitest"
import { type Cached, cached, goInstall, has, npm, pip } from "../../src/cached.ts"
import { temporaryFolder } from "../../src/temporaryFolder.ts"

const published = (name: string): string =>
  fileURLToPath(new URL(`../../../../packages/api-types/openapi/${name}`, import.meta.url))
const whole = published("openapi.json")
const plain = published("openapi.plain.json")

const run = async (command: string, args: readonly string[], cwd: string): Promise<string> => {
  try {
    return (await promisify(execFile)(command, [...args], { cwd, maxBuffer: 1 << 26 })).stdout
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { readonly stdout?: string; readonly stderr?: string }
    throw new Error(`${command} ${args.join(" ")}\n${stdout}${stderr}`.slice(0, 5000), { cause: error })
  }
}

/** Why Maven cannot compile on this machine; undefined if it can. */
const maven = async (folder: string): Promise<string | undefined> => {
  if (!(await has("java", ["-version"]))) return "Java was not found."
  if (!(await has("mvn", ["-version"]))) return "Maven was not found."
  return pip(folder, ["openapi-generator-cli==7.26.0"])
}

const tools: Readonly<Record<string, Cached>> = Object.fromEntries(
  await Promise.all(
    (
      [
        ["hey-api", "hey-api-0.99.0", (to) => npm(to, ["@hey-api/openapi-ts@0.99.0", "typescript@5.9.3"])],
        ["orval", "orval-8.38.0", (to) => npm(to, ["orval@8.38.0", "typescript@5.9.3"])],
        ["openapi-python-client", "openapi-python-client-0.29.1", (to) => pip(to, ["openapi-python-client==0.29.1"])],
        [
          "openapi-generator for Python",
          "openapi-generator-python-7.26.0",
          async (to) =>
            (await has("java", ["-version"]))
              ? pip(to, [
                  "openapi-generator-cli==7.26.0",
                  "pydantic==2.14.4",
                  "python-dateutil==4.0.0",
                  "urllib3==2.8.0",
                  "typing-extensions==4.16.0"
                ])
              : "Java was not found."
        ],
        ["openapi-generator for Java", "openapi-generator-java-7.26.0", maven],
        [
          "oapi-codegen",
          "oapi-codegen-2.8.2",
          (to) => goInstall(to, "github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2")
        ]
      ] as const satisfies readonly (readonly [string, string, Parameters<typeof cached>[1]])[]
    ).map(async ([name, folder, install]) => [name, await cached(folder, install)] as const)
  )
)

/** A test of a tool, skipped with a reason if the tool cannot be installed: its output must contain the text. */
const withTool = (
  name: string,
  title: string,
  text: string,
  test: (tool: string, out: string) => Promise<string>
): void => {
  const { folder, missing } = tools[name] as Cached
  if (missing !== undefined) process.stderr.write(`\nSKIPPED, ${name}: ${missing}\n\n`)
  it.skipIf(missing !== undefined)(`${name}: ${title}`, async () => {
    expect(await test(folder ?? "", temporaryFolder())).toContain(text)
  })
}

const compile = (tool: string, files: readonly string[], cwd: string): Promise<string> => {
  const strict = [
    "--noEmit",
    "--strict",
    "--module",
    "nodenext",
    "--target",
    "es2022",
    "--lib",
    "es2023,dom,dom.iterable"
  ]
  return run(process.execPath, [join(tool, "node_modules/typescript/bin/tsc"), ...strict, ...files], cwd)
}

/** Bodies of the document's examples for creating a pipeline. */
const bodies = Object.values(
  document.paths["/sdk/pipelines"]?.post?.requestBody?.content["application/json"]?.examples ?? {}
).flatMap((example) => ("value" in example ? [example.value] : []))

/** Python that reads every body into the generated type and writes it again: unchanged, except for nulls. */
const roundTrip = (type: string): string => `
import importlib, json, pathlib, pkgutil
package = importlib.import_module("client")
for module in pkgutil.walk_packages(package.__path__, "client."):
    importlib.import_module(module.name)
from client.models import ${type}
def dropped(value):
    if isinstance(value, dict): return {k: dropped(v) for k, v in value.items() if v is not None}
    return [dropped(v) for v in value] if isinstance(value, list) else value
bodies = json.loads(pathlib.Path("bodies.json").read_text())
for body in bodies:
    again = ${type}.from_dict(json.loads(json.dumps(body))).to_dict()
    assert dropped(again) == dropped(body), (again, body)
print(len(bodies))
`

const python = (tool: string, out: string): Promise<string> => {
  writeFileSync(join(out, "bodies.json"), JSON.stringify(bodies))
  writeFileSync(join(out, "check.py"), roundTrip("SavePipeline"))
  return run(join(tool, "bin/python"), ["check.py"], out)
}

const openApiGenerator = (tool: string, language: string, out: string, more: readonly string[]): Promise<string> =>
  run(
    join(tool, "bin/python"),
    ["-c", "from openapi_generator_cli import cli; cli()", "generate", "-g", language, "-i", plain, "-o", out, ...more],
    out
  )

describe("A client generated by", () => {
  withTool("hey-api", "compiles", "export const putUpload", async (tool, out) => {
    await run(
      process.execPath,
      [join(tool, "node_modules/@hey-api/openapi-ts/bin/run.js"), "-i", whole, "-o", out],
      tool
    )
    await compile(tool, [join(out, "index.ts")], out)
    return readFileSync(join(out, "sdk.gen.ts"), "utf8")
  })

  withTool("orval", "compiles", "export const getFile", async (tool, out) => {
    const orval = join(tool, "node_modules/orval/dist/bin/orval.mjs")
    await run(process.execPath, [orval, "--input", whole, "--output", join(out, "api.ts"), "--client", "fetch"], tool)
    await compile(tool, [join(out, "api.ts")], out)
    return readFileSync(join(out, "api.ts"), "utf8")
  })

  withTool(
    "openapi-python-client",
    "can be imported, and does not change documents",
    String(bodies.length),
    async (tool, out) => {
      const to = ["--output-path", join(out, "client"), "--meta", "none"]
      await run(join(tool, "bin/python"), ["-m", "openapi_python_client", "generate", "--path", plain, ...to], out)
      return python(tool, out)
    }
  )

  withTool(
    "openapi-generator for Python",
    "can be imported, and does not change documents",
    String(bodies.length),
    async (tool, out) => {
      await openApiGenerator(tool, "python", out, ["--package-name", "client"])
      return python(tool, out)
    }
  )

  withTool("openapi-generator for Java", "compiles", "PipelineNode.class", async (tool, out) => {
    await openApiGenerator(tool, "java", out, ["--library", "native", "--additional-properties=openApiNullable=false"])
    await run("mvn", ["-q", "-B", `-Dmaven.repo.local=${join(tool, "m2")}`, "-Dmaven.test.skip=true", "compile"], out)
    return readdirSync(join(out, "target/classes/org/openapitools/client/model")).join("\n")
  })

  withTool("oapi-codegen", "compiles", "func NewCreatePipelineRequest", async (tool, out) => {
    for (const document of [whole, plain]) {
      const folder = join(out, document === whole ? "whole" : "plain")
      mkdirSync(folder)
      const to = ["-generate", "types,client", "-package", "axp", "-o", join(folder, "api.go")]
      await run(join(tool, "oapi-codegen"), [...to, document], folder)
      await run("go", ["mod", "init", "axp"], folder)
      await run("go", ["mod", "tidy"], folder)
      await run("go", ["build", "."], folder)
    }
    return readFileSync(join(out, "whole/api.go"), "utf8")
  })
})
