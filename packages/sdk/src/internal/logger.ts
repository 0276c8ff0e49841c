/** Where a word to the developer goes: the logger that was given, else the console. */

/** One line: names, counts, ids, statuses and times only; never a body, a header or a key. */
export interface LogRecord {
  readonly level: "debug" | "info" | "warn"
  readonly message: string
  readonly fields: Readonly<Record<string, string | number | boolean | undefined>>
}

export type Logger = (record: LogRecord) => void

export const log = (logger: Logger | undefined, level: LogRecord["level"], message: string): void => {
  if (logger !== undefined) logger({ level, message, fields: {} })
  // oxlint-disable-next-line no-console -- the last resort, for a mistake that nobody else would tell
  else console.warn(`aixplain: ${message}`)
}
