/** Where an arrow key goes from a node: along links to the right and left, to the nearest neighbour up and down. */
import type { NodePlace } from "@aixplain-ts/designer/layout"
import type { GraphModel } from "./GraphModel.ts"

/** The node that a key moves to; undefined if it does not move. */
export const step = (graph: GraphModel, from: number | undefined, key: string): number | undefined => {
  const { order, places } = graph
  const current = from === undefined ? undefined : places.get(from)
  if (key === "End") return order.at(-1)
  if (key === "Home") return order[0]
  if (!key.startsWith("Arrow")) return undefined
  if (current === undefined) return order[0]
  switch (key) {
    case "ArrowRight":
      return linked(graph, current, "outgoing") ?? beside(graph, current, 1)
    case "ArrowLeft":
      return linked(graph, current, "incoming") ?? beside(graph, current, -1)
    case "ArrowDown":
      return stacked(graph, current, 1)
    case "ArrowUp":
      return stacked(graph, current, -1)
    default:
      return undefined
  }
}

const middle = ({ height, y }: NodePlace): number => y + height / 2

const nearest = (places: readonly NodePlace[], distance: (place: NodePlace) => number): number | undefined => {
  let best: NodePlace | undefined
  for (const place of places) if (best === undefined || distance(place) < distance(best)) best = place
  return best?.number
}

const linked = (graph: GraphModel, current: NodePlace, side: "incoming" | "outgoing"): number | undefined => {
  const links = graph[side].get(current.number) ?? []
  const ends = links.map(({ from, to }) => graph.places.get(side === "incoming" ? from : to))
  return nearest(
    ends.filter((place) => place !== undefined),
    (place) => Math.abs(middle(place) - middle(current))
  )
}

/** Without a link: the nearest node further to that side. */
const beside = ({ picture }: GraphModel, current: NodePlace, side: 1 | -1): number | undefined =>
  nearest(
    picture.nodes.filter(({ x }) => (x - current.x) * side > 0),
    (place) => Math.abs(place.x - current.x) + Math.abs(middle(place) - middle(current)) * 2
  )

/** In the same column if possible, else the nearest in that direction. */
const stacked = ({ picture }: GraphModel, current: NodePlace, side: 1 | -1): number | undefined =>
  nearest(
    picture.nodes.filter((place) => (middle(place) - middle(current)) * side > 1),
    (place) => Math.abs(middle(place) - middle(current)) + Math.abs(place.x - current.x) * 3
  )
