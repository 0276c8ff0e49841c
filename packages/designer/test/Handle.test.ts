import { definePipeline, handleOf, toHandleCode } from "@aixplain-ts/designer"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { documents } from "./arbitraries.ts"
import { evaluate } from "./rebuild.ts"

const id = "6544ffbdf4644a9f6c2363a6"

const everything = definePipeline(
  "Review triage!",
  { Review: "text", Source: ["text", "audio"], Any: [], Language: { type: "label", data: "en" } },
  ({ Review, Source, Any }, n) => {
    const mood = n.sentimentAnalysis({ text: Review, language: "en" })
    const route = n.decision({ comparison: mood.data, passthrough: Review })
    const heard = n.speechRecognition({ source_audio: n.router(Source).type("audio"), language: "en" })
    const score = n.textGenerationMetric({ hypotheses: [Review, heard.data], score_identifier: "bleu" })
    return {
      Angry: route.when("equal", "NEGATIVE"),
      Mood: mood.data,
      Heard: heard.data,
      Both: n.merge(heard.data, Review),
      Score: score.data,
      "Any thing": Any
    }
  }
)

describe("the handle of a stored pipeline", () => {
  it("has its inputs and outputs by label, with types and what may be absent", () => {
    expect(handleOf(everything.document, id)).toEqual({
      id,
      name: "Review triage!",
      inputs: {
        Review: { type: "text" },
        Source: { type: ["text", "audio"] },
        Any: { type: [] },
        Language: { type: "label", optional: true }
      },
      outputs: {
        Angry: { type: "text", optional: true },
        Mood: { type: "label" },
        Heard: { type: "text", optional: true },
        Both: { type: "text" },
        Score: { type: "text", optional: true },
        "Any thing": { type: [] }
      }
    })
  })

  it("says the same as the pipeline that was described", () => {
    const { inputs, outputs } = handleOf(everything.document, id)
    expect({ inputs, outputs }).toEqual({ inputs: everything.inputs, outputs: everything.outputs })
  })

  it("takes what a document does not say from what flows, and labels as the vendor's designer makes them", () => {
    const handle = handleOf(
      {
        nodes: [
          { number: 0, type: "INPUT" },
          { number: 1, type: "ASSET", function: "translation" },
          { number: 2, type: "OUTPUT" },
          { number: 4, type: "OUTPUT", label: "OUTPUT(ID=2)", dataType: ["audio"] }
        ],
        links: [
          { from: 0, to: 1, paramMapping: [{ from: "input", to: "text" }] },
          { from: 1, to: 2, paramMapping: [{ from: "data", to: "output" }] }
        ]
      },
      id
    )
    expect(handle).toEqual({
      id,
      name: id,
      inputs: { "INPUT(ID=0)": { type: [] } },
      outputs: { "OUTPUT(ID=2)": { type: "text" } }
    })
  })

  it("is written as a module without imports", () => {
    expect(toHandleCode(everything.document, id))
      .toBe(`// Written by \`axp pipelines types\`. Do not change it: write it again.

/** A stored pipeline: hand it to \`pipelines.get\`, and its inputs and outputs are typed. */
export const reviewTriage = {
  id: "6544ffbdf4644a9f6c2363a6",
  name: "Review triage!",
  inputs: {
    Review: { type: "text" },
    Source: { type: ["text", "audio"] },
    Any: { type: [] },
    Language: { type: "label", optional: true }
  },
  outputs: {
    Angry: { type: "text", optional: true },
    Mood: { type: "label" },
    Heard: { type: "text", optional: true },
    Both: { type: "text" },
    Score: { type: "text", optional: true },
    "Any thing": { type: [] }
  }
} as const
`)
  })

  it("of any document evaluates to itself", async () => {
    await fc.assert(
      fc.asyncProperty(documents(0.2), async (document) => {
        const { handle } = await evaluate(toHandleCode(document, id, { exportName: "handle" }))
        expect(handle).toEqual(handleOf(document, id))
      }),
      { numRuns: 50 }
    )
  })
})
