/**
 * Everything of the process that a command may touch: streams, environment, signals. Tests hand in their own, so the
 * whole command line runs in process with stdout, stderr and exit code asserted.
 */
import type { Clock } from "effect/Clock"

/** Why text could not be written; `code` is the system's, for example ENOSPC. */
export type WriteProblem = Error & { readonly code?: string | undefined }

/** Only `Output.ts` writes to sinks: it makes text harmless for terminals, and reports writes that failed. */
export interface Sink {
  write(text: string): void
  /** Waits until everything is written; resolves with the first problem, if there was one. */
  flushed(): Promise<WriteProblem | undefined>
  /** A person is looking (colour, progress line), not a pipe or a file. */
  readonly isTTY: boolean
  readonly columns: number
}

/** `SIGPIPE` stands for a stdout that takes no more: its reader left, or a write failed. */
export type Signal = "SIGINT" | "SIGTERM" | "SIGPIPE"

export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** An argument that was not UTF-8 when the process got it; Node replaces what it cannot read. */
  readonly mangled?: string | undefined
  readonly stdout: Sink
  readonly stderr: Sink
  /** Whole standard input; asked for only where the command line says `-`. */
  readStdin(): Promise<Uint8Array>
  /** One line that the person types; undefined when nobody can be asked. */
  ask(question: string): Promise<string | undefined>
  /** Calls `listener` for each signal until the returned function is called. */
  onSignal(listener: (signal: Signal) => void): () => void
  /** The network; the global `fetch` unless a test injects one. */
  readonly fetch?: typeof globalThis.fetch
  /** Time; the process's unless a test injects its own. */
  readonly clock?: Clock
}
