/** The log of a run, oldest line first; it follows new lines while it is scrolled to the end. */
import type { RunLogLine } from "@aixplain-ts/sdk"
import { useEffect, useMemo, useRef } from "react"
import { count, timeOfDay } from "../../ui/format.ts"
import { segmentName } from "../steps/segments.ts"
import { foldLines, textOf } from "./foldLines.ts"
import "./log.css"

export interface LogViewProps {
  readonly lines: readonly RunLogLine[]
  readonly labelOf: (node: number) => string
  readonly isRunning: boolean
}

/** How many segments of a folded line are named before "and more". */
const named = 5

const signs = { debug: "·", info: "i", warning: "!", error: "✕" } as const

export const LogView = ({ isRunning, labelOf, lines }: LogViewProps) => {
  const list = useRef<HTMLOListElement>(null)
  const isAtEnd = useRef(true)
  const folded = useMemo(() => foldLines(lines), [lines])
  useEffect(() => {
    const element = list.current
    if (element !== null && folded.length > 0 && isAtEnd.current && isRunning) element.scrollTop = element.scrollHeight
  }, [folded, isRunning])
  const who = ({ node }: RunLogLine): string => (node === undefined ? "" : labelOf(node))
  if (lines.length === 0)
    return <p className="log-empty muted">{isRunning ? "No log lines yet." : "This run wrote no log."}</p>
  return (
    <ol
      className="log"
      ref={list}
      tabIndex={0}
      aria-label="Log"
      onScroll={({ currentTarget: { clientHeight, scrollHeight, scrollTop } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 40
      }}
    >
      {folded.map(({ line, place, segments, times }) => (
        <li key={place} className={line.level}>
          <time dateTime={line.at} className="muted">
            {timeOfDay(line.at)}
          </time>
          <span className="sign" aria-label={line.level} role="img">
            {signs[line.level]}
          </span>
          <bdi className="who muted">{who(line)}</bdi>
          <span className="text">
            <bdi>{textOf(line.text, who(line))}</bdi>
            {times > 1 ? <span className="times"> × {count(times)}</span> : null}
            {segments.length > 0 && (times > 1 || line.level === "error") ? (
              <span className="muted" title={segments.map(segmentName).join("; ")}>
                {" "}
                ({segments.slice(0, named).map(segmentName).join("; ")}
                {segments.length > named ? ` and ${count(segments.length - named)} more` : ""})
              </span>
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  )
}
