/**
 * Waits for a run in front of a person: progress on stderr, events as NDJSON, Ctrl-C once to let go and twice to cancel.
 */
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import { parseDuration } from "./Duration.ts"
import type { RunResult } from "@aixplain-ts/core/Outputs"
import type { RunEvent } from "@aixplain-ts/core/RunEvent"
import type { RunRef } from "@aixplain-ts/core/RunRef"
import { Runs, type WaitOptions } from "@aixplain-ts/core/Runs"
import * as Effect from "effect/Effect"
import type { Call } from "./Command.ts"
import { ExitCode } from "./ExitCode.ts"
import { makeProgress } from "./Progress.ts"
import { resultJson, resultText, saveOutputs } from "./ShowResult.ts"
import { type Signals, takeSignals } from "./Signals.ts"
import { UsageError } from "./UsageError.ts"

/** How long a second Ctrl-C is waited for after the first. */
const secondSignalWindow = "1 second"

export interface Followed {
  readonly exitCode: ExitCode
  /** The run goes on at the server without us. */
  readonly goesOn: boolean
}

export const readWait = (call: Call): Pick<WaitOptions, "schedule" | "timeout"> => {
  const timeout = call.flags.text("timeout")
  const schedule = call.flags.text("schedule")
  if (schedule !== undefined && schedule !== "adaptive" && schedule !== "python")
    throw new UsageError(`--schedule ${schedule} is none.`, "Use adaptive or python.")
  return {
    ...(timeout !== undefined && { timeout: parseDuration(timeout, "--timeout") }),
    ...(schedule !== undefined && { schedule })
  }
}

/**
 * Starts the run (or takes one up) and sees it to its end.
 *
 * @param begin gives the run's reference, telling its events
 * @param own the run lives in this process: letting go of it would lose it, so the first Ctrl-C cancels
 */
export const follow = (
  call: Call,
  begin: (onEvent: (event: RunEvent) => void) => Effect.Effect<RunRef, AixplainError, Runs>,
  options: { readonly own?: boolean } = {}
): Effect.Effect<Followed, AixplainError | UsageError, Runs> =>
  Effect.scoped(
    Effect.gen(function* () {
      const wait = yield* Effect.try({ try: () => readWait(call), catch: (error) => error as UsageError })
      const progress = makeProgress({ stderr: call.io.stderr, quiet: call.output.format === "ndjson" || isQuiet(call) })
      const onEvent = (event: RunEvent): void => {
        call.output.record(event)
        progress.show(event)
      }
      const runs = yield* Runs
      const signals = yield* takeSignals(call.io)
      const ref = yield* orSignal(begin(onEvent), signals)
      if (ref === "let go") {
        progress.end()
        return { exitCode: ExitCode.interrupted, goesOn: false }
      }
      const result = yield* orSignal(runs.await(ref, { ...wait, onEvent }), signals).pipe(
        Effect.ensuring(Effect.sync(progress.end))
      )
      if (result !== "let go") {
        yield* showResult(call, result)
        return { exitCode: ExitCode.ok, goesOn: false }
      }
      if (options.own === true) {
        yield* Effect.ignore(runs.cancel(ref))
        return { exitCode: ExitCode.interrupted, goesOn: false }
      }
      return yield* letGo(call, ref, signals)
    })
  )

const isQuiet = (call: Call): boolean => call.flags.on("quiet")

const orSignal = <A, E, R>(effect: Effect.Effect<A, E, R>, signals: Signals): Effect.Effect<A | "let go", E, R> =>
  Effect.raceFirst(effect, Effect.as(signals.next, "let go" as const))

const letGo = (call: Call, ref: RunRef, signals: Signals): Effect.Effect<Followed, AixplainError, Runs> =>
  Effect.gen(function* () {
    const server = call.settings.baseUrl === undefined ? "" : ` --base-url ${call.settings.baseUrl}`
    call.output.say(
      `The run goes on. Take it up again with:\n  axp runs resume ${ref.id}${server}\nCtrl-C again cancels it.`
    )
    const again = yield* Effect.raceFirst(
      Effect.as(Effect.sleep(secondSignalWindow), false),
      Effect.as(signals.next, true)
    )
    if (!again) return { exitCode: ExitCode.detached, goesOn: true }
    const runs = yield* Runs
    yield* runs.cancel(ref)
    call.output.say("The server was asked to cancel the run.")
    return { exitCode: ExitCode.interrupted, goesOn: false }
  })

const showResult = (call: Call, result: RunResult): Effect.Effect<void, AixplainError> =>
  Effect.gen(function* () {
    const json = yield* resultJson(result)
    call.output.answer(json, resultText(json))
    const directory = call.flags.text("save")
    if (directory !== undefined) yield* saveOutputs(result, directory, call)
  })
