/**
 * What follows from the reason of a failure, in one table with one row for each reason. Retrying, waiting, submitting and
 * the error itself read it here. A reason without a row does not compile, and neither does a row without a reason.
 */
import type { ErrorReason } from "./ErrorReason.ts"
import type { SafeToResubmit } from "./errors/Reason.ts"

/** The `_tag` of every reason. */
export type ReasonTag = ErrorReason["_tag"]

export interface ReasonRules {
  /** The same call may succeed a little later. */
  readonly isRetryable: boolean
  /** May the same submission be sent again, as long as no run is known to have been started? */
  readonly safeToResubmit: SafeToResubmit
  /** A run that this is about has ended. Every other failure that names a run leaves the run to itself. */
  readonly endsRun: boolean
  /** The request may have been carried out, and its answer is gone. */
  readonly answerLost: boolean
  /**
   * Does the client send the request again by itself? `always`: it was not carried out. `reads`: only where sending it twice
   * is harmless.
   */
  readonly resent: "always" | "reads" | "never"
  /**
   * A check of a run that fails with it is repeated. `always`: as long as it takes. `outage`: until the time for outages is
   * up. `unseen`: while a new run may not be visible yet, then twice. `twice`: two in a row, where the key has worked before.
   */
  readonly whileWaiting: "always" | "outage" | "unseen" | "twice" | "never"
}

const refusal: ReasonRules = {
  isRetryable: false,
  safeToResubmit: "yes",
  endsRun: false,
  answerLost: false,
  resent: "never",
  whileWaiting: "never"
}

const lostAnswer: ReasonRules = {
  isRetryable: true,
  safeToResubmit: "unknown",
  endsRun: false,
  answerLost: true,
  resent: "reads",
  whileWaiting: "outage"
}

export const reasonRules: { readonly [Tag in ReasonTag]: ReasonRules } = {
  Transport: lostAnswer,
  Timeout: lostAnswer,
  Decode: lostAnswer,
  Server: { ...lostAnswer, answerLost: false },
  RateLimited: { ...refusal, isRetryable: true, resent: "always", whileWaiting: "always" },
  Unauthorized: { ...refusal, whileWaiting: "twice" },
  Forbidden: { ...refusal, whileWaiting: "twice" },
  NotFound: { ...refusal, whileWaiting: "unseen" },
  InvalidRequest: refusal,
  Conflict: refusal,
  Billing: refusal,
  Subscription: refusal,
  // The platform asks suppliers again by itself; what reaches a client is its last word.
  Supplier: refusal,
  UnexpectedStatus: { ...refusal, safeToResubmit: "unknown" },
  RunFailed: { ...refusal, endsRun: true },
  RunCancelled: { ...refusal, endsRun: true },
  DeadlineExceeded: refusal,
  SubmissionUncertain: { ...refusal, safeToResubmit: "unknown" },
  UploadRejected: refusal,
  InvalidInput: refusal,
  InvalidPipeline: refusal,
  AlreadyDeployed: { ...refusal, safeToResubmit: "no" },
  NotSupported: refusal
}

/** A connection that never existed: nothing was sent, so nothing can have been carried out. */
const neverSent: ReasonRules = { ...lostAnswer, safeToResubmit: "yes", answerLost: false, resent: "always" }

/** An answer that would be no better the next time: asking again only moves the same bytes. */
const finalAnswer: ReasonRules = { ...lostAnswer, isRetryable: false, resent: "never", whileWaiting: "never" }

/** The row of a reason; failures to connect and answers that cannot get better have their own rules. */
export const rulesOf = (reason: {
  readonly _tag: ReasonTag
  readonly phase?: unknown
  readonly isFinal?: unknown
}): ReasonRules => {
  if (reason._tag === "Transport" && reason.phase === "connect") return neverSent
  return reason._tag === "Decode" && reason.isFinal === true ? finalAnswer : reasonRules[reason._tag]
}
