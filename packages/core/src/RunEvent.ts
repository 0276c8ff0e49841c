/**
 * Everything that can be told while a run is submitted and followed, as one union of JSON-safe records.
 * It is the contract's own union (what servers tell on their event stream) widened by what only a client can see.
 * The terminal's progress, NDJSON lines, spans and user interfaces all derive from it.
 */
import type { RunEvent as ServerEvent } from "@aixplain-ts/api-types"
import type { RunRef } from "./RunRef.ts"
import type { RunPhase, RunStatusWord } from "./RunSnapshot.ts"

export type { RunEvent as ServerEvent } from "@aixplain-ts/api-types"

interface Base {
  /** ISO time by this client's clock. */
  readonly at: string
  /** Run id; null before there is one. */
  readonly run: string | null
}

/** A file of the input is on its way. */
export interface UploadProgressEvent extends Base {
  readonly type: "upload.progress"
  readonly name: string
  readonly sent: number
  /** Undefined for a stream of unknown length. */
  readonly total?: number
}

/** The server took the run; `ref` finds it again. */
export interface RunSubmittedEvent extends Base {
  readonly type: "run.submitted"
  readonly run: string
  readonly ref: RunRef
}

/** The run may or may not have been started: the answer of the POST was lost. */
export interface RunUncertainEvent extends Base {
  readonly type: "run.uncertain"
  readonly pipeline: string
  readonly message: string
}

/** A check was answered and the run continues. */
export interface RunCheckedEvent extends Base {
  readonly type: "run.checked"
  readonly run: string
  readonly status: RunStatusWord
  /** Checks answered so far, this one included. */
  readonly attempt: number
  /** 0 to 100, if the server reports it. */
  readonly progress?: number
  readonly segments: { readonly total: number; readonly failed: number }
}

/** A check did not work and will be repeated. */
export interface CheckFailedEvent extends Base {
  readonly type: "check.failed"
  /** Tag of the reason, for example `Transport`. */
  readonly reason: string
  readonly message: string
  /** Failed checks in a row, this one included. */
  readonly attempt: number
  readonly retryInMillis: number
}

/** The server reported an unknown status. The client keeps following the run. */
export interface StatusUnknownEvent extends Base {
  readonly type: "status.unknown"
  readonly run: string
  readonly status: string
}

/** The server was asked to stop the run. */
export interface CancelRequestedEvent extends Base {
  readonly type: "cancel.requested"
  readonly run: string
}

/** The run ended. The last event of a stream. */
export interface RunFinishedEvent extends Base {
  readonly type: "run.finished"
  readonly run: string
  readonly status: RunStatusWord
  readonly phase: Exclude<RunPhase, "running" | "unknown">
  /** Why it failed, one sentence. */
  readonly error?: string
  readonly usedCredits?: number
  /** Seconds by the server's clock. */
  readonly elapsedTime?: number
  readonly segments: { readonly total: number; readonly failed: number }
}

/** What a server tells besides: states, progress, nodes, segments, log lines (servers that declare `events`). */
export type ServerProgressEvent = Exclude<ServerEvent, { readonly type: "run.submitted" | "run.finished" }>

/** One event of a run; match on `type`. */
export type RunEvent =
  | UploadProgressEvent
  | RunSubmittedEvent
  | RunUncertainEvent
  | RunCheckedEvent
  | CheckFailedEvent
  | StatusUnknownEvent
  | CancelRequestedEvent
  | ServerProgressEvent
  | RunFinishedEvent
