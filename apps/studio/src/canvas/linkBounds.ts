/** Which links are on screen. Pure. */
import type { LinkPlace } from "@aixplain-ts/designer/layout"
import type { Size, Viewport } from "./camera.ts"

export interface Bounds {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Curves of backward links extend beyond their points by at most this much. */
const reach = 170

export const boundsOf = ({ points }: LinkPlace): Bounds => {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { x, y } of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  const goesBack = (points.at(-1)?.x ?? 0) <= (points[0]?.x ?? 0)
  return goesBack
    ? { left: left - reach, top: top - reach, right: right + reach, bottom: bottom + reach }
    : { left, top, right, bottom }
}

export const isOnScreen = ({ bottom, left, right, top }: Bounds, { x, y, zoom }: Viewport, size: Size): boolean =>
  right * zoom + x >= 0 && left * zoom + x <= size.width && bottom * zoom + y >= 0 && top * zoom + y <= size.height
