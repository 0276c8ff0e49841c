/** Signals in the order they came, as effects: none is lost between two waits. */
import * as Effect from "effect/Effect"
import type { Scope } from "effect/Scope"
import type { Io, Signal } from "./Io.ts"

export interface Signals {
  /** The next signal, at once when one is waiting. */
  readonly next: Effect.Effect<Signal>
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
        return { next, release }
      }),
      ({ release }) => Effect.sync(release)
    ),
    ({ next }) => ({ next })
  )
