/**
 * A clock that jumps: whenever nothing else can happen, time moves to the next moment that a fiber waits for. Programs run to
 * their end in virtual hours and real milliseconds, and every instant can be asserted exactly.
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

export interface VirtualTime {
  readonly clock: Clock.Clock
  /** Sets the wall clock forward or back, as NTP, an administrator or a laptop that slept do. No time passes. */
  readonly step: (millis: number) => void
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
  let stepped = 0
  let quiet = 0
  let ticking = false
  const sleepers = new Set<Sleeper>()

  const tick = (): void => {
    quiet += 1
    // A few turns of the event loop: every promise and every yielding fiber has had its turn.
    if (quiet < 4) {
      setImmediate(tick)
      return
    }
    ticking = false
    if (sleepers.size === 0) return
    let next = Number.POSITIVE_INFINITY
    for (const sleeper of sleepers) next = Math.min(next, sleeper.at)
    passed = Math.max(passed, next)
    for (const sleeper of [...sleepers].filter(({ at }) => at === next)) {
      // One that was woken before it may have sent it away.
      if (sleepers.delete(sleeper)) sleeper.wake()
    }
    start()
  }

  const start = (): void => {
    quiet = 0
    if (ticking) return
    ticking = true
    setImmediate(tick)
  }

  const add = (millis: number, wake: () => void): (() => void) => {
    // Whole milliseconds, as real clocks tell them.
    const sleeper: Sleeper = { at: Math.round(passed + Math.max(0, millis)), wake }
    sleepers.add(sleeper)
    start()
    return () => {
      sleepers.delete(sleeper)
    }
  }

  const wall = (): number => epoch + passed + stepped
  const nanos = (millis: number): bigint => BigInt(Math.round(millis * 1e6))
  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: wall,
    currentTimeMillis: Effect.sync(wall),
    currentTimeNanosUnsafe: () => nanos(wall()),
    currentTimeNanos: Effect.sync(() => nanos(wall())),
    monotonicTimeNanosUnsafe: () => nanos(passed),
    monotonicTimeNanos: Effect.sync(() => nanos(passed)),
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
    step: (millis) => {
      stepped += millis
    },
    now: () => passed,
    waiting: () => sleepers.size,
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

/** Real time, for tests that touch real files: the file system does not wait for a clock that jumps. */
export const realTime = (): VirtualTime => {
  const start = Date.now()
  return {
    clock: Clock.Clock.defaultValue(),
    step: () => {
      throw new Error("the clock of the machine is not ours")
    },
    now: () => Date.now() - start,
    waiting: () => 0,
    sleep: (millis) => new Promise((resolve) => setTimeout(resolve, millis))
  }
}

/** Runs an effect in virtual time, with randomness from a seed. */
export const inVirtualTime = <A, E>(
  effect: Effect.Effect<A, E>,
  time: VirtualTime,
  seed: string | number = "aixplain",
  signal?: AbortSignal
): Promise<A> =>
  Effect.runPromise(
    effect.pipe(Random.withSeed(seed), Effect.provideService(Clock.Clock, time.clock)),
    signal === undefined ? {} : { signal }
  )
