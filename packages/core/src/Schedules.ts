/**
 * Poll schedules, the retry policy, and the durations of past runs that the client remembers.
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
  /** A fresh random number from 0 up to 1, for jitter. */
  readonly random: number
}

/** Milliseconds until the next check; 0 asks at once. */
export type PollSchedule = (info: PollInfo) => number

const second = 1_000

/**
 * Nothing is known: the gap grows with the square root of the time that has passed, 0.7 s · √t, at least 0.5 s.
 * That is the best balance of checks and lag as long as every order of magnitude is equally likely.
 */
const coldGap = (elapsed: number): number => Math.max(0.5 * second, 0.7 * second * Math.sqrt(elapsed / second))

/** From this many known durations on they say something. */
const enough = 5

/** Checks spread over the time in which the run is expected to end. */
const checksInWindow = 20

/** When a run of this pipeline is likely to end, estimated from past durations as if they were spread evenly. */
const windowOf = (known: readonly number[]): { readonly from: number; readonly to: number } => {
  const least = Math.min(...known)
  const most = Math.max(...known)
  const margin = Math.max((most - least) / (known.length - 1), 0.02 * most)
  const to = most + margin
  const from = Math.max(0, least - margin)
  // If the window begins this early, the first polls are as usual.
  return from < 0.45 * to ? { from: 0, to } : { from, to }
}

const knownGap = (elapsed: number, known: readonly number[]): number => {
  const { from, to } = windowOf(known)
  // Runs that are over sooner than the shortest gap are asked about when they have usually ended.
  const shortest = Math.max(0.05 * second, Math.min(to, 0.35 * second))
  const even = Math.max(shortest, Math.min((to - from) / checksInWindow, 0.8 * coldGap((from + to) / 2)))
  if (elapsed + even < from) {
    // A few polls on the way, for runs that fail early. The last step is shortened so that jitter cannot overshoot.
    const onTheWay = Math.max(coldGap(elapsed), 6 * elapsed)
    return Math.max(even, Math.min((from - elapsed) / 1.1, onTheWay))
  }
  return elapsed <= to ? even : Math.max(even, 0.7 * second * Math.sqrt((elapsed - to) / second))
}

/**
 * The default: cold as long as little is known, then dense where runs of this pipeline usually end; jitter ±10 %, so that
 * clients that started together do not ask together.
 */
export const adaptive: PollSchedule = ({ elapsed, known, random }) =>
  (known.length < enough ? coldGap(elapsed) : knownGap(elapsed, known)) * (0.9 + 0.2 * random)

/**
 * The Python SDK's schedule: once at once, then `first`, growing by a tenth as long as it is below 60 s.
 * With the usual first wait of 1 s the 45th gap is the longest, 60.24 s.
 */
export const python =
  (first: number = second): PollSchedule =>
  ({ attempt }) => {
    if (attempt === 0) return 0
    let gap = first
    for (let step = 1; step < attempt && gap < 60 * second; step++) gap *= 1.1
    return gap
  }

/** How safe requests are repeated. */
export interface RetryPolicy {
  /** Attempts after the first. */
  readonly times: number
  /** The first wait is random between 0 and this; it doubles with each attempt. */
  readonly baseMillis: number
  /** No random wait is longer. */
  readonly capMillis: number
  /** A server that asks for more than this is not waited for: the failure says when to come back. */
  readonly maxWaitMillis: number
  /** Nothing is tried again later than this after the first attempt began. */
  readonly maxElapsedMillis: number
}

export const defaultRetry: RetryPolicy = {
  times: 4,
  baseMillis: 250,
  capMillis: 10 * second,
  maxWaitMillis: 60 * second,
  maxElapsedMillis: 120 * second
}

/** The retry policy of every safe request; provide another value to change it. */
export const Retry = Context.Reference<RetryPolicy>("@aixplain-ts/core/Schedules/Retry", {
  defaultValue: () => defaultRetry
})

/** The poll schedule of runs that name none; provide another value to change it. */
export const Poll = Context.Reference<PollSchedule>("@aixplain-ts/core/Schedules/Poll", {
  defaultValue: () => adaptive
})

/** Past durations by pipeline id, in milliseconds. Implement it to keep them longer than the process lives. */
export interface DurationMemory {
  recall(pipeline: string): readonly number[]
  remember(pipeline: string, millis: number): void
}

/** The last durations of each pipeline, in memory; the pipelines least recently used are forgotten. */
export const makeDurationMemory = (
  options: { readonly pipelines?: number; readonly each?: number } = {}
): DurationMemory => {
  const { pipelines = 500, each = 20 } = options
  const byPipeline = new Map<string, readonly number[]>()
  return {
    recall: (pipeline) => byPipeline.get(pipeline) ?? [],
    remember: (pipeline, millis) => {
      const all = [...(byPipeline.get(pipeline) ?? []), millis].slice(-each)
      byPipeline.delete(pipeline)
      byPipeline.set(pipeline, all)
      const oldest = byPipeline.size > pipelines ? byPipeline.keys().next().value : undefined
      if (oldest !== undefined) byPipeline.delete(oldest)
    }
  }
}
