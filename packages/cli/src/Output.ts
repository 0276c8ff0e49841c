/**
 * Where answers go: payload on stdout and nothing else there, everything else on stderr.
 * Text for people, JSON for programs, NDJSON for programs that follow along.
 */
import { UsageError } from "./CliFailure.ts"
import type { Io, Sink } from "./Io.ts"
import { harmless, makeStyle, type Style, wantsColour } from "./Style.ts"

export type Format = "text" | "json" | "ndjson"

export interface Output {
  readonly format: Format
  /** No remarks are wanted. */
  readonly quiet: boolean
  /** For what goes to stderr. */
  readonly style: Style
  /** For text answers on stdout. */
  readonly answerStyle: Style
  /** The answer: as JSON, or as `text` where a person reads. */
  answer(json: unknown, text: string): void
  /** One record of a stream; only NDJSON shows it. */
  record(json: unknown): void
  /** A remark on stderr; silent with `--quiet`. */
  note(text: string): void
  /** A remark that must be seen even with `--quiet`: a resume command, a warning. */
  say(text: string): void
}

/** Text for people and JSON in pipes, unless said otherwise; `raw` answers (a picture) stay what they are in pipes too. */
export const parseFormat = (text: string | undefined, stdout: Sink, raw = false): Format => {
  if (text === undefined) return stdout.isTTY || raw ? "text" : "json"
  if (text === "text" || text === "json" || text === "ndjson") return text
  throw new UsageError(`-o ${text} is no output format.`, "Use -o text, -o json or -o ndjson.")
}

export const makeOutput = (options: {
  readonly format: Format
  readonly io: Pick<Io, "env" | "stdout" | "stderr">
  readonly quiet?: boolean
  readonly noColor?: boolean
}): Output => {
  const { format, quiet = false } = options
  const { env, stderr, stdout } = options.io
  const coloured = wantsColour(env, options.noColor ?? false)
  const line = (sink: Sink, text: string): void => sink.write(text.endsWith("\n") ? text : `${text}\n`)
  return {
    format,
    quiet,
    style: makeStyle(coloured && stderr.isTTY),
    answerStyle: makeStyle(coloured && stdout.isTTY),
    answer: (json, text) => {
      if (format !== "text") line(stdout, JSON.stringify(json, undefined, format === "json" ? 2 : undefined))
      else if (text !== "") line(stdout, text)
    },
    record: (json) => {
      if (format === "ndjson") line(stdout, JSON.stringify(json))
    },
    note: (text) => {
      if (!quiet) line(stderr, text)
    },
    say: (text) => line(stderr, text)
  }
}

/** Rows with aligned columns, for people; the last column is not padded. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const clean = rows.map((row) => row.map((cell) => harmless(cell).replaceAll("\n", " ")))
  const widths = (clean[0] ?? []).map((_, column) => Math.max(...clean.map((row) => row[column]?.length ?? 0)))
  return clean
    .map((row) => row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join("  "))
    .join("\n")
}
