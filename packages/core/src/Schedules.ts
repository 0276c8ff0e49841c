/**
 * When to ask again: poll schedules, the retry policy, and what the client remembers of past durations.
 * All pure values over an injected clock; the numbers and why they are what they are: docs/waiting.md.
 */
import * as Context from "effect/Context"

/** What a poll schedule may look at. Times in milliseconds since the run was submitted. */
export interface PollInfo {
  /** Checks made so far. */
  readonly attempt: number
  readonly elapsed: number
  /** Durations of past runs of the same pipeline, oldest first; empty when none is known. */
  readonly known: readonly number[]
}

/** Milliseconds until the next check. */
export type PollSchedule = (info: PollInfo) => number

/** How safe requests are repeated. */
export interface RetryPolicy {
  /** Attempts after the first. */
  readonly times: number
  /** The first wait is random between 0 and this. */
  readonly baseMillis: number
  /** No random wait is longer. */
  readonly capMillis: number
  /** A server that asks for more than this is not waited for. */
  readonly maxWaitMillis: number
}

/** Past durations by pipeline id. The default lives in memory and forgets the least recently used pipelines. */
export interface DurationMemory {
  recall(pipeline: string): readonly number[]
  remember(pipeline: string, millis: number): void
}

export const defaultRetry: RetryPolicy = { times: 4, baseMillis: 250, capMillis: 10_000, maxWaitMillis: 60_000 }

/** The retry policy of every safe request; provide another value to change it. */
export const Retry = Context.Reference<RetryPolicy>("@aixplain-ts/core/Schedules/Retry", {
  defaultValue: () => defaultRetry
})
