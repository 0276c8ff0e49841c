/**
 * The parts of the process that a command may use: streams, environment, signals. Tests inject their own, so that the
 * whole command line runs in process and stdout, stderr and exit code can be asserted.
 */
import type { Clock } from "effect/Clock"

/** Why text could not be written; `code` is the system's, for example ENOSPC. */
export type WriteProblem = Error & { readonly code?: string | undefined }

/** Only `Output.ts` writes to sinks: it makes text harmless for terminals, and reports writes that failed. */
export interface Sink {
  write(text: string): void
  /** Waits until everything is written; resolves with the first problem, if there was one. */
  flushed(): Promise<WriteProblem | undefined>
  /** A terminal (colours, progress line) rather than a pipe or a file. */
  readonly isTTY: boolean
  readonly columns: number
}

/** `SIGPIPE` means that stdout cannot be written any more: its reader closed it, or a write failed. */
export type Signal = "SIGINT" | "SIGTERM" | "SIGPIPE"

export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** An argument that was not UTF-8 when the process received it; Node replaces the invalid bytes. */
  readonly mangled?: string | undefined
  readonly stdout: Sink
  readonly stderr: Sink
  /** All of standard input; read only for `-`. */
  readStdin(): Promise<Uint8Array>
  /** One line typed at the terminal; undefined without a terminal. */
  ask(question: string): Promise<string | undefined>
  /** Calls `listener` for each signal until the returned function is called. */
  onSignal(listener: (signal: Signal) => void): () => void
  /** The network; the global `fetch` unless a test injects one. */
  readonly fetch?: typeof globalThis.fetch
  /** Time; the process's unless a test injects its own. */
  readonly clock?: Clock
}
