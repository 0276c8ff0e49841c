/** Pictures in which some nodes already have a place: those stay, the others go beside what they are linked to. */
import type { PipelineNode } from "@aixplain-ts/api-types"
import type { Box } from "./boxes.ts"
import type { Point, Wire } from "./wires.ts"

const gap = 28
/** Height of the strips in which taken space is looked up. */
const strip = 256

/** The position that a document gives a node, if it is one. */
export function positionOf(node: PipelineNode): Point | undefined {
  const { x, y } = (node.position ?? {}) as { x?: unknown; y?: unknown }
  return typeof x === "number" && typeof y === "number" && Number.isFinite(x) && Number.isFinite(y)
    ? { x, y }
    : undefined
}

/**
 * A place for each box. `fresh` is what a fresh picture would do: a node without a place stands to its placed neighbours
 * as it would there, and moves down until it is free.
 */
export function keepPositions(
  boxes: readonly Box[],
  wires: readonly Wire[],
  fresh: readonly Point[] | undefined
): readonly Point[] {
  const places = boxes.map(({ node }) => positionOf(node))
  if (fresh === undefined) return places as Point[]
  const neighbours: number[][] = boxes.map(() => [])
  for (const { from, to } of wires) {
    neighbours[from]!.push(to)
    neighbours[to]!.push(from)
  }
  const taken = takenSpace()
  const waiting: number[] = []
  for (const [node, place] of places.entries()) {
    if (place === undefined) continue
    taken.add(place, boxes[node]!)
    waiting.push(...neighbours[node]!)
  }
  // First what is linked to something placed, then what is linked to that, then the rest.
  for (const node of waiting) settle(node)
  for (const node of boxes.keys()) settle(node)
  return places as Point[]

  function settle(node: number): void {
    if (places[node] !== undefined) return
    const beside = neighbours[node]!.filter((neighbour) => places[neighbour] !== undefined)
    // A node that nothing placed is linked to keeps the distance it would have to the first of all.
    const guides = beside.length > 0 ? [...new Set(beside)] : [places.findIndex((place) => place !== undefined)]
    const wish = guides.reduce(
      (sum, guide) => ({
        x: sum.x + (places[guide]!.x + fresh![node]!.x - fresh![guide]!.x) / guides.length,
        y: sum.y + (places[guide]!.y + fresh![node]!.y - fresh![guide]!.y) / guides.length
      }),
      { x: 0, y: 0 }
    )
    const place = taken.free({ x: Math.round(wish.x), y: Math.round(wish.y) }, boxes[node]!)
    places[node] = place
    taken.add(place, boxes[node]!)
    waiting.push(...neighbours[node]!)
  }
}

function takenSpace(): { add(place: Point, box: Box): void; free(wish: Point, box: Box): Point } {
  const strips = new Map<number, { place: Point; box: Box }[]>()
  const stripsOf = (y: number, height: number): number[] => {
    const first = Math.floor((y - gap) / strip)
    return Array.from({ length: Math.floor((y + height + gap) / strip) - first + 1 }, (_, index) => first + index)
  }
  return {
    add(place, box) {
      for (const key of stripsOf(place.y, box.height)) {
        const items = strips.get(key)
        if (items === undefined) strips.set(key, [{ place, box }])
        else items.push({ place, box })
      }
    },
    free({ x, y }, { height, width }) {
      for (let top = y; ;) {
        const hit = stripsOf(top, height)
          .flatMap((key) => strips.get(key) ?? [])
          .find(
            ({ box, place }) =>
              x < place.x + box.width + gap &&
              place.x < x + width + gap &&
              top < place.y + box.height + gap &&
              place.y < top + height + gap
          )
        if (hit === undefined) return { x, y: top }
        top = hit.place.y + hit.box.height + gap
      }
    }
  }
}
