/** Passes events to the caller's listener, with the time of the injected clock. Errors of the listener are ignored. */
import * as Effect from "effect/Effect"
import type { RunEvent } from "../RunEvent.ts"
import { date, isoTime } from "../runtime/time.ts"

type WithoutTime<E> = E extends RunEvent ? Omit<E, "at"> : never

/** An event before it has its time. */
export type NewEvent = WithoutTime<RunEvent>

export interface Emitter {
  /** Adds the time and passes the event to the listener. */
  readonly emit: (event: NewEvent) => Effect.Effect<void>
  /** Passes an event that already has a time (the server's). */
  readonly pass: (event: RunEvent) => void
  readonly listening: boolean
}

export const makeEmitter = (listener: ((event: RunEvent) => void) | undefined): Emitter => {
  const pass = (event: RunEvent): void => {
    try {
      listener?.(event)
    } catch {
      // As the option's description says, an error of a listener cannot break a run.
    }
  }
  return {
    listening: listener !== undefined,
    pass,
    emit: (event) =>
      listener === undefined ? Effect.void : Effect.map(date, (at) => pass({ ...event, at: isoTime(at) }))
  }
}
