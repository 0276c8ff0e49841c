/**
 * Durations as people write them: a number of milliseconds, or a text with its unit.
 * Used by every option that is a time; independent of Effect so that the Promise SDK can show the same type.
 */

type Unit =
  | "ms"
  | "millisecond"
  | "milliseconds"
  | "milli"
  | "millis"
  | "s"
  | "sec"
  | "secs"
  | "second"
  | "seconds"
  | "m"
  | "min"
  | "mins"
  | "minute"
  | "minutes"
  | "h"
  | "hour"
  | "hours"
  | "d"
  | "day"
  | "days"

/** Milliseconds, or a number with a unit: `"20 minutes"`, `"1.5 s"`, `"2h"`. */
export type DurationInput = number | `${number}${Unit}` | `${number} ${Unit}`

const millis: Readonly<Record<Unit, number>> = {
  ms: 1,
  millisecond: 1,
  milliseconds: 1,
  milli: 1,
  millis: 1,
  s: 1_000,
  sec: 1_000,
  secs: 1_000,
  second: 1_000,
  seconds: 1_000,
  m: 60_000,
  min: 60_000,
  mins: 60_000,
  minute: 60_000,
  minutes: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
  d: 86_400_000,
  day: 86_400_000,
  days: 86_400_000
}

/** Milliseconds of a duration. Undefined if it is invalid: negative, not a number, or with an unknown unit. */
export const parseDuration = (input: unknown): number | undefined => {
  if (typeof input === "number") return input >= 0 ? input : undefined
  if (typeof input !== "string") return undefined
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/i.exec(input)
  const unit = match?.[2]?.toLowerCase()
  if (match?.[1] === undefined || unit === undefined || !Object.hasOwn(millis, unit)) return undefined
  return Number(match[1]) * millis[unit as Unit]
}

/** `1500` → `"1.5 s"`, `1200000` → `"20 min"`: for sentences, not for parsing back. */
export const formatDuration = (value: number): string => {
  const steps: readonly (readonly [number, string])[] = [
    [86_400_000, "d"],
    [3_600_000, "h"],
    [60_000, "min"],
    [1_000, "s"]
  ]
  const step = steps.find(([size]) => value >= size)
  if (step === undefined) return `${Math.round(value)} ms`
  return `${Number((value / step[0]).toFixed(1))} ${step[1]}`
}
