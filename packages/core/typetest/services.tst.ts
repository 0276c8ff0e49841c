/** What the editor shows: services without requirements, one error, reasons that can be told apart completely. */
import * as Aixplain from "@aixplain-ts/core/Aixplain"
import {
  type AixplainError,
  type ErrorReason,
  isAixplainError,
  reasonRules,
  type ReasonRules,
  type ReasonTag
} from "@aixplain-ts/core/AixplainError"
import { Batch, type BatchItem } from "@aixplain-ts/core/Batch"
import type { DurationInput } from "@aixplain-ts/core/Durations"
import type { RunResult } from "@aixplain-ts/core/Outputs"
import { Pipelines, type StoredPipeline } from "@aixplain-ts/core/Pipelines"
import type { RunEvent } from "@aixplain-ts/core/RunEvent"
import type { RunRef } from "@aixplain-ts/core/RunRef"
import { Runs } from "@aixplain-ts/core/Runs"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import type * as Stream from "effect/Stream"
import { expectTypeOf } from "vitest"

export const program = Effect.gen(function* () {
  const pipelines = yield* Pipelines
  const runs = yield* Runs
  const batch = yield* Batch
  expectTypeOf(pipelines.get("id")).toEqualTypeOf<Effect.Effect<StoredPipeline, AixplainError>>()
  expectTypeOf(runs.run("id", { Text: "Hello" })).toEqualTypeOf<Effect.Effect<RunResult, AixplainError>>()
  expectTypeOf(runs.start("id", "Hello")).toEqualTypeOf<Effect.Effect<RunRef, AixplainError>>()
  expectTypeOf(runs.watch("run")).toEqualTypeOf<Stream.Stream<RunEvent, AixplainError>>()
  expectTypeOf(batch.runMany("id", ["a"])).toEqualTypeOf<Stream.Stream<BatchItem, AixplainError>>()
  return yield* runs.run("id", "Hello", { timeout: "20 minutes", schedule: "python", onTimeout: "cancel" })
})
expectTypeOf(program).toEqualTypeOf<Effect.Effect<RunResult, AixplainError, Pipelines | Runs | Batch>>()
expectTypeOf(Aixplain.layer()).toEqualTypeOf<Layer.Layer<Aixplain.Services>>()
expectTypeOf(Aixplain.layerConfig()).toEqualTypeOf<Layer.Layer<Aixplain.Services, AixplainError>>()
expectTypeOf(program.pipe(Effect.provide(Aixplain.layer()))).toEqualTypeOf<Effect.Effect<RunResult, AixplainError>>()

/** Every reason, and nothing else: a new one does not compile here before it is thought about. */
export const advice = (reason: ErrorReason): string => {
  switch (reason._tag) {
    case "Transport":
      return reason.phase
    case "Timeout":
    case "DeadlineExceeded":
      return String(reason.limitMillis)
    case "RateLimited":
      return String(reason.retryAt)
    case "InvalidRequest":
    case "InvalidPipeline":
      return reason.problems.map((problem) => problem.hint).join()
    case "Conflict":
      return `${reason.expected} ${reason.actual}`
    case "RunFailed":
    case "RunCancelled":
      return String(reason.result?.outputs.length)
    case "SubmissionUncertain":
      return String(reason.idempotencyKey)
    case "UploadRejected":
      return reason.file
    case "InvalidInput":
      return String(reason.parameter)
    case "AlreadyDeployed":
      return reason.pipeline
    case "NotSupported":
      return reason.what
    case "Unauthorized":
    case "Forbidden":
    case "NotFound":
    case "Billing":
    case "Subscription":
    case "Supplier":
    case "Server":
    case "UnexpectedStatus":
    case "Decode":
      return reason.message
    default:
      return reason satisfies never
  }
}

/** The table of rules has a row for every reason and no other: a reason more, or one less, does not compile. */
expectTypeOf<ReasonTag>().toEqualTypeOf<ErrorReason["_tag"]>()
expectTypeOf<keyof typeof reasonRules>().toEqualTypeOf<ErrorReason["_tag"]>()
const { Transport: _row, ...others } = reasonRules
// @ts-expect-error a reason has no row
export const withoutRow: { readonly [Tag in ReasonTag]: ReasonRules } = others
// @ts-expect-error there is no such reason
export const withRowTooMany: { readonly [Tag in ReasonTag]: ReasonRules } = { ...others, Transport: _row, New: _row }

/** A missing case is seen by the compiler. */
export const incomplete = (reason: ErrorReason): string => {
  switch (reason._tag) {
    case "Transport":
      return "network"
    default: {
      // @ts-expect-error the other reasons are not handled
      const nothing: never = reason
      return String(nothing)
    }
  }
}

export const guard = (error: unknown): void => {
  if (!isAixplainError(error)) return
  expectTypeOf(error).toEqualTypeOf<AixplainError>()
  expectTypeOf(error.safeToResubmit).toEqualTypeOf<"yes" | "no" | "unknown">()
  expectTypeOf(error.runRef).toEqualTypeOf<RunRef | undefined>()
}

/** Events are told apart by their type. */
export const told = (event: RunEvent): string | undefined => {
  if (event.type === "run.submitted") return event.ref.id
  if (event.type === "node.progress") return event.node.label
  if (event.type === "check.failed") return event.reason
  if (event.type === "run.finished") return event.phase
  // @ts-expect-error no event has this type
  if (event.type === "run.exploded") return ""
  return undefined
}

/** Durations have a unit, or are milliseconds. */
export const durations: DurationInput[] = [1_500, "20 minutes", "1.5 s", "2h", "250ms"]
// @ts-expect-error no unit
export const noUnit: DurationInput = "20"
// @ts-expect-error no such unit
export const noSuchUnit: DurationInput = "20 fortnights"
