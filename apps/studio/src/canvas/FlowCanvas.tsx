/**
 * The graph of a pipeline: pan, zoom, one tab stop with arrow keys, and a far view. The only importer of React Flow,
 * which is used only as a view: it owns neither the graph nor the run that is shown on it.
 */
import { ReactFlow, ReactFlowProvider, useReactFlow, useStore, useStoreApi } from "@xyflow/react"
import {
  type KeyboardEvent,
  memo,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState
} from "react"
import type { RunStore } from "../store/RunStore.ts"
import { announce } from "../ui/Announcer.tsx"
import { CanvasContext, Focus } from "./CanvasContext.ts"
import { begin, farZoom, fit, leastZoom, lookAt, type Size, type Viewport, zoomBy, zoomRange } from "./camera.ts"
import { FarView } from "./FarView.tsx"
import { flowNodes } from "./flowNodes.ts"
import type { GraphModel } from "./GraphModel.ts"
import { KeyHelp } from "./KeyHelp.tsx"
import { LinkLayer } from "./LinkLayer.tsx"
import { Legend } from "./Legend.tsx"
import { NodeView } from "./NodeView.tsx"
import { spokenNode } from "./nodeText.ts"
import { step } from "./steps.ts"
// oxlint-disable-next-line no-restricted-imports -- the package exports its style sheet under this path only
import "@xyflow/react/dist/base.css"
import "./canvas.css"

export interface FlowCanvasProps {
  readonly name: string
  readonly graph: GraphModel
  /** The run whose states are shown on the nodes. */
  readonly run?: RunStore | undefined
  readonly selected: number | undefined
  readonly onSelect: (number: number | undefined) => void
}

const nodeTypes = { pipeline: NodeView }
const nothing: never[] = []

/** Waits until its size is known, so that the first paint already shows the right part of the graph. */
export const FlowCanvas = memo((props: FlowCanvasProps) => {
  const frame = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<Size>()
  useLayoutEffect(() => {
    const element = frame.current
    if (element === null) return undefined
    const measure = (): void => {
      const { clientHeight: height, clientWidth: width } = element
      setSize((before) => (before?.width === width && before.height === height ? before : { width, height }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <div className="canvas" ref={frame}>
      {size === undefined || size.width === 0 ? null : (
        <ReactFlowProvider>
          <Pane {...props} size={size} />
        </ReactFlowProvider>
      )}
    </div>
  )
})
FlowCanvas.displayName = "FlowCanvas"

const Pane = ({ graph, name, onSelect, run, selected, size }: FlowCanvasProps & { readonly size: Size }) => {
  const idPrefix = useId()
  const [focus] = useState(() => new Focus())
  const services = useMemo(() => ({ focus, run, idPrefix }), [focus, run, idPrefix])
  const nodes = useMemo(() => flowNodes(graph), [graph])
  const [start] = useState(() => begin(graph.picture, size))
  const [isFar, setFar] = useState(start.zoom < farZoom)
  const flow = useReactFlow()
  const wasMoved = useRef(false)
  const jump = useRef(0)
  const least = useMemo(() => leastZoom(graph.picture, size), [graph, size])
  const [hover] = useState(() => new Focus())

  /** Jumps. The far flag is set one frame earlier: otherwise everything in the new view is mounted for one paint. */
  const go = useCallback(
    (to: Viewport, isSmooth: boolean): void => {
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches
      const duration = isSmooth && !still && Math.min(to.zoom, flow.getZoom()) > farZoom ? 220 : 0
      // A newer target replaces this one.
      cancelAnimationFrame(jump.current)
      jump.current = requestAnimationFrame(() => {
        setFar(to.zoom < farZoom)
        jump.current = requestAnimationFrame(() => void flow.setViewport(to, { duration }))
      })
    },
    [flow]
  )
  const goFit = useCallback(() => {
    wasMoved.current = true
    go(fit(graph.picture, size), true)
  }, [go, graph, size])

  // A canvas that is resized before the user moved it starts again.
  const begun = useRef({ graph, size })
  useEffect(() => {
    const before = begun.current
    begun.current = { graph, size }
    if (before.graph === graph && before.size === size) return
    if (!wasMoved.current) go(begin(graph.picture, size), false)
  }, [go, graph, size])

  const zoomStep = useCallback(
    (factor: number): void => {
      wasMoved.current = true
      go(zoomBy(flow.getViewport(), factor, size, least), true)
    },
    [flow, go, least, size]
  )

  const show = useCallback(
    (number: number | undefined): void => {
      focus.set(number)
      const place = number === undefined ? undefined : graph.places.get(number)
      if (place === undefined) return
      const from = flow.getViewport()
      const to = lookAt(place, size, from)
      if (to === from) return
      wasMoved.current = true
      go(to, true)
    },
    [flow, focus, go, graph, size]
  )
  // Selected elsewhere: in the outline, in the problems, by the address.
  useEffect(() => {
    if (selected !== focus.current) show(selected)
  }, [focus, selected, show])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const target = step(graph, focus.current, event.key)
    if (target !== undefined) {
      event.preventDefault()
      show(target)
      const place = graph.places.get(target)
      if (place !== undefined) announce(spokenNode(place, graph.problemsAt.get(target) ?? [], run?.node(target)))
      return
    }
    switch (event.key) {
      case "Enter":
      case " ":
        event.preventDefault()
        return onSelect(focus.current ?? graph.order[0])
      case "Escape":
        focus.set(undefined)
        return onSelect(undefined)
      case "0":
        return goFit()
      case "+":
      case "=":
        return zoomStep(1.4)
      case "-":
        return zoomStep(1 / 1.4)
      default:
    }
  }

  const active = useActiveId(focus, idPrefix, isFar)
  return (
    <CanvasContext value={services}>
      <div
        className="pane"
        role="application"
        aria-roledescription="graph"
        aria-label={`Graph of ${name}. Arrow keys follow the links, Enter shows a node.`}
        aria-activedescendant={active}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => {
          if (focus.current === undefined) focus.set(selected ?? graph.order[0])
        }}
      >
        <ReactFlow
          nodes={isFar ? nothing : nodes}
          nodeTypes={nodeTypes}
          defaultViewport={start}
          minZoom={least}
          maxZoom={zoomRange.max}
          onlyRenderVisibleElements
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          selectNodesOnDrag={false}
          zoomOnDoubleClick={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          zoomActivationKeyCode={null}
          panActivationKeyCode={null}
          onMove={(event, { zoom }) => {
            if (event !== null) wasMoved.current = true
            setFar(zoom < farZoom)
          }}
          onPaneMouseMove={(event) => {
            if (isFar) hover.set(nodeAt(graph, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })))
          }}
          onPaneMouseLeave={() => hover.set(undefined)}
          onNodeClick={(_, { id }) => {
            focus.set(Number(id))
            onSelect(Number(id))
          }}
          onPaneClick={(event) => {
            const at = isFar
              ? nodeAt(graph, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }))
              : undefined
            if (at === undefined) focus.set(undefined)
            else show(at)
            onSelect(at)
          }}
        >
          {isFar ? null : <LinkLayer graph={graph} />}
          <Ground />
        </ReactFlow>
        {isFar ? <FarView graph={graph} size={size} hover={hover} /> : null}
      </div>
      <Controls onZoom={zoomStep} onFit={goFit} />
      <Legend graph={graph} isFar={isFar} hasRun={run !== undefined} />
    </CanvasContext>
  )
}

