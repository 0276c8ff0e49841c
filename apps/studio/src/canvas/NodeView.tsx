/**
 * One node on the canvas, drawn with the designer's outlines, signs and sizes, so that it looks like the diagrams in
 * the docs and the terminal. A run's state is shown by sign, word and border, and not by colour alone.
 */
import { innerLines, kindSigns, markOf, outline, problemMarks, stateMarks } from "@aixplain-ts/designer/diagram"
import { type NodePlace, type PortPlace, sizes } from "@aixplain-ts/designer/layout"
import type { Problem } from "@aixplain-ts/designer"
import type { Node, NodeProps } from "@xyflow/react"
import { memo, useContext } from "react"
import { useNodeRun } from "../store/RunStore.ts"
import type { NodeRun } from "../store/RunView.ts"
import { css } from "../ui/colour.ts"
import { nodeMark } from "../ui/states.ts"
import { CanvasContext, useIsCurrent } from "./CanvasContext.ts"
import { spokenNode, stateText } from "./nodeText.ts"

export type FlowNode = Node<{ readonly place: NodePlace; readonly problems: readonly Problem[] }, "pipeline">

export const NodeView = memo(({ data: { place, problems } }: NodeProps<FlowNode>) => {
  const { idPrefix, run } = useContext(CanvasContext)
  const isCurrent = useIsCurrent(place.number)
  const state = useNodeRun(run, place.number)
  return (
    <svg
      id={`${idPrefix}-${place.number}`}
      className={`node-view${isCurrent ? " current" : ""}${state === undefined ? "" : ` ${state.status.toLowerCase()}`}`}
      width={place.width}
      height={place.height}
      role="img"
      aria-label={spokenNode(place, problems, state)}
    >
      <NodeDrawing place={atOrigin(place)} problems={problems} state={state} />
    </svg>
  )
})
NodeView.displayName = "NodeView"

const atOrigin = (place: NodePlace): NodePlace => ({
  ...place,
  x: 0,
  y: 0,
  inputs: place.inputs.map((port) => ({ ...port, x: port.x - place.x, y: port.y - place.y })),
  outputs: place.outputs.map((port) => ({ ...port, x: port.x - place.x, y: port.y - place.y }))
})

interface DrawingProps {
  readonly place: NodePlace
  readonly problems: readonly Problem[]
  readonly state: NodeRun | undefined
}

const NodeDrawing = memo(({ place, problems, state }: DrawingProps) => {
  const { form, height, width } = place
  const mark = state === undefined ? undefined : nodeMark(state)
  const edge = mark === undefined ? undefined : css(mark.colour)
  const shape = outline(place)
  const lines = innerLines(place)
  const left = sizes.padding + (form === "input" ? 4 : 0)
  return (
    <>
      <path className="base" d={shape} />
      <g opacity={mark?.opacity}>
        <path className="halo" d={shape} style={{ stroke: edge }} />
        <path
          className="box"
          d={shape}
          style={{ stroke: edge, strokeWidth: mark?.width }}
          strokeDasharray={mark?.dash ?? (form === "unknown" ? "4 3" : undefined)}
        />
        {lines === undefined ? null : <path className="inner" d={lines} style={{ stroke: edge }} />}
        <path className="kind-sign" d={kindSigns[form]} transform={`translate(${left} 10)`} />
        <Head place={place} state={state} left={left} />
        <text x={left} y={sizes.label.baseline + 1} className="label" fontSize={sizes.label.font}>
          {place.labelLine}
        </text>
        {place.subtitle === undefined ? null : (
          <text x={left} y={sizes.subtitle.baseline + 1} className="subtitle" fontSize={sizes.subtitle.font}>
            {place.subtitle}
          </text>
        )}
        {place.details === undefined ? null : (
          <text x={left} y={sizes.details.baseline + 1} className="details" fontSize={sizes.details.font}>
            {place.details}
          </text>
        )}
        {place.inputs.map((port) => (
          <Port key={port.key} port={port} inwards={1} isPlain={form === "output"} />
        ))}
        {place.outputs.map((port) => (
          <Port key={port.key} port={port} inwards={-1} isPlain={form === "input"} />
        ))}
        {state === undefined ? null : <Progress state={state} width={width} height={height} />}
        {problems.length === 0 ? null : <Badge problems={problems} right={width - 10} />}
      </g>
    </>
  )
})
NodeDrawing.displayName = "NodeDrawing"

