/** The log of a run, oldest line first; it follows its end as long as the reader stands there. */
import type { RunLogLine } from "@aixplain-ts/sdk"
import { useEffect, useMemo, useRef } from "react"
import { count, timeOfDay } from "../../ui/format.ts"
import { foldLines } from "./foldLines.ts"
import "./log.css"

export interface LogViewProps {
  readonly lines: readonly RunLogLine[]
  readonly labelOf: (node: number) => string
  readonly isRunning: boolean
}

const signs = { debug: "·", info: "i", warning: "!", error: "✕" } as const

export const LogView = ({ isRunning, labelOf, lines }: LogViewProps) => {
  const list = useRef<HTMLOListElement>(null)
  const isAtEnd = useRef(true)
  const folded = useMemo(() => foldLines(lines), [lines])
  useEffect(() => {
    const element = list.current
    if (element !== null && folded.length > 0 && isAtEnd.current && isRunning) element.scrollTop = element.scrollHeight
  }, [folded, isRunning])
  if (lines.length === 0)
    return <p className="log-empty muted">{isRunning ? "Nothing was written yet." : "This run wrote no log."}</p>
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
      {folded.map(({ line, place, times }) => (
        <li key={place} className={line.level}>
          <time dateTime={line.at} className="muted">
            {timeOfDay(line.at)}
          </time>
          <span className="sign" aria-label={line.level} role="img">
            {signs[line.level]}
          </span>
          <span className="who muted">{line.node === undefined ? "" : labelOf(line.node)}</span>
          <span className="text">
            {line.text}
            {times > 1 ? <span className="times"> × {count(times)}</span> : null}
          </span>
        </li>
      ))}
    </ol>
  )
}
