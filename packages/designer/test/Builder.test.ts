import { definePipeline, type Pipeline } from "@aixplain-ts/designer"
import { describe, expect, it } from "vitest"

const triage = definePipeline("Review triage", { Review: "text" }, ({ Review }, n) => {
  const mood = n.sentimentAnalysis({ text: Review, language: "en" })
  const route = n.decision({ comparison: mood.data, passthrough: Review })
  return { Angry: route.when("equal", "NEGATIVE"), Others: route.otherwise() }
})

const nodeOf = (pipeline: Pipeline, number: number) => pipeline.document.nodes.find((node) => node.number === number)

describe("a pipeline that reads like a function", () => {
  it("becomes the document that is posted, numbered inputs, calls, outputs", () => {
    expect(JSON.parse(JSON.stringify(triage))).toEqual({
      name: "Review triage",
      nodes: [
        {
          number: 0,
          label: "Review",
          type: "INPUT",
          dataType: ["text"],
          inputValues: [],
          outputValues: [{ code: "input", dataType: "text" }]
        },
        {
          number: 1,
          label: "Sentiment Analysis",
          type: "ASSET",
          function: "sentiment-analysis",
          assetType: "MODEL",
          functionType: "ai",
          inputValues: [
            { code: "text", dataType: "text" },
            { code: "language", dataType: "label", value: "en" }
          ],
          outputValues: [{ code: "data", dataType: "label" }]
        },
        {
          number: 2,
          label: "Decision",
          type: "DECISION",
          inputValues: [
            { code: "comparison", dataType: "label" },
            { code: "passthrough", dataType: "text" }
          ],
          outputValues: [{ code: "data", dataType: "text" }],
          routes: [
            { value: "NEGATIVE", path: [3], operation: "equal", type: "checkValue" },
            { value: "NEGATIVE", path: [4], operation: "different", type: "checkValue" }
          ]
        },
        {
          number: 3,
          label: "Angry",
          type: "OUTPUT",
          dataType: ["text"],
          inputValues: [{ code: "output", dataType: "text" }],
          outputValues: []
        },
        {
          number: 4,
          label: "Others",
          type: "OUTPUT",
          dataType: ["text"],
          inputValues: [{ code: "output", dataType: "text" }],
          outputValues: []
        }
      ],
      links: [
        { from: 0, to: 1, paramMapping: [{ from: "input", to: "text" }] },
        { from: 1, to: 2, paramMapping: [{ from: "data", to: "comparison" }] },
        { from: 0, to: 2, paramMapping: [{ from: "input", to: "passthrough" }] },
        { from: 2, to: 3, paramMapping: [{ from: "data", to: "output", dataSourceId: 0 }] },
        { from: 2, to: 4, paramMapping: [{ from: "data", to: "output", dataSourceId: 0 }] }
      ]
    })
  })

  it("has no problems when nothing is wrong, and lists them when something is", () => {
    expect(triage.problems).toEqual([])
    const lost = definePipeline("Lost", { Text: "text" }, ({ Text }, n) => {
      n.summarization({ text: Text, language: "en" })
      return { Same: Text }
    })
    expect(lost.problems.map(({ code, node }) => [code, node])).toContainEqual(["no_outgoing_link", 1])
  })

  it("knows its inputs and outputs by label, with their types and which may be absent", () => {
    expect(triage.inputs).toEqual({ Review: { type: "text" } })
    expect(triage.outputs).toEqual({
      Angry: { type: "text", optional: true },
      Others: { type: "text", optional: true }
    })
  })

  it("cannot be changed, and does not change what it was made from", () => {
    const extra = { tags: ["a"] }
    const pipeline = definePipeline("Frozen", { Text: { type: "text", extra } }, ({ Text }) => ({ Text }))
    extra.tags.push("b")
    expect(nodeOf(pipeline, 0)?.["tags"]).toEqual(["a"])
    expect(() => Object.assign(pipeline.document.nodes, [])).not.toThrow()
    expect(() => Object.assign(pipeline.document.nodes[0] ?? {}, { label: "Other" })).toThrow(TypeError)
    expect(() => (pipeline.document.links as unknown[]).push({})).toThrow(TypeError)
    expect(Object.isFrozen(pipeline)).toBe(true)
  })
})

