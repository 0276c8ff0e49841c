/**
 * What one check answer says, decoded once: plain data, no readers, no Effect.
 * Used by results, errors and events; `Outputs.ts` adds the reading.
 */

/** Status words as the wire has them, upper case. An unknown word is kept. */
export type RunStatusWord = "IN_PROGRESS" | "SUCCESS" | "FAILED" | "ERROR" | "ABORTED" | "CANCELED" | (string & {})

/** What the words mean to a caller. `unknown` is a word outside the list: never success, never the end. */
export type RunPhase = "running" | "succeeded" | "failed" | "cancelled" | "unknown"

/** Where a segment came from: characters for text, seconds for audio and video. */
export interface SegmentSource {
  readonly nodeId?: number
  readonly start?: number
  readonly end?: number
  readonly length?: number
  readonly type?: string
  readonly language?: string
  readonly speaker?: string
  readonly isUrl: boolean
  /** The piece itself, or its URL when `isUrl`. */
  readonly value?: unknown
}

/** One segment of an output: a value, or why it failed. */
export interface Segment {
  readonly index: number
  readonly success: boolean
  /** The segment's error text as the server wrote it; present when it failed and the server said why. */
  readonly error?: string
  /** The value, or its URL when `isUrl`. Absent on failed segments. */
  readonly value?: unknown
  readonly isUrl: boolean
  /** What followed this piece in its source, where the server cut a text: `text()` puts it back. */
  readonly separator?: string
  readonly type?: string
  readonly inputType?: string
  /** Characters for text, seconds for audio and video. */
  readonly length?: number
  readonly start?: number
  readonly end?: number
  readonly language?: string
  /** Seconds the server spent, if it reports them. */
  readonly elapsedTime?: number
  readonly usedCredits?: number
  readonly sources: readonly SegmentSource[]
  readonly details?: unknown
}

/** One node of the way from input to output. */
export interface PathStep {
  readonly nodeId: number
  readonly type: string
  readonly function?: string
}

/** One output of a run, not yet read. */
export interface OutputSnapshot {
  readonly label: string
  /** Undefined on answers that name no node (the oldest engine). */
  readonly nodeId?: number
  /** Type of the first successful segment. */
  readonly type?: string
  readonly segments: readonly Segment[]
  readonly path: readonly PathStep[]
}

/** The state of one run. */
export interface RunSnapshot {
  readonly id: string
  readonly url: string
  readonly status: RunStatusWord
  readonly phase: RunPhase
  readonly completed: boolean
  /** Wire order. An output behind an untaken branch is absent. */
  readonly outputs: readonly OutputSnapshot[]
  /** 0 to 100, if the server reports it. */
  readonly progress?: number
  /** Seconds by the server's clock. */
  readonly elapsedTime?: number
  readonly usedCredits?: number
  /** Segments by the server's count, else counted from the outputs. */
  readonly segments: { readonly total: number; readonly failed: number }
  /** The server's reason of a failure, as it was sent: text or structure. */
  readonly error?: unknown
  readonly supplierError?: string
  /** The id under which the server can find the answer in its logs, where it gives one. */
  readonly requestId?: string
  /** The decoded body, with secrets redacted. */
  readonly raw: unknown
}
