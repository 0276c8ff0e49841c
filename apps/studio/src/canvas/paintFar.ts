/**
 * Paints the whole graph on a canvas for zooms at which the text of nodes is unreadable: boxes in the colour of their
 * state or kind, and labels in screen pixels if a box has room for one. Uses neither React nor the surrounding DOM.
 */
import { type ColourPair, ground, markOf, problemMarks } from "@aixplain-ts/designer/diagram"
import type { NodePlace } from "@aixplain-ts/designer/layout"
import type { NodeRun } from "../store/RunView.ts"
import { nodeMark } from "../ui/states.ts"
import type { Size, Viewport } from "./camera.ts"
import type { GraphModel } from "./GraphModel.ts"
import { kindColours } from "./kinds.ts"

export interface FarScene {
  readonly graph: GraphModel
  readonly node: (number: number) => NodeRun | undefined
  /** The node with keyboard focus, and the one under the pointer: both show their names. */
  readonly current: number | undefined
  readonly hovered: number | undefined
  readonly isDark: boolean
  /** While moving, links of large graphs are left out. */
  readonly isMoving: boolean
  readonly accent: string
}

/** Up to this number, links are painted while the graph moves. */
const linksInMotion = 3_000

/** In screen pixels: the font size of labels, and the smallest box that gets one. */
export const labels = { font: 10, line: 11.5, minWidth: 34, minHeight: 14 } as const

const fontFamily = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'

