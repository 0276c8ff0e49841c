/**
 * Paints the whole graph on a canvas for zooms at which nothing can be read: boxes in the colour of their state, what is
 * at rest dim. Takes numbers and draws; knows neither React nor the DOM around it.
 */
import { ground, markOf, problemMarks } from "@aixplain-ts/designer/diagram"
import type { ColourPair } from "@aixplain-ts/designer/diagram"
import type { NodeRun } from "../store/runView.ts"
import { nodeMark } from "../ui/states.ts"
import type { Size, Viewport } from "./camera.ts"
import type { GraphModel } from "./graphModel.ts"

export interface FarScene {
  readonly graph: GraphModel
  readonly node: (number: number) => NodeRun | undefined
  readonly current: number | undefined
  readonly isDark: boolean
  /** Moving pictures leave out the links of large graphs. */
  readonly isMoving: boolean
  readonly accent: string
}

/** Links are painted while the picture moves up to this number. */
const linksInMotion = 3_000

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
  context.setTransform(ratio * view.zoom, 0, 0, ratio * view.zoom, ratio * view.x, ratio * view.y)
  const left = -view.x / view.zoom
  const top = -view.y / view.zoom
  const right = left + size.width / view.zoom
  const bottom = top + size.height / view.zoom

  if (!scene.isMoving || graph.picture.links.length <= linksInMotion) {
    // One path a colour: a stroke for each link would cost most of the frame.
    const byColour = new Map<string, Path2D>()
    for (const { dataTypes, points } of graph.picture.links) {
      const first = points[0]
      const last = points.at(-1)
      if (first === undefined || last === undefined) continue
      if (Math.max(first.x, last.x) < left || Math.min(first.x, last.x) > right) continue
      const stroke = colour(markOf(dataTypes).colour)
      let path = byColour.get(stroke)
      if (path === undefined) byColour.set(stroke, (path = new Path2D()))
      path.moveTo(first.x, first.y)
      for (const point of points.slice(1)) path.lineTo(point.x, point.y)
    }
    context.globalAlpha = 0.4
    context.lineWidth = Math.max(1.5, 0.7 / view.zoom)
    for (const [stroke, path] of byColour) {
      context.strokeStyle = stroke
      context.stroke(path)
    }
  }

  const edge = Math.max(2, 1 / view.zoom)
  for (const place of graph.picture.nodes) {
    const { height, number, width, x, y } = place
    if (x > right || y > bottom || x + width < left || y + height < top) continue
    const state = scene.node(number)
    const mark = state === undefined ? undefined : nodeMark(state)
    const problems = graph.problemsAt.get(number)
    context.globalAlpha = mark?.opacity ?? 1
    context.beginPath()
    context.roundRect(x, y, width, height, place.form === "input" || place.form === "output" ? height / 2 : 8)
    context.fillStyle = colour(ground.node)
    context.fill()
    if (mark !== undefined) {
      context.globalAlpha = state?.status === "PENDING" ? 0.12 : (mark.opacity ?? 1) * 0.75
      context.fillStyle = colour(mark.colour)
      context.fill()
      context.globalAlpha = mark.opacity ?? 1
    }
    context.lineWidth = state?.status === "FAILED" ? edge * 2.5 : edge
    context.strokeStyle =
      mark !== undefined
        ? colour(mark.colour)
        : problems !== undefined
          ? colour(problemMarks[problems.some(({ level }) => level === "error") ? "error" : "warning"].colour)
          : colour(ground.border)
    context.setLineDash(state?.status === "PENDING" ? [edge * 2, edge * 3] : [])
    context.stroke()
    context.setLineDash([])
    if (state?.status === "FAILED") cross(context, x, y, width, height, colour(ground.node), edge * 2)
    if (number === scene.current) {
      context.globalAlpha = 1
      context.lineWidth = edge * 3
      context.strokeStyle = scene.accent
      context.strokeRect(x - edge * 4, y - edge * 4, width + edge * 8, height + edge * 8)
    }
  }
  context.globalAlpha = 1
}

/** What failed is told by its shape too. */
const cross = (
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  height: number,
  stroke: string,
  line: number
): void => {
  const half = Math.min(width, height) / 4
  const [cx, cy] = [x + width / 2, y + height / 2]
  context.beginPath()
  context.moveTo(cx - half, cy - half)
  context.lineTo(cx + half, cy + half)
  context.moveTo(cx + half, cy - half)
  context.lineTo(cx - half, cy + half)
  context.lineWidth = line
  context.strokeStyle = stroke
  context.stroke()
}
