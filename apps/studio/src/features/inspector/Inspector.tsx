/** Everything about the selected node: state, problems, settings and links. */
import { kindSigns, markOf } from "@aixplain-ts/designer/diagram"
import type { LinkPlace } from "@aixplain-ts/designer/layout"
import type { GraphModel } from "../../canvas/GraphModel.ts"
import { type RunStore, useNodeRun } from "../../store/RunStore.ts"
import { css } from "../../ui/colour.ts"
import { Sentence } from "../../ui/ErrorNote.tsx"
import { count, duration } from "../../ui/format.ts"
import { nodeMark } from "../../ui/states.ts"
import { useNow } from "../../ui/useNow.ts"
import { routesOf, settingsOf } from "./describeNode.ts"
import "./inspector.css"

export interface InspectorProps {
  readonly graph: GraphModel
  readonly run?: RunStore | undefined
  readonly number: number
  readonly onSelect: (number: number | undefined) => void
}

export const Inspector = ({ graph, number, onSelect, run }: InspectorProps) => {
  const place = graph.places.get(number)
  const node = graph.document.nodes.find((candidate) => candidate.number === number)
  if (place === undefined || node === undefined) return null
  const label = (other: number): string => graph.places.get(other)?.label ?? `node ${other}`
  const settings = [...settingsOf(node), ...routesOf(node, label)]
  return (
    <section className="inspector" aria-label={`Node ${place.label}`}>
      <div className="head">
        <svg width="16" height="16" viewBox="-1 -1 14 14" aria-hidden="true">
          <path d={kindSigns[place.form]} />
        </svg>
        <h2>{place.label}</h2>
        <button type="button" className="close" aria-label="Close the details" onClick={() => onSelect(undefined)}>
          ✕
        </button>
      </div>
      <p className="muted">
        {place.kindLine.toLowerCase()}
        {place.subtitle === undefined ? "" : ` · ${place.subtitle}`} · node {number}
      </p>
      <NodeState number={number} run={run} />
      {(graph.problemsAt.get(number) ?? []).map((problem) => (
        <p key={problem.code + (problem.parameter ?? "") + problem.message} className={`problem ${problem.level}`}>
          <span aria-hidden="true">{problem.level === "error" ? "✕" : "!"}</span>
          <span>
            <Sentence text={problem.message} />{" "}
            <span className="muted">
              <Sentence text={problem.hint} />
            </span>
          </span>
        </p>
      ))}
      {settings.length > 0 ? (
        <dl>
          {settings.map(({ name, value }) => (
            <div key={name + value}>
              <dt>{name}</dt>
              <dd title={value}>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <Ends title="From" links={graph.incoming.get(number)} side="from" label={label} onSelect={onSelect} />
      <Ends title="To" links={graph.outgoing.get(number)} side="to" label={label} onSelect={onSelect} />
    </section>
  )
}

const NodeState = ({ number, run }: Pick<InspectorProps, "number" | "run">) => {
  const state = useNodeRun(run, number)
  const isAtWork = state?.status === "IN_PROGRESS" && state.endedAt === undefined
  const now = useNow(isAtWork ? 1_000 : undefined)
  if (state === undefined) return null
  const { done, failed, total } = state.segments
  const mark = nodeMark(state)
  const end = state.endedAt === undefined ? (isAtWork ? now : undefined) : Date.parse(state.endedAt)
  const took =
    state.startedAt !== undefined && end !== undefined ? duration(end - Date.parse(state.startedAt)) : undefined
  const facts = [
    total > 1 ? `${count(done)} of ${count(total)} segments` : "",
    total > 1 && failed > 0 ? `${count(failed)} failed` : "",
    state.retries > 0 ? `${count(state.retries)} retried` : ""
  ]
  return (
    <div className="node-state">
      <p>
        <strong style={{ color: css(mark.colour) }}>
          <span aria-hidden="true">{mark.sign}</span> {mark.word}
        </strong>{" "}
        <span className="num">
          {facts.filter((fact) => fact !== "").join(", ")}
          {took === undefined ? "" : ` · ${took}`}
        </span>
      </p>
      {state.blockedBy === undefined ? null : (
        <p>
          Not reached because of “<bdi>{state.blockedBy}</bdi>”.
        </p>
      )}
      {state.error === undefined ? null : (
        <p className="error">
          <Sentence text={state.error} />
        </p>
      )}
    </div>
  )
}

interface EndsProps {
  readonly title: string
  readonly links: readonly LinkPlace[] | undefined
  readonly side: "from" | "to"
  readonly label: (number: number) => string
  readonly onSelect: (number: number) => void
}

const Ends = ({ label, links, onSelect, side, title }: EndsProps) =>
  links === undefined ? null : (
    <div className="ends">
      <h3>{title}</h3>
      <ul>
        {links.map((link) => {
          const { colour, sign } = markOf(link.dataTypes)
          return (
            <li key={`${link[side]} ${link.fromPort} ${link.toPort}`}>
              <span className="type" style={{ color: css(colour) }} title={link.dataTypes.join(" or ")}>
                {sign}
              </span>
              <button type="button" onClick={() => onSelect(link[side])}>
                {label(link[side])}
              </button>
              <span className="muted">
                {link.fromPort} → {link.toPort}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
