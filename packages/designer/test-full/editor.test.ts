import { spawnSync } from "node:child_process"
import { mkdirSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { askEditor } from "./languageServer.ts"

const root = fileURLToPath(new URL("../../../", import.meta.url))
const folder = `${root}packages/designer/.test/editor`
mkdirSync(folder, { recursive: true })
writeFileSync(
  `${folder}/tsconfig.json`,
  JSON.stringify({
    extends: "../../../../tsconfig.base.json",
    include: ["*.ts"],
    compilerOptions: { composite: false, noEmit: true, rootDir: root }
  })
)

const write = (name: string, source: string): string => {
  writeFileSync(`${folder}/${name}`, source)
  return `${folder}/${name}`
}

describe("an editor", () => {
  it("offers the parameters of a function that are left, and nothing else", async () => {
    const file = write(
      "completions.ts",
      `import { definePipeline } from "@aixplain-ts/designer"
definePipeline("P", { Review: "text", Sound: "audio" }, ({ Review, Sound }, n) => {
  n.translation({ text: Review, /*c*/ })
  n.asset("m1", { function: "speech-recognition", /*c*/ })
  n.textGeneration({ prompt: "About {{topic}}", /*c*/ })
  const route = n.decision({ comparison: Review, passthrough: Review })
  route.when("/*c*/")
  const aligned = n.audioForcedAlignment({ audio: Sound, text: Review, language: "en" })
  return { Text: aligned./*c*/ }
})
`
    )
    expect(await askEditor(file)).toEqual([
      ["context?", "dialect_in?", "dialect_out?", "script_in?", "script_out?", "sourcelanguage", "targetlanguage"],
      ["dialect?", "language", "script?", "source_audio", "voice?"],
      ["context?", "language?", "script?", "temperature?", "text?", "topic"],
      [
        "contain",
        "different",
        "equal",
        "greaterThan",
        "greaterThanOrEqual",
        "lessThan",
        "lessThanOrEqual",
        "notContain"
      ],
      ["audio", "text"]
    ])
  })

  it("shows the types of calls, ports and pipelines as one would write them", async () => {
    const file = write(
      "hovers.ts",
      `import { definePipeline } from "@aixplain-ts/designer"
export const triage = definePipeline("P", { Review: "text", Source: ["text", "audio"] }, ({ Review, Source }, n) => {
  const mood = n./*h*/sentimentAnalysis({ /*h*/text: Review, language: "en" })
  const route = n.decision({ comparison: mood./*h*/data, passthrough: Review })
  return { Angry: route.when("equal", "x"), Source }
})
export const copy = /*h*/triage
`
    )
    const [call, parameter, port, pipeline] = await askEditor(file)
    expect(call).toContain(
      `sentimentAnalysis: <"always">(parameters: FunctionParameters<"sentimentAnalysis", "always">`
    )
    expect(call).toContain(`readonly data: "label"`)
    expect(parameter).toContain(
      `text: string | Port<"embedding" | "float" | "integer" | "label" | "number" | "text", "always">`
    )
    expect(port).toContain(`data: Port<"label", "always">`)
    expect(String(pipeline).replaceAll(/\s+/g, " ")).toContain(
      `Pipeline<{ readonly Review: "text"; readonly Source: "audio" | "text"; }, { readonly Angry?: "text"; readonly Source: "audio" | "text"; }>`
    )
  })
})

describe("type-checking a pipeline", () => {
  /** Instantiations that a pipeline of so many nodes costs over a file that only imports the package. */
  const cost = (nodes: number): number => instantiations(write(`nodes${nodes}.ts`, pipelineOf(nodes))) - empty
  const empty = instantiations(write("nodes0.ts", `import "@aixplain-ts/designer"\n`))

  it("costs little for 50 nodes of ten kinds, and hardly more for 500", () => {
    const fifty = cost(50)
    expect(fifty).toBeLessThan(45_000)
    expect(cost(500)).toBeLessThan(fifty * 1.5)
  })
})

function instantiations(file: string): number {
  const options = [
    "--ignoreConfig",
    "--noEmit",
    "--strict",
    "--module",
    "nodenext",
    "--target",
    "es2023",
    "--skipLibCheck"
  ]
  const { stdout } = spawnSync(
    `${root}node_modules/.bin/tsc`,
    [...options, "--allowImportingTsExtensions", "--types", "", "--extendedDiagnostics", file],
    { encoding: "utf8" }
  )
  expect(stdout).not.toContain("error TS")
  return Number(/Instantiations:\s+(\d+)/.exec(stdout)?.[1])
}

function pipelineOf(nodes: number): string {
  const kinds = [
    (last: string) => `n.translation({ text: ${last}, sourcelanguage: "en", targetlanguage: "fr" }).data`,
    (last: string) => `n.sentimentAnalysis({ text: ${last}, language: "en" }).data`,
    () => `n.speechRecognition({ source_audio: Sound, language: "en" }).data`,
    (last: string) => `n.textGeneration({ prompt: "{{a}} and {{b}}", a: ${last}, b: Text }).data`,
    (last: string) => `n.asset("m", { function: "summarization", text: ${last}, language: "en" }).data`,
    () => `n.imageCaptioning({ image: Picture }).data`,
    (last: string) => `n.namedEntityRecognition({ text: ${last}, language: "en" }).data`,
    (last: string) => `n.script({ file: "a.py", inputs: { a: ${last} }, outputs: { data: "text" } }).data`,
    (last: string) =>
      `n.textGenerationMetric({ hypotheses: [${last}], references: Text, score_identifier: "bleu" }).data`,
    (last: string) => `n.decision({ comparison: ${last}, passthrough: Text }).when("equal", "x")`
  ]
  const lines = Array.from({ length: nodes }, (_, index) => {
    const last = index === 0 ? "Text" : `v${index - 1}`
    return `  const v${index} = ${kinds[index % kinds.length]?.(last)}\n`
  })
  return `import { definePipeline } from "@aixplain-ts/designer"
export const p = definePipeline("P", { Text: "text", Sound: "audio", Picture: "image" }, ({ Text, Sound, Picture }, n) => {
${lines.join("")}  return { Out: v${nodes - 1} }
})
`
}
