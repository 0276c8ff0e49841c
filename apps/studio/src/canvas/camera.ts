/** Where the eye stands: viewports as numbers, worked out from the picture and not from what happens to be on screen. */
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

export const zoomRange = { min: 0.02, max: 2 } as const

/** Below it one canvas paints everything. */
export const farZoom = 0.3

/** The whole picture, never larger than life. */
export const fit = (picture: Layout, size: Size, margin = 24): Viewport => {
  const width = Math.max(1, picture.width)
  const height = Math.max(1, picture.height)
  const zoom = clamp(
    Math.min((size.width - margin * 2) / width, (size.height - margin * 2) / height, 1),
    zoomRange.min,
    zoomRange.max
  )
  return {
    zoom,
    x: size.width / 2 - (picture.x + width / 2) * zoom,
    y: size.height / 2 - (picture.y + height / 2) * zoom
  }
}

/** Where a picture begins: all of it where it can be read, or where there is too much to read; else its left part. */
export const begin = (picture: Layout, size: Size): Viewport => {
  const whole = fit(picture, size)
  if (whole.zoom >= 0.45 || picture.nodes.length > 40) return whole
  const zoom = 0.62
  return { zoom, x: 20 - picture.x * zoom, y: size.height / 2 - (picture.y + picture.height / 2) * zoom }
}

/** Brings a node into view: not at all where it stands well inside, else centred, and near enough to be read. */
export const lookAt = (place: NodePlace, size: Size, from: Viewport): Viewport => {
  const zoom = from.zoom < 0.55 ? 0.9 : from.zoom
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

/** Zooms around the middle of the view. */
export const zoomBy = (from: Viewport, factor: number, size: Size): Viewport => {
  const zoom = clamp(from.zoom * factor, zoomRange.min, zoomRange.max)
  const scale = zoom / from.zoom
  return {
    zoom,
    x: size.width / 2 - (size.width / 2 - from.x) * scale,
    y: size.height / 2 - (size.height / 2 - from.y) * scale
  }
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value))
