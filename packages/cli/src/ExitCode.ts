/**
 * Exit codes: one table for every command, because scripts depend on the numbers.
 */
import type { AixplainError, ReasonTag } from "@aixplain-ts/core/AixplainError"

export const ExitCode = {
  ok: 0,
  error: 1,
  usage: 2,
  auth: 3,
  notFound: 4,
  runFailed: 5,
  cancelled: 6,
  /** The wait timed out; the run continues on the server. */
  deadline: 7,
  /** Ctrl-C; the run continues on the server. */
  detached: 8,
  /** The same command may work later. */
  transient: 75,
  interrupted: 130
} as const

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]

/** Every reason of the client; one without a row does not compile. */
const byReason: { readonly [Tag in ReasonTag]: ExitCode } = {
  Unauthorized: ExitCode.auth,
  Forbidden: ExitCode.auth,
  NotFound: ExitCode.notFound,
  RunFailed: ExitCode.runFailed,
  RunCancelled: ExitCode.cancelled,
  DeadlineExceeded: ExitCode.deadline,
  InvalidRequest: ExitCode.usage,
  InvalidInput: ExitCode.usage,
  InvalidPipeline: ExitCode.usage,
  RateLimited: ExitCode.transient,
  Transport: ExitCode.transient,
  Timeout: ExitCode.transient,
  Server: ExitCode.transient,
  Conflict: ExitCode.error,
  Billing: ExitCode.error,
  Subscription: ExitCode.error,
  Supplier: ExitCode.error,
  UnexpectedStatus: ExitCode.error,
  Decode: ExitCode.error,
  SubmissionUncertain: ExitCode.error,
  UploadRejected: ExitCode.error,
  AlreadyDeployed: ExitCode.error,
  NotSupported: ExitCode.error
}

/** Requests that must not be sent twice: starting a run and creating a pipeline. */
const submissions: ReadonlySet<string> = new Set(["Runs.run", "Runs.start", "Pipelines.create"])

/**
 * The exit code of a failed call. A submission that may have been carried out never gets 75 ("try again"). Once the
 * run is known (`runRef`), only a check failed, and it is safe to check again.
 */
export const exitCodeOf = ({ operation, reason }: AixplainError): ExitCode => {
  const code = byReason[reason._tag]
  // Without a run there is nothing to resume: the server asked for a longer wait than the time limit allows.
  if (code === ExitCode.deadline && reason.runRef === undefined) return ExitCode.transient
  // For example a certificate that is not accepted: a later attempt fails in the same way.
  if (code === ExitCode.transient && !reason.isRetryable) return ExitCode.error
  if (code !== ExitCode.transient || !submissions.has(operation) || reason.runRef !== undefined) return code
  return reason.safeToResubmit === "yes" ? code : ExitCode.error
}
