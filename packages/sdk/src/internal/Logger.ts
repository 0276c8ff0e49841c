/** Where a word to the developer goes: the logger that was given, else the console. */
import type { LogRecord } from "@aixplain-ts/core/Aixplain"

export type { LogRecord } from "@aixplain-ts/core/Aixplain"

export type Logger = (record: LogRecord) => void

export const log = (logger: Logger | undefined, level: LogRecord["level"], message: string): void => {
  if (logger !== undefined) logger({ level, message, fields: {} })
  // oxlint-disable-next-line no-console -- the last resort, for a mistake that nobody else would tell
  else console.warn(`aixplain: ${message}`)
}
