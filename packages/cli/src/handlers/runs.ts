/** `axp runs …`: list, get, watch, cancel. */
import { closest } from "@aixplain-ts/designer"
import type { NodeState, RunDetail, RunLogLine, RunStatus } from "@aixplain-ts/api-types"
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import { type RunFilter, Runs } from "@aixplain-ts/core/Runs"
import type { RunResult } from "@aixplain-ts/core/Outputs"
import { formatDuration } from "@aixplain-ts/core/Durations"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { attempt } from "../attempt.ts"
import type { Call, Handler } from "../command.ts"
import { parseDuration } from "../duration.ts"
import { ExitCode } from "../ExitCode.ts"
import { describeError } from "../failure.ts"
import { follow } from "../follow.ts"
import { showPage } from "../pages.ts"
import { readLimit } from "../questions.ts"
import { table } from "../Output.ts"
import { readResult, resultText } from "../showResult.ts"
import { takeSignals, unlessInterrupted } from "../Signals.ts"
import { none, readPipelineId, readRun } from "../target.ts"
import { UsageError } from "../CliFailure.ts"

export const list: Handler = (call) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const filter = yield* attempt(() => readFilter(call, now))
    const runs = yield* Runs
    const page = yield* runs.page(filter)
    const rows = page.items.map((run) => [run.id, run.status, run.pipeline.name ?? run.pipeline.id, run.createdAt])
    return showPage(call, page, ["RUN", "STATUS", "PIPELINE", "SUBMITTED"], rows)
  })

const readFilter = (call: Call, now: number): RunFilter => {
  none(call)
  const { flags } = call
  const pipeline = flags.text("pipeline")
  const status = flags.text("status")
  const optional = {
    pipeline: pipeline === undefined ? undefined : readPipelineId(pipeline),
    status: status === undefined ? undefined : readStatus(status),
    page: flags.text("page"),
    limit: readLimit(call),
    since: readSince(flags.text("since"), now)
  }
  return Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined))
}

const statuses = ["IN_PROGRESS", "SUCCESS", "FAILED", "ABORTED"] as const satisfies readonly RunStatus[]

const readStatus = (text: string): RunStatus => {
  const status = statuses.find((word) => word === text.toUpperCase())
  if (status !== undefined) return status
  const near = closest(text, statuses)
  throw new UsageError(
    `Invalid --status: "${text}".`,
    near === undefined ? `Use one of: ${statuses.join(", ")}.` : `Did you mean ${near}?`
  )
}

/** A time, or how long ago. */
const readSince = (text: string | undefined, now: number): string | number | undefined => {
  if (text === undefined || !/^\d{4}-/.test(text)) return text && now - parseDuration(text, "--since")
  if (!Number.isNaN(Date.parse(text))) return new Date(text).toISOString()
  throw new UsageError(`Invalid --since: "${text}".`, "Write an ISO time (2026-03-01T09:00Z) or a duration such as 2h.")
}

export const get: Handler = (call) =>
  Effect.gen(function* () {
    const ref = yield* readRun(call)
    const runs = yield* Runs
    const result = yield* runs.check(ref)
    const { json } = yield* readResult(result)
    const known = Effect.mapError((error: AixplainError) => describeError(error, call, json))
    // Only servers with the `runs` extension report a run's nodes; the others report its outcome.
    const detail = yield* runs.get(result.id).pipe(
      Effect.catchIf(
        ({ reason }) => reason._tag === "NotSupported",
        () => Effect.succeed(undefined)
      ),
      known
    )
    const log = call.flags.on("log") ? yield* known(Stream.runCollect(runs.log(result.id))) : undefined
    const progress = detail?.progress ?? result.progress
    const error = detail?.error ?? result.error
    const outputs = call.output.format === "text" ? yield* resultText(result, json) : ""
    call.output.answer(
      {
        ...json,
        ...(progress !== undefined && { progress }),
        ...(detail !== undefined && { nodes: detail.nodes }),
        ...(error !== undefined && { error }),
        ...(log !== undefined && { log })
      },
      [headline(result, progress), why(error), nodeTable(detail), outputs, logText(log)]
        .filter((part) => part !== "")
        .join("\n\n")
    )
    return ExitCode.ok
  })

const headline = ({ elapsedTime, id, phase, status }: RunResult, progress: number | undefined): string =>
  [
    `${id}  ${status.toLowerCase()}`,
    phase === "running" && progress !== undefined ? `${progress} %` : "",
    elapsedTime === undefined ? "" : formatDuration(elapsedTime * 1_000)
  ]
    .filter((part) => part !== "")
    .join(", ")

const why = (error: unknown): string =>
  error === undefined ? "" : typeof error === "string" ? error : JSON.stringify(error)

const nodeTable = (detail: RunDetail | undefined): string =>
  detail === undefined
    ? ""
    : table([["NODE", "LABEL", "STATUS", "SEGMENTS", "TIME", "ERROR"], ...detail.nodes.map(nodeRow)])

const nodeRow = ({ endedAt, error, label, node, segments, startedAt, status }: NodeState): string[] => [
  String(node),
  label,
  status,
  `${segments.done}/${segments.total}${segments.failed > 0 ? ` (${segments.failed} failed)` : ""}`,
  startedAt === undefined || endedAt === undefined ? "" : formatDuration(Date.parse(endedAt) - Date.parse(startedAt)),
  error ?? ""
]

const logText = (log: readonly RunLogLine[] | undefined): string =>
  (log ?? [])
    .map(({ at, level, node, text }) => `${at} ${level} ${node === undefined ? "" : `node ${node}: `}${text}`)
    .join("\n")

export const watch: Handler = (call) =>
  Effect.scoped(
    Effect.gen(function* () {
      const signals = yield* takeSignals(call.io)
      const ref = yield* unlessInterrupted(readRun(call), signals)
      const runs = yield* Runs
      const { failure } = yield* follow(call, signals, { ref, result: (wait) => runs.await(ref, wait) })
      return failure === undefined ? ExitCode.ok : yield* Effect.fail(failure)
    })
  )

export const cancel: Handler = (call) =>
  Effect.gen(function* () {
    const ref = yield* readRun(call)
    const runs = yield* Runs
    yield* runs.cancel(ref)
    call.output.answer({ id: ref.id, cancelled: "requested" }, `The server was asked to cancel run ${ref.id}.`)
    return ExitCode.ok
  })
