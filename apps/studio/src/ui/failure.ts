/** What a page says about something that was thrown: the SDK's own sentence, its hint, and what the server listed. */
import { isAixplainError } from "@aixplain-ts/sdk"

export interface Failure {
  readonly message: string
  readonly hint?: string
  readonly requestId?: string
  readonly isRetryable: boolean
  /** What is wrong with the pipeline, where the server says so. */
  readonly problems: readonly { readonly message: string; readonly hint: string }[]
}

export const describe = (error: unknown): Failure => {
  if (!isAixplainError(error))
    return { message: error instanceof Error ? error.message : String(error), isRetryable: true, problems: [] }
  const { reason } = error
  // The SDK's own hint speaks to programs about the key; the forms here keep it themselves.
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

/** Whether it means that there is no session: then the sign-in page says what to do, not the failed part. */
export const isSignedOut = (error: unknown): boolean => isAixplainError(error) && error.reason._tag === "Unauthorized"

export const isNotFound = (error: unknown): boolean =>
  isAixplainError(error) &&
  (error.reason._tag === "NotFound" || (error.reason._tag === "InvalidRequest" && error.status === 400))

/** Whether the answer was lost, and the server knows the key of the request: then sending it again cannot do it twice. */
export const isUncertain = (error: unknown): boolean =>
  isAixplainError(error) && error.reason._tag === "SubmissionUncertain" && error.reason.idempotencyKey !== undefined