/** Pixels of a kind line in a wide font: kinds are capitals, types are not. */
const kindWidth = (text: string): number =>
  Array.from(text).reduce((width, letter) => width + (letter >= "A" && letter <= "Z" ? 7.4 : 5.5), 0)

/** The first line: kind and types, and the state at its end; the types are shortened to leave room for the state. */
const Head = ({ left, place, state }: Pick<DrawingProps, "place" | "state"> & { readonly left: number }) => {
  const said = state === undefined ? "" : stateText(state)
  const end = place.width - (place.form === "output" ? 16 : place.form === "script" ? 24 : sizes.padding)
  const room = end - left - 18 - (said === "" ? 0 : said.length * 5.8 + 8)
  const kind = [place.kindLine, place.kindLine.split(" · ")[0] ?? ""].find((text) => kindWidth(text) <= room) ?? ""
  return (
    <>
      <text x={left + 18} y={sizes.kind.baseline} className="kind" fontSize={sizes.kind.font}>
        {kind}
      </text>
      {state === undefined ? null : (
        <text
          x={end}
          y={sizes.kind.baseline}
          className="state"
          fontSize={sizes.kind.font + 0.5}
          style={{ fill: css(nodeMark(state).colour) }}
        >
          {said}
        </text>
      )}
    </>
  )
}

interface PortProps {
  readonly port: PortPlace
  readonly inwards: 1 | -1
  /** The only port of an input or output: its type is enough. */
  readonly isPlain: boolean
}

/** A port: the sign of its data type in a circle on the edge, and its name next to it. */
const Port = ({ inwards, isPlain, port }: PortProps) => {
  const { colour, sign } = markOf(port.dataTypes)
  const edge = css(port.missing ? problemMarks.warning.colour : colour)
  return (
    <>
      <circle
        className="port"
        cx={port.x}
        cy={port.y}
        r={8}
        style={{ stroke: edge }}
        strokeDasharray={port.missing ? "2 2" : undefined}
      />
      <text className="port-sign" x={port.x} y={port.y + 4} style={{ fill: edge }}>
        {port.missing ? problemMarks.warning.sign : sign}
      </text>
      {isPlain ? null : (
        <text
          className="port-name"
          x={port.x + inwards * 14}
          y={port.y + 4}
          fontSize={sizes.port.font}
          textAnchor={inwards === 1 ? undefined : "end"}
          style={port.missing ? { fill: edge } : undefined}
        >
          {port.text}
        </text>
      )}
    </>
  )
}

const Progress = ({ height, state, width }: { state: NodeRun; width: number; height: number }) => {
  const { done, total } = state.segments
  if (state.status !== "IN_PROGRESS" || total < 2) return null
  const track = width - sizes.padding * 2
  return (
    <g transform={`translate(${sizes.padding} ${height - 6})`}>
      <rect className="track" width={track} height={3} rx={1.5} />
      <rect
        width={(track * Math.min(done, total)) / total}
        height={3}
        rx={1.5}
        style={{ fill: css(stateMarks.IN_PROGRESS.colour) }}
      />
    </g>
  )
}

/** How many problems a node has, on its upper edge. */
const Badge = ({ problems, right }: { readonly problems: readonly Problem[]; readonly right: number }) => {
  const level = problems.some((problem) => problem.level === "error") ? "error" : "warning"
  const { colour, sign } = problemMarks[level]
  const said = `${sign} ${problems.length}`
  const width = said.length * 6.5 + 14
  return (
    <>
      <rect
        className="badge"
        x={right - width}
        y={-9}
        width={width}
        height={18}
        rx={9}
        style={{ stroke: css(colour) }}
      />
      <text className="badge-text" x={right - width / 2} y={4} style={{ fill: css(colour) }}>
        {said}
      </text>
    </>
  )
}
