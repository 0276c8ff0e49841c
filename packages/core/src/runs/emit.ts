/** Hands events to the caller's listener with the time of the injected clock; a listener that throws is ignored. */
import * as Effect from "effect/Effect"
import type { RunEvent } from "../RunEvent.ts"
import { date, isoTime } from "../runtime/time.ts"

type WithoutTime<E> = E extends RunEvent ? Omit<E, "at"> : never

/** An event before it has its time. */
export type NewEvent = WithoutTime<RunEvent>

export interface Emitter {
  /** Stamps the event and hands it on. */
  readonly emit: (event: NewEvent) => Effect.Effect<void>
  /** Hands on an event that has its time (the server's). */
  readonly pass: (event: RunEvent) => void
  readonly listening: boolean
}

export const makeEmitter = (listener: ((event: RunEvent) => void) | undefined): Emitter => {
  const pass = (event: RunEvent): void => {
    try {
      listener?.(event)
    } catch {
      // Told in the option's description: a listener must not throw, and cannot break a run.
    }
  }
  return {
    listening: listener !== undefined,
    pass,
    emit: (event) =>
      listener === undefined ? Effect.void : Effect.map(date, (at) => pass({ ...event, at: isoTime(at) }))
  }
}
