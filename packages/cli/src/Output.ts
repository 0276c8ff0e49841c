/**
 * Writes answers: only the payload on stdout, everything else on stderr. Text for people, JSON for programs, NDJSON
 * for streams of events. All output passes through here: text for a terminal is stripped of control sequences, pipes
 * and files get it byte for byte.
 */
import { UsageError } from "./CliFailure.ts"
import type { Io, Sink, WriteProblem } from "./Io.ts"
import {
  fitting,
  harmless,
  jsonOnTerminal,
  makeStyle,
  movesCursor,
  onTerminal,
  type Style,
  wantsColour,
  wrapped
} from "./Style.ts"

export type Format = "text" | "json" | "ndjson"

export interface Output {
  readonly format: Format
  /** `--quiet`: no notes. */
  readonly quiet: boolean
  /** For what goes to stderr. */
  readonly style: Style
  /** For text answers on stdout. */
  readonly answerStyle: Style
  /** For progress on stderr. */
  readonly screen: Screen
  /** The answer: as JSON, or `text` in text format. */
  answer(json: unknown, text: string): void
  /** The answer as text in every format: help and versions. */
  words(text: string): void
  /** The answer as one line of JSON, whatever the format. */
  line(json: unknown): void
  /** One record of a stream; printed as NDJSON only. */
  record(json: unknown): void
  /** A note on stderr; left out with `--quiet`. */
  note(text: string): void
  /** A note that is printed even with `--quiet`: a resume command, a warning. */
  say(text: string): void
  /**
   * Waits until the answer is written; resolves with the error if it could not be. A closed pipe does not count as
   * one.
   */
  flushed(): Promise<WriteProblem | undefined>
  /** The answer, if it is short: shown on stderr when stdout fails, because it may hold the only reference to a run. */
  readonly short: string | undefined
}

/** stderr, whose last line can be overwritten. */
export interface Screen {
  /** Whether the last line can be overwritten. */
  readonly inPlace: boolean
  /** Prints a line that stays, above the progress line. */
  keep(text: string): void
  /** Replaces the progress line; prints an ordinary line if the cursor cannot be moved. */
  move(text: string): void
  /** Ends the progress line and leaves it on the screen. */
  rest(): void
}

/** Default: text on a terminal, JSON in a pipe; `raw` answers (a diagram) are not converted in a pipe. */
export const parseFormat = (text: string | undefined, stdout: Sink, raw = false): Format => {
  if (text === undefined) return stdout.isTTY || raw ? "text" : "json"
  if (text === "text" || text === "json" || text === "ndjson") return text
  throw new UsageError(`Invalid output format: "${text}".`, "Use -o text, -o json or -o ndjson.")
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
  let short: string | undefined
  const text = (sink: Sink, line: string): void => {
    const whole = line.endsWith("\n") ? line : `${line}\n`
    sink.write(sink.isTTY ? onTerminal(whole, coloured) : whole)
  }
  const payload = (line: string): void => {
    short = line.length <= shortLength ? line : undefined
    text(stdout, line)
  }
  const json = (value: unknown, indent?: number): void => {
    const line = JSON.stringify(value, undefined, indent)
    payload(stdout.isTTY ? jsonOnTerminal(line) : line)
  }
  const screen = makeScreen(stderr, movesCursor(env, stderr), coloured, text)
  const remark = (line: string): void => screen.keep(stderr.isTTY ? wrapped(line, stderr.columns) : line)
  return {
    format,
    quiet,
    style: makeStyle(coloured && stderr.isTTY),
    answerStyle: makeStyle(coloured && stdout.isTTY),
    screen,
    answer: (value, words) => {
      if (format !== "text") json(value, format === "json" ? 2 : undefined)
      else if (words !== "") payload(words)
    },
    words: (words) => text(stdout, words),
    line: (value) => json(value),
    record: (value) => {
      if (format === "ndjson") json(value)
    },
    note: (line) => {
      if (!quiet) remark(line)
    },
    say: remark,
    get short() {
      return short
    },
    flushed: async () => {
      const problem = await stdout.flushed()
      return problem === undefined || isGone(problem) ? undefined : problem
    }
  }
}

const shortLength = 2_000

/** The reader closed the pipe: `axp … | head` is not a failure. */
const isGone = ({ code }: WriteProblem): boolean => code === "EPIPE" || code === "ECONNRESET"

const clearLine = "\r\u001B[K"

const makeScreen = (
  sink: Sink,
  inPlace: boolean,
  coloured: boolean,
  text: (sink: Sink, line: string) => void
): Screen => {
  const { dim } = makeStyle(true)
  let moving = ""
  return {
    inPlace,
    keep: (line) => {
      if (moving !== "" && inPlace) sink.write(clearLine)
      moving = ""
      text(sink, line)
    },
    move: (line) => {
      if (line === "" || line === moving) return
      moving = line
      if (!inPlace) text(sink, line)
      else sink.write(clearLine + onTerminal(dim(fitting(oneLine(line), Math.max(20, sink.columns - 1))), coloured))
    },
    rest: () => {
      if (moving !== "" && inPlace) sink.write("\n")
      moving = ""
    }
  }
}

const oneLine = (text: string): string => harmless(text).replaceAll(/[\n\t]/g, " ")

/** Rows with aligned columns, for people; the last column is not padded. */
export const table = (rows: readonly (readonly string[])[]): string => {
  const clean = rows.map((row) => row.map(oneLine))
  const widths = (clean[0] ?? []).map((_, column) => Math.max(...clean.map((row) => row[column]?.length ?? 0)))
  return clean
    .map((row) => row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join("  "))
    .join("\n")
}
