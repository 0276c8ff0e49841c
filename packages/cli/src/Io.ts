/**
 * Everything of the process that a command may touch: streams, environment, signals. Tests hand in their own, so the
 * whole command line runs in process with stdout, stderr and exit code asserted.
 */
import type { Clock } from "effect/Clock"

export interface Sink {
  write(text: string): void
  /** A person is looking (colour, progress line), not a pipe or a file. */
  readonly isTTY: boolean
  readonly columns: number
}

/** `SIGPIPE` stands for a reader of stdout that went away. */
export type Signal = "SIGINT" | "SIGTERM" | "SIGPIPE"

export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly stdout: Sink
  readonly stderr: Sink
  /** Whole standard input as UTF-8; asked for only where the command line says `-`. */
  readStdin(): Promise<string>
  /** One line that the person types; undefined when nobody can be asked. */
  ask(question: string): Promise<string | undefined>
  /** Calls `listener` for each signal until the returned function is called. */
  onSignal(listener: (signal: Signal) => void): () => void
  /** The network; the global `fetch` unless a test injects one. */
  readonly fetch?: typeof globalThis.fetch
  /** Time; the process's unless a test injects its own. */
  readonly clock?: Clock
}
