import type { PipelineDocument } from "@aixplain-ts/api-types"
import { type Problem, validate } from "@aixplain-ts/designer"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { documents } from "./arbitraries.ts"
import {
  asset,
  decision,
  document,
  input,
  link,
  newsroom,
  ofType,
  output,
  router,
  script,
  speakers,
  textOrAudio,
  transcript,
  translation,
  triage,
  when
} from "./documents.ts"
import { runs } from "./runs.ts"

/** `code node parameter` of each problem: what programs act on. */
const found = (pipeline: PipelineDocument, level?: Problem["level"]): readonly string[] =>
  validate(pipeline)
    .filter((problem) => level === undefined || problem.level === level)
    .map(({ code, node, parameter }) => [code, node, parameter].filter((part) => part !== undefined).join(" "))

const only = (pipeline: PipelineDocument): Problem => {
  const problems = validate(pipeline)
  expect(problems).toHaveLength(1)
  return problems[0]!
}

/** In → the given node (number 1) → out, linked by the given codes. */
const around = (
  node: PipelineDocument["nodes"][number],
  into = "text",
  from = "data",
  type = "text"
): PipelineDocument =>
  document(
    "around",
    [input(0, "In", [type]), node, output(2, "Out", [])],
    [link(0, "input", 1, into), link(1, from, 2, "output")]
  )

describe("nothing is wrong with", () => {
  it.each([
    ["a translation", translation],
    ["a decision", triage],
    ["a router", textOrAudio],
    ["segments", transcript],
    ["a script", speakers]
  ])("%s", (_, pipeline) => {
    expect(validate(pipeline)).toEqual([])
  })

  it("a large pipeline of every kind", () => {
    expect(found(newsroom)).toEqual([])
  })
})

