/**
 * The links on screen: the designer's paths in one SVG under the nodes, coloured and dashed by data type. A link is
 * animated while its target is running. Culled here, because React Flow's own edges would need every handle in the
 * DOM.
 */
import { markOf } from "@aixplain-ts/designer/diagram"
import type { LinkPlace } from "@aixplain-ts/designer/layout"
import { type ReactFlowState, useStore, ViewportPortal } from "@xyflow/react"
import { memo, useCallback, useContext, useMemo } from "react"
import { useNodeRun } from "../store/RunStore.ts"
import { css } from "../ui/colour.ts"
import { CanvasContext, useTouches } from "./CanvasContext.ts"
import type { GraphModel } from "./GraphModel.ts"
import { boundsOf, isOnScreen } from "./linkBounds.ts"

export const LinkLayer = ({ graph }: { readonly graph: GraphModel }) => {
  const bounds = useMemo(() => graph.picture.links.map(boundsOf), [graph])
  const visible = useStore(
    useCallback(
      ({ height, transform, width }: ReactFlowState) => {
        const [x, y, zoom] = transform
        const indexes: number[] = []
        for (const [index, box] of bounds.entries())
          if (isOnScreen(box, { x, y, zoom }, { width, height })) indexes.push(index)
        return indexes
      },
      [bounds]
    ),
    sameNumbers
  )
  return (
    <ViewportPortal>
      <svg className="links" width="1" height="1" aria-hidden="true">
        {visible.map((index) => {
          const link = graph.picture.links[index]
          return link === undefined ? null : <LinkView key={index} link={link} />
        })}
      </svg>
    </ViewportPortal>
  )
}

const sameNumbers = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, index) => value === b[index])

const LinkView = memo(({ link }: { readonly link: LinkPlace }) => {
  const { run } = useContext(CanvasContext)
  const touches = useTouches(link.from, link.to)
  const target = useNodeRun(run, link.to)
  const { colour, dash } = markOf(link.dataTypes)
  const stroke = css(colour)
  return (
    <>
      <path className={touches ? "link touched" : "link"} d={link.path} strokeDasharray={dash} style={{ stroke }} />
      {target?.status === "IN_PROGRESS" ? <path className="link flowing" d={link.path} style={{ stroke }} /> : null}
    </>
  )
})
LinkView.displayName = "LinkView"
