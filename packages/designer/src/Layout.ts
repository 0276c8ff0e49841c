/**
 * Where everything goes in the picture of a pipeline: boxes, ports and link paths, left to right.
 *
 * One geometry for all: the SVG, the studio's canvas and the vendor's editor (positions are its). The same document gives
 * the same picture whatever the order of its nodes and links. It draws nothing.
 */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { graphOf, orderOf } from "./Graph.ts"
import { flowOf } from "./internal/Flow.ts"
import type { Flow } from "./internal/Flow.ts"
import { arrange } from "./internal/layout/arrange.ts"
import { boxOf } from "./internal/layout/boxes.ts"
import type { Box, BoxPort, NodeForm } from "./internal/layout/boxes.ts"
import { keepPositions, positionOf } from "./internal/layout/keep.ts"
import { wiresOf } from "./internal/layout/wires.ts"
import type { Point, Wire } from "./internal/layout/wires.ts"
import type { DataType } from "./Types.ts"

export { sizes } from "./internal/layout/boxes.ts"
export type { NodeForm } from "./internal/layout/boxes.ts"
export type { Point } from "./internal/layout/wires.ts"

export interface LayoutOptions {
  /** Lay everything out anew, also nodes that have a `position`. */
  readonly fresh?: boolean
}

/** A port on the edge of its box; `x`, `y` is where links end. */
export interface PortPlace extends Point {
  /** Unique among the node's inputs or outputs: the code, or `route 0` for the first route of a router or decision. */
  readonly key: string
  readonly code: string
  readonly text: string
  /** What may pass here; empty when nothing says. */
  readonly dataTypes: readonly DataType[]
  readonly linked: boolean
  /** Required, and nothing gives it a value. */
  readonly missing: boolean
}

/** The box of a node, with what is written on it, cut to its width. */
export interface NodePlace extends Point {
  readonly number: number
  readonly form: NodeForm
  readonly width: number
  readonly height: number
  /** In full. */
  readonly label: string
  /** First line: kind and data types, for example `INPUT · text`. */
  readonly kindLine: string
  readonly labelLine: string
  /** The function and model of an asset, the file of a script. */
  readonly subtitle?: string
  /** Presets, for example `sourcelanguage en · targetlanguage fr`. */
  readonly details?: string
  readonly inputs: readonly PortPlace[]
  readonly outputs: readonly PortPlace[]
}

/** The path of one connection. */
export interface LinkPlace {
  readonly from: number
  readonly to: number
  /** Keys of the ports. */
  readonly fromPort: string
  readonly toPort: string
  readonly dataTypes: readonly DataType[]
  /** Both ends and, in a fresh picture, where it passes the edges of columns; only between columns does it climb. */
  readonly points: readonly Point[]
  /** The same as an SVG path. */
  readonly path: string
}

/** A picture; `x`, `y`, `width`, `height` enclose it all. Nodes are by number, links by their ends. */
export interface Layout extends Point {
  readonly width: number
  readonly height: number
  readonly nodes: readonly NodePlace[]
  readonly links: readonly LinkPlace[]
}

/**
 * Places the nodes and links of a document.
 *
 * Nodes that have a `position` keep it unless `fresh` is set; the others go where they fit best beside those. In a fresh
 * picture no boxes overlap, no link of a graph without circles goes back, and none runs under a node.
 */
export function layout(document: PipelineDocument, options: LayoutOptions = {}): Layout {
  const graph = graphOf(document)
  const flow = flowOf(orderOf(graph).order)
  const vertices = graph.vertices.toSorted((a, b) => a.node.number - b.node.number)
  const boxes = vertices.map((vertex) => boxOf(vertex, flow))
  const wires = wiresOf(vertices, boxes)
  const isPlaced = (box: Box): boolean => options.fresh !== true && positionOf(box.node) !== undefined
  const somePlaced = boxes.some(isPlaced)
  const fresh = somePlaced && boxes.every(isPlaced) ? undefined : arrange(boxes, wires)
  const places = somePlaced || fresh === undefined ? keepPositions(boxes, wires, fresh?.places) : fresh.places
  const nodes = boxes.map((box, index) => placeBox(box, places[index]!))
  // Bends belong to a fresh picture: between nodes that stand elsewhere links go straight.
  const bends = places === fresh?.places ? fresh.bends : []
  const links = wires.map((wire, index) => placeLink(wire, nodes, bends[index] ?? [], flow))
  return { ...bounds(nodes, links), nodes, links }
}