describe("errors, which refuse a run", () => {
  it("no input node", () => {
    const pipeline = document(
      "x",
      [script(0, "Make", {}, { data: "text" }), output(1, "Out")],
      [link(0, "data", 1, "output")]
    )
    expect(found(pipeline, "error")).toEqual(["no_input"])
    expect(found(document("empty", []), "error")).toEqual(["no_input"])
  })

  it("nodes that go in a circle, named in order", () => {
    const pipeline = document(
      "x",
      [input(0, "In"), asset(1, "A", "search"), asset(2, "B", "search"), asset(3, "C", "search"), output(4, "Out")],
      [
        link(0, "input", 1, "text"),
        link(1, "data", 2, "text"),
        link(2, "data", 3, "text"),
        link(3, "data", 1, "text"),
        link(3, "data", 4, "output")
      ]
    )
    expect(found(pipeline)).toEqual(["cycle 1", "several_links 1 text"])
    expect(validate(pipeline)[0]!.message).toBe(
      "These nodes go in a circle: “A” (node 1) → “B” (node 2) → “C” (node 3) → “A” (node 1)."
    )
  })

  it("each circle once, and a node that feeds itself", () => {
    const circle = (a: number, b: number): PipelineDocument["links"] => [
      link(a, "data", b, "text"),
      link(b, "data", a, "text")
    ]
    const nodes = [1, 2, 3, 4, 5].map((number) => asset(number, `A${number}`, "search"))
    const pipeline = document(
      "x",
      [input(0, "In"), ...nodes],
      [...circle(1, 2), ...circle(3, 4), link(5, "data", 5, "text")]
    )
    expect(found(pipeline, "error").toSorted()).toEqual(["cycle 1", "cycle 3", "cycle 5"])
    expect(validate(pipeline).map(({ message }) => message)).toContain("“A5” (node 5) is linked to itself.")
  })

  it("links to and from nodes that do not exist", () => {
    const pipeline = {
      ...translation,
      links: [...translation.links, link(1, "data", 9, "text"), link(8, "data", 7, "text")]
    }
    expect(found(pipeline)).toEqual(["dangling_link 1", "dangling_link"])
    expect(validate(pipeline)[0]!.message).toBe("The link from node 1 to node 9 is dangling: node 9 does not exist.")
    expect(validate(pipeline)[1]!.message).toContain("node 8 and node 7 do not exist")
  })

  it("links that do not say where they begin", () => {
    const pipeline = { ...translation, links: [...translation.links, { to: 1 } as never] }
    expect(found(pipeline)).toEqual(["dangling_link 1"])
  })

  it("routes to nodes that do not exist", () => {
    const decide = triage.nodes.find(({ number }) => number === 2)
    const nodes = triage.nodes.map((node) =>
      node === decide ? { ...node, routes: [...node.routes!, when("contain", "x", 3, 9)] } : node
    )
    expect(found({ ...triage, nodes })).toEqual(["dangling_route 2"])
    expect(validate({ ...triage, nodes })[0]!.message).toBe(
      "Route 3 of “How angry?” (node 2) leads to node 9, which does not exist."
    )
  })

  it("a number that several nodes have", () => {
    const pipeline = { ...translation, nodes: [...translation.nodes, input(0, "Again")] }
    expect(found(pipeline)).toEqual(["duplicate_number 0"])
    expect(validate(pipeline)[0]!.message).toBe("“English text” and “Again” all have number 0.")
  })

  it("an unknown kind, also after a duplicate number", () => {
    const hidden = { ...input(0, "Again"), type: "TELEPORT" }
    const codes = found({ ...translation, nodes: [...translation.nodes, hidden] })
    expect(codes).toEqual(["duplicate_number 0", "unknown_kind 0"])
  })

  it("kinds of node that the wire does not have", () => {
    const teleport = {
      ...asset(1, "Beam", "translation", { sourcelanguage: "en", targetlanguage: "fr" }),
      type: "TELEPORT"
    }
    const problem = validate(around(teleport)).find(({ level }) => level === "error")!
    expect(problem).toMatchObject({ code: "unknown_kind", node: 1 })
    expect(problem.message).toBe("“Beam” (node 1) is of the unknown type “TELEPORT”.")
  })

  it("segmentors that call themselves one, with the way to write them", () => {
    const problem = validate(around({ ...asset(1, "Cut", "split-on-linebreak"), type: "SEGMENTOR" }))[0]!
    expect(problem).toMatchObject({ code: "unknown_kind", hint: expect.stringContaining("functionType “segmentor”") })
  })

  it("a node without a type", () => {
    const problem = validate(document("x", [input(0, "In"), { number: 1 } as never]))[0]!
    expect(problem.message).toBe("“NODE(ID=1)” (node 1) has no type.")
  })
})

describe("warnings about how nodes hang together", () => {
  it("what nothing is linked into, and what is linked to nothing", () => {
    const pipeline = document("x", [...translation.nodes, input(3, "Unused"), output(4, "Never")], translation.links)
    expect(found(pipeline)).toEqual(["no_outgoing_link 3", "no_incoming_link 4"])
  })

  it("what no input reaches", () => {
    const pipeline = document(
      "x",
      [...translation.nodes, script(3, "Start", {}, { data: "text" }), asset(4, "Find", "search"), output(5, "Lost")],
      [...translation.links, link(3, "data", 4, "text"), link(4, "data", 5, "output")]
    )
    expect(found(pipeline)).toEqual(["no_incoming_link 3", "unreachable 4", "unreachable 5"])
  })

  it("a dead end once, not for everything that leads into it", () => {
    const pipeline = document(
      "x",
      [...translation.nodes, asset(3, "One", "search"), asset(4, "Two", "search")],
      [...translation.links, link(1, "data", 3, "text"), link(3, "data", 4, "text")]
    )
    expect(found(pipeline)).toEqual(["no_outgoing_link 4"])
  })

  it("no output, and nothing that works", () => {
    expect(found(document("x", [input(0, "In")]))).toEqual(["no_output", "no_asset", "no_outgoing_link 0"])
  })

  it("links that connect nothing", () => {
    const pipeline = { ...translation, links: [...translation.links, { from: 0, to: 2, paramMapping: [] }] }
    expect(found(pipeline)).toEqual(["empty_link 2"])
  })

  it("labels that do not tell inputs, outputs or other nodes apart", () => {
    const nodes = [
      input(0, "Text"),
      input(1, "Text"),
      asset(2, "Text", "search"),
      asset(3, "Text", "search"),
      output(4, "Text"),
      output(5, "Text")
    ]
    const links = [
      link(0, "input", 2, "text"),
      link(1, "input", 3, "text"),
      link(2, "data", 4, "output"),
      link(3, "data", 5, "output")
    ]
    const problems = validate(document("x", nodes, links))
    expect(problems.map(({ code, node }) => [code, node])).toEqual([
      ["duplicate_label", 1],
      ["duplicate_label", 3],
      ["duplicate_label", 5]
    ])
    expect(problems[2]!.message).toBe("Node 4 and node 5 are both called “Text”: only node 4 can be read by label.")
  })
})

