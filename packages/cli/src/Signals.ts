/** Signals in the order they came, as effects: none is lost between two waits. */
import * as Effect from "effect/Effect"
import type { Scope } from "effect/Scope"
import { interrupted, type CliFailure } from "./CliFailure.ts"
import type { Io, Signal } from "./Io.ts"

export interface Signals {
  /** The next signal, at once when one is waiting. */
  readonly next: Effect.Effect<Signal>
  /** The next that asks to stop. Only what streams its answer stops because stdout takes no more. */
  readonly interrupt: Effect.Effect<Signal>
  /** Whether one is waiting: what has not begun need not begin then. */
  readonly waiting: () => boolean
}

/** Takes the process's signals over until the scope closes. */
export const takeSignals = (io: Io): Effect.Effect<Signals, never, Scope> =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => {
        const waiting: Signal[] = []
        let wake: ((signal: Signal) => void) | undefined
        const release = io.onSignal((signal) => {
          // Waking runs what waits at once, up to its next wait: who waits now is forgotten first.
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

/** The effect, unless a signal comes first: then it is interrupted, and that is all there is to say. */
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

/** How long what is under way may take to answer once a signal has come: an answer that is lost is a run nobody knows. */
export const lastMoment = "2 seconds"
