/**
 * Everything that can be told while a run is submitted and followed, as one union of JSON-safe records.
 * The terminal's progress, NDJSON lines, spans and user interfaces all derive from it.
 */
import type { RunRef } from "./RunRef.ts"
import type { RunStatusWord } from "./RunSnapshot.ts"

interface Base {
  /** ISO time by this client's clock. */
  readonly at: string
  /** Run id; null before there is one. */
  readonly run: string | null
}

/** A file of the input is on its way. */
export interface UploadProgress extends Base {
  readonly type: "upload"
  readonly name: string
  readonly sent: number
  /** Undefined for a stream of unknown length. */
  readonly total?: number
}

/** The server took the run. */
export interface Submitted extends Base {
  readonly type: "submitted"
  readonly ref: RunRef
}

/** The run may or may not have been started: the answer of the POST was lost. */
export interface SubmissionLost extends Base {
  readonly type: "submission-uncertain"
  readonly pipeline: string
  readonly message: string
}

/** What a check or the server's event stream said. Sent when something changed. */
export interface Progress extends Base {
  readonly type: "progress"
  readonly status: RunStatusWord
  /** 0 to 100 where the server says so. */
  readonly progress?: number
  readonly segments?: { readonly total: number; readonly failed: number }
}

/** One node changed its state (servers that declare `events`). */
export interface NodeProgress extends Base {
  readonly type: "node"
  readonly node: number
  readonly label?: string
  /** Node kind as the server names it, for example `ASSET`. */
  readonly kind?: string
  readonly state: string
  readonly segments?: { readonly total: number; readonly done: number; readonly failed: number }
  readonly error?: string
}

/** A line of the run's log (servers that declare `events`). */
export interface LogLine extends Base {
  readonly type: "log"
  readonly node?: number
  readonly message: string
}

/** A check did not work and will be repeated. */
export interface CheckFailed extends Base {
  readonly type: "check-failed"
  /** Tag of the reason, for example `Transport`. */
  readonly reason: string
  readonly message: string
  /** Failed checks in a row, this one included. */
  readonly attempt: number
  readonly retryInMillis: number
}

/** The server used a status word outside the known list. The run goes on being followed. */
export interface UnknownStatus extends Base {
  readonly type: "unknown-status"
  readonly status: string
}

/** An event of the server's own stream that this version does not know; kept whole. */
export interface OtherEvent extends Base {
  readonly type: "server"
  readonly name: string
  readonly data: unknown
}

/** The run was asked to stop. */
export interface CancelRequested extends Base {
  readonly type: "cancel-requested"
}

/** The run ended. The last event of a stream. */
export interface Finished extends Base {
  readonly type: "finished"
  readonly status: RunStatusWord
  readonly phase: "succeeded" | "failed" | "cancelled"
  readonly usedCredits?: number
  readonly elapsedTime?: number
  readonly segments: { readonly total: number; readonly failed: number }
  readonly message?: string
}

/** One event of a run; match on `type`. */
export type RunEvent =
  | UploadProgress
  | Submitted
  | SubmissionLost
  | Progress
  | NodeProgress
  | LogLine
  | CheckFailed
  | UnknownStatus
  | OtherEvent
  | CancelRequested
  | Finished
