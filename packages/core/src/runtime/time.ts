/* oxlint-disable eslint/no-restricted-globals, eslint/no-restricted-imports -- the one place for it */
/**
 * The only module that reads clocks. Limits, pauses and durations use `now`, a monotonic clock: sleep, NTP and administrators do not change it. Only dates that are shown or sent use the wall clock.
 */
import * as Clocks from "effect/Clock"
import * as Effect from "effect/Effect"

export type Clock = Clocks.Clock

/** The injected clock, for callbacks that are called outside of Effect. */
export const clock: Effect.Effect<Clock> = Clocks.Clock

/** Milliseconds on a clock that never jumps. Differences mean something, single values do not. */
export const nowOf = (one: Clock): number => Number(one.monotonicTimeNanosUnsafe() / 1_000n) / 1_000

export const now: Effect.Effect<number> = Effect.map(clock, nowOf)

/** Milliseconds since the epoch by the wall clock: for dates that are shown, sent or compared with dates of a server. */
export const dateOf = (one: Clock): number => one.currentTimeMillisUnsafe()

export const date: Effect.Effect<number> = Effect.map(clock, dateOf)

/** Milliseconds since the epoch of a date in text, as in `Retry-After` and run references; `NaN` for anything else. */
export const parseDate = (text: string): number => Date.parse(text)

/** ISO text of a date in milliseconds. */
export const isoTime = (millis: number): string => new Date(millis).toISOString()
