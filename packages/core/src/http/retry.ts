/**
 * Repeats what may be repeated: full jitter, the server's own word on when, a budget that stops a client from adding to
 * an outage. What may be repeated is decided by the caller (`mode`), never by the status alone.
 */
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { AixplainError, ErrorReason } from "../AixplainError.ts"
import { rulesOf } from "../ReasonRules.ts"
import { Retry } from "../Schedules.ts"
import { log } from "../runtime/log.ts"
import { now } from "../runtime/time.ts"

/**
 * `safe`: asking twice does no harm (reads, and writes that put the same thing in the same place).
 * `once`: only what provably was not carried out is sent again: no connection, or a refusal for being too fast.
 * `keyed`: the request carries an idempotency key that the server honours, so that sending again is safe; "still at work
 * with this key" means wait.
 */
export type RetryMode = "safe" | "once" | "keyed"

/** Tokens of retries: a retry takes one, a success gives a fifth back. Shared by all requests of one client. */
export interface RetryBudget {
  take(): boolean
  give(): void
}

export const makeBudget = (capacity = 20, refill = 0.2): RetryBudget => {
  let tokens = capacity
  return {
    take: () => {
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
    give: () => {
      tokens = Math.min(capacity, tokens + refill)
    }
  }
}

/** "The first request with this key is still at work." */
export const isAtWork = (reason: ErrorReason, mode: RetryMode): boolean =>
  mode === "keyed" && reason._tag === "Conflict" && reason.status === 409

const repeatable = (reason: ErrorReason, mode: RetryMode): boolean => {
  const { resent } = rulesOf(reason)
  if (isAtWork(reason, mode)) return true
  return reason.isRetryable && (resent === "always" || (resent === "reads" && mode !== "once"))
}

/** Nothing is asked more than ten times a second, whatever a server says. */
export const shortestPauseMillis = 100

/** How long the server asks to be left alone. "0" and a date in the past do not say when: then the usual back-off holds. */
export const askedWait = (reason: ErrorReason): number | undefined => {
  const asked = reason._tag === "RateLimited" || reason._tag === "Server" ? reason.retryAfterMillis : undefined
  return asked === undefined || asked <= 0 ? undefined : Math.max(shortestPauseMillis, asked)
}

/** No attempt is given less time than this. */
const shortestAttemptMillis = 1_000

/**
 * Runs `attempt` until it succeeds, may not be repeated, or the policy ends it. A wait that the server asks for is kept
 * exactly; when it is longer than `maxWaitMillis` the failure is returned with `retryAt` instead of waiting less.
 * The attempt is told how much time it may take, so that the repetitions are over after `maxElapsedMillis`.
 */
export const retrying = <A, R>(
  attempt: (mostMillis: number) => Effect.Effect<A, AixplainError, R>,
  options: {
    readonly mode: RetryMode
    readonly budget: RetryBudget
    readonly operation: string
    /** Instead of the policy's own number. */
    readonly times: number | undefined
  }
): Effect.Effect<A, AixplainError, R> =>
  Effect.gen(function* () {
    const policy = yield* Retry
    const times = options.times ?? policy.times
    const start = yield* now
    let most = Number.POSITIVE_INFINITY
    for (let tries = 0; ; tries++) {
      const outcome = yield* Effect.result(attempt(most))
      if (outcome._tag === "Success") {
        options.budget.give()
        return outcome.success
      }
      const error = outcome.failure
      const left = policy.maxElapsedMillis - ((yield* now) - start)
      const asked = askedWait(error.reason)
      if (tries >= times || left <= 0 || !repeatable(error.reason, options.mode)) return yield* Effect.fail(error)
      if (asked !== undefined && (asked > policy.maxWaitMillis || asked > left)) return yield* Effect.fail(error)
      // A server that limits the rate and says when regulates itself. Everything else is charged.
      const isRegulated = asked !== undefined && error.reason._tag === "RateLimited"
      if (!isRegulated && !options.budget.take()) return yield* Effect.fail(error)
      const ceiling = Math.min(policy.capMillis, policy.baseMillis * 2 ** tries)
      const wait = asked ?? Math.min(left, (yield* Random.next) * ceiling)
      yield* log("debug", "request failed, trying again", {
        operation: options.operation,
        reason: error.reason._tag,
        status: error.status,
        requestId: error.requestId,
        attempt: tries + 1,
        waitMillis: Math.round(wait)
      })
      yield* Effect.sleep(wait)
      most = Math.max(shortestAttemptMillis, left - wait)
    }
  })
