/** The command line in process: what a person would see and what a script would get, without a process in between. */
import { runCli } from "@aixplain-ts/cli/src/Cli.ts"
import type { Io, Signal } from "@aixplain-ts/cli/src/Io.ts"
import type { Platform } from "@aixplain-ts/platform"

export interface Said {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  /** Standard output as JSON; throws where it is none. */
  json(): Record<string, any>
  /** One JSON value a line. */
  lines(): Record<string, any>[]
}

export interface AxpOptions {
  readonly platform?: Platform
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** A person at a terminal. */
  readonly tty?: boolean
  readonly stdin?: string
  /** What the person answers when asked. */
  readonly answer?: string
  /** Told how to deliver a signal, before anything is run. */
  readonly onStart?: (deliver: (signal: Signal) => void) => void
  /** Called with everything that was written so far; what it returns is delivered as signals, in order. */
  readonly signalsAfter?: (written: { stdout: string; stderr: string }) => readonly Signal[]
  readonly fetch?: typeof globalThis.fetch
}

export const axp = async (argv: readonly string[], options: AxpOptions = {}): Promise<Said> => {
  const written = { stdout: "", stderr: "" }
  const listeners = new Set<(signal: Signal) => void>()
  let delivered = 0
  const deliver = (): void => {
    for (const signal of (options.signalsAfter?.(written) ?? []).slice(delivered)) {
      delivered += 1
      queueMicrotask(() => listeners.forEach((listener) => listener(signal)))
    }
  }
  const sink = (name: "stdout" | "stderr"): Io["stdout"] => ({
    isTTY: options.tty ?? false,
    columns: 100,
    write: (text) => {
      written[name] += text
      deliver()
    }
  })
  const { platform } = options
  const io: Io = {
    env: {
      ...(platform !== undefined && { AIXPLAIN_API_KEY: platform.apiKey, BACKEND_URL: platform.url }),
      ...options.env
    },
    cwd: options.cwd ?? process.cwd(),
    stdout: sink("stdout"),
    stderr: sink("stderr"),
    readStdin: () => Promise.resolve(options.stdin ?? ""),
    ask: () => Promise.resolve(options.answer),
    onSignal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ...(options.fetch !== undefined && { fetch: options.fetch })
  }
  options.onStart?.((signal) => listeners.forEach((listener) => listener(signal)))
  const code = await runCli(argv, io, "0.0.0-test")
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
