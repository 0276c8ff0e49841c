/** All problems of a pipeline, linked to their nodes. */
import type { Problem } from "@aixplain-ts/designer"
import { useState } from "react"
import { Sentence } from "../../ui/ErrorNote.tsx"
import { count, counted } from "../../ui/format.ts"
import "./problems.css"

export interface ProblemListProps {
  readonly problems: readonly Problem[]
  readonly onSelect: (number: number) => void
}

/** How many problems are listed at first. */
const first = 100

export const ProblemList = ({ onSelect, problems }: ProblemListProps) => {
  const errors = problems.filter(({ level }) => level === "error").length
  const warnings = problems.length - errors
  const [isOpen, setOpen] = useState(errors > 0)
  const [limit, setLimit] = useState(first)
  if (problems.length === 0) return null
  return (
    <details className="problems" open={isOpen} onToggle={({ currentTarget: { open } }) => setOpen(open)}>
      <summary>
        {errors > 0 ? (
          <span className="error">
            <span aria-hidden="true">✕</span> {counted(errors, "error")}
          </span>
        ) : null}
        {warnings > 0 ? (
          <span className="warning">
            <span aria-hidden="true">!</span> {counted(warnings, "warning")}
          </span>
        ) : null}
        <span className="muted">{errors > 0 ? "It cannot run until the errors are corrected." : "It can run."}</span>
      </summary>
      {/* A closed list costs no elements, and a long one those of its beginning. */}
      {isOpen ? (
        <ul>
          {problems.slice(0, limit).map((problem) => (
            <li key={problem.code + String(problem.node) + (problem.parameter ?? "") + problem.message}>
              <span className={problem.level} aria-hidden="true">
                {problem.level === "error" ? "✕" : "!"}
              </span>
              <span>
                <Sentence text={problem.message} />{" "}
                <span className="muted">
                  <Sentence text={problem.hint} />
                </span>
              </span>
              {problem.node === undefined ? null : (
                <button type="button" className="button quiet" onClick={() => onSelect(problem.node ?? 0)}>
                  Show
                </button>
              )}
            </li>
          ))}
          {problems.length > limit ? (
            <li>
              <button type="button" className="button" onClick={() => setLimit(limit + first * 5)}>
                Show more of {count(problems.length)}
              </button>
            </li>
          ) : null}
        </ul>
      ) : null}
    </details>
  )
}
