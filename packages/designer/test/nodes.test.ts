import { definePipeline, pendingScripts, type Pipeline, withScriptFile } from "@aixplain-ts/designer"
import { describe, expect, it } from "vitest"

const nodeOf = (pipeline: Pipeline, number: number) => pipeline.document.nodes.find((node) => node.number === number)
const linksTo = (pipeline: Pipeline, number: number) => pipeline.document.links.filter((link) => link.to === number)

describe("decisions", () => {
  it("turn otherwise() after one `when` into a route with the opposite operation", () => {
    const opposites = [
      ["equal", "different"],
      ["different", "equal"],
      ["contain", "notContain"],
      ["notContain", "contain"]
    ] as const
    for (const [operation, opposite] of opposites) {
      const pipeline = definePipeline("One", { Text: "text" }, ({ Text }, n) => {
        const route = n.decision({ comparison: Text, passthrough: Text })
        return { Yes: route.when(operation, "x"), No: route.otherwise() }
      })
      expect(nodeOf(pipeline, 1)?.routes?.map((route) => route.operation)).toEqual([operation, opposite])
    }
    const numeric = [
      ["greaterThan", "lessThanOrEqual"],
      ["greaterThanOrEqual", "lessThan"],
      ["lessThan", "greaterThanOrEqual"],
      ["lessThanOrEqual", "greaterThan"]
    ] as const
    for (const [operation, opposite] of numeric) {
      const pipeline = definePipeline("One", { Text: "text" }, ({ Text }, n) => {
        const route = n.decision({ comparison: Text, passthrough: Text })
        return { Yes: route.when(operation, 0.5), No: route.otherwise() }
      })
      expect(nodeOf(pipeline, 1)?.routes).toEqual([
        { value: 0.5, path: [2], operation, type: "checkValue" },
        { value: 0.5, path: [3], operation: opposite, type: "checkValue" }
      ])
    }
  })

  it("turn otherwise() after several `when` into a chain that passes on what fails every comparison", () => {
    const pipeline = definePipeline("Three", { Text: "text" }, ({ Text }, n) => {
      const mood = n.sentimentAnalysis({ text: Text, language: "en" })
      const route = n.decision({ comparison: mood.data, passthrough: Text })
      return {
        Good: route.when("equal", "POSITIVE"),
        Bad: route.when("equal", "NEGATIVE"),
        Other: route.otherwise()
      }
    })
    expect(pipeline.problems).toEqual([])
    expect(nodeOf(pipeline, 2)?.routes).toEqual([
      { value: "POSITIVE", path: [4], operation: "equal", type: "checkValue" },
      { value: "NEGATIVE", path: [5], operation: "equal", type: "checkValue" },
      { value: "POSITIVE", path: [3], operation: "different", type: "checkValue" }
    ])
    expect(nodeOf(pipeline, 3)).toMatchObject({
      type: "DECISION",
      label: "Decision 2",
      routes: [{ value: "NEGATIVE", path: [6], operation: "different", type: "checkValue" }]
    })
    expect(linksTo(pipeline, 3)).toEqual([
      { from: 1, to: 3, paramMapping: [{ from: "data", to: "comparison" }] },
      { from: 2, to: 3, paramMapping: [{ from: "data", to: "passthrough", dataSourceId: 0 }] }
    ])
    expect(linksTo(pipeline, 6)).toEqual([
      { from: 3, to: 6, paramMapping: [{ from: "data", to: "output", dataSourceId: 2 }] }
    ])
  })

  it("ask the same question once, and give the same rest each time", () => {
    const pipeline = definePipeline("Same", { Text: "text" }, ({ Text }, n) => {
      const route = n.decision({ comparison: Text, passthrough: Text })
      return {
        A: route.when("equal", "x"),
        B: n.summarization({ text: route.when("equal", "x"), language: "en" }).data,
        C: route.otherwise(),
        D: route.otherwise()
      }
    })
    expect(nodeOf(pipeline, 1)?.routes?.map((route) => route.path)).toEqual([
      [2, 3],
      [5, 6]
    ])
  })

  it("refuse what would mean nothing, in a sentence", () => {
    definePipeline("Refuse", { Text: "text" }, ({ Text }, n) => {
      const route = n.decision({ comparison: Text, passthrough: Text })
      expect(() => route.otherwise()).toThrow(/without a `when`/)
      expect(() => route.when("equals" as never, "x")).toThrow(/no operation “equals”. It has equal, different/)
      route.when("equal", "x")
      route.otherwise()
      expect(() => route.when("equal", "y")).toThrow(/`when` comes after `otherwise\(\)`/)
      return { Text }
    })
  })

  it("whose branches meet again do so in one parameter", () => {
    const pipeline = definePipeline("Meet", { Text: "text" }, ({ Text }, n) => {
      const route = n.decision({ comparison: Text, passthrough: Text })
      const english = n.summarization({ text: route.when("contain", "the"), language: "en" })
      return { Summary: n.merge(english.data, route.otherwise()) }
    })
    expect(linksTo(pipeline, 3)).toEqual([
      { from: 2, to: 3, paramMapping: [{ from: "data", to: "output" }] },
      { from: 1, to: 3, paramMapping: [{ from: "data", to: "output", dataSourceId: 0 }] }
    ])
    expect(pipeline.problems).toEqual([])
    expect(pipeline.outputs.Summary).toEqual({ type: "text", optional: true })
  })

  it("cannot feed one node by different routes at different parameters, and name the problem", () => {
    expect(() =>
      definePipeline("Both", { Text: "text" }, ({ Text }, n) => {
        const route = n.decision({ comparison: Text, passthrough: Text })
        return {
          Both: n.script({
            file: "both.py",
            inputs: { yes: route.when("equal", "x"), no: route.otherwise() },
            outputs: { data: "text" }
          }).data
        }
      })
    ).toThrow(/“yes” and “no” of Script take different routes of Decision/)
  })
})