const nodeAt = ({ picture }: GraphModel, at: { readonly x: number; readonly y: number }): number | undefined =>
  picture.nodes.find(({ height, width, x, y }) => at.x >= x && at.x <= x + width && at.y >= y && at.y <= y + height)
    ?.number

/** The element of the current node, if it exists: in the far view no nodes are mounted. */
const useActiveId = (focus: Focus, idPrefix: string, isFar: boolean): string | undefined => {
  const [current, setCurrent] = useState(focus.current)
  useEffect(() => focus.subscribe(() => setCurrent(focus.current)), [focus])
  return current === undefined || isFar ? undefined : `${idPrefix}-${current}`
}

/** The background dots move and scale with the graph. */
const Ground = () => {
  const flow = useStoreApi()
  useEffect(() => {
    const root = flow.getState().domNode
    const frame = root?.closest<HTMLElement>(".canvas")
    if (root === null || frame === null || frame === undefined) return undefined
    // The surrounding pane has the role application, and the graph is one tab stop.
    root.setAttribute("role", "presentation")
    root.querySelector(".react-flow__attribution a")?.setAttribute("tabindex", "-1")
    const paint = ([x, y, zoom]: readonly [number, number, number]): void => {
      let gap = 22 * zoom
      while (gap < 14) gap *= 2
      frame.style.backgroundSize = `${gap}px ${gap}px`
      frame.style.backgroundPosition = `${x}px ${y}px`
    }
    paint(flow.getState().transform)
    return flow.subscribe((state, before) => {
      if (state.transform !== before.transform) paint(state.transform)
    })
  }, [flow])
  return null
}

const Controls = ({ onFit, onZoom }: { readonly onZoom: (factor: number) => void; readonly onFit: () => void }) => {
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 100))
  return (
    <div className="controls" role="group" aria-label="Zoom">
      <button type="button" aria-label="Zoom out" onClick={() => onZoom(1 / 1.4)}>
        −
      </button>
      <button type="button" className="fit" title="Show everything (0)" onClick={onFit}>
        <span className="sr-only">Show everything, now at </span>
        {zoom} %
      </button>
      <button type="button" aria-label="Zoom in" onClick={() => onZoom(1.4)}>
        +
      </button>
      <KeyHelp />
    </div>
  )
}
