/**
 * Rows of the engine's tables as SQLite gives them, and how they are read. Columns are named in snake case; `null` in a
 * column is an absent field.
 */
import type { DataType } from "@aixplain-ts/api-types"
import type { LogLine, NodeCounts, RunRow, RunState, StepOut, StepRow, StepState } from "../RunStore.ts"

export interface RunColumns {
  readonly run: number
  readonly id: string
  readonly token: string
  readonly team: string
  readonly pipeline: string
  readonly pipeline_name: string
  readonly plan: number
  readonly state: string
  readonly takes: number
  readonly batch: number
  readonly version: string | null
  readonly inputs: string
  readonly progress: number
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly skipped: number
  readonly credits: number
  readonly created_at: number
  readonly started_at: number | null
  readonly ended_at: number | null
  readonly submitted_ms: number
  readonly ended_ms: number | null
  readonly deadline_ms: number
  readonly segments: number | null
  readonly failed_segments: number | null
  readonly cancel_at: number | null
  readonly error: string | null
}

export const readRun = (row: RunColumns): RunRow => ({
  run: row.run,
  id: row.id,
  token: row.token,
  team: row.team,
  pipeline: { id: row.pipeline, name: row.pipeline_name },
  state: row.state as RunState,
  batchMode: row.batch === 1,
  progress: row.progress,
  counts: { total: row.total, done: row.done, failed: row.failed, skipped: row.skipped },
  credits: row.credits,
  createdAt: row.created_at,
  submittedMs: row.submitted_ms,
  deadlineMs: row.deadline_ms,
  ...given("endedMs", row.ended_ms),
  ...given("outputs", row.segments === null ? null : { total: row.segments, failed: row.failed_segments ?? 0 }),
  ...given("version", row.version),
  ...given("startedAt", row.started_at),
  ...given("endedAt", row.ended_at),
  ...given("cancelAt", row.cancel_at),
  ...given("error", row.error)
})

export interface StepColumns {
  readonly node: number
  readonly seg: string
  readonly status: string
  readonly attempt: number
  readonly started_at: number | null
  readonly ended_at: number | null
  readonly due_at: number | null
  readonly due_ms: number | null
  readonly part: number
  readonly out: string | null
  readonly error: string | null
  readonly credits: number
}

export const readStep = (run: number, row: StepColumns): StepRow => ({
  run,
  node: row.node,
  seg: row.seg,
  state: row.status as StepState,
  attempt: row.attempt,
  part: row.part === 1,
  credits: row.credits,
  ...given("startedAt", row.started_at),
  ...given("endedAt", row.ended_at),
  ...given("dueAt", row.due_at),
  ...given("dueMs", row.due_ms),
  ...given("out", row.out === null ? null : (JSON.parse(row.out) as StepOut)),
  ...given("error", row.error)
})

export interface ValueColumns {
  readonly val: number
  readonly kind: "text" | "json" | "file"
  readonly type: DataType
  readonly media: string | null
  readonly body: string | null
  readonly file: string | null
}

export interface NodeColumns {
  readonly node: number
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly skipped: number
  readonly first_at: number | null
  readonly last_at: number | null
  readonly error: string | null
}

export const readNode = (run: number, row: NodeColumns): NodeCounts & { readonly error?: string } => ({
  run,
  node: row.node,
  total: row.total,
  done: row.done,
  failed: row.failed,
  skipped: row.skipped,
  ...given("firstAt", row.first_at),
  ...given("lastAt", row.last_at),
  ...given("error", row.error)
})

export interface LogColumns {
  readonly n: number
  readonly at: number
  readonly node: number | null
  readonly seg: string | null
  readonly level: LogLine["level"]
  readonly text: string
}

export const readLog = (run: number, row: LogColumns): LogLine => ({
  run,
  n: row.n,
  at: row.at,
  level: row.level,
  text: row.text,
  ...given("node", row.node),
  ...given("seg", row.seg)
})

/** A field for a column that holds something. */
const given = <K extends string, V>(key: K, value: V | null): { readonly [P in K]?: V } =>
  value === null ? {} : ({ [key]: value } as { readonly [P in K]?: V })

/** Values of run `r` have the numbers from `r × 2^22` on: one range to read, one to delete. */
export const valueKey = (run: number, n: number): number => run * valuesPerRun + n
export const valuesPerRun = 2 ** 22
