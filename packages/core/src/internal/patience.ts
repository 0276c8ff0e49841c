/**
 * How long a client bears with failing checks before it gives up on following a run. Counts and times only; no waiting.
 */
import type { ErrorReason } from "../ErrorReason.ts"
import { rulesOf } from "../ReasonRules.ts"

/** A run may be invisible for this long after its submission: servers are only eventually consistent. */
export const visibleWithinMillis = 30_000

/** Refusals in a row that are borne although they look final, once the run or the key is known to be good. */
const refusalsBorne = 2

/** An outage is not declared before this many failures in a row, however slow they were. */
const failuresAtLeast = 4

export interface Patience {
  /** A check was answered: everything is forgiven. */
  readonly answered: () => void
  /** Failures in a row including this one, when it can be borne; undefined when it is the end. */
  readonly bear: (reason: ErrorReason, now: number) => number | undefined
}

export const makePatience = (options: {
  /** The key was accepted for this run before. */
  readonly keyWorks: boolean
  /** Until then "no such run" means "not yet". */
  readonly visibleUntil: number
  readonly outageMillis: number
}): Patience => {
  let visible = false
  let failures = 0
  let refusals = 0
  let outageBegan: number | undefined

  const isBorne = (reason: ErrorReason, now: number): boolean => {
    switch (rulesOf(reason).whileWaiting) {
      case "always":
        return true
      case "unseen": {
        if (!visible) return now < options.visibleUntil
        refusals += 1
        return refusals <= refusalsBorne
      }
      case "twice": {
        refusals += 1
        return (visible || options.keyWorks) && refusals <= refusalsBorne
      }
      case "outage": {
        outageBegan ??= now
        return failures < failuresAtLeast || now - outageBegan < options.outageMillis
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
      outageBegan = undefined
    },
    bear: (reason, now) => {
      failures += 1
      return isBorne(reason, now) ? failures : undefined
    }
  }
}
