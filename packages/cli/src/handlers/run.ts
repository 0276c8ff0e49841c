/** `axp run`: a stored pipeline, a file on a server, or a file in this process. */
import type { AixplainError, ErrorReason } from "@aixplain-ts/core/AixplainError"
import type { Services } from "@aixplain-ts/core/Aixplain"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { type StartOptions, Runs } from "@aixplain-ts/core/Runs"
import type { PipelineDocument } from "@aixplain-ts/api-types"
import * as Effect from "effect/Effect"
import { attempt } from "../attempt.ts"
import { type CliFailure, UsageError } from "../CliFailure.ts"
import type { Call, Handler } from "../command.ts"
import { describeError } from "../failure.ts"
import { ExitCode } from "../ExitCode.ts"
import { follow, type Followed, readWait, type Start } from "../follow.ts"
import { checkInputs, needsDocument, readDataAsset, readInputs } from "../inputs.ts"
import { readPipelineFile } from "../PipelineFile.ts"
import { type Signals, takeSignals, unlessInterrupted } from "../Signals.ts"
import { findPipeline, isPipelineFile } from "../target.ts"
import { runAsDraft } from "./draft.ts"
import { runHere } from "./here.ts"

export const run: Handler = (call) =>
  Effect.scoped(
    Effect.gen(function* () {
      const signals = yield* takeSignals(call.io)
      const [target, ...texts] = call.positionals
      if (target === undefined)
        return yield* Effect.fail(new UsageError("No pipeline given.", "Give its id, name or file."))
      yield* attempt(() => checkOptions(call, target))
      yield* unlessInterrupted(
        attempt(() => checkInputs(call, texts)),
        signals
      )
      const followed = isPipelineFile(target)
        ? yield* runFile(call, signals, target, texts)
        : yield* runStored(call, signals, target, texts)
      return followed.failure === undefined ? ExitCode.ok : yield* Effect.fail(followed.failure)
    })
  )

const checkOptions = (call: Call, target: string): void => {
  const { timeout } = readWait(call)
  if (timeout === 0)
    throw new UsageError("--timeout must be longer than 0.", "Use --async to start a run without waiting.")
  if (!call.flags.on("local")) return
  if (!isPipelineFile(target))
    throw new UsageError("--local takes a pipeline file.", `"${target}" is a stored pipeline.`)
  if (call.settings.baseUrl !== undefined) call.output.note("--base-url has no effect with --local.")
}

type Outcome = Effect.Effect<Followed, AixplainError | CliFailure, Services>

const runStored = (call: Call, signals: Signals, target: string, texts: readonly string[]): Outcome =>
  Effect.gen(function* () {
    const id = yield* unlessInterrupted(findPipeline(call, target), signals)
    const document = needsDocument(call) ? yield* unlessInterrupted(documentOf(id), signals) : undefined
    const inputs = yield* unlessInterrupted(
      attempt(() => readInputs(call, texts, document)),
      signals
    )
    return yield* onServer(call, signals, inputs)(id)
  })

/** The stored document, for its inputs' types; undefined if the key may run the pipeline but not read it. */
const documentOf = (id: string): Effect.Effect<PipelineDocument | undefined, AixplainError, Pipelines> =>
  Effect.flatMap(Pipelines, (pipelines) => Effect.map(pipelines.get(id), ({ document }) => document)).pipe(
    Effect.catch((error) => (unreadable.has(error.reason._tag) ? Effect.succeed(undefined) : Effect.fail(error)))
  )

const unreadable: ReadonlySet<ErrorReason["_tag"]> = new Set(["Forbidden", "NotFound", "NotSupported"])

const runFile = (call: Call, signals: Signals, target: string, texts: readonly string[]): Outcome =>
  Effect.gen(function* () {
    const file = yield* unlessInterrupted(
      attempt(() => readPipelineFile(call, target)),
      signals
    )
    const inputs = yield* unlessInterrupted(
      attempt(() => readInputs(call, texts, file.document)),
      signals
    )
    const start = onServer(call, signals, inputs)
    return yield* runsHere(call) ? runHere(call, signals, file, start) : runAsDraft(call, signals, file, start)
  })

/** With `--local`, or without a key and without `--base-url`. */
const runsHere = ({ flags, io, settings }: Call): boolean =>
  flags.on("local") ||
  (!io.env["AIXPLAIN_API_KEY"]?.trim() && !io.env["TEAM_API_KEY"]?.trim() && settings.baseUrl === undefined)

const startOptions = (call: Call): StartOptions => {
  const dataAsset = readDataAsset(call)
  const version = call.flags.text("engine")
  return {
    ...(dataAsset !== undefined && { dataAsset }),
    ...(version !== undefined && { version }),
    ...(call.flags.on("no-batch") && { batchMode: false })
  }
}

const onServer =
  (call: Call, signals: Signals, inputs: unknown): Start =>
  (pipeline, own = false) => {
    const options = startOptions(call)
    if (call.flags.on("async")) return submitOnly(call, signals, pipeline, inputs, options)
    return follow(call, signals, {
      own,
      result: (wait) => Effect.flatMap(Runs, (runs) => runs.run(pipeline, inputs, { ...options, ...wait }))
    })
  }

/** Prints the run's reference without waiting for the run. */
const submitOnly = (
  call: Call,
  signals: Signals,
  pipeline: string,
  inputs: unknown,
  options: StartOptions
): Effect.Effect<Followed, never, Runs> =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const started = runs.start(pipeline, inputs, { ...options, onEvent: call.output.record })
    return yield* Effect.match(unlessInterrupted(started, signals), {
      onSuccess: (ref): Followed => {
        call.output.answer(ref, JSON.stringify(ref))
        return { continues: true }
      },
      onFailure: (error): Followed => ({
        failure: "reason" in error ? describeError(error, call) : error,
        continues: "reason" in error && error.reason._tag === "SubmissionUncertain"
      })
    })
  })
