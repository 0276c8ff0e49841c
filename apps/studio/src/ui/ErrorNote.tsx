/** A failure: what happened, what to do, and the request id to find it in the server's log. */
import type { ReactNode } from "react"
import { describe } from "./Failure.ts"
import { runMarks } from "./states.ts"
import "./ui.css"

export interface ErrorNoteProps {
  readonly error: unknown
  /** What was being done, for example "The pipelines could not be loaded". */
  readonly title?: string
  readonly onRetry?: () => void
  /** The label of the retry button. */
  readonly retry?: string
  /** It was stopped on purpose: the note has the sign and colour of cancelled runs. */
  readonly isCancelled?: boolean
  /** Where to look further. */
  readonly children?: ReactNode
}

/** A sentence with the text between backticks as code. */
export const Sentence = ({ text }: { readonly text: string }) => {
  let at = 0
  return text.split(/`([^`]+)`/).map((part, index) => {
    at += part.length + 1
    return index % 2 === 1 ? <code key={at}>{part}</code> : part
  })
}

const plain = (text: string | undefined): string =>
  (text ?? "")
    .replaceAll(/[`.\s]+/g, " ")
    .trim()
    .toLowerCase()

export const ErrorNote = ({
  children,
  error,
  isCancelled = false,
  onRetry,
  retry = "Try again",
  title
}: ErrorNoteProps) => {
  const { hint, isRetryable, message, problems, requestId } = describe(error)
  // Do not repeat a title that the message begins with.
  const isRepeated = title !== undefined && plain(message).startsWith(plain(title))
  return (
    <div className={isCancelled ? "error-note cancelled" : "error-note"} role="alert">
      <span className="sign" aria-hidden="true">
        {isCancelled ? runMarks.cancelled.sign : runMarks.failed.sign}
      </span>
      <div>
        {title === undefined || isRepeated ? null : <p className="title">{title}</p>}
        <p className={isRepeated ? "title" : undefined}>
          <Sentence text={message} />
        </p>
        {problems.length > 0 ? (
          <ul>
            {problems.map((problem) => (
              <li key={problem.message}>
                <Sentence text={problem.message} />{" "}
                <span className="muted">
                  <Sentence text={problem.hint} />
                </span>
              </li>
            ))}
          </ul>
        ) : null}
        {hint === undefined ? null : (
          <p className="muted">
            <Sentence text={hint} />
          </p>
        )}
        {children}
        {requestId === undefined ? null : (
          <p className="request muted">
            Request <code>{requestId}</code>
          </p>
        )}
        {isRetryable && onRetry !== undefined ? (
          <button type="button" className="button" onClick={onRetry}>
            {retry}
          </button>
        ) : null}
      </div>
    </div>
  )
}
