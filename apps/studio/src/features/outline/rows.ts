/** The outline's rows: every node, and under it its links and problems. */
import type { Problem } from "@aixplain-ts/designer"
import type { LinkPlace, NodePlace } from "@aixplain-ts/designer/layout"
import type { GraphModel } from "../../canvas/GraphModel.ts"

export interface NodeRow {
  readonly id: string
  readonly place: NodePlace
  readonly problems: readonly Problem[]
  readonly children: readonly ChildRow[]
}

export interface ChildRow {
  readonly id: string
  readonly kind: "from" | "to" | "problem"
  readonly text: string
  /** Node that it leads to; the node itself for a problem. */
  readonly leadsTo: number
}

/** Nodes in reading order whose label, kind or function holds the text. */
export const outlineRows = (graph: GraphModel, filter: string): readonly NodeRow[] => {
  const wanted = filter.trim().toLowerCase()
  return graph.order.flatMap((number) => {
    const place = graph.places.get(number)
    if (place === undefined) return []
    const searched = `${place.label} ${place.kindLine} ${place.subtitle ?? ""}`.toLowerCase()
    if (!searched.includes(wanted)) return []
    const problems = graph.problemsAt.get(number) ?? []
    const end = (link: LinkPlace, side: "from" | "to"): ChildRow => {
      const other = link[side]
      const types = link.dataTypes.join(" or ")
      return {
        id: `${number} ${side} ${other} ${link.fromPort} ${link.toPort}`,
        kind: side,
        text: `${graph.places.get(other)?.label ?? other}${types === "" ? "" : ` · ${types}`}`,
        leadsTo: other
      }
    }
    return [
      {
        id: String(number),
        place,
        problems,
        children: [
          ...problems.map(({ message }, index): ChildRow => ({
            id: `${number} problem ${index}`,
            kind: "problem",
            text: message,
            leadsTo: number
          })),
          ...(graph.incoming.get(number) ?? []).map((link) => end(link, "from")),
          ...(graph.outgoing.get(number) ?? []).map((link) => end(link, "to"))
        ]
      }
    ]
  })
}

/** How many rows are above a node's, given which nodes are open; -1 if it is not listed. */
export const placeOf = (rows: readonly NodeRow[], id: string, expanded: ReadonlySet<string | number>): number => {
  let above = 0
  for (const row of rows) {
    if (row.id === id) return above
    above += 1 + (expanded.has(row.id) ? row.children.length : 0)
  }
  return -1
}
