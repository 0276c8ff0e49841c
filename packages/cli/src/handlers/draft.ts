/**
 * Runs a pipeline file on a server: creates a draft, runs it, and deletes it, unless the run continues on the server.
 */
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import type { Services } from "@aixplain-ts/core/Aixplain"
import { Pipelines, type StoredPipeline } from "@aixplain-ts/core/Pipelines"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { commandLine } from "../Caller.ts"
import { type CliFailure, interrupted } from "../CliFailure.ts"
import type { Call } from "../command.ts"
import type { Followed, Start } from "../follow.ts"
import type { PipelineFile } from "../PipelineFile.ts"
import { lastMoment, type Signals, stopIfAsked } from "../Signals.ts"

export const runAsDraft = (
  call: Call,
  signals: Signals,
  file: PipelineFile,
  start: Start
): Effect.Effect<Followed, AixplainError | CliFailure, Services> =>
  Effect.gen(function* () {
    const draft = yield* makeDraft(call, signals, file)
    const exit = yield* Effect.exit(start(draft.id))
    // After a bug in axp the run may still be active, so its draft is kept.
    const continues = Exit.isSuccess(exit) ? exit.value.continues : Cause.hasDies(exit.cause)
    yield* continues || call.flags.on("keep") ? keep(call, draft.id) : remove(call, draft.id)
    return yield* exit
  })

/** If a signal arrives while the draft is being created, waits for it, so that it can be deleted. */
const makeDraft = (
  call: Call,
  signals: Signals,
  file: PipelineFile
): Effect.Effect<StoredPipeline, AixplainError | CliFailure, Pipelines> =>
  Effect.gen(function* () {
    yield* stopIfAsked(signals)
    const pipelines = yield* Pipelines
    const fiber = yield* Effect.forkChild(pipelines.create(file.source, { name: file.name }))
    const first = yield* Effect.raceFirst(Fiber.await(fiber), signals.interrupt)
    if (typeof first !== "string") return yield* first
    const second = yield* Effect.raceAllFirst([
      Fiber.await(fiber),
      Effect.as(Effect.sleep(lastMoment), "late" as const),
      Effect.as(signals.interrupt, "late" as const)
    ])
    if (typeof second !== "string") {
      if (Exit.isSuccess(second)) yield* remove(call, second.value.id)
      return yield* Effect.fail(interrupted("Interrupted before the run was submitted: nothing was started."))
    }
    yield* Fiber.interrupt(fiber)
    return yield* Effect.fail(
      interrupted(`Interrupted while the draft "${file.name}" was being created: it may still be on the server.`, {
        next: [commandLine(call, ["pipelines", "list", "--query", file.name])]
      })
    )
  })

const keep = (call: Call, id: string): Effect.Effect<void> =>
  Effect.sync(() => call.output.say(`The draft stays: pipeline ${id}`))

const remove = (call: Call, id: string): Effect.Effect<void, never, Pipelines> =>
  Effect.flatMap(Pipelines, (pipelines) => pipelines.delete(id)).pipe(
    Effect.catch((error: AixplainError) =>
      Effect.sync(() => call.output.say(`The draft ${id} could not be deleted: ${error.message}`))
    )
  )