describe("warnings about values", () => {
  it("a required value that nothing gives", () => {
    const problem = only(around(asset(1, "Translate", "translation", { sourcelanguage: "en" })))
    expect(problem).toMatchObject({ code: "missing_value", level: "warning", node: 1, parameter: "targetlanguage" })
    expect(problem.message).toBe("“Translate” (node 1) needs “targetlanguage”, which has neither a value nor a link.")
    expect(problem.hint).toBe("Set “targetlanguage”.")
  })

  it.each([0, "", false])("counts %j as a value", (value) => {
    expect(
      found(around(asset(1, "Translate", "translation", { sourcelanguage: value, targetlanguage: "fr" })))
    ).toEqual([])
  })

  it.each([null, undefined])("does not count %j as one", (value) => {
    const node = asset(1, "Translate", "translation", { sourcelanguage: value, targetlanguage: "fr" })
    expect(found(around(node))).toEqual(["missing_value 1 sourcelanguage"])
  })

  it("counts a list of values, if there is one in it", () => {
    const node = (values: readonly unknown[]): PipelineDocument =>
      around(
        {
          ...asset(1, "Score", "text-generation-metric", { score_identifier: "bleu" }),
          inputValues: [
            { code: "score_identifier", value: "bleu" },
            { code: "hypotheses", values: [...values] }
          ]
        },
        "sources"
      )
    expect(found(node(["a", "b"]))).toEqual([])
    expect(found(node([]))).toEqual(["missing_value 1 hypotheses"])
  })

  it("takes the catalogue's default for a value", () => {
    expect(found(around(asset(1, "Speech", "voice-activity-detection"), "audio", "audio", "audio"))).toEqual([])
  })

  it("what a server's own list of inputs asks for", () => {
    const node = {
      ...asset(1, "Tool", "utilities"),
      inputValues: [],
      customInputs: [{ code: "query" }, { code: "limit", isRequired: false }]
    }
    expect(found(around(node, "query"))).toEqual([])
    expect(found(around(node, "limit"))).toEqual(["missing_value 1 query"])
  })

  it("variables of a prompt that nothing fills; then `text` is not needed", () => {
    const node = asset(1, "Write", "text-generation", { prompt: "Tell {{who}} about {{what}}, {{}} and {{who}}" })
    const problems = validate(around(node, "who"))
    expect(problems).toMatchObject([{ code: "missing_prompt_variable", node: 1, parameter: "what" }])
    expect(problems[0]!.message).toContain("{{what}}")
  })

  it("several links into a parameter that takes one", () => {
    const pipeline = {
      ...translation,
      nodes: [...translation.nodes, input(3, "More")],
      links: [...translation.links, link(3, "input", 1, "text")]
    }
    expect(found(pipeline)).toEqual(["several_links 1 text"])
  })

  it("not several links into one that takes several, nor branches that meet again", () => {
    const scores = document(
      "x",
      [
        input(0, "A"),
        input(1, "B"),
        asset(2, "Score", "text-generation-metric", { score_identifier: "bleu" }),
        output(3, "Out")
      ],
      [link(0, "input", 2, "hypotheses"), link(1, "input", 2, "hypotheses"), link(2, "data", 3, "output")]
    )
    expect(found(scores)).toEqual([])
    const meeting = {
      ...textOrAudio,
      nodes: textOrAudio.nodes.filter(({ number }) => number !== 6),
      links: textOrAudio.links.map((one) => (one.to === 6 ? { ...one, to: 5 } : one))
    }
    expect(found(meeting)).toEqual([])
  })
})

