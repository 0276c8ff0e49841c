/** A fresh picture: each connected part in its own layers, the parts below each other, single nodes in rows. */
import type { Box } from "./boxes.ts"
import { layersOf } from "./Layers.ts"
import type { Edge, Layers } from "./Layers.ts"
import { orderLayers } from "./ordering.ts"
import { placeLayers } from "./placement.ts"
import type { Point, Wire } from "./wires.ts"

/** Distances in pixels. Columns are wider apart where links climb far between them. */
const space = { columns: 72, climb: 0.18, mostClimb: 120, parts: 56, rows: 28, singles: 40 }

export interface Arranged {
  /** Top left corner of each box. */
  readonly places: readonly Point[]
  /** Where each wire passes the edges of columns between its ends; between two edges it may climb. */
  readonly bends: readonly (readonly Point[])[]
}

export function arrange(boxes: readonly Box[], wires: readonly Wire[]): Arranged {
  const places: Point[] = boxes.map(() => ({ x: 0, y: 0 }))
  const bends: (readonly Point[])[] = wires.map(() => [])
  const singles: number[] = []
  let y = 0
  let width = 0
  for (const part of partsOf(boxes.length, wires)) {
    if (part.nodes.length === 1 && part.wires.length === 0) {
      singles.push(part.nodes[0]!)
      continue
    }
    const arranged = arrangePart(part, boxes, wires)
    for (const [index, node] of part.nodes.entries()) {
      const { x, y: top } = arranged.places[index]!
      places[node] = { x, y: y + top }
    }
    for (const [index, wire] of part.wires.entries())
      bends[wire] = arranged.bends[index]!.map((point) => ({ x: point.x, y: y + point.y }))
    y += arranged.height + space.parts
    width = Math.max(width, arranged.width)
  }
  placeSingles(singles, boxes, places, y, width)
  return { places, bends }
}

interface Part {
  readonly nodes: number[]
  readonly wires: number[]
}

/** Connected parts, by their lowest node. */
function partsOf(count: number, wires: readonly Wire[]): Part[] {
  const root = Array.from({ length: count }, (_, node) => node)
  const find = (node: number): number => {
    let at = node
    while (root[at] !== at) at = root[at] = root[root[at]!]!
    return at
  }
  for (const { from, to } of wires) {
    const [a, b] = [find(from), find(to)]
    root[Math.max(a, b)] = Math.min(a, b)
  }
  const parts = new Map<number, Part>()
  for (let node = 0; node < count; node++) {
    const part = parts.get(find(node)) ?? { nodes: [], wires: [] }
    part.nodes.push(node)
    parts.set(find(node), part)
  }
  for (const [index, { from }] of wires.entries()) parts.get(find(from))!.wires.push(index)
  return [...parts.values()]
}

function arrangePart(
  part: Part,
  boxes: readonly Box[],
  wires: readonly Wire[]
): Arranged & { width: number; height: number } {
  const local = new Map(part.nodes.map((node, index) => [node, index]))
  const box = (index: number): Box => boxes[part.nodes[index]!]!
  const edges = part.wires.map((index): Edge => {
    const { from, fromPort, to, toPort } = wires[index]!
    return {
      from: local.get(from)!,
      to: local.get(to)!,
      fromRank: fromPort,
      toRank: toPort,
      fromOffset: boxes[from]!.outputs[fromPort]!.offset,
      toOffset: boxes[to]!.inputs[toPort]!.offset
    }
  })
  const layers = layersOf(part.nodes.length, edges, (node) => box(node).form === "input")
  orderLayers(layers)
  const tops = placeLayers(layers, (node) => box(node).height)
  const { columns, width } = columnsOf(layers, tops, box)
  const places = part.nodes.map((_, index) => {
    const column = columns[layers.layerOf[index]!]!
    // Inputs lean on their links, the others are centred in their column.
    const slack = column.width - box(index).width
    return { x: column.x + (box(index).form === "input" ? slack : Math.round(slack / 2)), y: tops[index]! }
  })
  const bends = layers.bends.map((passed, index) => {
    if (passed === undefined) return []
    const { from, fromOffset, to, toOffset } = edges[index]!
    const start = columns[layers.layerOf[from]!]!
    const end = columns[layers.layerOf[to]!]!
    // Level to the edge of the column on both sides, so that no curve runs under a wider node of the same column.
    const points: Point[] = [{ x: start.x + start.width, y: tops[from]! + fromOffset }]
    for (const bend of passed) {
      const { width, x } = columns[layers.layerOf[bend]!]!
      points.push({ x, y: tops[bend]! }, { x: x + width, y: tops[bend]! })
    }
    points.push({ x: end.x, y: tops[to]! + toOffset })
    return points
  })
  const height = part.nodes.reduce((most, _, index) => Math.max(most, tops[index]! + box(index).height), 0)
  return { places, bends, width, height: bends.flat().reduce((most, { y }) => Math.max(most, y), height) }
}

function columnsOf(
  { gaps, firstBend, layers }: Layers,
  tops: Float64Array,
  box: (index: number) => Box
): { columns: readonly { x: number; width: number }[]; width: number } {
  let x = 0
  const columns = layers.map((layer, index) => {
    const width = layer.reduce((most, item) => (item < firstBend ? Math.max(most, box(item).width) : most), 0)
    const column = { x, width }
    const climb = (gaps[index] ?? []).reduce(
      (most, { from, fromOffset, to, toOffset }) =>
        Math.max(most, Math.abs(tops[from]! + fromOffset - tops[to]! - toOffset)),
      0
    )
    x += width + space.columns + Math.round(Math.min(space.mostClimb, climb * space.climb))
    return column
  })
  const last = columns.at(-1)!
  return { columns, width: last.x + last.width }
}

/** Nodes that are linked to nothing, in rows as wide as the rest of the picture. */
function placeSingles(
  singles: readonly number[],
  boxes: readonly Box[],
  places: Point[],
  top: number,
  width: number
): void {
  const most = Math.max(width, 900)
  let [x, y, tallest] = [0, top, 0]
  for (const node of singles) {
    const box = boxes[node]!
    if (x > 0 && x + box.width > most) {
      y += tallest + space.rows
      x = tallest = 0
    }
    places[node] = { x, y }
    x += box.width + space.singles
    tallest = Math.max(tallest, box.height)
  }
}
