/**
 * A document as the studio's graph views need it: positions from the designer's layout, neighbours, reading order,
 * problems by node. Pure; computed once per document.
 */
import { type Problem, validate } from "@aixplain-ts/designer"
import { isolate } from "../text/isolate.ts"
import { layout, type Layout, type LinkPlace, type NodePlace } from "@aixplain-ts/designer/layout"

/** Any document that `parseDocument` gave. */
export type Document = Parameters<typeof layout>[0]

export interface GraphModel {
  readonly document: Document
  readonly picture: Layout
  readonly places: ReadonlyMap<number, NodePlace>
  readonly incoming: ReadonlyMap<number, readonly LinkPlace[]>
  readonly outgoing: ReadonlyMap<number, readonly LinkPlace[]>
  /** Numbers of the nodes that feed a node. */
  readonly sources: ReadonlyMap<number, readonly number[]>
  /** Numbers of the nodes, left to right and top to bottom. */
  readonly order: readonly number[]
  readonly problems: readonly Problem[]
  readonly problemsAt: ReadonlyMap<number, readonly Problem[]>
}

/** The part that takes long for large documents; plain data, so that a worker can compute it. */
export interface GraphWork {
  readonly picture: Layout
  readonly problems: readonly Problem[]
}

export const workOn = (document: Document): GraphWork => ({
  picture: withIsolatedNames(layout(document)),
  problems: validate(document)
})

export const graphModel = (document: Document, { picture, problems }: GraphWork = workOn(document)): GraphModel => {
  const incoming = grouped(picture.links, ({ to }) => to)
  return {
    document,
    picture,
    places: new Map(picture.nodes.map((node) => [node.number, node])),
    incoming,
    outgoing: grouped(picture.links, ({ from }) => from),
    sources: new Map(Array.from(incoming, ([number, links]) => [number, links.map(({ from }) => from)])),
    order: picture.nodes.toSorted((a, b) => a.x - b.x || a.y - b.y).map(({ number }) => number),
    problems,
    problemsAt: grouped(
      problems.filter(({ node }) => node !== undefined),
      ({ node }) => node ?? -1
    )
  }
}

const withIsolatedNames = (picture: Layout): Layout => ({
  ...picture,
  nodes: picture.nodes.map((place) => ({
    ...place,
    label: isolate(place.label),
    labelLine: isolate(place.labelLine)
  }))
})

const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => number): ReadonlyMap<number, readonly Item[]> => {
  const groups = new Map<number, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}
