/**
 * What the process tells its caller. One table, used by every command: scripts decide on these numbers.
 */
import type { AixplainError, ErrorReason } from "@aixplain-ts/core/AixplainError"

export const ExitCode = {
  ok: 0,
  error: 1,
  usage: 2,
  auth: 3,
  notFound: 4,
  runFailed: 5,
  cancelled: 6,
  /** Our time was up; the run goes on. */
  deadline: 7,
  /** The person let go; the run goes on. */
  detached: 8,
  /** Worth trying again as it is. */
  transient: 75,
  interrupted: 130
} as const

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode]

/** Reasons that are not here are 1. */
const byReason: Readonly<Partial<Record<ErrorReason["_tag"], ExitCode>>> = {
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
  Server: ExitCode.transient
}

/** What must not be done twice: a run's POST, and a pipeline's. */
const submissions: ReadonlySet<string> = new Set(["Runs.run", "Runs.start", "Pipelines.create"])

/**
 * The code of a failed call. "Try again" (75) is not said of a submission that may have been carried out. Once the run
 * is known (`runRef`), what failed is looking at it, and looking again does no harm.
 */
export const exitCodeOf = ({ operation, reason }: AixplainError): ExitCode => {
  const code = byReason[reason._tag] ?? ExitCode.error
  if (code !== ExitCode.transient || !submissions.has(operation) || reason.runRef !== undefined) return code
  return reason.safeToResubmit === "yes" ? code : ExitCode.error
}
