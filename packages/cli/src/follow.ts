/**
 * Follows a run to its end: progress on stderr, events as NDJSON, one Ctrl-C to detach and a second one to cancel. It
 * does not start the run itself: `Following.result` does.
 */
import { AixplainError } from "@aixplain-ts/core/AixplainError"
import { OnSubmission } from "@aixplain-ts/core/OneShot"
import { Outputs, type RunResult } from "@aixplain-ts/core/Outputs"
import type { RunEvent } from "@aixplain-ts/core/RunEvent"
import type { RunRef } from "@aixplain-ts/core/RunRef"
import { Runs, type WaitOptions } from "@aixplain-ts/core/Runs"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { attempt } from "./attempt.ts"
import { commandLine } from "./Caller.ts"
import { CliFailure, interrupted, UsageError } from "./CliFailure.ts"
import type { Call } from "./command.ts"
import { parseDuration } from "./duration.ts"
import { ExitCode } from "./ExitCode.ts"
import { describeError } from "./failure.ts"
import type { Signal } from "./Io.ts"
import { makeProgress } from "./Progress.ts"
import { readResult, resultText, saveOutputs } from "./showResult.ts"
import { lastMoment, type Signals, stopIfAsked, unlessInterrupted } from "./Signals.ts"

/** How long to wait for a second Ctrl-C after the first. */
const secondSignalWindow = "1.5 seconds"

export interface Following {
  /** Starts or resumes the run, and waits for it. */
  readonly result: (wait: WaitOptions) => Effect.Effect<RunResult, AixplainError, Runs>
  /** The run, if it is known before the first request. */
  readonly ref?: RunRef
  /** The run executes in this process and cannot outlive it, so the first Ctrl-C cancels. */
  readonly own?: boolean
}

export interface Followed {
  /** Undefined on success. */
  readonly failure?: CliFailure
  /** The run continues on the server, or may do so. */
  readonly continues: boolean
}

/** How a pipeline with this id is run, once its input is read; `own` as in `Following`. */
export type Start = (pipeline: string, own?: boolean) => Effect.Effect<Followed, CliFailure, Services>

type Ended = Exit.Exit<RunResult, AixplainError>
type Services = Runs | Outputs

export const readWait = (call: Call): Pick<WaitOptions, "schedule" | "timeout" | "outage"> => {
  const timeout = call.flags.text("timeout")
  const schedule = call.flags.text("schedule")
  if (schedule !== undefined && schedule !== "adaptive" && schedule !== "python")
    throw new UsageError(`Invalid --schedule: "${schedule}".`, "Use adaptive or python.")
  return {
    // 30 s together with the request for the server's extensions (2 s) and the last check (1 s).
    outage: "27 seconds",
    ...(timeout !== undefined && { timeout: parseDuration(timeout, "--timeout") }),
    ...(schedule !== undefined && { schedule })
  }
}

export const follow = (
  call: Call,
  signals: Signals,
  following: Following
): Effect.Effect<Followed, CliFailure, Services> =>
  Effect.scoped(
    Effect.gen(function* () {
      yield* stopIfAsked(signals)
      const wait = yield* attempt(() => readWait(call))
      const clock = yield* Clock.Clock
      // Durations come from the monotonic clock, so that a step of the wall clock does not show.
      const now = (): number => Number(clock.monotonicTimeNanosUnsafe() / 1_000_000n)
      const { format, quiet, screen, style } = call.output
      const progress = makeProgress({ screen, style, quiet: quiet || format === "ndjson", now: now() })
      const seen: { ref: RunRef | undefined; uncertain: boolean } = { ref: following.ref, uncertain: false }
      const submitted = yield* Deferred.make<void>()
      let isSent = false
      const onEvent = (event: RunEvent): void => {
        call.output.record(event)
        progress.show(event, now())
        if (event.type === "run.uncertain") seen.uncertain = true
        if (event.type !== "run.submitted") return
        seen.ref = event.ref
        Deferred.doneUnsafe(submitted, Effect.void)
      }
      const result = Effect.provideService(
        following.result({ ...wait, onEvent }),
        OnSubmission,
        () => void (isSent = true)
      )
      const tick = Effect.sync(() => progress.tick(now()))
      yield* Effect.forkScoped(Effect.forever(Effect.andThen(Effect.sleep("250 millis"), tick)))
      const fiber = yield* Effect.forkScoped(result)
      const ended: Effect.Effect<Ended> = Fiber.await(fiber)
      const stop = Effect.ensuring(Fiber.interrupt(fiber), Effect.sync(progress.end))

      // A run in this process ignores a closed stdout: no server could continue it.
      const first = yield* Effect.raceFirst(ended, following.own === true ? signals.interrupt : signals.next)
      if (typeof first !== "string") {
        progress.end()
        return yield* conclude(call, signals, first, following, seen)
      }
      if (seen.ref === undefined && isSent) {
        // The submission is on its way: wait a moment for the run's id. Before that, nothing may be submitted any more.
        const answer = yield* Effect.raceAllFirst([
          ended,
          Effect.as(Deferred.await(submitted), "submitted" as const),
          Effect.as(Effect.sleep(lastMoment), "late" as const),
          Effect.as(signals.next, "late" as const)
        ])
        if (typeof answer !== "string") {
          progress.end()
          return yield* conclude(call, signals, answer, following, seen)
        }
      }
      yield* stop
      const { ref } = seen
      if (ref === undefined) return { failure: unsubmitted(call, seen.uncertain), continues: seen.uncertain }
      if (following.own !== true) return yield* detach(call, ref, signals, first)
      const runs = yield* Runs
      yield* Effect.ignore(runs.cancel(ref))
      return { failure: interrupted("The run was cancelled: it ran in this process."), continues: false }
    })
  )

