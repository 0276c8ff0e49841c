/** Viewports as numbers, computed from the graph and not from what happens to be on screen. */
import type { Layout, NodePlace } from "@aixplain-ts/designer/layout"

export interface Viewport {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

export interface Size {
  readonly width: number
  readonly height: number
}

/**
 * The nearest zoom, and the farthest for graphs that fit at a larger zoom; larger graphs zoom out as far as they
 * need.
 */
export const zoomRange = { min: 0.1, max: 2 } as const

/** Below this zoom the text of nodes is unreadable: one canvas paints everything, with labels in screen pixels. */
export const farZoom = 0.5

/** From this zoom on the text of nodes is easy to read: views that choose their zoom use at least this. */
export const readableZoom = 0.8

/** The whole graph, never above 100 %. */
export const fit = (picture: Layout, size: Size, margin = 24): Viewport => {
  const width = Math.max(1, picture.width)
  const height = Math.max(1, picture.height)
  const zoom = Math.min(Math.max(1, size.width - margin * 2) / width, Math.max(1, size.height - margin * 2) / height, 1)
  return {
    zoom,
    x: size.width / 2 - (picture.x + width / 2) * zoom,
    y: size.height / 2 - (picture.y + height / 2) * zoom
  }
}

/** The farthest zoom that is useful. */
export const leastZoom = (picture: Layout, size: Size): number => Math.min(zoomRange.min, fit(picture, size).zoom)

/** The first view: the whole graph if it is readable then, else its left part, at the first node in reading order. */
export const begin = (picture: Layout, size: Size): Viewport => {
  const whole = fit(picture, size)
  if (whole.zoom >= readableZoom) return whole
  const zoom = readableZoom
  const first = picture.nodes.reduce<NodePlace | undefined>(
    (best, place) =>
      best === undefined || place.x < best.x || (place.x === best.x && place.y < best.y) ? place : best,
    undefined
  )
  const isHigh = picture.height * zoom > size.height - 48
  const middle = isHigh && first !== undefined ? first.y + first.height / 2 : picture.y + picture.height / 2
  const margin = 24
  const wanted = size.height / 2 - middle * zoom
  // Do not show empty space above or below the graph.
  const y = isHigh
    ? Math.max(size.height - margin - (picture.y + picture.height) * zoom, Math.min(margin - picture.y * zoom, wanted))
    : wanted
  return { zoom, x: margin - picture.x * zoom, y }
}

/** Brings a node into view: unchanged if it is well inside, else centred and near enough to be readable. */
export const lookAt = (place: NodePlace, size: Size, from: Viewport): Viewport => {
  const zoom = from.zoom < farZoom ? 0.9 : from.zoom
  const left = place.x * from.zoom + from.x
  const top = place.y * from.zoom + from.y
  const margin = 24
  const isInside =
    zoom === from.zoom &&
    left >= margin &&
    top >= margin &&
    left + place.width * zoom <= size.width - margin &&
    top + place.height * zoom <= size.height - margin
  if (isInside) return from
  return {
    zoom,
    x: size.width / 2 - (place.x + place.width / 2) * zoom,
    y: size.height / 2 - (place.y + place.height / 2) * zoom
  }
}

/** Zooms around the centre of the view. */
export const zoomBy = (from: Viewport, factor: number, size: Size, least: number = zoomRange.min): Viewport => {
  const zoom = clamp(from.zoom * factor, least, zoomRange.max)
  const scale = zoom / from.zoom
  return {
    zoom,
    x: size.width / 2 - (size.width / 2 - from.x) * scale,
    y: size.height / 2 - (size.height / 2 - from.y) * scale
  }
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
