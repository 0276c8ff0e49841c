/**
 * Durations as people type them on a command line. A bare number is refused, because Python's are seconds and
 * JavaScript's are milliseconds, and a wrong guess waits a thousand times too long or gives up at once.
 */
import { parseDuration as parse } from "@aixplain-ts/core/Durations"
import { UsageError } from "./CliFailure.ts"

/**
 * Milliseconds of `2s`, `20m`, `1.5 h` or `"20 minutes"`.
 * @throws UsageError naming the option for a bare number or an unknown unit
 */
export const parseDuration = (text: string, option: string): number => {
  const amount = text.trim()
  if (/^\d+(\.\d+)?$/.test(amount))
    throw new UsageError(
      `${option} ${amount} has no unit.`,
      `Add one: ${option} ${amount}s, ${option} ${amount}m or ${option} ${amount}ms.`
    )
  const millis = parse(amount)
  if (millis === undefined)
    throw new UsageError(
      `Invalid duration for ${option}: "${text}".`,
      `Use a number with ms, s, m, h or d, for example ${option} 20m.`
    )
  return millis
}
