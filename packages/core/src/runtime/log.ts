/**
 * The log hook: what the client logs, with allow-listed fields only. A body, a header, a URL with a query
 * or a key cannot be logged, because no field takes one.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/** Everything a log line may carry. */
export interface LogFields {
  readonly operation?: string | undefined
  readonly method?: string | undefined
  /** Path template, for example `/sdk/pipelines/{id}`. */
  readonly route?: string | undefined
  readonly status?: number | undefined
  readonly requestId?: string | undefined
  readonly attempt?: number | undefined
  readonly waitMillis?: number | undefined
  readonly tookMillis?: number | undefined
  readonly reason?: string | undefined
  readonly run?: string | undefined
  readonly pipeline?: string | undefined
  /** The name a caller gave to a run. */
  readonly name?: string | undefined
  readonly bytes?: number | undefined
}

/** One line of the log hook. */
export interface LogRecord {
  readonly level: "debug" | "info" | "warn"
  readonly message: string
  readonly fields: LogFields
}

export type LogSink = (record: LogRecord) => void

/** Where log lines go. Default: nowhere. */
export const Sink = Context.Reference<LogSink | undefined>("@aixplain-ts/core/runtime/log/Sink", {
  defaultValue: () => undefined
})

/** Logs a line; costs one look-up without a sink. Errors of the sink are ignored: logging never breaks a run. */
export const log = (level: LogRecord["level"], message: string, fields: LogFields = {}): Effect.Effect<void> =>
  Effect.map(Sink, (sink) => {
    if (sink === undefined) return
    try {
      sink({ level, message, fields })
    } catch {
      // An error of the caller's logger is ignored.
    }
  })

const levels: readonly string[] = ["debug", "info", "warn"]

/** Lines on stderr from the level that `AIXPLAIN_LOG` names on; undefined where it names none. */
export const environmentSink = (word: string | undefined): LogSink | undefined => {
  const from = levels.indexOf(word?.trim().toLowerCase() ?? "")
  if (from < 0) return undefined
  return ({ fields, level, message }) => {
    const facts = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : `${name}=${value}`))
    // oxlint-disable-next-line no-console -- asked for by the environment
    if (levels.indexOf(level) >= from) console.error(`aixplain ${level}: ${message} ${facts.join(" ")}`.trim())
  }
}
