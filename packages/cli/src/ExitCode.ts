/**
 * What the process tells its caller. One table, used by every command: scripts decide on these numbers.
 */

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

interface Reason {
  readonly _tag: string
  readonly safeToResubmit?: "yes" | "no" | "unknown"
}

const byReason: Readonly<Record<string, ExitCode>> = {
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

/**
 * The code of a failed call. "Try again" (75) is never said where that could start a run a second time.
 */
export const exitCodeOf = (reason: Reason): ExitCode => {
  const code = byReason[reason._tag] ?? ExitCode.error
  return code === ExitCode.transient && reason.safeToResubmit !== undefined && reason.safeToResubmit !== "yes"
    ? ExitCode.error
    : code
}
