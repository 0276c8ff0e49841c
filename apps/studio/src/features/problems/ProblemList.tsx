/** All problems of a pipeline; one leads to its node. */
import type { Problem } from "@aixplain-ts/designer"
import { counted } from "../../ui/format.ts"
import "./problems.css"

export interface ProblemListProps {
  readonly problems: readonly Problem[]
  readonly onSelect: (number: number) => void
}

export const ProblemList = ({ onSelect, problems }: ProblemListProps) => {
  if (problems.length === 0) return null
  const errors = problems.filter(({ level }) => level === "error").length
  const warnings = problems.length - errors
  return (
    <details className="problems" open={errors > 0}>
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
        <span className="muted">
          {errors > 0 ? "It cannot run until the errors are gone." : "It runs all the same."}
        </span>
      </summary>
      <ul>
        {problems.map((problem) => (
          <li key={problem.code + String(problem.node) + (problem.parameter ?? "") + problem.message}>
            <span className={problem.level} aria-hidden="true">
              {problem.level === "error" ? "✕" : "!"}
            </span>
            <span>
              {problem.message} <span className="muted">{problem.hint}</span>
            </span>
            {problem.node === undefined ? null : (
              <button type="button" className="button quiet" onClick={() => onSelect(problem.node ?? 0)}>
                Show
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  )
}
