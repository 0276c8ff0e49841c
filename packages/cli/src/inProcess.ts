/**
 * Runs a command line inside this process and returns what it printed. For tests, here and in tools/conformance; it
 * is not published.
 */
import { runCli } from "./cli.ts"
import type { CommandSpec } from "./command.ts"
import type { Io, Signal, Sink, WriteProblem } from "./Io.ts"

export interface Said {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** Standard output as JSON; throws if it is not JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into it
  json(): any
  /** One JSON value a line. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into them
  lines(): any[]
}

export interface Written {
  readonly stdout: string
  readonly stderr: string
}

export interface InProcessOptions extends Partial<Pick<Io, "env" | "cwd" | "fetch" | "clock">> {
  /** stdout and stderr are terminals. */
  readonly tty?: boolean
  readonly stdin?: string | Uint8Array
  /** The code of the error with which every write to stdout fails. */
  readonly stdoutFails?: string
  /** The answer to a confirmation question. */
  readonly answer?: string
  /** Receives the function that delivers a signal, before the command starts. */
  readonly onStart?: (deliver: (signal: Signal) => void) => void
  /** Called with the output so far; the signals that it returns are delivered in order. */
  readonly signalsAfter?: (written: Written) => readonly Signal[]
  /** Replaces axp's commands. */
  readonly commands?: readonly CommandSpec[]
}

export const inProcess = async (argv: readonly string[], options: InProcessOptions = {}): Promise<Said> => {
  const { answer, clock, commands, cwd = process.cwd(), env = {}, fetch, stdin = "", tty = false } = options
  const written = { stdout: "", stderr: "" }
  const listeners = new Set<(signal: Signal) => void>()
  const problem: { stdout?: WriteProblem; stderr?: WriteProblem } = {}
  let delivered = 0
  const sink = (name: "stdout" | "stderr"): Sink => ({
    isTTY: tty,
    columns: 100,
    flushed: () => Promise.resolve(problem[name]),
    write: (text) => {
      if (name === "stdout" && options.stdoutFails !== undefined) {
        if (problem.stdout === undefined) queueMicrotask(() => listeners.forEach((listener) => listener("SIGPIPE")))
        problem.stdout = Object.assign(new Error(`${options.stdoutFails}: cannot be written, write`), {
          code: options.stdoutFails
        })
        return
      }
      written[name] += text
      for (const signal of (options.signalsAfter?.(written) ?? []).slice(delivered)) {
        delivered += 1
        queueMicrotask(() => listeners.forEach((listener) => listener(signal)))
      }
    }
  })
  const io: Io = {
    env,
    cwd,
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    readStdin: () => Promise.resolve(typeof stdin === "string" ? new TextEncoder().encode(stdin) : stdin),
    ask: () => Promise.resolve(answer),
    onSignal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ...(fetch !== undefined && { fetch }),
    ...(clock !== undefined && { clock })
  }
  options.onStart?.((signal) => listeners.forEach((listener) => listener(signal)))
  const code = await runCli(argv, io, "0.0.0-test", commands)
  return {
    code,
    ...written,
    json: () => JSON.parse(written.stdout),
    lines: () =>
      written.stdout
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line))
  }
}
