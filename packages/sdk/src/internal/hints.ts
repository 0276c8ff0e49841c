/** Hints for people who come from Python, once per process. */
import type { DurationInput } from "@aixplain-ts/core/Durations"
import { log, type Logger } from "./Logger.ts"

let said = false

/** Python's `timeout` is in seconds, ours in milliseconds: a bare number under 1,000 is most likely a mistake. */
export const hintAtSeconds = (timeout: DurationInput | undefined, logger: Logger | undefined): void => {
  // Core refuses invalid durations; they need no advice on the unit.
  if (said || typeof timeout !== "number" || !(timeout >= 0 && timeout < 1000)) return
  said = true
  log(logger, "warn", `timeout: ${timeout} means ${timeout} milliseconds. For seconds write "${timeout} seconds".`)
}
