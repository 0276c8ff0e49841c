/**
 * Random pipelines that can run, in the styles of documents found in practice: with and without positions, nulls,
 * labels, types and asset ids, upper case, unknown members at every level, routes.
 */
import * as fc from "fast-check"

type Document = Record<string, unknown>

const functions = [
  ["text-normalization", "ai", "label"],
  ["sentiment-analysis", "ai", "label"],
  ["language-identification", "ai", "label"],
  ["split-on-linebreak", "segmentor", "text"],
  ["text-reconstruction", "reconstructor", "text"]
] as const

interface Shape {
  /** For each node after the input: which function, and which of the earlier nodes feeds it. */
  readonly calls: readonly { readonly of: number; readonly from: number }[]
  readonly handwriting: "plain" | "designer" | "editor" | "short"
  readonly extra: unknown
  readonly wrapped: boolean
  readonly decides: boolean
  readonly first: number
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  calls: fc.array(fc.record({ of: fc.nat(functions.length - 1), from: fc.nat(99) }), { maxLength: 8 }),
  handwriting: fc.constantFrom("plain", "designer", "editor", "short"),
  extra: fc.jsonValue({ maxDepth: 2 }),
  wrapped: fc.boolean(),
  decides: fc.boolean(),
  first: fc.nat(20)
})

const toDocument = ({ calls, decides, extra, first, handwriting, wrapped }: Shape, name: string): Document => {
  const designer = handwriting === "designer"
  const short = handwriting === "short"
  const common = (number: number): Document => ({
    number: first + number,
    ...(designer ? {} : { label: `Node ${number}` }),
    ...(handwriting === "editor" ? { position: { x: number * 100, y: -7 }, note: extra } : {})
  })
  const nodes: Document[] = [
    {
      ...common(0),
      type: designer ? "input" : "INPUT",
      ...(short ? {} : { dataType: designer ? "text" : ["Text"] }),
      outputValues: [{ code: "input", ...(short ? { dataType: "text" } : {}) }]
    }
  ]
  const links: Document[] = []
  const sources: { readonly node: number; readonly code: string }[] = [{ node: 0, code: "input" }]
  for (const [index, { from, of }] of calls.entries()) {
    const [id, kind, output] = functions[of] ?? functions[0]
    const number = index + 1
    nodes.push({
      ...common(number),
      type: "ASSET",
      function: id,
      ...(short ? {} : { functionType: designer ? kind.toUpperCase() : kind, assetId: "" }),
      inputValues: [
        { code: "text", dataType: "text", ...(designer ? { value: null } : {}) },
        ...(kind === "ai" ? [{ code: "language", dataType: "label", value: "en" }] : [])
      ],
      outputValues: [{ code: "data", dataType: designer ? output.toUpperCase() : output }]
    })
    const source = sources[from % sources.length] ?? { node: 0, code: "input" }
    const mapping = { from: source.code, to: "text", ...(designer ? { dataSourceId: null } : {}) }
    links.push({ from: first + source.node, to: first + number, paramMapping: [mapping] })
    sources.push({ node: number, code: "data" })
  }
  if (decides) {
    const number = nodes.length
    const [from] = sources
    const route = { value: "x", operation: "equal", type: "checkValue", path: [first + number + 1] }
    nodes.push({ ...common(number), type: "DECISION", routes: [route], ...(short ? {} : { inputValues: [] }) })
    const mappings = ["comparison", "passthrough"].map((to) => ({ from: from?.code, to }))
    links.push({ from: first + (from?.node ?? 0), to: first + number, paramMapping: mappings })
    sources.push({ node: number, code: "data" })
  }
  const last = sources.at(-1) ?? { node: 0, code: "input" }
  const number = nodes.length
  nodes.push({
    ...common(number),
    type: "OUTPUT",
    dataType: designer ? null : ["text"],
    inputValues: [{ code: "output" }]
  })
  links.push({ from: first + last.node, to: first + number, paramMapping: [{ from: last.code, to: "output" }] })
  const architecture = { nodes, links, ...(handwriting === "editor" ? { viewport: { zoom: 1 } } : {}) }
  return wrapped ? { name, description: "as posted", architecture } : { name, ...architecture }
}

const names = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }).filter((name) => name.trim() !== "")

/** This many pipelines, with distinct names. */
export const folders = (count: number): fc.Arbitrary<readonly Document[]> =>
  fc
    .array(fc.tuple(shapes, names), { minLength: count, maxLength: count })
    .map((all) => all.map(([shape, name], index) => toDocument(shape, `${name} ${index}`)))
