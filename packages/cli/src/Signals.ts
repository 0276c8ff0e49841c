/** Signals as effects, in the order received; none is lost between two waits. */
import * as Effect from "effect/Effect"
import type { Scope } from "effect/Scope"
import { interrupted, type CliFailure } from "./CliFailure.ts"
import type { Io, Signal } from "./Io.ts"

export interface Signals {
  /** The next signal; immediately, if one is queued. */
  readonly next: Effect.Effect<Signal>
  /** The next SIGINT or SIGTERM. A closed stdout stops only commands that stream their answer. */
  readonly interrupt: Effect.Effect<Signal>
  /** Whether a SIGINT or SIGTERM is queued, so that nothing new is started. */
  readonly waiting: () => boolean
}

/** Handles the process's signals until the scope closes. */
export const takeSignals = (io: Io): Effect.Effect<Signals, never, Scope> =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => {
        const waiting: Signal[] = []
        let wake: ((signal: Signal) => void) | undefined
        const release = io.onSignal((signal) => {
          // Resuming runs the waiter synchronously up to its next wait, so `wake` is cleared first.
          const waiter = wake
          wake = undefined
          if (waiter === undefined) waiting.push(signal)
          else waiter(signal)
        })
        const next = Effect.callback<Signal>((resume) => {
          const first = waiting.shift()
          if (first !== undefined) return resume(Effect.succeed(first))
          wake = (signal) => resume(Effect.succeed(signal))
          return Effect.sync(() => (wake = undefined))
        })
        const interrupt = Effect.repeat(next, { until: (signal) => signal !== "SIGPIPE" })
        return { next, interrupt, release, waiting: () => waiting.some((signal) => signal !== "SIGPIPE") }
      }),
      ({ release }) => Effect.sync(release)
    ),
    ({ interrupt, next, waiting }) => ({ interrupt, next, waiting })
  )

/** Runs the effect; a signal interrupts it, and the result is the failure "Interrupted." */
export const unlessInterrupted = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  signals: Signals
): Effect.Effect<A, E | CliFailure, R> =>
  Effect.raceFirst(
    effect,
    Effect.flatMap(signals.interrupt, () => Effect.fail(interrupted()))
  )

/** Fails at once when a signal is waiting. */
export const stopIfAsked = (signals: Signals): Effect.Effect<void, CliFailure> =>
  Effect.suspend(() =>
    signals.waiting()
      ? Effect.fail(interrupted("Interrupted before the run was submitted: nothing was started."))
      : Effect.void
  )

/** How long a request in flight may take after a signal: without its answer, the id of a started run is lost. */
export const lastMoment = "2 seconds"
