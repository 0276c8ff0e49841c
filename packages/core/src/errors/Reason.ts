/**
 * The base class of all error reasons. `ErrorReason.ts` has the reasons, `ReasonRules.ts` what follows from each.
 */
import { type Hint, renderHints } from "../Hint.ts"
import { type ReasonTag, rulesOf } from "../ReasonRules.ts"
import type { RunRef } from "../RunRef.ts"

/** May the same thing be submitted again without doing it twice? */
export type SafeToResubmit = "yes" | "no" | "unknown"

/** Facts that any reason can carry. */
export interface ReasonFacts {
  /** Overrides the message of the class. */
  readonly message?: string | undefined
  /** HTTP status, where an answer came. */
  readonly status?: number | undefined
  /** The server's own body, decoded where it was JSON, with the key redacted. */
  readonly body?: unknown
  readonly requestId?: string | undefined
  readonly runRef?: RunRef | undefined
  /** Where more is known than the reason alone says. */
  readonly safeToResubmit?: SafeToResubmit | undefined
  /** False for a failure that would be no different the next time, although others of its reason would. */
  readonly isRetryable?: boolean | undefined
  /** What to do about it: one sentence, or several that name options. */
  readonly hint?: string | readonly Hint[] | undefined
  readonly cause?: unknown
}

/** Facts of single failures that override the row of their reason. */
const knownBetter = new WeakMap<Reason, Pick<ReasonFacts, "isRetryable" | "safeToResubmit">>()

const toHints = (hint: ReasonFacts["hint"]): readonly Hint[] =>
  hint === undefined ? [] : typeof hint === "string" ? [{ text: hint }] : hint

/** The base of every reason: a plain `Error` with a `_tag`. */
export abstract class Reason extends Error {
  abstract readonly _tag: ReasonTag
  readonly status: number | undefined
  readonly body: unknown
  readonly requestId: string | undefined
  /** Set later if only the caller knows which run it is about. */
  runRef: RunRef | undefined
  /** What to do about it, as data. */
  readonly hints: readonly Hint[]

  constructor(
    facts: ReasonFacts,
    defaults: { readonly message: string; readonly hint?: string | readonly Hint[] | undefined }
  ) {
    super(facts.message ?? defaults.message, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.status = facts.status
    this.body = facts.body
    this.requestId = facts.requestId
    this.runRef = facts.runRef
    this.hints = toHints(facts.hint ?? defaults.hint)
    const { isRetryable, safeToResubmit } = facts
    if (isRetryable !== undefined || safeToResubmit !== undefined)
      knownBetter.set(this, { isRetryable, safeToResubmit })
  }

  override get name(): string {
    return this._tag
  }

  /** What to do about it, with the option names of the SDK. */
  get hint(): string | undefined {
    return renderHints(this.hints)
  }

  /** Would the same call have a chance a little later? */
  get isRetryable(): boolean {
    return knownBetter.get(this)?.isRetryable ?? rulesOf(this).isRetryable
  }

  /** `no` as soon as there is a run that is not known to have ended, whatever went wrong with looking at it. */
  get safeToResubmit(): SafeToResubmit {
    const rules = rulesOf(this)
    if (this.runRef !== undefined && !rules.endsRun) return "no"
    return knownBetter.get(this)?.safeToResubmit ?? rules.safeToResubmit
  }
}

/** The same failure, of a request before a submission: nothing was submitted. */
export const nothingSent = <R extends Reason>(reason: R): R => {
  knownBetter.set(reason, { ...knownBetter.get(reason), safeToResubmit: "yes" })
  return reason
}
