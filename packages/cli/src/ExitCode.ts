/**
 * What the process tells its caller. One table, used by every command: scripts decide on these numbers.
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
  /** The time was up; the run continues on the server. */
  deadline: 7,
  /** Ctrl-C; the run continues on the server. */
  detached: 8,
  /** Worth trying again as it is. */
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

/** What must not be done twice: a run's POST, and a pipeline's. */
const submissions: ReadonlySet<string> = new Set(["Runs.run", "Runs.start", "Pipelines.create"])

/**
 * The code of a failed call. "Try again" (75) is not said of a submission that may have been carried out. Once the run
 * is known (`runRef`), what failed is looking at it, and looking again does no harm.
 */
export const exitCodeOf = ({ operation, reason }: AixplainError): ExitCode => {
  const code = byReason[reason._tag]
  // Where no run was started none goes on: the server asked to wait for longer than there was time.
  if (code === ExitCode.deadline && reason.runRef === undefined) return ExitCode.transient
  if (code !== ExitCode.transient || !submissions.has(operation) || reason.runRef !== undefined) return code
  return reason.safeToResubmit === "yes" ? code : ExitCode.error
}
