/** The runs that kill tests go through: one for each way in which the engine writes. */
import { appendFileSync } from "node:fs"
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { type AssetContext, AssetError, type AssetDefinition, type Value } from "../../src/assets/AssetDefinition.ts"
import type { ScriptRunner } from "../../src/scripts/ScriptRunner.ts"
import { asset, input, output, pipeline } from "../../test/engine/harness.ts"

export interface Shape {
  readonly document: PipelineDocument
  readonly inputs: Readonly<Record<string, readonly Value[]>>
}

const chain = pipeline(
  [input(), asset("text-normalization"), asset("paraphrasing"), output()],
  ["0.input > 1.text", "1.data > 2.text", "2.data > 3.output"]
)
const lines = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index}`).join("\n")

export const shapes: Readonly<Record<string, Shape>> = {
  one: { document: chain, inputs: { Text: ["hello"] } },
  hundred: { document: chain, inputs: { Text: Array.from({ length: 100 }, (_, index) => `text ${index}`) } },
  segmentor: {
    document: pipeline(
      [
        input(),
        asset("split-on-linebreak"),
        asset("paraphrasing"),
        asset("text-reconstruction"),
        output(),
        output("Lines")
      ],
      ["0.input > 1.text", "1.data > 2.text", "2.data > 3.text", "3.data > 4.output", "2.data > 5.output"]
    ),
    inputs: { Text: [lines(300)] }
  },
  script: {
    document: pipeline(
      [
        input(),
        asset("split-on-linebreak"),
        { type: "SCRIPT", fileId: "F", outputValues: [{ code: "data" }] },
        output()
      ],
      ["0.input > 1.text", "1.data > 2.lines", "2.data > 3.output"]
    ),
    inputs: { Text: [lines(150)] }
  },
  retry: {
    document: pipeline([input(), asset("translation"), output()], ["0.input > 1.text", "1.data > 2.output"]),
    inputs: { Text: Array.from({ length: 20 }, (_, index) => `text ${index}`) }
  },
  large: { document: chain, inputs: { Text: ["a", "b", "c"].map((letter) => letter.repeat(100_000)) } }
}

/** Writes a line for each execution before it does anything: what ran, in which process. */
const noted = (ledger: string, generation: number): ((context: AssetContext, run?: string) => void) => {
  return ({ attempt, idempotencyKey }) => appendFileSync(ledger, `${idempotencyKey} ${attempt} ${generation}\n`)
}

/** Assets that note every call: a pure one, one with effects outside, and one that fails at its first attempt. */
export const assets = (ledger: string, generation: number): readonly AssetDefinition[] => {
  const note = noted(ledger, generation)
  return [
    {
      id: "pure",
      function: "text-normalization",
      pure: true,
      run: ({ text }: { text: string }, context) => {
        note(context)
        return { data: text.toUpperCase() }
      }
    },
    {
      id: "effects",
      function: "paraphrasing",
      run: ({ text }: { text: string }, context) => {
        note(context)
        return { data: `${text}!` }
      }
    },
    {
      id: "flaky",
      function: "translation",
      run: ({ text }: { text: string }, context) => {
        note(context)
        if (context.attempt === 1) throw new AssetError("Not at first.", { transient: true })
        return { data: `${text}?` }
      }
    }
  ]
}

export const scripts: ScriptRunner = {
  run: ({ inputs }) =>
    Promise.resolve({
      segments: inputs["lines"]!.map((_, index) => ({ index, attributes: { data: `${index}: done` } })),
      log: "ran\n"
    }),
  warm: () => {},
  close: () => Promise.resolve()
}
