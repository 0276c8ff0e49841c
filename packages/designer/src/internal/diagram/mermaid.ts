/** A pipeline as Mermaid text, for places that draw Mermaid: issues, wikis, notebooks. */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { graphOf, orderOf } from "../../Graph.ts"
import type { Connection } from "../../Graph.ts"
import { flowOf } from "../Flow.ts"
import { boxOf, routeText } from "../layout/boxes.ts"
import type { NodeForm } from "../layout/boxes.ts"

/** The brackets that make Mermaid's shapes. */
const shapes: { readonly [F in NodeForm]: readonly [open: string, close: string] } = {
  input: ["([", "])"],
  output: ["([", "])"],
  asset: ["(", ")"],
  segmentor: ["[[", "]]"],
  reconstructor: ["[[", "]]"],
  metric: ["[(", ")]"],
  utility: ["[", "]"],
  script: ["[/", "/]"],
  router: ["{{", "}}"],
  decision: ["{", "}"],
  unknown: [">", "]"]
}

/**
 * Draws a pipeline as a Mermaid flowchart: one shape and word for each kind of node, the data type or the route's
 * condition on each link. Nodes and links are in the order of their numbers.
 */
export function toMermaid(document: PipelineDocument): string {
  const graph = graphOf(document)
  const flow = flowOf(orderOf(graph).order)
  const vertices = graph.vertices.toSorted((a, b) => a.node.number - b.node.number)
  const lines = ["flowchart LR"]
  for (const vertex of vertices) {
    const { form, kindLine, label, subtitle } = boxOf(vertex, flow)
    const [open, close] = shapes[form]
    const text = [label, subtitle, kindLine]
      .filter((line) => line !== undefined)
      .map(safe)
      .join("<br/>")
    lines.push(`  n${name(vertex.node.number)}${open}"${text}"${close}`)
  }
  for (const vertex of vertices) {
    const links = [...vertex.targets].toSorted((a, b) => a.node.number - b.node.number)
    for (const target of links) {
      const connections = vertex.outgoing.filter(({ to }) => to === target)
      const words = [...new Set(connections.flatMap(wordsOf))].toSorted()
      const arrow = words.length === 0 ? "-->" : `-- "${words.map(safe).join(", ")}" -->`
      lines.push(`  n${name(vertex.node.number)} ${arrow} n${name(target.node.number)}`)
    }
  }
  return `${lines.join("\n")}\n`

  function wordsOf(connection: Connection): readonly string[] {
    const { from, to } = connection
    if (from.kind === "DECISION") {
      const routes = (from.node.routes ?? []).filter(
        ({ path }) => Array.isArray(path) && (path.length === 0 || path.includes(to.node.number))
      )
      if (routes.length > 0) return routes.map(routeText)
    }
    return flow.typesAlong(connection)
  }
}

/** Mermaid ids are letters, digits and underscores. */
const name = (number: number): string => String(number).replace("-", "_")

/** Mermaid reads markup and its own brackets inside quotes, but not character codes. */
const safe = (text: string): string =>
  text.replaceAll(/["<>&#;\\`{}[\]()|]/g, (character) => `#${character.codePointAt(0)};`).replaceAll(/\s+/g, " ")
