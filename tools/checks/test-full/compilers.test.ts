/**
 * The packed packages with common compiler settings: browser and Node projects without
 * `skipLibCheck`, ES modules and CommonJS, the current TypeScript and 5.9, the last one written in JavaScript. Needs
 * the build.
 */
import { execFileSync, spawnSync } from "node:child_process"
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { installPacked, root, version } from "../src/packed.ts"

const require = createRequire(import.meta.url)
const compilers = {
  "TypeScript 7": [join(root, "node_modules/.bin/tsc")],
  "TypeScript 5.9": [process.execPath, require.resolve("typescript/bin/tsc")]
} as const
type Compiler = keyof typeof compilers

let folder: string
beforeAll(() => {
  const others = {
    effect: version("effect"),
    "@types/node": version("@types/node"),
    "openapi-fetch": version("openapi-fetch")
  }
  folder = installPacked(["api-types", "designer", "core", "sdk", "platform"], others)
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const programs = {
  "api-types": `
import type { components, paths, Pipeline } from "@aixplain-ts/api-types"
export type Stored = paths["/sdk/pipelines/{id}"]["get"]["responses"][200]["content"]["application/json"]
export const nameOf = (stored: Pipeline): string | undefined => stored.name
export const typeOf = (node: components["schemas"]["PipelineNode"]): string => node.type
`,
  designer: `
import { definePipeline } from "@aixplain-ts/designer"
import { toSvg } from "@aixplain-ts/designer/diagram"
import { layout } from "@aixplain-ts/designer/layout"
export const triage = definePipeline("Review triage", { Review: "text" }, ({ Review }, n) => ({
  Mood: n.sentimentAnalysis({ text: Review, language: "en" }).data
}))
console.log(triage.problems.length, typeof toSvg, typeof layout)
`,
  sdk: `
import { Aixplain, file, isAixplainError, Pipeline } from "@aixplain-ts/sdk"
const aixplain = new Aixplain({ apiKey: "key", baseUrl: "http://127.0.0.1:1" })
export const main = async (): Promise<string> => {
  const pipeline = await aixplain.pipelines.get("6544ffbdf4644a9f6c2363a6")
  const result = await pipeline.run({ Text: "I love it", Audio: file(new Uint8Array(1)) }, { timeout: "20 minutes" })
  for await (const event of await pipeline.runAsync("Again")) console.log(event)
  return result.output("Mood").text()
}
console.log(String(new Pipeline({ name: "New" })), isAixplainError(undefined))
`,
  core: `
import { type AixplainError, Pipelines, Runs } from "@aixplain-ts/core"
import * as Effect from "effect/Effect"
export const services = Effect.gen(function* () {
  return [yield* Pipelines, yield* Runs] as const
})
export const sentence = (error: AixplainError): string => error.message
`,
  platform: `
import { defineAsset, startPlatform } from "@aixplain-ts/platform"
export const main = async (): Promise<string> => {
  await using platform = await startPlatform({
    clock: "virtual",
    assets: [defineAsset({ id: "a", function: "translation", run: ({ text }: { text: string }) => ({ data: text }) })]
  })
  return platform.url
}
`
} as const
type Name = keyof typeof programs

interface Project {
  readonly settings: string
  readonly type: "module" | "commonjs"
  readonly options: Readonly<Record<string, unknown>>
  readonly names: readonly Name[]
  readonly by: readonly Compiler[]
}
const both: readonly Compiler[] = ["TypeScript 7", "TypeScript 5.9"]
const browser = { lib: ["ES2023", "DOM"], types: [] }
const node = { lib: ["ES2023"], types: ["node"] }
const projects: readonly Project[] = [
  {
    settings: "a browser project",
    type: "module",
    options: { ...browser, module: "ESNext", moduleResolution: "Bundler" },
    names: ["api-types", "designer", "sdk", "core"],
    by: both
  },
  {
    settings: "a Node project without DOM types",
    type: "module",
    options: { ...node, module: "NodeNext" },
    names: ["api-types", "designer", "sdk", "core", "platform"],
    by: both
  },
  {
    settings: "a CommonJS project with module node16",
    type: "commonjs",
    options: { ...node, module: "Node16" },
    names: ["api-types", "designer", "sdk"],
    by: both
  },
  {
    settings: "a CommonJS project with module nodenext",
    type: "commonjs",
    options: { ...node, module: "NodeNext" },
    names: ["api-types", "designer", "sdk", "core", "platform"],
    by: both
  },
  {
    settings: "a CommonJS project with moduleResolution node10",
    type: "commonjs",
    options: { ...node, module: "CommonJS", moduleResolution: "Node10" },
    names: ["api-types", "designer", "sdk"],
    by: ["TypeScript 5.9"]
  }
]

const directoryOf = (project: Project, compiler: Compiler): string =>
  join(folder, `${project.settings} ${compiler}`.replaceAll(/\W/g, "-"))

const compile = (project: Project, compiler: Compiler, directory: string): string => {
  mkdirSync(directory)
  writeFileSync(join(directory, "package.json"), JSON.stringify({ type: project.type }))
  for (const name of project.names) writeFileSync(join(directory, `${name}.ts`), programs[name])
  const compilerOptions = {
    strict: true,
    skipLibCheck: false,
    target: "ES2022",
    outDir: "out",
    rootDir: ".",
    ...project.options
  }
  const files = project.names.map((name) => `${name}.ts`)
  writeFileSync(join(directory, "tsconfig.json"), JSON.stringify({ compilerOptions, files }))
  const [command, ...first] = compilers[compiler]
  const { status, stdout, stderr } = spawnSync(command, [...first, "-p", directory], { encoding: "utf8" })
  // Declarations of effect 4.1 need DOM types: in a project without them only errors in our packages count.
  const ours = (stdout + stderr).split("\n").filter((line) => !line.includes("node_modules/effect/"))
  return status === 0 ? "" : ours.join("\n").trim()
}

describe.each(projects.flatMap((project) => project.by.map((compiler) => ({ ...project, project, compiler }))))(
  "$settings under $compiler",
  ({ project, compiler, names }) => {
    test("compiles without an error, declarations included", () => {
      expect(compile(project, compiler, directoryOf(project, compiler))).toBe("")
    })

    test.runIf(project.settings !== "a browser project")("produces programs that run", () => {
      const out = join(directoryOf(project, compiler), "out")
      const said = (name: Name): string =>
        execFileSync(process.execPath, [join(out, `${name}.js`)], { cwd: folder, encoding: "utf8" }).trim()
      expect(names.map(said)).toContain("Pipeline: New (id=) false")
      expect(said("designer")).toBe("0 function function")
    })
  }
)