describe("routers", () => {
  it("send each data type its own way, and narrow it", () => {
    const pipeline = definePipeline("Listen or read", { Source: ["text", "audio"] }, ({ Source }, n) => {
      const route = n.router(Source)
      const heard = n.speechRecognition({ source_audio: route.type("audio"), language: "en" })
      return { Text: n.merge(heard.data, route.type("text")) }
    })
    expect(nodeOf(pipeline, 1)).toEqual({
      number: 1,
      label: "Router",
      type: "ROUTER",
      inputValues: [{ code: "input" }],
      outputValues: [{ code: "input" }],
      routes: [
        { value: "audio", path: [2], operation: "equal", type: "checkType" },
        { value: "text", path: [3], operation: "equal", type: "checkType" }
      ]
    })
    expect(pipeline.problems).toEqual([])
  })
})

describe("models", () => {
  it("are named beside the parameters of their function", () => {
    const parameters = { sourcelanguage: "en", targetlanguage: "fr" }
    const pipeline = definePipeline("Models", { Text: "text" }, ({ Text }, n) => {
      const first = n.translation({ text: Text, ...parameters }, { assetId: "m1", supplier: "aws", version: "2" })
      const second = n.asset(
        "m1",
        { function: "translation", text: Text, ...parameters },
        { supplier: "aws", version: "2" }
      )
      return { First: first.data, Second: second.data }
    })
    expect(nodeOf(pipeline, 1)).toMatchObject({
      assetId: "m1",
      supplier: "aws",
      version: "2",
      assetType: "MODEL",
      function: "translation"
    })
    expect({ ...nodeOf(pipeline, 2), number: 1, label: "Translation" }).toEqual(nodeOf(pipeline, 1))
  })

  it("of kinds that the catalogue knows carry that kind", () => {
    const pipeline = definePipeline("Kinds", { Text: "text" }, ({ Text }, n) => {
      const lines = n.splitOnLinebreak({ text: Text })
      const joined = n.textReconstruction({ text: lines.data })
      const score = n.textGenerationMetric({ hypotheses: joined.data, references: Text, score_identifier: "bleu" })
      const custom = n.utility("u1", { inputs: { score: score.data, factor: 2 } })
      const video = n.extractAudioFromVideo({ video: "https://example.com/v.mp4" }, { functionType: "utility" })
      return { Custom: custom.outputs, Audio: video.data }
    })
    expect(pipeline.document.nodes.slice(1, 6).map((node) => node.functionType)).toEqual([
      "segmentor",
      "reconstructor",
      "metric",
      "utility",
      "utility"
    ])
    expect(nodeOf(pipeline, 4)).toMatchObject({
      function: "utilities",
      assetId: "u1",
      inputValues: [
        { code: "score", dataType: "text" },
        { code: "factor", dataType: "number", value: 2 }
      ],
      outputValues: [{ code: "outputs", dataType: "text" }]
    })
  })

  it("may have parameters and functions that the catalogue does not know", () => {
    const pipeline = definePipeline("Beyond", { Text: "text" }, ({ Text }, n) => {
      const answer = n.model("llm", {
        function: "text-generation",
        inputs: { max_tokens: 100, text: Text, stop: ["\n", "."] },
        outputs: { data: "text" }
      })
      const tool = n.model("tool", {
        function: "mcp-tool",
        inputs: { query: answer.data },
        outputs: { result: "text" }
      })
      return { Result: tool.result }
    })
    expect(nodeOf(pipeline, 1)?.inputValues).toEqual([
      { code: "text", dataType: "text" },
      { code: "max_tokens", dataType: "number", value: 100 },
      { code: "stop", dataType: "text", values: ["\n", "."] }
    ])
    expect(nodeOf(pipeline, 2)).toMatchObject({ function: "mcp-tool", functionType: "ai", label: "mcp-tool" })
  })
})

