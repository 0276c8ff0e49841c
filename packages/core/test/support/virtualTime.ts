/**
 * A clock that jumps: whenever nothing else can happen, time moves to the next moment somebody waits for. Programs run to
 * their end in virtual hours and real milliseconds, and every instant can be asserted exactly.
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"

interface Sleeper {
  readonly at: number
  readonly order: number
  readonly wake: () => void
}

export interface VirtualTime {
  readonly clock: Clock.Clock
  /** Milliseconds that have passed. */
  readonly now: () => number
  /** Those who wait, now. A finished program leaves none. */
  readonly waiting: () => number
  /** Waits outside of Effect, in a scripted `fetch`; ends early when the signal is aborted. */
  readonly sleep: (millis: number, signal?: AbortSignal | null) => Promise<void>
}

/** Where the clock starts: some real day, so that ISO times look like themselves. */
export const epoch = Date.UTC(2026, 2, 1)

export const virtualTime = (): VirtualTime => {
  let passed = 0
  let order = 0
  let quiet = 0
  let ticking = false
  let sleepers: Sleeper[] = []

  const tick = (): void => {
    quiet += 1
    // A few turns of the event loop: every promise and every yielding fiber has had its turn.
    if (quiet < 4) {
      setImmediate(tick)
      return
    }
    ticking = false
    const next = sleepers.toSorted((a, b) => a.at - b.at || a.order - b.order)[0]
    if (next === undefined) return
    sleepers = sleepers.filter((sleeper) => sleeper !== next)
    passed = Math.max(passed, next.at)
    next.wake()
    start()
  }

  const start = (): void => {
    quiet = 0
    if (ticking) return
    ticking = true
    setImmediate(tick)
  }

  const add = (millis: number, wake: () => void): (() => void) => {
    const sleeper: Sleeper = { at: passed + Math.max(0, millis), order: order++, wake }
    sleepers.push(sleeper)
    start()
    return () => {
      sleepers = sleepers.filter((other) => other !== sleeper)
    }
  }

  const nanos = (): bigint => BigInt(Math.round((epoch + passed) * 1e6))
  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: () => epoch + passed,
    currentTimeMillis: Effect.sync(() => epoch + passed),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: nanos,
    monotonicTimeNanos: Effect.sync(nanos),
    sleep: (duration) => {
      const millis = Duration.toMillis(duration)
      return Number.isFinite(millis)
        ? Effect.callback<void>((resume) => {
            const remove = add(millis, () => resume(Effect.void))
            return Effect.sync(remove)
          })
        : Effect.never
    }
  }

  return {
    clock,
    now: () => passed,
    waiting: () => sleepers.length,
    sleep: (millis, signal) =>
      new Promise((resolve, reject) => {
        const done = (): void => {
          signal?.removeEventListener("abort", abort)
          resolve()
        }
        const remove = add(millis, done)
        const abort = (): void => {
          remove()
          reject(signal?.reason as Error)
        }
        if (signal?.aborted === true) abort()
        else signal?.addEventListener("abort", abort, { once: true })
      })
  }
}

/** Runs an effect in virtual time, with randomness from a seed. */
export const inVirtualTime = <A, E>(
  effect: Effect.Effect<A, E>,
  time: VirtualTime,
  seed: string | number = "aixplain"
): Promise<A> => Effect.runPromise(effect.pipe(Random.withSeed(seed), Effect.provideService(Clock.Clock, time.clock)))
