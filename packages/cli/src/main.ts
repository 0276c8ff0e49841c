/** The process: real streams, real signals, one exit code. */
import { once } from "node:events"
import { createInterface } from "node:readline/promises"
import { text } from "node:stream/consumers"
import { runCli } from "./Cli.ts"
import type { Io, Sink } from "./Io.ts"
import { version } from "./version.ts"

const sink = (stream: NodeJS.WriteStream): Sink => ({
  write: (line) => void stream.write(line),
  isTTY: stream.isTTY,
  get columns() {
    return stream.columns || 80
  }
})

const io: Io = {
  env: process.env,
  cwd: process.cwd(),
  stdout: sink(process.stdout),
  stderr: sink(process.stderr),
  readStdin: () => text(process.stdin),
  ask: async (question) => {
    if (!process.stdin.isTTY) return undefined
    const lines = createInterface({ input: process.stdin, output: process.stderr })
    try {
      return await lines.question(question)
    } finally {
      lines.close()
    }
  },
  onSignal: (listener) => {
    process.on("SIGINT", listener).on("SIGTERM", listener)
    return () => void process.off("SIGINT", listener).off("SIGTERM", listener)
  }
}

// A reader that went away (`axp … | head`) is no reason for a stack trace.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1))

process.exitCode = await runCli(process.argv.slice(2), io, version)
if (process.stdout.writableNeedDrain) await once(process.stdout, "drain")
// Everything was awaited; what still keeps the process alive (a kept-alive socket) must not keep a script waiting.
process.exit()
