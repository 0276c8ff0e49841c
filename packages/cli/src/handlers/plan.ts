/** `axp pipelines plan | apply`: compare a folder of pipeline files with the server, and update the server from it. */
import type { Services } from "@aixplain-ts/core/Aixplain"
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import {
  emptyLock,
  layer,
  parseLock,
  type PipelinePlan,
  PipelinePlans,
  type PlanStep,
  printLock
} from "@aixplain-ts/core/PipelinePlans"
import * as Effect from "effect/Effect"
import { attempt } from "../attempt.ts"
import { commandLine } from "../Caller.ts"
import { CliFailure } from "../CliFailure.ts"
import type { Call, Handler } from "../command.ts"
import { ExitCode } from "../ExitCode.ts"
import { describeError } from "../failure.ts"
import { type Folder, readFolder, writeLock } from "../Folder.ts"
import type { Style } from "../Style.ts"

type Planned = Effect.Effect<readonly [Folder, PipelinePlan], AixplainError | CliFailure, PipelinePlans>

const makePlan = (call: Call): Planned =>
  Effect.gen(function* () {
    const folder = yield* attempt(() => readFolder(call))
    if (folder.ignored.length > 0)
      call.output.note(`No pipeline in ${folder.ignored.join(", ")}: left out of the plan.`)
    const lock = folder.lock === undefined ? emptyLock : yield* parseLock(folder.lock)
    const plans = yield* PipelinePlans
    const made = yield* plans.plan(folder.files, lock, { prune: call.flags.on("prune") })
    return [folder, made] as const
  })

const withPlans = <A, E>(effect: Effect.Effect<A, E, PipelinePlans>): Effect.Effect<A, E, Services> =>
  Effect.provide(effect, layer)

export const plan: Handler = (call) =>
  withPlans(
    Effect.gen(function* () {
      const [folder, made] = yield* makePlan(call)
      const { isEmpty, steps } = made
      const json = { folder: folder.name, isEmpty, steps: steps.map(stepJson) }
      const text = [...steps.map((step) => stepText(step, call.output.answerStyle)), summary(steps, "to ")].join("\n")
      if (isEmpty || !call.flags.on("check")) {
        call.output.answer(json, text)
        return ExitCode.ok
      }
      if (call.output.format === "text") call.output.answer(json, text)
      return yield* Effect.fail(
        new CliFailure({
          exitCode: ExitCode.error,
          code: "Drift",
          message: `The server differs from ${folder.name}.`,
          next: [commandLine(call, ["pipelines", "apply", folder.name])],
          facts: json
        })
      )
    })
  )

export const apply: Handler = (call) =>
  withPlans(
    Effect.gen(function* () {
      const [folder, made] = yield* makePlan(call)
      const plans = yield* PipelinePlans
      const done: PlanStep[] = []
      let written = folder.lock
      const lock = plans.apply(made, {
        overwrite: call.flags.on("overwrite"),
        onStep: (step, present) =>
          Effect.promise(async () => {
            done.push(step)
            if (call.output.format === "text") call.output.answer({}, stepText(step, call.output.answerStyle))
            const text = printLock(present)
            if (text === written) return
            await writeLock(folder, text)
            written = text
          })
      })
      // Steps done before a failure stay done; the JSON answer lists them.
      const json = () => ({ folder: folder.name, steps: done.map(stepJson) })
      yield* Effect.mapError(lock, (error) => describeError(error, call, json()))
      call.output.answer(json(), summary(done, ""))
      return ExitCode.ok
    })
  )

const stepJson = (step: PlanStep): Readonly<Record<string, unknown>> => ({
  action: step.action,
  file: step.file ?? null,
  name: step.name,
  ...("id" in step && { id: step.id }),
  ...("changes" in step && { changes: step.changes }),
  ...("conflict" in step && step.conflict && { conflict: true })
})

const stepText = (step: PlanStep, style: Style): string => {
  const paint = { create: style.green, update: style.yellow, delete: style.red, unchanged: style.dim, keep: style.dim }
  const place = step.file ?? step.lockedAs
  const word = (step.action === "forget" ? style.dim : paint[step.action])(step.action.padEnd(9))
  const head = `${word}  ${place}  ${step.name}${"id" in step ? style.dim(`  ${step.id}`) : ""}`
  const notes = [
    ...("conflict" in step && step.conflict ? [style.red("It was changed on the server since the last apply.")] : []),
    ...(step.action === "keep" ? ["Its file is gone; --prune deletes it."] : []),
    ...("changes" in step ? step.changes.map(({ text }) => text) : [])
  ]
  return [head, ...notes.map((line) => `             ${line}`)].join("\n")
}

const counted = ["create", "update", "delete"] as const

/** `1 to create, 2 unchanged.` for a plan, `1 created, 2 unchanged.` for what was done. */
const summary = (steps: readonly PlanStep[], before: "to " | ""): string => {
  const count = (action: PlanStep["action"]): number => steps.filter((step) => step.action === action).length
  const changes = counted
    .filter((action) => count(action) > 0)
    .map((action) => `${count(action)} ${before}${action}${before === "" ? "d" : ""}`)
  return `${[...changes, `${count("unchanged")} unchanged`].join(", ")}.`
}
