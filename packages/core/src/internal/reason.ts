/**
 * What all error reasons share: the facts every caller may ask for, and a JSON form without secrets or stacks.
 * `ErrorReason.ts` holds the reasons themselves.
 */
import type { RunRef } from "../RunRef.ts"

/** May the same thing be submitted again without doing it twice? */
export type SafeToResubmit = "yes" | "no" | "unknown"

/** Facts that any reason can carry. */
export interface ReasonFacts {
  /** A sentence of its own instead of the class's. */
  readonly message?: string | undefined
  /** HTTP status, where an answer came. */
  readonly status?: number | undefined
  /** The server's own body, decoded where it was JSON, with the key struck out. */
  readonly body?: unknown
  readonly requestId?: string | undefined
  readonly runRef?: RunRef | undefined
  readonly safeToResubmit?: SafeToResubmit | undefined
  /** What to do about it, one sentence. */
  readonly hint?: string | undefined
  readonly cause?: unknown
}

/** The base of every reason: a plain `Error` with a `_tag`. */
export abstract class Reason extends Error {
  abstract readonly _tag: string
  readonly status: number | undefined
  readonly body: unknown
  readonly requestId: string | undefined
  /** Set when the run it is about is known only further up. */
  runRef: RunRef | undefined
  readonly hint: string | undefined
  /** Would the same call have a chance a little later? */
  readonly isRetryable: boolean
  readonly safeToResubmit: SafeToResubmit

  constructor(
    facts: ReasonFacts,
    defaults: {
      readonly message: string
      readonly isRetryable: boolean
      readonly safeToResubmit: SafeToResubmit
      readonly hint?: string | undefined
    }
  ) {
    super(facts.message ?? defaults.message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.status = facts.status
    this.body = facts.body
    this.requestId = facts.requestId
    this.runRef = facts.runRef
    this.hint = facts.hint ?? defaults.hint
    this.isRetryable = defaults.isRetryable
    this.safeToResubmit = facts.safeToResubmit ?? defaults.safeToResubmit
  }

  override get name(): string {
    return this._tag
  }
}
