/** A failure as sentences: what happened, what to do, and the request id to find it in the server's log. */
import { describe } from "./failure.ts"
import "./ui.css"

export interface ErrorNoteProps {
  readonly error: unknown
  /** What was being done, for example "The pipelines could not be loaded". */
  readonly title?: string
  readonly onRetry?: () => void
}

export const ErrorNote = ({ error, title, onRetry }: ErrorNoteProps) => {
  const { hint, isRetryable, message, problems, requestId } = describe(error)
  return (
    <div className="error-note" role="alert">
      <span className="sign" aria-hidden="true">
        ✕
      </span>
      <div>
        {title === undefined ? null : <p className="title">{title}</p>}
        <p>{message}</p>
        {problems.length > 0 ? (
          <ul>
            {problems.map((problem) => (
              <li key={problem.message}>
                {problem.message} <span className="muted">{problem.hint}</span>
              </li>
            ))}
          </ul>
        ) : null}
        {hint === undefined ? null : <p className="muted">{hint}</p>}
        {requestId === undefined ? null : (
          <p className="request muted">
            Request <code>{requestId}</code>
          </p>
        )}
        {isRetryable && onRetry !== undefined ? (
          <button type="button" className="button" onClick={onRetry}>
            Try again
          </button>
        ) : null}
      </div>
    </div>
  )
}
