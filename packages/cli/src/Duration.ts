/**
 * Durations as people type them on a command line. A bare number is refused, because Python's are seconds and
 * JavaScript's are milliseconds, and a wrong guess waits a thousand times too long or gives up at once.
 */
import { UsageError } from "./UsageError.ts"

const unitMillis: Readonly<Record<string, number>> = {
  ms: 1,
  millisecond: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
  d: 86_400_000,
  day: 86_400_000
}

/**
 * Milliseconds of `2s`, `20m`, `1.5 h` or `"20 minutes"`.
 * @throws UsageError naming the option for a bare number or an unknown unit
 */
export const parseDuration = (text: string, option: string): number => {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text)
  const amount = match?.[1]
  const word = match?.[2]?.toLowerCase() ?? ""
  if (amount === undefined)
    throw new UsageError(`${option} is "${text}", which is no duration.`, `Write a number with its unit: ${option} 20m`)
  if (word === "")
    throw new UsageError(
      `${option} ${text} has no unit.`,
      `Say which: ${option} ${amount}s, ${option} ${amount}m or ${option} ${amount}ms`
    )
  const unit = unitMillis[word] ?? unitMillis[word.replace(/s$/, "")]
  if (unit === undefined)
    throw new UsageError(`${option} ${text}: "${word}" is no unit of time.`, "Use ms, s, m, h or d, or their words.")
  return Number(amount) * unit
}
