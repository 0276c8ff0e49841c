/** Rules about the graph as such: the five errors that refuse a run, and how nodes hang together. */
import { kindOf, labelOf } from "../../Document.ts"
import { reach } from "../../Graph.ts"
import type { Graph, Vertex } from "../../Graph.ts"
import { assetTypes, nodeKind, nodeKinds } from "../../Kinds.ts"
import { listed, nameOf, nodeAt, quoted } from "../Report.ts"
import type { Report } from "../Report.ts"
import type { PipelineDocument, PipelineNode } from "@aixplain-ts/api-types"

export function checkNodes(document: PipelineDocument, graph: Graph, report: Report): void {
  const byNumber = new Map<number, PipelineNode[]>()
  for (const node of document.nodes) {
    const same = byNumber.get(node.number)
    if (same === undefined) byNumber.set(node.number, [node])
    else same.push(node)
  }
  for (const [number, nodes] of byNumber)
    if (nodes.length > 1)
      report.error(
        "duplicate_number",
        { node: nodes[0]! },
        `${listed(nodes.map(labelOf), "and")} all have number ${number}.`,
        "Give each node its own number, and check which of them the links to that number mean."
      )
  // The graph has only the first of those that share a number.
  for (const node of document.nodes) {
    const kind = kindOf(node)
    if (nodeKind(kind) !== undefined) continue
    const hint = assetTypes.has(kind)
      ? `Write it as type “ASSET” with functionType ${quoted(kind.toLowerCase())}.`
      : `Use one of ${listed(nodeKinds)}.`
    const what = kind === "" ? "has no type" : `is of the unknown type ${quoted(node.type)}`
    report.error("unknown_kind", { node }, `${nameOf(node)} ${what}.`, hint)
  }
  const has = (...kinds: string[]): boolean => graph.vertices.some(({ kind }) => kinds.includes(kind))
  if (!has("INPUT"))
    report.error(
      "no_input",
      {},
      "The pipeline has no input node.",
      "Add a node of type “INPUT” and link it to what it feeds."
    )
  if (!has("OUTPUT"))
    report.warn(
      "no_output",
      {},
      "The pipeline has no output node, so a run answers nothing.",
      "Add a node of type “OUTPUT”."
    )
  if (!has("ASSET", "SCRIPT"))
    report.warn("no_asset", {}, "The pipeline has neither an asset nor a script.", "Add a node that does some work.")
}

export function checkLinks(document: PipelineDocument, graph: Graph, report: Report): void {
  for (const link of document.links) {
    const from = graph.byNumber.get(link.from)?.node
    const to = graph.byNumber.get(link.to)?.node
    if (from !== undefined && to !== undefined && (link.paramMapping ?? []).length === 0)
      report.warn(
        "empty_link",
        { node: to },
        `The link from ${nameOf(from)} to ${nameOf(to)} connects no parameters, so nothing flows along it.`,
        "Say in its paramMapping which output feeds which input."
      )
  }
  for (const link of graph.dangling) {
    const missing = [link.from, link.to].filter((number) => !graph.byNumber.has(number))
    const node = (graph.byNumber.get(link.from) ?? graph.byNumber.get(link.to))?.node
    const unknown = missing.map(nodeAt).join(" and ")
    const verb = missing.length > 1 ? "do" : "does"
    report.error(
      "dangling_link",
      node === undefined ? {} : { node },
      `The link from ${nodeAt(link.from)} to ${nodeAt(link.to)} is dangling: ${unknown} ${verb} not exist.`,
      "Remove the link or correct its ends."
    )
  }
  for (const { node, kind } of graph.vertices) {
    if (kind !== "ROUTER" && kind !== "DECISION") continue
    for (const [index, route] of (node.routes ?? []).entries())
      for (const number of Array.isArray(route.path) ? route.path : [])
        if (!graph.byNumber.has(number))
          report.error(
            "dangling_route",
            { node },
            `Route ${index + 1} of ${nameOf(node)} leads to ${nodeAt(number)}, which does not exist.`,
            "Take the number out of the route's path or correct it."
          )
  }
}

export function checkCycles(cycles: readonly Vertex[][], report: Report): void {
  for (const members of cycles) {
    const circle = circleIn(members)
    report.error(
      "cycle",
      { node: circle[0]!.node },
      circle.length === 1
        ? `${nameOf(circle[0]!.node)} is linked to itself.`
        : `These nodes go in a circle: ${[...circle, circle[0]!].map(({ node }) => nameOf(node)).join(" → ")}.`,
      "Remove one of these links: a pipeline runs from inputs to outputs."
    )
  }
}

/** Nodes that nothing feeds, that feed nothing, or that no input reaches; one problem for each cause. */
export function checkConnections(graph: Graph, report: Report): void {
  const inputs = graph.vertices.filter(({ kind }) => kind === "INPUT")
  const outputs = graph.vertices.filter(({ kind }) => kind === "OUTPUT")
  const reached = reach(inputs, "targets")
  const useful = reach(outputs, "sources")
  // What leads into a dead end is not at fault itself: the dead end has the problem.
  const deadEnds = graph.vertices.filter(({ kind, targets }) => kind !== "OUTPUT" && targets.size === 0)
  const explained = reach(deadEnds, "sources")
  for (const vertex of graph.vertices) {
    const { kind, node } = vertex
    if (kind !== "INPUT" && vertex.sources.size === 0)
      report.warn(
        "no_incoming_link",
        { node },
        `Nothing is linked into ${nameOf(node)}.`,
        "Link an output of another node to it."
      )
    else if (!reached.has(vertex) && inputs.length > 0)
      report.warn(
        "unreachable",
        { node },
        `No input reaches ${nameOf(node)}, so it never runs.`,
        "Link one of the nodes before it to an input."
      )
    if (kind !== "OUTPUT" && vertex.targets.size === 0)
      report.warn(
        "no_outgoing_link",
        { node },
        `${nameOf(node)} is linked to nothing.`,
        "Link it to what should get its value."
      )
    else if (!useful.has(vertex) && !explained.has(vertex) && outputs.length > 0)
      report.warn(
        "leads_nowhere",
        { node },
        `${nameOf(node)} leads to no output, so its result is lost.`,
        "Link one of the nodes after it to an output."
      )
  }
}

export function checkLabels(graph: Graph, report: Report): void {
  const seen = new Map<string, Vertex>()
  for (const vertex of graph.vertices) {
    const { kind, node } = vertex
    const group = kind === "INPUT" || kind === "OUTPUT" ? kind : "other"
    const key = `${group}\n${labelOf(node)}`
    const first = seen.get(key)
    if (first === undefined) {
      seen.set(key, vertex)
      continue
    }
    const consequence = {
      INPUT: "a run cannot tell which of them a value is for",
      OUTPUT: `only node ${Math.min(first.node.number, node.number)} can be read by label`,
      other: "messages and pictures cannot tell them apart"
    }[group]
    report.warn(
      "duplicate_label",
      { node },
      `Node ${first.node.number} and node ${node.number} are both called ${quoted(labelOf(node))}: ${consequence}.`,
      "Give each its own label."
    )
  }
}

/** One circle within an entangled set of nodes, in the order of its links. */
function circleIn(members: readonly Vertex[]): readonly Vertex[] {
  const inside = new Set(members)
  const path = new Map<Vertex, number>()
  let vertex = members[0]!
  while (!path.has(vertex)) {
    path.set(vertex, path.size)
    vertex = [...vertex.targets].find((target) => inside.has(target))!
  }
  return [...path.keys()].slice(path.get(vertex))
}