describe("warnings about names", () => {
  it("parameters that a function does not have, with what was meant", () => {
    const node = asset(1, "Mood", "sentiment-analysis", { language: "en" })
    const linked = only(
      around({ ...node, inputValues: [...node.inputValues!.slice(1), { code: "text", value: "x" }] }, "txt")
    )
    expect(linked).toMatchObject({ code: "unknown_parameter", node: 1, parameter: "txt", hint: "Did you mean “text”?" })
    const preset = only(around({ ...node, inputValues: [...node.inputValues!, { code: "dialetc", value: "us" }] }))
    expect(preset).toMatchObject({ parameter: "dialetc", hint: "Did you mean “dialect”?" })
    const leaving = only(around(node, "text", "dta"))
    expect(leaving).toMatchObject({ parameter: "dta", hint: "Did you mean “data”?" })
  })

  it("parameters that a script does not declare", () => {
    expect(found(around(script(1, "S", { a: "text" }, { data: "text" }), "b"))).toEqual(["unknown_parameter 1 b"])
  })

  it("nothing about parameters of functions and models that it does not know", () => {
    expect(found(around({ ...asset(1, "Mine", "x"), function: null }, "anything", "whatever"))).toEqual([])
    expect(found(around({ ...asset(1, "Tool", "utilities") }, "anything", "whatever"))).toEqual([])
    const model = { params: [{ name: "max_tokens", dataType: "number" }] }
    const node = asset(1, "Write", "text-generation", {}, { model })
    expect(found(around({ ...node, inputValues: [{ code: "max_tokens", value: 5 }] }))).toEqual([])
  })

  it("functions that the catalogue does not have, and assets that name none", () => {
    expect(only(around(asset(1, "Typo", "transltion")))).toMatchObject({
      code: "unknown_function",
      node: 1,
      hint: "Did you mean “translation”?"
    })
    expect(only(around({ number: 1, type: "ASSET", label: "Nothing" }))).toMatchObject({
      code: "missing_function",
      node: 1
    })
  })

  it("unknown data types", () => {
    const pipeline = around(asset(1, "Find", "search"))
    const nodes = pipeline.nodes.map((node) => (node.number === 0 ? { ...node, dataType: ["txt"] } : node))
    expect(only({ ...pipeline, nodes })).toMatchObject({
      code: "unknown_data_type",
      node: 0,
      hint: "Did you mean “text”?"
    })
  })
})

