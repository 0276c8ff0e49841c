/** `axp dev`: the platform on this machine, until a signal ends it. */
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { fileURLToPath } from "node:url"
import * as Effect from "effect/Effect"
import type { Call, Handler } from "../Command.ts"
import { asUsage } from "../asUsage.ts"
import { ExitCode } from "../ExitCode.ts"
import { takeSignals } from "../Signals.ts"
import { loadPlatform } from "../loadPlatform.ts"
import { UsageError } from "../UsageError.ts"
import { version } from "../version.ts"

/** Where the studio's build lies: beside the bundle when installed, in its own package in the repository. */
const studioDirectory = (): string | undefined =>
  ["./studio", "../../../../apps/studio/dist"]
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(`${path}/index.html`))

const readPort = (call: Call): number => {
  const text = call.flags.text("port")
  const port = Number(text ?? 0)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new UsageError(`--port ${text} is no port.`, "Ports are whole numbers up to 65535; 0 takes a free one.")
}

export const dev: Handler = (call) =>
  Effect.scoped(
    Effect.gen(function* () {
      const port = yield* asUsage(() => readPort(call))
      const data = call.flags.text("data")
      const studio = studioDirectory()
      const signals = yield* takeSignals(call.io)
      const { startPlatform } = yield* Effect.promise(loadPlatform)
      const platform = yield* Effect.acquireRelease(
        asUsage(() =>
          startPlatform({
            port,
            ...(data !== undefined && { data: resolve(call.io.cwd, data) }),
            ...(studio !== undefined && { studio: { directory: studio } }),
            ...(call.flags.on("allow-private") && { allowPrivate: true })
          }).catch((error: unknown) => {
            throw new UsageError(`The platform cannot start: ${error instanceof Error ? error.message : String(error)}`)
          })
        ),
        (platform) => Effect.promise(() => platform.close())
      )
      const { apiKey, url } = platform
      call.io.stdout.write(`${JSON.stringify({ url, apiKey, pid: process.pid, version })}\n`)
      if (studio !== undefined) call.output.say(`Studio  ${platform.signInUrl()}`)
      call.output.note("Ctrl-C stops it.")
      yield* signals.next
      call.output.note("Letting what runs come to an end …")
      return ExitCode.ok
    })
  )
