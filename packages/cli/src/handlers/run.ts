/** `axp run`: a stored pipeline, a file on a server, or a file in this very process. */
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import type { Services } from "@aixplain-ts/core/Aixplain"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { type StartOptions, Runs } from "@aixplain-ts/core/Runs"
import type { PipelineDocument } from "@aixplain-ts/api-types"
import * as Effect from "effect/Effect"
import { attempt } from "../Attempt.ts"
import { type CliFailure, UsageError } from "../CliFailure.ts"
import type { Call, Handler } from "../Command.ts"
import { describeError } from "../Failure.ts"
import { ExitCode } from "../ExitCode.ts"
import { follow, type Followed, readWait, type Start } from "../Follow.ts"
import { needsDocument, readDataAsset, readInputs } from "../Inputs.ts"
import { readPipelineFile } from "../PipelineFile.ts"
import { type Signals, takeSignals, unlessInterrupted } from "../Signals.ts"
import { isPipelineFile, readPipelineId } from "../Target.ts"
import { runAsDraft } from "./draft.ts"
import { runHere } from "./here.ts"

export const run: Handler = (call) =>
  Effect.scoped(
    Effect.gen(function* () {
      const signals = yield* takeSignals(call.io)
      const [target, ...texts] = call.positionals
      if (target === undefined)
        return yield* Effect.fail(new UsageError("There is no pipeline to run.", "Give its id or file."))
      yield* attempt(() => readWait(call))
      const followed = isPipelineFile(target)
        ? yield* runFile(call, signals, target, texts)
        : yield* runStored(call, signals, yield* attempt(() => readPipelineId(target)), texts)
      return followed.failure === undefined ? ExitCode.ok : yield* Effect.fail(followed.failure)
    })
  )

type Outcome = Effect.Effect<Followed, AixplainError | CliFailure, Services>

const runStored = (call: Call, signals: Signals, id: string, texts: readonly string[]): Outcome =>
  Effect.gen(function* () {
    const document = needsDocument(call) ? yield* unlessInterrupted(documentOf(id), signals) : undefined
    const inputs = yield* unlessInterrupted(
      attempt(() => readInputs(call, texts, document)),
      signals
    )
    return yield* onServer(call, signals, inputs)(id)
  })

/** What the inputs are; a server that does not show the pipeline can still run it. */
const documentOf = (id: string): Effect.Effect<PipelineDocument | undefined, never, Pipelines> =>
  Effect.flatMap(Pipelines, (pipelines) =>
    Effect.match(pipelines.get(id), { onSuccess: ({ document }) => document, onFailure: () => undefined })
  )

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
    return yield* hasNoKey(call) ? runHere(call, signals, file, start) : runAsDraft(call, signals, file, start)
  })

/** No key anywhere and no server named: the platform can run in this process. Two differing keys are an error. */
const hasNoKey = ({ io, settings }: Call): boolean =>
  !io.env["AIXPLAIN_API_KEY"]?.trim() && !io.env["TEAM_API_KEY"]?.trim() && settings.baseUrl === undefined

const startOptions = (call: Call): StartOptions => {
  const dataAsset = readDataAsset(call)
  const version = call.flags.text("version")
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

/** Prints the reference and leaves. */
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
        return { goesOn: true }
      },
      onFailure: (error): Followed => ({
        failure: "reason" in error ? describeError(error, call) : error,
        goesOn: "reason" in error && error.reason._tag === "SubmissionUncertain"
      })
    })
  })
