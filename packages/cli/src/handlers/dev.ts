/** `axp dev`: runs the platform on this machine until a signal stops it. */
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { fileURLToPath } from "node:url"
import * as Effect from "effect/Effect"
import { attempt } from "../attempt.ts"
import { type CliFailure, localFailure, UsageError } from "../CliFailure.ts"
import type { Call, Handler } from "../command.ts"
import { ExitCode } from "../ExitCode.ts"
import { loadPlatform } from "../loadPlatform.ts"
import { takeSignals, unlessInterrupted } from "../Signals.ts"
import { none } from "../target.ts"
import { version } from "../version.ts"

/** The studio's build: next to the bundle when installed, in apps/studio in the repository. */
const studioDirectory = (): string | undefined =>
  ["./studio", "../../../../apps/studio/dist"]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(`${path}/index.html`))

const readPort = (call: Call): number => {
  const text = call.flags.text("port") ?? "0"
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new UsageError(`Invalid --port: "${text}".`, "Use a whole number up to 65535; 0 means a free port.")
}

/** Errors of the platform already say what to do. */
const notStarted = (error: unknown, port: number): CliFailure => {
  const { code, message } = error as NodeJS.ErrnoException
  return code === "EADDRINUSE" || code === "EACCES"
    ? localFailure(
        code === "EACCES" ? `Cannot listen on port ${port}: permission denied.` : `Port ${port} is in use.`,
        "Use another --port, or leave it out for a free one."
      )
    : localFailure(`The platform cannot start: ${message ?? String(error)}`)
}

const readData = (call: Call): string | undefined => {
  const text = call.flags.text("data")
  // An unset shell variable leaves an empty value, which would otherwise mean the working folder.
  if (text === "") throw new UsageError("--data is empty.", "Leave it out to keep nothing.")
  return text === undefined ? undefined : resolve(call.io.cwd, text)
}

export const dev: Handler = (call) =>
  Effect.scoped(
    Effect.gen(function* () {
      const { data, port } = yield* attempt(() => {
        none(call)
        return { data: readData(call), port: readPort(call) }
      })
      const studio = studioDirectory()
      const signals = yield* takeSignals(call.io)
      const start = Effect.tryPromise({
        try: async () => {
          const { startPlatform } = await loadPlatform()
          return await startPlatform({
            port,
            ...(data !== undefined && { data }),
            ...(studio !== undefined && { studio: { directory: studio } }),
            ...(call.flags.on("allow-private") && { allowPrivate: true })
          })
        },
        catch: (error) => notStarted(error, port)
      })
      const platform = yield* Effect.acquireRelease(unlessInterrupted(start, signals), (server) =>
        Effect.promise(() => server.close())
      )
      const { apiKey, url } = platform
      call.output.line({ url, apiKey, pid: process.pid, version })
      // Without this line the key is unknown and the server is useless. `runCli` reports why the write failed.
      if ((yield* Effect.promise(() => call.output.flushed())) !== undefined) return ExitCode.error
      if (studio !== undefined) call.output.say(`Studio  ${platform.signInUrl()}`)
      call.output.note("Ctrl-C stops it.")
      // The reader of the line may close the pipe: the server keeps running.
      yield* Effect.repeat(signals.next, { until: (signal) => signal !== "SIGPIPE" })
      call.output.note("Waiting for what is running …")
      return ExitCode.ok
    })
  )
