/**
 * Where answers go: payload on stdout and nothing else there, everything else on stderr.
 * Text for people, JSON for programs, NDJSON for programs that follow along.
 */
import type { Sink } from "./Io.ts"
import { UsageError } from "./UsageError.ts"

export type Format = "text" | "json" | "ndjson"

export interface Output {
  readonly format: Format
  /** The answer: as JSON, or as `text` where a person reads. */
  answer(json: unknown, text: string): void
  /** One record of a stream; only NDJSON shows it. */
  record(json: unknown): void
  /** A remark on stderr; silent with `--quiet`. */
  note(text: string): void
  /** A remark that must be seen even with `--quiet`: a resume command, a warning. */
  say(text: string): void
}

export const parseFormat = (text: string | undefined, stdout: Sink): Format => {
  if (text === undefined) return stdout.isTTY ? "text" : "json"
  if (text === "text" || text === "json" || text === "ndjson") return text
  throw new UsageError(`-o ${text} is no output format.`, "Use -o text, -o json or -o ndjson.")
}

export const makeOutput = (options: {
  readonly format: Format
  readonly quiet: boolean
  readonly stdout: Sink
  readonly stderr: Sink
}): Output => {
  const { format, stderr, stdout } = options
  const line = (sink: Sink, text: string): void => sink.write(text.endsWith("\n") ? text : `${text}\n`)
  return {
    format,
    answer: (json, text) => {
      if (format !== "text") line(stdout, JSON.stringify(json, undefined, format === "json" ? 2 : undefined))
      else if (text !== "") line(stdout, text)
    },
    record: (json) => {
      if (format === "ndjson") line(stdout, JSON.stringify(json))
    },
    note: (text) => {
      if (!options.quiet) line(stderr, text)
    },
    say: (text) => line(stderr, text)
  }
}

/** Rows with aligned columns, for people; the last column is not padded. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) => row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join("  "))
    .join("\n")
}
