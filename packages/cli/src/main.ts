/** Entry point: runs axp with the process's streams, signals and exit code. */
import { isUtf8 } from "node:buffer"
import { once } from "node:events"
import { runCli } from "./cli.ts"
import type { Io, Signal } from "./Io.ts"
import { processSink } from "./processSink.ts"
import { version } from "./version.ts"

const listeners = new Set<(signal: Signal) => void>()
const tell = (signal: Signal): void => listeners.forEach((listener) => listener(signal))

/**
 * A terminal sends Ctrl-C to the whole process group, and package runners forward it: a repeat this soon is the same
 * one.
 */
const sameSignalMillis = 50
const last = new Map<Signal, number>()
const receive = (signal: Signal): void => {
  const now = performance.now()
  const isSame = now - (last.get(signal) ?? -Infinity) < sameSignalMillis
  last.set(signal, now)
  if (!isSame) tell(signal)
}

const argv = process.argv.slice(2)

/** The raw bytes of arguments are available on Linux only; other systems pass text. */
const mangledArgument = async (): Promise<string | undefined> => {
  const suspects = argv.flatMap((word, at) => (word.includes("\uFFFD") ? [at] : []))
  if (suspects.length === 0 || process.platform !== "linux") return undefined
  const { readFile } = await import("node:fs/promises")
  const bytes = (await readFile("/proc/self/cmdline").catch(() => Buffer.alloc(0))).toString("latin1")
  const words = bytes.split("\0").slice(0, -1).slice(-argv.length)
  const at = suspects.find((index) => !isUtf8(Buffer.from(words[index] ?? "", "latin1")))
  return at === undefined ? undefined : argv[at]
}

const io: Io = {
  env: process.env,
  cwd: process.cwd(),
  mangled: await mangledArgument(),
  stdout: processSink(process.stdout, () => tell("SIGPIPE")),
  stderr: processSink(process.stderr),
  readStdin: async () => {
    const { readAll } = await import("./standardInput.ts")
    return readAll(0, () => process.stdin)
  },
  ask: async (question) => {
    if (!process.stdin.isTTY) return undefined
    const { createInterface } = await import("node:readline/promises")
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    // While a line is read, readline receives Ctrl-C; Ctrl-D closes it without an answer.
    lines.on("SIGINT", () => receive("SIGINT"))
    try {
      return await Promise.race([lines.question(question), once(lines, "close").then(() => undefined)])
    } finally {
      lines.close()
    }
  },
  onSignal: (listener) => {
    if (listeners.size === 0) process.on("SIGINT", receive).on("SIGTERM", receive)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) process.off("SIGINT", receive).off("SIGTERM", receive)
    }
  }
}

process.exitCode = await runCli(argv, io, version)
// A failed write to stderr cannot be reported anywhere.
await io.stderr.flushed()
// All work is done; an open keep-alive socket must not delay the exit.
process.exit()
