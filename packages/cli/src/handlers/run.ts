/** `axp run`: a stored pipeline, a file on a server, or a file in this very process. */
import * as Aixplain from "@aixplain-ts/core/Aixplain"
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import type { RunEvent } from "@aixplain-ts/core/RunEvent"
import { Runs, type StartOptions } from "@aixplain-ts/core/Runs"
import * as Effect from "effect/Effect"
import type { Call, Handler } from "../Command.ts"
import { asUsage } from "../asUsage.ts"
import { ExitCode } from "../ExitCode.ts"
import { follow, type Followed } from "../Follow.ts"
import { readDataAsset, readInputs } from "../Inputs.ts"
import { isPipelineFile, readPipelineFile, readPipelineId } from "../Target.ts"
import { loadPlatform } from "../loadPlatform.ts"
import { UsageError } from "../UsageError.ts"

type Outcome = Effect.Effect<ExitCode, AixplainError | UsageError, Aixplain.Services>

export const run: Handler = (call) =>
  Effect.gen(function* () {
    const [target, ...texts] = call.positionals
    if (target === undefined)
      return yield* Effect.fail(new UsageError("There is no pipeline to run.", "Give its id or file."))
    const source = yield* asUsage<object | string>(() =>
      isPipelineFile(target) ? readPipelineFile(call, target) : readPipelineId(target)
    )
    const inputs = yield* asUsage(() => readInputs(call, texts))
    if (typeof source === "string") return yield* runStored(call, source, inputs)
    return yield* hasNoKey(call) ? runHere(call, source, inputs) : runAsDraft(call, source, inputs)
  })

/** No key anywhere and no server named: the platform can run in this process. Two differing keys are an error. */
const hasNoKey = ({ io, settings }: Call): boolean =>
  !io.env["AIXPLAIN_API_KEY"] && !io.env["TEAM_API_KEY"] && settings.baseUrl === undefined

const startOptions = (call: Call): StartOptions => {
  const dataAsset = readDataAsset(call)
  const version = call.flags.text("version")
  return {
    ...(dataAsset !== undefined && { dataAsset }),
    ...(version !== undefined && { version }),
    ...(call.flags.on("no-batch") && { batchMode: false })
  }
}

const start = (call: Call, pipeline: string, inputs: unknown) => (onEvent: (event: RunEvent) => void) =>
  Effect.flatMap(Runs, (runs) => runs.start(pipeline, inputs, { ...startOptions(call), onEvent }))

const submitOnly = (call: Call, pipeline: string, inputs: unknown): Effect.Effect<Followed, AixplainError, Runs> =>
  Effect.map(start(call, pipeline, inputs)(call.output.record), (ref) => {
    call.output.answer(ref, JSON.stringify(ref))
    return { exitCode: ExitCode.ok, goesOn: true }
  })

const runStored = (call: Call, id: string, inputs: unknown): Outcome =>
  Effect.map(
    call.flags.on("async") ? submitOnly(call, id, inputs) : follow(call, start(call, id, inputs)),
    ({ exitCode }) => exitCode
  )

/** Creates a draft, runs it, and deletes it again, unless the run goes on without us. */
const runAsDraft = (call: Call, source: object, inputs: unknown): Outcome =>
  Effect.gen(function* () {
    const pipelines = yield* Pipelines
    const draft = yield* pipelines.create(source)
    const followed = yield* (
      call.flags.on("async") ? submitOnly(call, draft.id, inputs) : follow(call, start(call, draft.id, inputs))
    ).pipe(
      Effect.tapError((error) =>
        error instanceof UsageError || error.reason._tag !== "DeadlineExceeded"
          ? remove(call, draft.id)
          : keep(call, draft.id)
      )
    )
    yield* followed.goesOn ? keep(call, draft.id) : remove(call, draft.id)
    return followed.exitCode
  })

const keep = (call: Call, id: string): Effect.Effect<void> =>
  Effect.sync(() => call.output.say(`The draft stays: pipeline ${id}`))

const remove = (call: Call, id: string): Effect.Effect<void, never, Pipelines> =>
  call.flags.on("keep")
    ? keep(call, id)
    : Effect.flatMap(Pipelines, (pipelines) => pipelines.delete(id)).pipe(
        Effect.catch((error: AixplainError) =>
          Effect.sync(() => call.output.say(`The draft ${id} could not be deleted: ${error.message}`))
        )
      )

/** The embedded platform, in this process, for this one run. */
const runHere = (call: Call, source: object, inputs: unknown): Outcome =>
  Effect.gen(function* () {
    if (call.flags.on("async"))
      return yield* Effect.fail(
        new UsageError("--async needs a server: the run would end with this process.", "Start one with axp dev.")
      )
    call.output.note("No API key is set: running on the embedded platform, in this process.")
    const { startPlatform } = yield* Effect.promise(loadPlatform)
    return yield* Effect.acquireUseRelease(
      Effect.promise(() => startPlatform({ port: 0 })),
      (platform) =>
        Effect.gen(function* () {
          const pipelines = yield* Pipelines
          const stored = yield* pipelines.create(source)
          const { exitCode } = yield* follow(call, start(call, stored.id, inputs), { own: true })
          return exitCode
        }).pipe(Effect.provide(Aixplain.layer({ apiKey: platform.apiKey, baseUrl: platform.url, env: {} }))),
      (platform) => Effect.promise(() => platform.close())
    )
  })
