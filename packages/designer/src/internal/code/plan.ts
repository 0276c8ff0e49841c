/**
 * From a document to the calls that build it.
 *
 * Every node becomes an input, an output, or one call of the builder; whatever the builder has no words for becomes
 * `n.raw`, the node as it stands. The calls come in an order in which every port exists before it is used. What they
 * cannot say about a node (numbers, odd keys) is added afterwards, in `exact.ts`.
 */
import type { PipelineDocument, PipelineNode } from "@aixplain-ts/api-types"
import { graphOf, type Vertex } from "../../Graph.ts"
import { dataTypesOf } from "../../Ports.ts"
import { planAsset, planScript } from "./assets.ts"
import { planBranches } from "./branches.ts"
import { call, type Entry, type Expression, json, member, name, object } from "./Expression.ts"
import { Feeds } from "./Feeds.ts"
import { Names } from "./Names.ts"
import { readingOrder } from "./order.ts"
import type { Plan, PlannedCall, PlannedInput, PlannedOutput } from "./planned.ts"

export function planOf(document: PipelineDocument): Plan {
  const graph = graphOf(document)
  const order = readingOrder(graph)
  const feeds = new Feeds(order)
  const names = new Names()

  const inputs = labelled(order.filter(isPlainInput), "Input").map(([label, vertex]) => planInput(label, vertex))
  const others = order.filter((vertex) => !isPlainInput(vertex))
  const calls: PlannedCall[] = []
  const ends: Vertex[] = []
  for (const vertex of others) {
    if (isPlainOutput(vertex, feeds)) ends.push(vertex)
    else calls.push(planCall(vertex))
  }
  const outputs = labelled(ends, "Output").map(([label, vertex]): PlannedOutput => ({
    role: "output",
    node: vertex.node,
    label,
    port: feeds.into(vertex, "output")?.expression as Expression,
    options: {}
  }))
  const known = new Set(graph.vertices.map(({ node }) => node))
  for (const node of document.nodes)
    if (!known.has(node)) calls.push(rawCall(node, names.take("node"), [], "Another node has the same number."))
  const title = document["name"]
  return { name: typeof title === "string" ? title : "Untitled", inputs, calls, outputs, options: {} }

  function planInput(label: string, vertex: Vertex): PlannedInput {
    const { node } = vertex
    const variable = names.takeAsIs(label)
    const types = dataTypesOf(node.dataType)
    feeds.provide(vertex, () => [{ expression: name(variable), types }])
    const hasDefault = ["string", "number", "boolean"].includes(typeof node.data) || node.data === null
    return {
      role: "input",
      node,
      label,
      variable,
      type: types.length === 1 && types[0] !== undefined ? types[0] : types,
      options: hasDefault ? { data: node.data } : {}
    }
  }

  function planCall(vertex: Vertex): PlannedCall {
    const { kind, node } = vertex
    if (kind === "ROUTER" || kind === "DECISION") {
      const branches = planBranches(vertex, feeds, names, variableFor(node, kind.toLowerCase()))
      if (branches !== undefined) return branches
    }
    if (kind !== "ASSET" && kind !== "SCRIPT") return planRaw(vertex)
    const { comment, method, args, options, outputs } =
      kind === "ASSET" ? planAsset(vertex, feeds) : planScript(vertex, feeds)
    const variable = names.take(variableFor(node, method))
    feeds.provide(vertex, (code) => {
      const type = outputs.get(code)
      return [{ expression: member(name(variable), code), types: type === undefined ? [] : [type] }]
    })
    return {
      role: "call",
      node,
      variable,
      method,
      args,
      options: { ...options },
      routes: [],
      ...(comment === undefined ? {} : { comment })
    }
  }

  function planRaw(vertex: Vertex): PlannedCall {
    const variable = names.take(variableFor(vertex.node, "node"))
    const inputs = feeds
      .codesInto(vertex)
      .map((code): Entry => [code, feeds.into(vertex, code, { multiple: true })?.expression as Expression])
    feeds.provide(vertex, (code, _target, { type }) => {
      const types = type === undefined ? [] : [type]
      return [{ expression: call(name(variable), "port", [json(code), ...types.map(json)]), types }]
    })
    return rawCall(vertex.node, variable, inputs, `The builder has no call for ${described(vertex)}.`)
  }
}

const rawCall = (node: PipelineNode, variable: string, inputs: readonly Entry[], comment: string): PlannedCall => ({
  role: "call",
  node,
  variable,
  method: "raw",
  args: [json(node), ...(inputs.length > 0 ? [object(inputs)] : [])],
  options: {},
  routes: [],
  comment: `Word for word. ${comment}`
})

/** The whole document word for word: for what planning did not get right. */
export const rawPlanOf = (document: PipelineDocument): Plan => ({
  name: typeof document["name"] === "string" ? document["name"] : "Untitled",
  inputs: [],
  calls: document.nodes.map((node, index) => rawCall(node, `node${index}`, [], "This document has no other form.")),
  outputs: [],
  options: {}
})

const isPlainInput = ({ kind, sources, outgoing }: Vertex): boolean =>
  kind === "INPUT" && sources.size === 0 && outgoing.every(({ mapping }) => mapping.from === "input")

function isPlainOutput(vertex: Vertex, feeds: Feeds): boolean {
  const { kind, targets, incoming } = vertex
  return (
    kind === "OUTPUT" &&
    targets.size === 0 &&
    incoming.every(({ mapping }) => mapping.to === "output") &&
    feeds.codesInto(vertex).length > 0
  )
}

const described = ({ kind, node }: Vertex): string => {
  switch (kind) {
    case "INPUT":
      return "an input that something feeds or that gives more than “input”"
    case "OUTPUT":
      return "an output that nothing feeds or that feeds something"
    case "ROUTER":
    case "DECISION":
      return `a ${kind.toLowerCase()} that is linked like this one`
    default:
      return `nodes of type ${JSON.stringify(node.type)}`
  }
}

/** Labels as keys, each once; in the order that an object with these keys has. */
function labelled(vertices: readonly Vertex[], otherwise: string): readonly (readonly [string, Vertex])[] {
  const byLabel = new Map<string, Vertex>()
  for (const vertex of vertices) {
    const { label, number } = vertex.node
    const wanted = typeof label === "string" && label !== "" ? label : `${otherwise} ${number}`
    let key = wanted
    for (let count = 2; byLabel.has(key); count++) key = `${wanted} (${count})`
    byLabel.set(key, vertex)
  }
  return Object.entries(Object.fromEntries(byLabel))
}

/** The label, unless it is one that the vendor's designer made up (`ASSET(ID=3)`). */
function variableFor({ label }: PipelineNode, otherwise: string): string {
  const usable = typeof label === "string" && /[A-Za-z]{2}/.test(label) && !/^[A-Z]+\((ID=)?\d+\)$/.test(label)
  return usable && label.length <= 40 ? label : otherwise
}
