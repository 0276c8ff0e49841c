/**
 * Repeats what may be repeated: full jitter, the server's own word on when, a budget that stops a client from adding to
 * an outage. What may be repeated is decided by the caller (`mode`), never by the status alone.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { AixplainError, ErrorReason } from "../AixplainError.ts"
import { rulesOf } from "../ReasonRules.ts"
import { Retry } from "../Schedules.ts"
import { log } from "./log.ts"

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
  return resent === "always" || (resent === "reads" && mode !== "once") || isAtWork(reason, mode)
}

/** How long the server wants to be left alone. */
export const askedWait = (reason: ErrorReason): number | undefined =>
  reason._tag === "RateLimited" || reason._tag === "Server" ? reason.retryAfterMillis : undefined

/**
 * Runs `attempt` until it succeeds, may not be repeated, or the policy ends it. A wait that the server asks for is kept
 * exactly; when it is longer than `maxWaitMillis` the failure is handed on with `retryAt` instead of waiting less.
 */
export const retrying = <A, R>(
  attempt: Effect.Effect<A, AixplainError, R>,
  options: { readonly mode: RetryMode; readonly budget: RetryBudget; readonly operation: string }
): Effect.Effect<A, AixplainError, R> =>
  Effect.gen(function* () {
    const policy = yield* Retry
    const start = yield* Clock.currentTimeMillis
    for (let tries = 0; ; tries++) {
      const outcome = yield* Effect.result(attempt)
      if (outcome._tag === "Success") {
        options.budget.give()
        return outcome.success
      }
      const error = outcome.failure
      const now = yield* Clock.currentTimeMillis
      const asked = askedWait(error.reason)
      if (tries >= policy.times || !repeatable(error.reason, options.mode)) return yield* Effect.fail(error)
      if (asked !== undefined && asked > policy.maxWaitMillis) return yield* Effect.fail(error)
      // The server regulates itself when it says when: only guesses are charged.
      if (asked === undefined && !options.budget.take()) return yield* Effect.fail(error)
      const ceiling = Math.min(policy.capMillis, policy.baseMillis * 2 ** tries)
      const wait = asked ?? (yield* Random.next) * ceiling
      if (now + wait - start > policy.maxElapsedMillis) return yield* Effect.fail(error)
      yield* log("debug", "request failed, trying again", {
        operation: options.operation,
        reason: error.reason._tag,
        status: error.status,
        requestId: error.requestId,
        attempt: tries + 1,
        waitMillis: Math.round(wait)
      })
      yield* Effect.sleep(wait)
    }
  })