describe("warnings about data types", () => {
  it("what does not fit", () => {
    const problem = only(around(asset(1, "Mood", "sentiment-analysis", { language: "en" }), "text", "data", "audio"))
    expect(problem).toMatchObject({ code: "type_mismatch", node: 1, parameter: "text" })
    expect(problem.message).toBe("“input” of “In” (node 0) gives audio, but “text” of “Mood” (node 1) takes text.")
    expect(problem.hint).toContain("speech recognition")
  })

  it("what may not fit, where an input takes several types", () => {
    const pipeline = document(
      "x",
      [input(0, "In", ["text", "audio"]), asset(1, "Find", "search"), output(2, "Out")],
      [link(0, "input", 1, "text"), link(1, "data", 2, "output")]
    )
    expect(only(pipeline).message).toBe(
      "“input” of “In” (node 0) may give audio, but “text” of “Find” (node 1) takes text."
    )
  })

  it("takes the types of functions from the catalogue, whatever the document says", () => {
    const node = asset(1, "Hear", "speech-recognition", { language: "en" })
    const lying = {
      ...node,
      inputValues: node.inputValues!.map(({ code, value }) => ({ code, value, dataType: "text" }))
    }
    expect(found(around(lying, "source_audio", "data", "audio"))).toEqual([])
    expect(found(around(lying, "source_audio"))).toEqual(["type_mismatch 1 source_audio"])
  })

  it("lets anything feed a preset", () => {
    const detected = document(
      "x",
      [
        input(0, "In"),
        asset(1, "Which?", "language-identification"),
        asset(2, "Mood", "sentiment-analysis"),
        output(3, "Out", ["label"])
      ],
      [
        link(0, "input", 1, "text"),
        link(0, "input", 2, "text"),
        link(1, "data", 2, "language"),
        link(2, "data", 3, "output")
      ]
    )
    expect(found(detected)).toEqual([])
  })

  it("sees through routers and decisions", () => {
    const swapped = textOrAudio.nodes.map((node) =>
      node.number === 1 ? { ...node, routes: [ofType("audio", 3), ofType("text", 2)] } : node
    )
    expect(found({ ...textOrAudio, nodes: swapped })).toEqual(["type_mismatch 2 source_audio", "type_mismatch 3 text"])
    const sounds = triage.nodes.map((node) => (node.number === 0 ? input(0, "Review", ["audio"]) : node))
    expect(found({ ...triage, nodes: sounds })).toEqual([
      "type_mismatch 1 text",
      "type_mismatch 3 output",
      "type_mismatch 4 output"
    ])
  })
})

describe("warnings about branches", () => {
  const deciding = (...routes: Parameters<typeof decision>[2]): PipelineDocument => ({
    ...triage,
    nodes: triage.nodes.map((node) => (node.number === 2 ? decision(2, "Decide", routes) : node))
  })
  const messages = (pipeline: PipelineDocument): readonly string[] =>
    validate(pipeline).map(({ code, message }) => {
      expect(code).toBe("bad_route")
      return message
    })

  it("a decision that passes nothing on, or compares nothing", () => {
    const links = triage.links.filter(({ to }) => to !== 2)
    expect(found({ ...triage, links: [...links, link(0, "input", 2, "passthrough")] })).toContain(
      "missing_value 2 comparison"
    )
    expect(found({ ...triage, links: [...links, link(1, "data", 2, "comparison")] })).toContain(
      "missing_passthrough 2 passthrough"
    )
  })

  it("a route without a value", () => {
    const route = { path: [3, 4], operation: "equal", type: "checkValue" }
    expect(messages(deciding({ ...route, value: null }))).toEqual([
      "Route 1 of “Decide” (node 2) has no value to compare with."
    ])
    expect(messages(deciding(route as never))).toEqual(["Route 1 of “Decide” (node 2) has no value to compare with."])
    expect(messages(deciding({ ...route, value: "" }))).toEqual([])
    expect(messages(deciding({ ...route, value: 0 }))).toEqual([])
  })

  it("a route with an operation that does not exist, or none", () => {
    const problems = validate(
      deciding(when("equals", "x", 3, 4), { ...when("", "y", 3, 4), operation: undefined as never })
    )
    expect(problems.map(({ message }) => message)).toEqual([
      "Route 1 of “Decide” (node 2) has the unknown operation “equals”.",
      "Route 2 of “Decide” (node 2) has no operation."
    ])
    expect(problems[0]!.hint).toBe("Did you mean “equal”?")
  })

  it("a numeric comparison with a value that is not a number", () => {
    expect(messages(deciding(when("greaterThan", "high", 3, 4)))).toEqual([
      "Route 1 of “Decide” (node 2) compares numbers, but its value “high” is not a number."
    ])
    expect(messages(deciding(when("greaterThan", "0.5", 3, 4)))).toEqual([])
  })

  it("a route of the other kind, and a router that looks for no data type", () => {
    expect(messages(deciding(ofType("text", 3, 4)))).toEqual([
      "Route 1 of “Decide” (node 2) is of type “checkType” instead of “checkValue”."
    ])
    const nodes = textOrAudio.nodes.map((node) =>
      node.number === 1 ? router(1, "By type", [ofType("speech", 2, 3)]) : node
    )
    expect(messages({ ...textOrAudio, nodes })).toEqual([
      "Route 1 of “By type” (node 1) looks for “speech”, which is not a data type."
    ])
  })

  it("no routes, routes without links, links without routes", () => {
    expect(messages(deciding())).toEqual(["“Decide” (node 2) has no routes, so nothing leaves it."])
    expect(messages(deciding(when("equal", "x", 1, 3)))).toEqual([
      "Route 1 of “Decide” (node 2) leads to “Judge the mood” (node 1), but no link does.",
      "“Decide” (node 2) is linked to “Others” (node 4), but none of its routes leads there."
    ])
  })

  it("nothing about an empty path, which follows the links", () => {
    expect(messages(deciding(when("equal", "x")))).toEqual([])
  })
})

