/** `axp runs …`: list, look, follow, cancel. */
import type { RunStatus } from "@aixplain-ts/api-types"
import { type RunFilter, Runs } from "@aixplain-ts/core/Runs"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Call, Handler } from "../Command.ts"
import { asUsage } from "../asUsage.ts"
import { parseDuration } from "../Duration.ts"
import { ExitCode } from "../ExitCode.ts"
import { follow } from "../Follow.ts"
import { confirm, readLimit } from "../Questions.ts"
import { table } from "../Output.ts"
import { resultJson, resultText } from "../ShowResult.ts"
import { readRun } from "../Target.ts"

export const list: Handler = (call) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const filter = yield* asUsage(() => readFilter(call, now))
    const runs = yield* Runs
    const page = yield* runs.page(filter)
    const rows = page.items.map((run) => [run.id, run.status, run.pipeline.name ?? run.pipeline.id, run.createdAt])
    call.output.answer(page, table([["RUN", "STATUS", "PIPELINE", "SUBMITTED"], ...rows]))
    if (page.next !== null) call.output.note(`There is more: --page ${page.next}`)
    return ExitCode.ok
  })

const readFilter = (call: Call, now: number): RunFilter => {
  const { flags } = call
  const since = flags.text("since")
  const optional = {
    pipeline: flags.text("pipeline"),
    status: flags.text("status")?.toUpperCase() as RunStatus | undefined,
    page: flags.text("page"),
    limit: readLimit(call),
    since: since === undefined ? undefined : /^\d{4}-/.test(since) ? since : now - parseDuration(since, "--since")
  }
  return Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined))
}

export const get: Handler = (call) =>
  Effect.gen(function* () {
    const text = yield* asUsage(() => readRun(call))
    const runs = yield* Runs
    const result = yield* runs.check(text)
    const json = yield* resultJson(result)
    // Servers that keep a run's history tell about its nodes; the others tell the outcome alone.
    const detail = yield* Effect.option(runs.get(result.id))
    const more = detail._tag === "Some" ? { progress: detail.value.progress, nodes: detail.value.nodes } : {}
    const error = result.error === undefined ? {} : { error: result.error }
    const head = `${result.status.toLowerCase()}${result.progress === undefined ? "" : `, ${result.progress} %`}`
    call.output.answer(
      { ...json, ...more, ...error },
      [head, resultText(json)].filter((line) => line !== "").join("\n")
    )
    return ExitCode.ok
  })

export const watch: Handler = (call) =>
  Effect.gen(function* () {
    const text = yield* asUsage(() => readRun(call))
    const followed = yield* follow(call, () => Effect.flatMap(Runs, (runs) => runs.ref(text)))
    return followed.exitCode
  })

export const cancel: Handler = (call) =>
  Effect.gen(function* () {
    const text = yield* asUsage(() => readRun(call))
    const runs = yield* Runs
    const ref = yield* runs.ref(text)
    yield* asUsage(() => confirm(call, `Cancel run ${ref.id}?`))
    yield* runs.cancel(ref)
    call.output.answer({ id: ref.id, cancelled: "requested" }, `The server was asked to cancel run ${ref.id}.`)
    return ExitCode.ok
  })
