/**
 * A clock that advances only when the event loop is idle, and then jumps to the next timer. Waiting 30 s costs a test
 * no time, and the duration can be asserted to the millisecond.
 */
import type { Clock } from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

const start = Date.UTC(2026, 2, 1)

/** Turns of the event loop without a new sleeper after which the program counts as idle. */
const idleTurns = 8

export interface IdleClock {
  readonly clock: Clock
  /** Milliseconds that have passed. */
  readonly passed: () => number
}

export const idleClock = (): IdleClock => {
  const sleepers = new Map<() => void, number>()
  let passed = 0
  let turns = 0
  let turning = false

  const turn = (): void => {
    turns += 1
    if (turns >= idleTurns) {
      const next = Math.min(...sleepers.values())
      passed = Math.max(passed, next)
      const due = Array.from(sleepers.keys()).filter((wake) => (sleepers.get(wake) ?? next) <= passed)
      for (const wake of due) if (sleepers.delete(wake)) wake()
      turns = 0
    }
    turning = sleepers.size > 0
    if (turning) setImmediate(turn)
  }

  const sleep = (duration: Duration.Duration): Effect.Effect<void> =>
    Effect.callback((resume) => {
      const wake = (): void => resume(Effect.void)
      turns = 0
      sleepers.set(wake, passed + Duration.toMillis(duration))
      if (!turning) setImmediate(turn)
      turning = true
      return Effect.sync(() => sleepers.delete(wake))
    })

  const millis = (): number => start + passed
  const nanos = (): bigint => BigInt(Math.round(millis())) * 1_000_000n
  return {
    passed: () => passed,
    clock: {
      currentTimeMillisUnsafe: millis,
      currentTimeMillis: Effect.sync(millis),
      currentTimeNanosUnsafe: nanos,
      currentTimeNanos: Effect.sync(nanos),
      monotonicTimeNanosUnsafe: nanos,
      monotonicTimeNanos: Effect.sync(nanos),
      sleep: (duration) => (Duration.isFinite(duration) ? sleep(duration) : Effect.never)
    }
  }
}