function placeBox(box: Box, { x, y }: Point): NodePlace {
  const at = (side: number, ports: readonly BoxPort[]): PortPlace[] =>
    ports.map(({ offset, ...port }) => ({ ...port, x: x + side, y: y + offset }))
  return {
    number: box.node.number,
    form: box.form,
    label: box.label,
    kindLine: box.kindLine,
    labelLine: box.labelLine,
    ...(box.subtitle === undefined ? {} : { subtitle: box.subtitle }),
    ...(box.details === undefined ? {} : { details: box.details }),
    x,
    y,
    width: box.width,
    height: box.height,
    inputs: at(0, box.inputs),
    outputs: at(box.width, box.outputs)
  }
}

function placeLink(wire: Wire, nodes: readonly NodePlace[], bends: readonly Point[], flow: Flow): LinkPlace {
  const from = nodes[wire.from]!
  const to = nodes[wire.to]!
  const fromPort = from.outputs[wire.fromPort]!
  const toPort = to.inputs[wire.toPort]!
  const all = [{ x: fromPort.x, y: fromPort.y }, ...bends, { x: toPort.x, y: toPort.y }]
  const points = all.filter(({ x, y }, index) => index === 0 || x !== all[index - 1]!.x || y !== all[index - 1]!.y)
  return {
    from: from.number,
    to: to.number,
    fromPort: fromPort.key,
    toPort: toPort.key,
    dataTypes: flow.typesAlong(wire.connection),
    points,
    path: linkPath(points)
  }
}

/**
 * An SVG path through the points: level where two are, curved between others, led round where the next point is behind. Also
 * for links that an editor is drawing, with two points.
 */
export function linkPath(points: readonly Point[]): string {
  let path = ""
  for (const [index, { x, y }] of points.entries()) {
    const before = points[index - 1]
    if (before === undefined) path = `M${x} ${y}`
    else if (x <= before.x) path += wayBack(before, { x, y })
    else if (before.y === y) path += `H${x}`
    else {
      // Half the way, so that curves between two columns share their tangents.
      const middle = Math.round((before.x + x) / 2)
      path += `C${middle} ${before.y} ${middle} ${y} ${x} ${y}`
    }
  }
  return path
}

/** Out to the right, back between the two ends (or above them, where they are level), and in from the left. */
function wayBack(from: Point, to: Point): string {
  const { left, right, y } = turnsOf(from, to)
  const x = Math.round((from.x + to.x) / 2)
  return `C${right} ${from.y} ${right} ${y} ${x} ${y}C${left} ${y} ${left} ${to.y} ${to.x} ${to.y}`
}

/** How far a link that goes back swings out, and the height at which it does. */
function turnsOf(from: Point, to: Point): { left: number; right: number; y: number } {
  const level = Math.abs(from.y - to.y) < 96
  const y = level ? Math.min(from.y, to.y) - 96 : Math.round((from.y + to.y) / 2)
  return { left: to.x - 48, right: from.x + 48, y }
}

function bounds(
  nodes: readonly NodePlace[],
  links: readonly LinkPlace[]
): { x: number; y: number; width: number; height: number } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y, width, height } of nodes) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x + width)
    bottom = Math.max(bottom, y + height)
  }
  for (const { points } of links)
    for (const [index, point] of points.entries()) {
      const before = points[index - 1]
      if (before === undefined || point.x > before.x) continue
      const turns = turnsOf(before, point)
      left = Math.min(left, turns.left)
      right = Math.max(right, turns.right)
      top = Math.min(top, turns.y)
    }
  return nodes.length === 0
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top }
}
