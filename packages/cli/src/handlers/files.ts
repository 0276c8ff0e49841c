/** `axp files upload`. */
import { resolve } from "node:path"
import { Uploads } from "@aixplain-ts/core/Uploads"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { attempt } from "../attempt.ts"
import type { Handler } from "../command.ts"
import { ExitCode } from "../ExitCode.ts"
import { baseName, openLocal } from "../LocalFile.ts"
import { makeProgress } from "../Progress.ts"
import { only } from "../target.ts"

export const upload: Handler = (call) =>
  Effect.gen(function* () {
    const name = yield* attempt(() => only(call, "the path of a file"))
    const local = yield* attempt(() => openLocal(resolve(call.io.cwd, name), name))
    const { flags, output } = call
    const tags = flags.all("tag")
    const license = flags.text("license")
    const type = flags.text("type")
    const uploads = yield* Uploads
    const clock = yield* Clock.Clock
    // Durations come from the monotonic clock, so that a step of the wall clock does not show.
    const now = (): number => Number(clock.monotonicTimeNanosUnsafe() / 1_000_000n)
    const progress = makeProgress({ screen: output.screen, style: output.style, quiet: output.quiet, now: now() })
    const stored = yield* Effect.ensuring(
      uploads.upload(local.bytes ?? local.path, {
        ...(local.bytes !== undefined && { name: baseName(local) }),
        ...(flags.on("permanent") && { permanent: true }),
        ...(tags.length > 0 && { tags }),
        ...(license !== undefined && { license }),
        ...(type !== undefined && { type }),
        onProgress: (sent, total) => {
          const event = {
            type: "upload.progress",
            at: new Date(clock.currentTimeMillisUnsafe()).toISOString(),
            run: null,
            name,
            sent
          } as const
          const told = total === undefined ? event : { ...event, total }
          output.record(told)
          progress.show(told, now())
          progress.tick(now())
        }
      }),
      Effect.sync(progress.end)
    )
    output.answer(stored, stored.url)
    return ExitCode.ok
  })