const unsubmitted = (call: Call, uncertain: boolean): CliFailure =>
  uncertain
    ? interrupted("Interrupted while the run was being submitted: it may have been started.", {
        next: [commandLine(call, ["runs", "list", "--since", "5m"])]
      })
    : interrupted("Interrupted before the run was submitted: nothing was started.")

/** How the run ended, or why that is unknown. */
const conclude = (
  call: Call,
  signals: Signals,
  exit: Ended,
  { own = false }: Following,
  seen: { readonly ref: RunRef | undefined; readonly uncertain: boolean }
): Effect.Effect<Followed, CliFailure, Services> =>
  Effect.gen(function* () {
    if (Exit.isSuccess(exit)) {
      return yield* Effect.match(unlessInterrupted(showResult(call, exit.value), signals), {
        onSuccess: () => ({ continues: false }),
        onFailure: (failure) => ({ failure, continues: false })
      })
    }
    const error = Cause.squash(exit.cause)
    if (!(error instanceof AixplainError)) return yield* Effect.die(error)
    const { reason } = error
    const isEnd = reason._tag === "RunFailed" || reason._tag === "RunCancelled"
    const failure = describeError(error, call, yield* partialResult(call, error))
    return {
      failure: own ? endedHere(failure) : failure,
      continues: !own && !isEnd && (seen.ref !== undefined || reason._tag === "SubmissionUncertain")
    }
  })

/** A failed run may still have outputs; JSON answers contain them next to the error. */
const partialResult = (
  call: Call,
  { reason }: AixplainError
): Effect.Effect<Readonly<Record<string, unknown>>, never, Outputs> =>
  Effect.gen(function* () {
    if (call.output.format === "text") return {}
    if ((reason._tag !== "RunFailed" && reason._tag !== "RunCancelled") || reason.result === undefined) return {}
    const { result } = reason
    const outputs = yield* Outputs
    return (yield* readResult(outputs.result(result))).json
  })

/** A run in this process ends with the command, so its failure offers nothing to resume. */
const endedHere = (failure: CliFailure): CliFailure => {
  const { run: _run, ...facts } = failure.facts
  const { code, hint, message, why } = failure
  const isDeadline = failure.exitCode === ExitCode.deadline
  return new CliFailure({
    code,
    exitCode: isDeadline ? ExitCode.cancelled : failure.exitCode,
    message: isDeadline ? `${message} It was cancelled: it ran in this process.` : message,
    why,
    hint: isDeadline ? "Give it a longer --timeout." : hint,
    facts
  })
}

const detach = (
  call: Call,
  ref: RunRef,
  signals: Signals,
  signal: Signal
): Effect.Effect<Followed, CliFailure, Services> =>
  Effect.gen(function* () {
    const next = [commandLine(call, ["runs", "resume", ref.id])]
    const detached = new CliFailure({
      code: "Detached",
      exitCode: ExitCode.detached,
      message: "Detached; the run continues on the server.",
      hint: "Resume it with the next command.",
      next,
      facts: { run: ref },
      said: true
    })
    call.output.say(`The run continues on the server. Resume it with:\n  ${call.output.style.bold(next[0] ?? "")}`)
    // After a closed stdout, nobody is left to press Ctrl-C.
    if (signal === "SIGPIPE") return { failure: detached, continues: true }
    call.output.say("Ctrl-C again cancels it.")
    const again = yield* Effect.raceFirst(
      Effect.as(Effect.sleep(secondSignalWindow), false),
      Effect.as(signals.next, true)
    )
    if (!again) return { failure: detached, continues: true }
    const runs = yield* Runs
    const problem = yield* Effect.match(runs.cancel(ref), {
      onSuccess: () => undefined,
      onFailure: (error) => error.message
    })
    return {
      failure: interrupted(
        problem === undefined
          ? "The server was asked to cancel the run."
          : `The run could not be cancelled and continues: ${problem}`,
        { next: [commandLine(call, ["runs", "get", ref.id])], facts: { run: ref } }
      ),
      continues: problem !== undefined
    }
  })

/** Shows everything of a result that can be read, even if some outputs cannot be read or saved. */
const showResult = (call: Call, result: RunResult): Effect.Effect<void, CliFailure> =>
  Effect.gen(function* () {
    const { failure, json } = yield* readResult(result)
    const directory = call.flags.text("save")
    const unsaved = directory === undefined ? [] : yield* saveOutputs(result, directory, call)
    const problem =
      unsaved.length > 0
        ? new CliFailure({ exitCode: ExitCode.error, code: "Local", message: unsaved.join("\n"), facts: json })
        : failure && describeError(failure, call, json)
    const isText = call.output.format === "text"
    // In JSON the result is printed next to the error.
    if (isText || problem === undefined) call.output.answer(json, isText ? yield* resultText(result, json) : "")
    if (problem !== undefined) yield* Effect.fail(problem)
  })
