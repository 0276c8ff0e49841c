/**
 * sdk and designer as users get them: packed and installed in an empty folder; programs are compiled and run against
 * the tarballs. Needs the build (turbo runs it).
 */
import { execFileSync } from "node:child_process"
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { installPacked, root } from "../src/packed.ts"

const tsc = join(root, "node_modules/.bin/tsc")
let folder: string

beforeAll(() => {
  folder = installPacked(["sdk", "designer", "api-types"])
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Compiles one program in the empty folder; returns the compiler's output. */
const compile = (name: string, source: string, options: Record<string, unknown> = {}): string => {
  const directory = join(folder, name)
  mkdirSync(directory)
  writeFileSync(join(directory, "program.ts"), source)
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    skipLibCheck: false,
    module: "NodeNext",
    target: "ES2022",
    lib: ["ES2023", "ESNext.Disposable", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
    types: [],
    outDir: "out",
    ...options
  }
  writeFileSync(join(directory, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }))
  try {
    return execFileSync(tsc, ["-p", directory], { cwd: directory, encoding: "utf8" })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

const surface = `
import { definePipeline } from "@aixplain-ts/designer"
import { Aixplain, isAixplainError, Pipeline } from "@aixplain-ts/sdk"

export const triage = definePipeline("Review triage", { Review: "text" }, ({ Review }, n) => {
  const mood = n.sentimentAnalysis({ text: Review, language: "en" })
  const route = n.decision({ comparison: mood.data, passthrough: Review })
  return { Mood: mood.data, Angry: route.when("equal", "NEGATIVE"), Others: route.otherwise() }
})

const aixplain = new Aixplain({ apiKey: "key", baseUrl: "http://127.0.0.1:1" })
export const main = async (): Promise<string | undefined> => {
  const saved = await aixplain.pipelines.create(triage)
  const { outputs } = await saved.run({ Review: "Never again" }, { timeout: "20 minutes" })
  const mood: string = await outputs.Mood.text()
  return mood === "" ? undefined : await outputs.Angry?.text()
}
export const untyped = async (): Promise<void> => {
  const pipeline = await aixplain.pipelines.get("6544ffbdf4644a9f6c2363a6")
  const result = await pipeline.run({ Text: "I love it", Language: "en" })
  await result.output("Mood").text()
}
console.log(String(new Pipeline({ name: "New" })), isAixplainError(undefined), triage.problems.length)
`

describe("the sdk as it is published", () => {
  test("it has no run-time dependency", () => {
    const manifest = JSON.parse(readFileSync(join(folder, "node_modules/@aixplain-ts/sdk/package.json"), "utf8"))
    expect(manifest.dependencies ?? {}).toEqual({})
    expect(readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["@aixplain-ts"])
  })

  test("its declarations import nothing", () => {
    const declarations = readFileSync(join(folder, "node_modules/@aixplain-ts/sdk/dist/index.d.ts"), "utf8")
    expect(declarations).not.toMatch(/from ["']|import\(/)
  })

  test.each([
    { module: "NodeNext", moduleResolution: "NodeNext" },
    { module: "ESNext", moduleResolution: "Bundler" }
  ])("the programs of the documentation compile against the tarballs under $moduleResolution", (options) => {
    expect(compile(`good-${options.moduleResolution}`, surface, options)).toBe("")
  })

  test("the compiled program runs", () => {
    expect(compile("run", surface)).toBe("")
    const said = execFileSync(process.execPath, ["out/program.js"], { cwd: join(folder, "run"), encoding: "utf8" })
    expect(said.trim()).toBe("Pipeline: New (id=) false 0")
  })

  test.each([
    ["a label that the pipeline does not have", `saved.run({ Revue: "x" })`],
    ["a missing input", `saved.run({})`],
    ["a value of the wrong type", `saved.run({ Review: 12 })`],
    ["an optional output without a check", `saved.run({ Review: "x" }).then((r) => r.outputs.Angry.text())`],
    ["an output that the pipeline does not have", `saved.run({ Review: "x" }).then((r) => r.outputs.Happy)`]
  ])("%s does not compile", (name, call) => {
    const source = `${surface}\nexport const wrong = aixplain.pipelines.create(triage).then((saved) => ${call})\n`
    expect(compile(`wrong-${name.replaceAll(" ", "-")}`, source)).toContain("error TS")
  })
})
