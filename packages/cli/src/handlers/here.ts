/** Runs a pipeline file without a server: on the embedded platform, started in this process for this run. */
import * as Aixplain from "@aixplain-ts/core/Aixplain"
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import * as Effect from "effect/Effect"
import { type CliFailure, localFailure, UsageError } from "../CliFailure.ts"
import type { Call } from "../command.ts"
import type { Followed, Start } from "../follow.ts"
import { loadPlatform } from "../loadPlatform.ts"
import type { PipelineFile } from "../PipelineFile.ts"
import { type Signals, unlessInterrupted } from "../Signals.ts"

export const runHere = (
  call: Call,
  signals: Signals,
  file: PipelineFile,
  start: Start
): Effect.Effect<Followed, AixplainError | CliFailure> =>
  Effect.gen(function* () {
    if (call.flags.on("async"))
      return yield* Effect.fail(
        new UsageError("--async needs a server: the run would end with this process.", "Start one with axp dev.")
      )
    call.output.note(
      call.flags.on("local")
        ? "Running on the embedded platform, in this process."
        : "No API key is set: running on the embedded platform, in this process."
    )
    return yield* Effect.acquireUseRelease(
      unlessInterrupted(platform, signals),
      ({ apiKey, url }) =>
        Effect.gen(function* () {
          const pipelines = yield* Pipelines
          const stored = yield* unlessInterrupted(pipelines.create(file.source, { name: file.name }), signals)
          return yield* start(stored.id, true)
        }).pipe(Effect.provide(Aixplain.layer({ apiKey, baseUrl: url, env: {} }))),
      (server) => Effect.promise(() => server.close())
    )
  })

const platform = Effect.tryPromise({
  try: async () => {
    const { startPlatform } = await loadPlatform()
    return await startPlatform({ port: 0 })
  },
  catch: (error) => localFailure(`The platform cannot start: ${error instanceof Error ? error.message : String(error)}`)
})
