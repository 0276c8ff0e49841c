import { type AixplainError, isAixplainError } from "@aixplain-ts/core/AixplainError"

export const explain = (error: AixplainError): string => {
  const { reason } = error
  switch (reason._tag) {
    case "RunFailed":
      return `${reason.message} Partial outputs: ${reason.result?.outputs.length ?? 0}.`
    case "DeadlineExceeded":
      return `Still running: ${reason.runRef?.id}.`
    case "SubmissionUncertain":
      return reason.safeToResubmit === "yes"
        ? "Submit it again with the same key."
        : "Look for it before you submit again."
    case "RateLimited":
      return `Try again at ${new Date(reason.retryAt ?? 0).toISOString()}.`
    default:
      return [reason.message, reason.hint].join(" ")
  }
}

export const exitCode = (thrown: unknown): number => {
  if (!isAixplainError(thrown)) throw thrown
  return thrown.isRetryable && thrown.safeToResubmit === "yes" ? 75 : 1
}
