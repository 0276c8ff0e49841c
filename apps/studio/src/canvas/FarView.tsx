/** The far view: one canvas over the empty pane, painted at most once per frame. */
import { useStoreApi } from "@xyflow/react"
import { useContext, useEffect, useRef } from "react"
import { CanvasContext, type Focus } from "./CanvasContext.ts"
import type { Size } from "./camera.ts"
import type { GraphModel } from "./GraphModel.ts"
import { paintFar } from "./paintFar.ts"

/** After this long without movement the graph is painted in full detail. */
const stillMillis = 120

export interface FarViewProps {
  readonly graph: GraphModel
  readonly size: Size
  /** The node under the pointer. */
  readonly hover: Focus
}

export const FarView = ({ graph, hover, size }: FarViewProps) => {
  const canvas = useRef<HTMLCanvasElement>(null)
  const flow = useStoreApi()
  const { focus, run } = useContext(CanvasContext)
  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext("2d")
    if (element === null || context === null || context === undefined) return undefined
    const ratio = Math.min(2, devicePixelRatio)
    element.width = size.width * ratio
    element.height = size.height * ratio
    const dark = matchMedia("(prefers-color-scheme: dark)")
    let frame = 0
    let still: ReturnType<typeof setTimeout> | undefined
    let isMoving = false
    const paint = (): void => {
      frame = 0
      const [x, y, zoom] = flow.getState().transform
      const accent = getComputedStyle(element).color
      const scene = {
        graph,
        node: (n: number) => run?.node(n),
        current: focus.current,
        hovered: hover.current,
        isDark: dark.matches,
        isMoving,
        accent
      }
      paintFar(context, scene, { x, y, zoom }, size, ratio)
    }
    const soon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(paint)
    }
    const moved = (): void => {
      isMoving = true
      clearTimeout(still)
      still = setTimeout(() => {
        isMoving = false
        soon()
      }, stillMillis)
      soon()
    }
    const stops = [
      flow.subscribe((state, before) => {
        if (state.transform !== before.transform) moved()
      }),
      focus.subscribe(soon),
      hover.subscribe(soon),
      run?.subscribe(soon) ?? (() => {})
    ]
    dark.addEventListener("change", soon)
    paint()
    return () => {
      for (const stop of stops) stop()
      dark.removeEventListener("change", soon)
      clearTimeout(still)
      cancelAnimationFrame(frame)
    }
  }, [flow, focus, graph, hover, run, size])
  return <canvas ref={canvas} className="far-view" aria-hidden="true" />
}