describe("parameters", () => {
  it("are written in the catalogue's order with its types, whatever order they are given in", () => {
    const pipeline = definePipeline("Order", { Text: "text" }, ({ Text }, n) => ({
      French: n.translation({ targetlanguage: "fr", sourcelanguage: "en", text: Text }).data
    }))
    expect(nodeOf(pipeline, 1)?.inputValues).toEqual([
      { code: "text", dataType: "text" },
      { code: "sourcelanguage", dataType: "label", value: "en" },
      { code: "targetlanguage", dataType: "label", value: "fr" }
    ])
  })

  it("take numbers where the wire wants numeric settings as text", () => {
    const pipeline = definePipeline("Voices", { Sound: "audio" }, ({ Sound }, n) => ({
      Pieces: n.voiceActivityDetection({ audio: Sound, onset: 0.25, offset: "0.5" }).data
    }))
    expect(nodeOf(pipeline, 1)?.inputValues?.slice(1)).toEqual([
      { code: "onset", dataType: "text", value: "0.25" },
      { code: "offset", dataType: "text", value: "0.5" }
    ])
  })

  it("keep numbers of a numeric type, and 0, false and an empty text as values", () => {
    const pipeline = definePipeline("Zero", { Text: "text" }, ({ Text }, n) => {
      const cold = n.textGeneration({ text: Text, temperature: 0, context: "" })
      const custom = n.utility("u1", { inputs: { text: cold.data, loud: false } })
      return { Answer: custom.outputs }
    })
    expect(nodeOf(pipeline, 1)?.inputValues).toContainEqual({ code: "temperature", dataType: "number", value: 0 })
    expect(nodeOf(pipeline, 1)?.inputValues).toContainEqual({ code: "context", dataType: "text", value: "" })
    expect(nodeOf(pipeline, 2)?.inputValues).toContainEqual({ code: "loud", dataType: "boolean", value: false })
  })

  it("take lists of values and of ports where the catalogue allows lists", () => {
    const pipeline = definePipeline("Score", { A: "text", B: "text", Reference: "text" }, ({ A, B, Reference }, n) => ({
      Score: n.textGenerationMetric({ hypotheses: [A, B], references: Reference, score_identifier: "bleu" }).data
    }))
    expect(pipeline.document.links).toContainEqual({
      from: 1,
      to: 3,
      paramMapping: [{ from: "input", to: "hypotheses" }]
    })
    const subtitles = definePipeline("Subtitles", { Sound: "audio" }, ({ Sound }, n) => ({
      Text: n.subtitling({ source_audio: Sound, sourcelanguage: "en", targetlanguages: ["fr", "de"] }).data
    }))
    expect(nodeOf(subtitles, 1)?.inputValues).toContainEqual({
      code: "targetlanguages",
      dataType: "label",
      values: ["fr", "de"]
    })
    expect(subtitles.problems).toEqual([])
  })

  it("of one node that come from the same node share one link", () => {
    const pipeline = definePipeline("Share", { Text: "text" }, ({ Text }, n) => {
      const language = n.languageIdentification({ text: Text })
      const summary = n.summarization({ text: Text, language: language.data })
      const back = n.audioForcedAlignment({ audio: "https://example.com/a.wav", text: summary.data, language: "en" })
      return { Summary: n.translation({ text: back.text, sourcelanguage: back.text, targetlanguage: "fr" }).data }
    })
    expect(pipeline.document.links.at(-2)).toEqual({
      from: 3,
      to: 4,
      paramMapping: [
        { from: "text", to: "text" },
        { from: "text", to: "sourcelanguage" }
      ]
    })
  })

  it("that are undefined are left out", () => {
    const pipeline = definePipeline("Undefined", { Text: "text" }, ({ Text }, n) => ({
      Mood: n.sentimentAnalysis({ text: Text, language: "en", dialect: undefined }).data
    }))
    expect(nodeOf(pipeline, 1)?.inputValues?.map(({ code }) => code)).toEqual(["text", "language"])
  })
})

describe("numbers and labels", () => {
  it("are the next free ones, and explicit ones are kept", () => {
    const pipeline = definePipeline("Numbers", { Text: "text" }, ({ Text }, n) => {
      const first = n.summarization({ text: Text, language: "en" })
      const second = n.translation(
        { text: first.data, sourcelanguage: "en", targetlanguage: "fr" },
        { number: 1, label: "French" }
      )
      return { Summary: second.data }
    })
    expect(pipeline.document.nodes.map(({ number, label }) => [number, label])).toEqual([
      [0, "Text"],
      [1, "French"],
      [2, "Summarization"],
      [3, "Summary"]
    ])
  })

  it("of nodes are told apart, also from those of inputs and outputs", () => {
    const pipeline = definePipeline("Labels", { Translation: "text" }, ({ Translation }, n) => {
      const languages = { sourcelanguage: "en", targetlanguage: "fr" }
      const first = n.translation({ text: Translation, ...languages })
      return { "Translation 2": n.translation({ text: first.data, ...languages }).data }
    })
    expect(pipeline.document.nodes.map(({ label }) => label)).toEqual([
      "Translation",
      "Translation 3",
      "Translation 4",
      "Translation 2"
    ])
  })

  it("of two nodes with the same explicit number are a problem, not an exception", () => {
    const pipeline = definePipeline("Twice", { A: { type: "text", number: 1 } }, ({ A }, n) => ({
      Mood: n.sentimentAnalysis({ text: A, language: "en" }, { number: 1 }).data
    }))
    expect(pipeline.problems.map(({ code }) => code)).toContain("duplicate_number")
  })
})

describe("inputs", () => {
  it("have one type, several, any, or a default", () => {
    const pipeline = definePipeline(
      "Inputs",
      { One: "text", Two: ["text", "audio"], Any: [], Default: { type: "label", data: "en" } },
      ({ One, Two, Any, Default }) => ({ One, Two, Any, Default })
    )
    expect(pipeline.inputs).toEqual({
      One: { type: "text" },
      Two: { type: ["text", "audio"] },
      Any: { type: [] },
      Default: { type: "label", optional: true }
    })
    expect(nodeOf(pipeline, 3)).toMatchObject({ dataType: ["label"], data: "en" })
    expect(nodeOf(pipeline, 1)?.outputValues).toEqual([{ code: "input" }])
  })
})

describe("what no document can hold", () => {
  it("is refused: a port of another pipeline", () => {
    definePipeline("First", { Text: "text" }, ({ Text: stolen }) => {
      expect(() =>
        definePipeline("Second", { Text: "text" }, (_, n) => ({
          Mood: n.sentimentAnalysis({ text: stolen, language: "en" }).data
        }))
      ).toThrow(/“text” of Sentiment Analysis in the pipeline “Second” is fed by Text of the pipeline “First”/)
      return { Text: stolen }
    })
  })

  it("refuses an output that is not a port, and an unknown function", () => {
    expect(() => definePipeline("None", { Text: "text" }, () => ({ Text: "text" as never }))).toThrow(
      /The output “Text” of the pipeline “None” is not a port/
    )
    expect(() =>
      definePipeline("None", {}, (_, n) => ({ Out: n.asset("m1", { function: "translate" } as never) as never }))
    ).toThrow(/The catalogue has no function “translate”/)
  })
})