describe("warnings about scripts", () => {
  const pipeline = (more: object): PipelineDocument =>
    around(script(1, "Group", { text: "text" }, { data: "text" }, more))

  it.each([{ fileId: "" }, { fileId: null }, { fileId: undefined }])("an empty file: %j", (file) => {
    expect(only(pipeline(file))).toMatchObject({ code: "empty_script", node: 1 })
  })

  it("nothing about a local file that is still to be uploaded", () => {
    expect(found(pipeline({ fileId: "", scriptFile: "./group.py" }))).toEqual([])
  })
})

describe("every document", () => {
  it("gets complete problems, errors first, and is not changed", () => {
    fc.assert(
      fc.property(documents(0.4), (pipeline) => {
        const text = JSON.stringify(pipeline)
        const problems = validate(pipeline)
        expect(JSON.stringify(pipeline)).toBe(text)
        const numbers = new Set(pipeline.nodes.map(({ number }) => number))
        const levels = problems.map(({ level }) => level)
        expect(levels).toEqual(levels.toSorted())
        for (const { code, hint, message, node } of problems) {
          expect(code).toMatch(/^[a-z_]+$/)
          expect(message).toMatch(/^\S.*\.$/s)
          expect(hint).toMatch(/[.?]$/)
          const named =
            node === undefined ||
            (numbers.has(node) && new RegExp(String.raw`\b(node|number) ${node}\b`, "i").test(message))
          expect(named ? "" : message).toBe("")
        }
      }),
      { numRuns: runs(40), endOnFailure: true }
    )
  })

  it("gets the same kinds of problems whatever the order of its nodes and links", () => {
    const codes = (pipeline: PipelineDocument): readonly string[] =>
      [...new Set(validate(pipeline).map(({ code }) => code))].toSorted()
    fc.assert(
      fc.property(documents(0.2), (pipeline) => {
        // Which of two nodes a number means does depend on their order.
        fc.pre(new Set(pipeline.nodes.map(({ number }) => number)).size === pipeline.nodes.length)
        const reversed = { ...pipeline, nodes: pipeline.nodes.toReversed(), links: pipeline.links.toReversed() }
        // Nor do circles have a beginning.
        fc.pre(!codes(pipeline).includes("cycle"))
        expect(codes(reversed)).toEqual(codes(pipeline))
      }),
      { numRuns: runs(30), endOnFailure: true }
    )
  })
})
