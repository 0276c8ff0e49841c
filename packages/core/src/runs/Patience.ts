/**
 * Which failing checks are tolerated while a run is followed, and how long the next pause and check may take so that the
 * promised maximum (`outage`) holds. Counts and times only; no waiting.
 */
import type { ErrorReason } from "../ErrorReason.ts"
import { rulesOf } from "../ReasonRules.ts"

/** A run may be invisible for this long after its submission: servers are only eventually consistent. */
export const visibleWithinMillis = 30_000

/** Refusals in a row that are tolerated although they look final, once the run or the key is known to be good. */
const refusalsTolerated = 2

/** An outage is not declared before this many failures in a row. */
const failuresAtLeast = 4

/** A healthy server may take this long for a check, however short the outage that is tolerated. */
const slowCheckMillis = 5_000

/** Shorter checks would fail by themselves. */
const shortestCheckMillis = 1_000

export interface Patience {
  /** A check was answered. */
  readonly answered: () => void
  /** The server has been silent since then where it should not have been; not a failed check yet. */
  readonly silent: (since: number) => void
  /** Failures in a row including this one, when it is tolerated; undefined when it is the end. */
  readonly tolerate: (
    reason: ErrorReason,
    check: { readonly began: number; readonly ended: number }
  ) => number | undefined
  /** Longest pause before the next check. */
  readonly longestPause: (now: number) => number
  /** Longest time for a check that begins now. */
  readonly longestCheck: (now: number) => number
}

export const makePatience = (options: {
  /** The key was accepted for this run before. */
  readonly keyWorks: boolean
  /** Until then "no such run" means "not yet". */
  readonly visibleUntil: number
  readonly outageMillis: number
}): Patience => {
  let visible = false
  /** Failed checks in a row. */
  let failures = 0
  let refusals = 0
  /** When the server was last known to be well, and failures since then. */
  let outage: { readonly began: number; failures: number } | undefined

  /** What is left of the tolerated outage, shared by the failures that it takes at least. */
  const share = (now: number): number => {
    if (outage === undefined) return Number.POSITIVE_INFINITY
    const left = options.outageMillis - (now - outage.began)
    return Math.max(0, left) / Math.max(1, failuresAtLeast - outage.failures)
  }

  const isTolerated = (reason: ErrorReason, began: number, ended: number): boolean => {
    const { whileWaiting } = rulesOf(reason)
    // Any other answer shows that the server is there.
    if (whileWaiting !== "outage") outage = undefined
    switch (whileWaiting) {
      case "always":
        return true
      case "unseen": {
        if (ended < options.visibleUntil) return true
        refusals += 1
        return visible && refusals <= refusalsTolerated
      }
      case "twice": {
        refusals += 1
        return (visible || options.keyWorks) && refusals <= refusalsTolerated
      }
      case "outage": {
        if (!reason.isRetryable) return false
        outage ??= { began, failures: 0 }
        outage.failures += 1
        return outage.failures < failuresAtLeast || ended - outage.began < options.outageMillis
      }
      default:
        return false
    }
  }

  return {
    answered: () => {
      visible = true
      failures = 0
      refusals = 0
      outage = undefined
    },
    silent: (since) => {
      outage ??= { began: since, failures: 0 }
    },
    tolerate: (reason, { began, ended }) => {
      failures += 1
      return isTolerated(reason, began, ended) ? failures : undefined
    },
    longestPause: share,
    longestCheck: (now) =>
      outage === undefined
        ? Math.max(slowCheckMillis, options.outageMillis / 2)
        : Math.max(shortestCheckMillis, share(now))
  }
}
