/** What a page shows for a thrown error: the SDK's message, its hint, and the problems that the server listed. */
import { isAixplainError } from "@aixplain-ts/sdk"

export interface Failure {
  readonly message: string
  readonly hint?: string
  readonly requestId?: string
  readonly isRetryable: boolean
  /** Problems of the pipeline, if the server reports them. */
  readonly problems: readonly { readonly message: string; readonly hint: string }[]
}

export const describe = (error: unknown): Failure => {
  if (!isAixplainError(error))
    return { message: error instanceof Error ? error.message : String(error), isRetryable: true, problems: [] }
  const { reason } = error
  // The SDK's hint is about passing an idempotency key; the studio's forms keep theirs.
  if (isUncertain(error))
    return {
      message: "The request was sent, but its answer was lost.",
      hint: "Try again: the server recognizes the request and does not carry it out twice.",
      isRetryable: true,
      problems: [],
      ...(error.requestId !== undefined && { requestId: error.requestId })
    }
  return {
    message: reason.message,
    isRetryable: error.isRetryable,
    problems: "problems" in reason ? reason.problems : [],
    ...(error.hint !== undefined && { hint: error.hint }),
    ...(error.requestId !== undefined && { requestId: error.requestId })
  }
}

/** Whether the session is missing: then the sign-in page is shown instead of the error. */
export const isSignedOut = (error: unknown): boolean => isAixplainError(error) && error.reason._tag === "Unauthorized"

export const isNotFound = (error: unknown): boolean =>
  isAixplainError(error) &&
  (error.reason._tag === "NotFound" || (error.reason._tag === "InvalidRequest" && error.status === 400))

/** Whether the answer was lost although the server honours the request's key: then it is safe to send it again. */
export const isUncertain = (error: unknown): boolean =>
  isAixplainError(error) && error.reason._tag === "SubmissionUncertain" && error.reason.idempotencyKey !== undefined
