/**
 * Requests a team may make in a window, as token buckets: a full bucket is a burst, then it fills evenly. None unless
 * asked for.
 */
import type { Clock } from "../clock/Clock.ts"
import { HttpError } from "../replies/HttpError.ts"
import { retryAfter, type RetryAfterForm } from "../replies/retryAfter.ts"

export interface RateLimit {
  readonly requests: number
  readonly perMillis: number
}

export interface RateLimits {
  /** Everything that needs a key. */
  readonly requests?: RateLimit
  /** Run starts, besides counting as requests. */
  readonly runs?: RateLimit
  /** How a refusal says when to come back; seconds unless told otherwise. */
  readonly retryAfter?: RetryAfterForm
}

export interface RateLimiter {
  /** @throws HttpError 429 */
  take(team: string, operation: string): void
}

interface Bucket {
  tokens: number
  at: number
}

export const rateLimiter = (limits: RateLimits, clock: Pick<Clock, "now" | "date">): RateLimiter => {
  const buckets = new Map<string, Bucket>()
  const take = (name: string, limit: RateLimit, what: string): void => {
    const at = clock.now()
    const perMilli = limit.requests / limit.perMillis
    const bucket = buckets.get(name) ?? { tokens: limit.requests, at }
    bucket.tokens = Math.min(limit.requests, bucket.tokens + (at - bucket.at) * perMilli)
    bucket.at = at
    buckets.set(name, bucket)
    if (bucket.tokens < 1)
      throw new HttpError(429, `Too many ${what}: ${limit.requests} in ${limit.perMillis} ms are allowed.`, {
        detail: "Wait as long as Retry-After says.",
        headers: retryAfter((1 - bucket.tokens) / perMilli, limits.retryAfter ?? "seconds", clock.date())
      })
    bucket.tokens -= 1
  }
  return {
    take(team, operation) {
      if (team === "") return
      if (limits.runs !== undefined && operation === "runPipeline") take(`run ${team}`, limits.runs, "runs")
      if (limits.requests !== undefined) take(`any ${team}`, limits.requests, "requests")
    }
  }
}
