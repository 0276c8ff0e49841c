import type { PipelineDocument, PipelineLink, PipelineNode } from "@aixplain-ts/api-types"
import { canonical, diff, validate } from "@aixplain-ts/designer"
import { describe, expect, it } from "vitest"
import { asset, decision, document, input, link, output, script, when } from "./documents.ts"
import { stepsOf } from "./work.ts"

const translate = (number: number): PipelineNode =>
  asset(number, `Step ${number}`, "translation", { sourcelanguage: "en", targetlanguage: "fr" })

const numbered = (word: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${word}${String(index).padStart(5, "0")}`)

const shapes: Record<string, (count: number) => PipelineDocument> = {
  "a chain": (count) => {
    const steps = Array.from({ length: count - 2 }, (_, index) => translate(index + 1))
    const links = steps.map(({ number }) => link(number - 1, number === 1 ? "input" : "data", number, "text"))
    return document(
      "chain",
      [input(0, "In"), ...steps, output(count - 1, "Out")],
      [...links, link(count - 2, "data", count - 1, "output")]
    )
  },
  "a fan": (count) => {
    const steps = Array.from({ length: count - 1 }, (_, index) => translate(index + 1))
    return document(
      "fan",
      [input(0, "In"), ...steps],
      steps.map(({ number }) => link(0, "input", number, "text"))
    )
  },
  "everything into one": (count) => {
    const inputs = Array.from({ length: count - 1 }, (_, index) => input(index, `In ${index}`))
    return document(
      "funnel",
      [...inputs, output(count - 1, "Out")],
      inputs.map(({ number }) => link(number, "input", count - 1, "output"))
    )
  },
  "one decision with a route for each output": (count) => {
    const outputs = Array.from({ length: count - 2 }, (_, index) => output(index + 2, `Out ${index}`))
    return document(
      "decision",
      [
        input(0, "In"),
        decision(
          1,
          "Which?",
          outputs.map(({ number }) => when("equal", `x${number}`, number))
        ),
        ...outputs
      ],
      [
        link(0, "input", 1, "comparison"),
        link(0, "input", 1, "passthrough"),
        ...outputs.map(({ number }) => link(1, "data", number, "output"))
      ]
    )
  },
  "one large circle": (count) => {
    const steps = Array.from({ length: count }, (_, index) => translate(index))
    return document(
      "circle",
      steps,
      steps.map(({ number }) => link(number, "data", (number + 1) % count, "text"))
    )
  },
  "parameters of two scripts": (count) => {
    const ports = Object.fromEntries(numbered("p", count / 2).map((code) => [code, "text"]))
    const links = Object.keys(ports).map((code) => link(1, code, 2, code))
    return document(
      "parameters",
      [input(0, "In"), script(1, "First", {}, ports), script(2, "Second", ports, {})],
      [...links, link(0, "input", 1, "text")]
    )
  },
  "one link with many parameters": (count) => {
    const ports = Object.fromEntries(numbered("p", count / 2).map((code) => [code, "text"]))
    const paramMapping = Object.keys(ports).map((code) => ({ from: code, to: `${code}x` }))
    return document(
      "one link",
      [script(0, "First", {}, ports), script(1, "Second", ports, {})],
      [{ from: 0, to: 1, paramMapping }]
    )
  },
  "misspelt parameters": (count) => {
    const names = numbered("parameter", count / 2)
    const step = script(1, "Step", Object.fromEntries(names.map((code) => [code, "text"])), {})
    return document(
      "misspelt",
      [input(0, "In"), step],
      names.map((code) => link(0, "input", 1, `${code}x`))
    )
  },
  "misspelt functions, types and operations": (count) => {
    const nodes = numbered("x", count).map((word, number) =>
      number % 2 === 0
        ? asset(number, word, `translation${word}`)
        : decision(number, word, [when(`equal${word}`, "a", number)], { dataType: [word] })
    )
    return document("misspelt", nodes)
  },
  "many outputs of a decision": (count) => {
    const names = numbered("output", count / 2)
    const sources = names.map((code) => [link(0, code, 1, "passthrough"), link(1, code, 2, code)])
    return document(
      "outputs",
      [script(0, "Step", {}, {}), decision(1, "Which?", []), script(2, "End", {}, {})],
      sources.flat()
    )
  },
  "nothing but faults": (count) => {
    const nodes = Array.from({ length: count }, (_, index): PipelineNode => ({
      number: index % (count / 2),
      type: index % 3 === 0 ? "NONE" : "ASSET",
      function: "nope"
    }))
    const links = nodes.map(({ number }): PipelineLink => link(number, "dta", number + 1, "txt"))
    return document("faults", nodes, links)
  }
}

/** Steps for each node in a large document against a small one: what grows with the square would be ten times as many. */
function growth(run: (pipeline: PipelineDocument) => unknown, shape: (count: number) => PipelineDocument): number {
  const [small, large] = [shape(200), shape(2000)]
  const few = stepsOf(() => run(small))
  const many = stepsOf(() => run(large))
  expect(few).toBeGreaterThan(100)
  return many / 2000 / (few / 200)
}

describe.each(Object.entries(shapes))("the work on %s", (_, shape) => {
  it("grows no faster than the document when it is validated", () => {
    expect(growth(validate, shape)).toBeLessThan(1.1)
  })

  it("grows no faster than the document when it is compared", () => {
    const changed = (pipeline: PipelineDocument): PipelineDocument => ({
      ...pipeline,
      nodes: pipeline.nodes.toReversed(),
      links: []
    })
    expect(growth((pipeline) => diff(pipeline, changed(pipeline)), shape)).toBeLessThan(1.1)
  })

  it("grows no faster than the document when it is brought to canonical form", () => {
    expect(growth(canonical, shape)).toBeLessThan(1.1)
  })
})

it("would show a rule that looks at every pair", () => {
  const pairs = (pipeline: PipelineDocument): void => {
    for (const node of pipeline.nodes) pipeline.links.find(({ to }) => to === node.number)
  }
  expect(growth(pairs, shapes["a chain"]!)).toBeGreaterThan(9)
})