export const paintFar = (
  context: CanvasRenderingContext2D,
  scene: FarScene,
  view: Viewport,
  size: Size,
  ratio: number
): void => {
  const { graph } = scene
  const colour = ([light, dark]: ColourPair): string => (scene.isDark ? dark : light)
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, size.width, size.height)

  if (!scene.isMoving || graph.picture.links.length <= linksInMotion) {
    context.setTransform(ratio * view.zoom, 0, 0, ratio * view.zoom, ratio * view.x, ratio * view.y)
    context.globalAlpha = 0.6
    context.lineWidth = Math.max(1.5, 0.8 / view.zoom)
    for (const { path, stroke } of linkPaths(graph)) {
      context.strokeStyle = colour(stroke)
      context.stroke(path)
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
  }

  context.font = `600 ${labels.font}px ${fontFamily}`
  context.textBaseline = "middle"
  const widthOf = (text: string): number => context.measureText(text).width
  for (const place of graph.picture.nodes) {
    const box = onScreen(place, view)
    if (!isVisible(box, size)) continue
    const { height, width, x, y } = box
    const state = scene.node(place.number)
    const mark = state === undefined ? undefined : nodeMark(state)
    const isWaiting = state?.status === "PENDING"
    const isBroken = state?.status === "FAILED"
    const problems = graph.problemsAt.get(place.number)
    const kind = colour(kindColours[place.form])
    const hasLabel = width >= labels.minWidth && height >= labels.minHeight
    const isRound = place.form === "input" || place.form === "output"
    const edge = mark === undefined ? kind : colour(mark.colour)

    context.globalAlpha = mark?.opacity ?? 1
    context.beginPath()
    context.roundRect(x, y, width, height, Math.min(isRound ? height / 2 : 4, width / 2))
    context.fillStyle = colour(ground.node)
    context.fill()
    // A lighter fill behind a label, so that it is readable; without a label, the colour itself.
    context.globalAlpha *= isWaiting ? 0.08 : hasLabel ? (isBroken ? 0.26 : 0.13) : mark === undefined ? 0.5 : 0.78
    context.fillStyle = edge
    context.fill()
    context.globalAlpha = mark?.opacity ?? 1
    context.lineWidth = isBroken ? 2.5 : mark === undefined ? 1 : 1.25
    context.strokeStyle = edge
    context.setLineDash(isWaiting ? [2, 3] : [])
    context.stroke()
    context.setLineDash([])
    if (hasLabel) {
      const margin = isRound ? 7 : 4
      const lines = wrapped(place.label, width - margin * 2, Math.floor((height - 3) / labels.line), widthOf)
      context.fillStyle = colour(ground.ink)
      context.textAlign = "center"
      const top = y + height / 2 - ((lines.length - 1) * labels.line) / 2
      for (const [index, line] of lines.entries()) context.fillText(line, x + width / 2, top + index * labels.line)
      const sign = mark?.sign ?? problemSign(problems)
      // On the corner, so that it does not cover the label.
      if (sign !== "") {
        const [cx, cy] = [x + width - 3, y + 1]
        context.beginPath()
        context.arc(cx, cy, 6.5, 0, Math.PI * 2)
        context.fillStyle = colour(ground.node)
        context.fill()
        const signColour = mark === undefined ? colour(problemMarks[worst(problems)].colour) : edge
        context.lineWidth = 1
        context.strokeStyle = signColour
        context.stroke()
        context.fillStyle = signColour
        context.fillText(sign, cx, cy + 0.5)
      }
    } else if (isBroken) cross(context, box, colour(ground.node))
    else if (problems !== undefined && mark === undefined && width >= 5) {
      context.fillStyle = colour(problemMarks[worst(problems)].colour)
      context.fillRect(x + width - 3, y, 3, 3)
    }
    if (place.number === scene.current) {
      context.globalAlpha = 1
      context.lineWidth = 2.5
      context.strokeStyle = scene.accent
      context.strokeRect(x - 4, y - 4, width + 8, height + 8)
    }
  }
  context.globalAlpha = 1
  for (const number of new Set([scene.current, scene.hovered])) {
    const place = number === undefined ? undefined : graph.places.get(number)
    if (place !== undefined) nameTag(context, scene, place, onScreen(place, view), size)
  }
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const onScreen = ({ height, width, x, y }: NodePlace, view: Viewport): Box => ({
  x: x * view.zoom + view.x,
  y: y * view.zoom + view.y,
  width: width * view.zoom,
  height: height * view.zoom
})

const isVisible = ({ height, width, x, y }: Box, size: Size): boolean =>
  x <= size.width && y <= size.height && x + width >= 0 && y + height >= 0

/** Links as one path per colour: a stroke per link, or new paths every frame, would take most of the frame time. */
const linkPaths = (graph: GraphModel): readonly { readonly stroke: ColourPair; readonly path: Path2D }[] => {
  const known = pathsOf.get(graph)
  if (known !== undefined) return known
  const byColour = new Map<ColourPair, Path2D>()
  for (const link of graph.picture.links) {
    const { colour: stroke } = markOf(link.dataTypes)
    let path = byColour.get(stroke)
    if (path === undefined) byColour.set(stroke, (path = new Path2D()))
    path.addPath(new Path2D(link.path))
  }
  const paths = Array.from(byColour, ([stroke, path]) => ({ stroke, path }))
  pathsOf.set(graph, paths)
  return paths
}

const pathsOf = new WeakMap<GraphModel, readonly { readonly stroke: ColourPair; readonly path: Path2D }[]>()

const worst = (problems: GraphModel["problems"] | undefined): "error" | "warning" =>
  problems?.some(({ level }) => level === "error") === true ? "error" : "warning"

const problemSign = (problems: GraphModel["problems"] | undefined): string =>
  problems === undefined ? "" : problemMarks[worst(problems)].sign

/** The start of a text that fits. */
export const shortened = (text: string, room: number, widthOf: (text: string) => number): string => {
  if (widthOf(text) <= room) return text
  let [least, most] = [0, text.length]
  while (least < most) {
    const middle = Math.ceil((least + most) / 2)
    if (widthOf(`${text.slice(0, middle)}…`) <= room) least = middle
    else most = middle - 1
  }
  return least === 0 ? "" : `${text.slice(0, least).trimEnd()}…`
}

/** A label in a limited number of lines, broken at spaces; the rest is shortened. */
export const wrapped = (
  text: string,
  room: number,
  most: number,
  widthOf: (text: string) => number
): readonly string[] => {
  const lines: string[] = []
  let rest = text.trim().split(/\s+/)
  while (rest.length > 0 && lines.length < most - 1) {
    let taken = 1
    while (taken < rest.length && widthOf(rest.slice(0, taken + 1).join(" ")) <= room) taken += 1
    lines.push(shortened(rest.slice(0, taken).join(" "), room, widthOf))
    rest = rest.slice(taken)
  }
  if (rest.length > 0) lines.push(shortened(rest.join(" "), room, widthOf))
  return lines
}

/** The full name above a node, or below it at the upper edge. */
const nameTag = (context: CanvasRenderingContext2D, scene: FarScene, place: NodePlace, box: Box, size: Size): void => {
  if (!isVisible(box, size)) return
  const colour = ([light, dark]: ColourPair): string => (scene.isDark ? dark : light)
  const state = scene.node(place.number)
  const mark = state === undefined ? undefined : nodeMark(state)
  const room = Math.min(size.width - 16, 320)
  context.font = `600 12px ${fontFamily}`
  const text = shortened(
    `${place.label} · ${mark === undefined ? place.form : `${mark.sign} ${mark.word}`}`,
    room - 16,
    (part) => context.measureText(part).width
  )
  const width = context.measureText(text).width + 16
  const height = 22
  const x = Math.max(4, Math.min(size.width - width - 4, box.x + box.width / 2 - width / 2))
  const above = box.y - height - 7
  const y = above >= 4 ? above : box.y + box.height + 7
  context.beginPath()
  context.roundRect(x, y, width, height, 6)
  context.fillStyle = colour(ground.node)
  context.fill()
  context.lineWidth = 1
  context.strokeStyle = place.number === scene.current ? scene.accent : colour(ground.muted)
  context.stroke()
  context.fillStyle = colour(ground.ink)
  context.textAlign = "left"
  context.fillText(text, x + 8, y + height / 2)
}

/** A failure is shown by shape too. */
const cross = (context: CanvasRenderingContext2D, { height, width, x, y }: Box, stroke: string): void => {
  const half = Math.min(width, height) / 4
  const [cx, cy] = [x + width / 2, y + height / 2]
  context.beginPath()
  context.moveTo(cx - half, cy - half)
  context.lineTo(cx + half, cy + half)
  context.moveTo(cx + half, cy - half)
  context.lineTo(cx - half, cy + half)
  context.lineWidth = 1.5
  context.strokeStyle = stroke
  context.stroke()
}