describe("prompts", () => {
  it("turn their variables into text inputs of the node", () => {
    const pipeline = definePipeline("Prompt", { Topic: "text" }, ({ Topic }, n) => ({
      Answer: n.textGeneration({ prompt: "Summarise {{topic}} in {{my words}}", topic: Topic, "my words": "ten" }).data
    }))
    expect(nodeOf(pipeline, 1)?.inputValues).toEqual([
      { code: "prompt", dataType: "text", value: "Summarise {{topic}} in {{my words}}" },
      { code: "topic", dataType: "text" },
      { code: "my words", dataType: "text", value: "ten" }
    ])
    expect(pipeline.problems).toEqual([])
  })
})

describe("scripts", () => {
  const pipeline = definePipeline("Script", { Text: "text" }, ({ Text }, n) => {
    const loud = n.script({ file: "./shout.py", inputs: { text: Text }, outputs: { data: "text" } })
    const stored = n.script({
      fileId: "F1",
      fileMetadata: "{}",
      inputs: { text: loud.data },
      outputs: { data: "text" }
    })
    return { Loud: stored.data }
  })

  it("carry their local file until it is uploaded, which is not a problem", () => {
    expect(nodeOf(pipeline, 1)).toEqual({
      number: 1,
      label: "Script",
      type: "SCRIPT",
      scriptFile: "./shout.py",
      inputValues: [{ code: "text", dataType: "text" }],
      outputValues: [{ code: "data", dataType: "text" }]
    })
    expect(pendingScripts(pipeline.document)).toEqual([{ node: 1, file: "./shout.py" }])
    expect(pipeline.problems).toEqual([])
  })

  it("become uploaded ones without touching the document they came from", () => {
    const saved = withScriptFile(pipeline.document, 1, "F2", '{"name":"shout","size":24}')
    expect(saved.nodes[1]).toEqual({
      number: 1,
      label: "Script",
      type: "SCRIPT",
      fileId: "F2",
      fileMetadata: '{"name":"shout","size":24}',
      inputValues: [{ code: "text", dataType: "text" }],
      outputValues: [{ code: "data", dataType: "text" }]
    })
    expect(Object.keys(saved.nodes[1] ?? {})[3]).toBe("fileId")
    expect(pendingScripts(saved)).toEqual([])
    expect(pendingScripts(pipeline.document)).toHaveLength(1)
    expect(saved.name).toBe("Script")
  })

  it("may be given by a URL, as `import.meta.url` makes them", () => {
    const byUrl = definePipeline("Url", { Text: "text" }, ({ Text }, n) => ({
      Out: n.script({ file: new URL("file:///p/s.js"), inputs: { text: Text }, outputs: { data: "text" } }).data
    }))
    expect(pendingScripts(byUrl.document)).toEqual([{ node: 1, file: "file:///p/s.js" }])
  })
})

describe("escapes", () => {
  it("change and remove single keys of a node and of the document, and place nodes", () => {
    const pipeline = definePipeline(
      "Escapes",
      { Text: { type: "text", position: { x: 1, y: 2 }, extra: { status: "Exists", inputValues: undefined } } },
      ({ Text }, n) => ({ Text: n.output(Text, { number: 7, extra: { dataType: ["label"] } }) }),
      { extra: { note: "kept" } }
    )
    expect(JSON.parse(JSON.stringify(pipeline))).toEqual({
      name: "Escapes",
      nodes: [
        {
          number: 0,
          label: "Text",
          type: "INPUT",
          dataType: ["text"],
          outputValues: [{ code: "input", dataType: "text" }],
          position: { x: 1, y: 2 },
          status: "Exists"
        },
        {
          number: 7,
          label: "Text",
          type: "OUTPUT",
          dataType: ["label"],
          inputValues: [{ code: "output", dataType: "text" }],
          outputValues: []
        }
      ],
      links: [{ from: 0, to: 7, paramMapping: [{ from: "input", to: "output" }] }],
      note: "kept"
    })
  })

  it("write down nodes, orders and links word for word", () => {
    const pipeline = definePipeline(
      "Raw",
      { Text: "text" },
      ({ Text }, n) => {
        const odd = n.raw({ type: "LOOP", number: 3, times: 2 }, { input: Text })
        const mood = n.sentimentAnalysis({ text: n.as(odd.port("data", "audio"), "text"), language: "en" })
        return { Mood: mood.data }
      },
      { nodeOrder: [3, 0], linkOrder: [[3, 1]] }
    )
    expect(pipeline.document.nodes.map(({ number }) => number)).toEqual([3, 0, 1, 2])
    expect(pipeline.document.nodes[0]).toEqual({ type: "LOOP", number: 3, times: 2 })
    expect(pipeline.document.links.map(({ from, to }) => [from, to])).toEqual([
      [3, 1],
      [0, 3],
      [1, 2]
    ])
    const replaced = definePipeline("Links", { Text: "text" }, ({ Text }) => ({ Text }), { links: [] })
    expect(replaced.document.links).toEqual([])
  })
})
