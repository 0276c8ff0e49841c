/**
 * Answers what people ask about runs: from memory for those that are open here, from the store for all others. The
 * reading side of the engine's face; it changes nothing.
 */
import type { CheckAnswer, RunDetail, RunEvent } from "@aixplain-ts/api-types"
import * as Effect from "effect/Effect"
import type { RunRow, RunState, RunStoreShape, StepRow, StepsFilter } from "../store/RunStore.ts"
import type { StoreError } from "../store/StoreError.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import { withOrigin } from "./Answers.ts"
import type { Clock } from "./Clock.ts"
import { isoTime, logLineOf, nodeStateOf, statesOf, stepOf, summaryOf } from "./Describe.ts"
import type { Engine, Page, StepQuery } from "./Engine.ts"
import type { Executor } from "./Executor.ts"
import { logTokens, runTokens, type StepPlace, stepTokens } from "./PageTokens.ts"
import { textOf } from "./Values.ts"
import type { Watch } from "./Watch.ts"

export interface RunReadsOptions {
  readonly store: RunStoreShape
  readonly executor: Executor
  readonly watch: Watch
  readonly clock: Clock
  readonly baseUrl: () => string
}

export type RunReads = Pick<Engine, "check" | "list" | "get" | "steps" | "log" | "events" | "output">

const run = <A>(effect: Effect.Effect<A, StoreError>): Promise<A> => Effect.runPromise(effect)

export const runReads = ({ baseUrl, clock, executor, store, watch }: RunReadsOptions): RunReads => {
  /** The present row; what is in memory is newer than the store. */
  const rowOf = async (team: string, id: string): Promise<RunRow | undefined> => {
    const active = executor.find(id)
    return active !== undefined && active.team === team ? liveRow(active) : run(store.row(team, id))
  }

  const detailOf = async (team: string, id: string): Promise<RunDetail | undefined> => {
    const row = await rowOf(team, id)
    if (row === undefined) return undefined
    const active = executor.find(id)
    const counts =
      active === undefined
        ? await run(store.nodes(row.run))
        : active.plan.nodes.map((node) => active.countsOf(node.index))
    const document = active?.row.document ?? (await run(store.document(row.run)))
    const byNumber = new Map(counts.map((node) => [node.node, node]))
    return {
      ...summaryOf(row),
      url: `${baseUrl()}/assets/pipeline/execution/check/${id}`,
      batchMode: row.batchMode,
      nodes: (document?.nodes ?? [])
        .map((node) => nodeStateOf(node, byNumber.get(node.number), row.endedAt === undefined ? undefined : row.state))
        .toSorted((a, b) => a.node - b.node),
      ...(row.version === undefined ? {} : { version: row.version }),
      ...(row.cancelAt === undefined ? {} : { cancelRequestedAt: isoTime(row.cancelAt) })
    }
  }

  return {
    check: async (team, id, { waitMillis = 0, signal } = {}) => {
      const stop = new AbortController()
      const signals = signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal])
      // The wait begins before the look, so that an end in between is not missed.
      const ended = waitMillis > 0 ? watch.untilEnd(id, waitMillis, signals) : undefined
      const active = executor.find(id)
      if (active?.team === team && ended === undefined)
        return openAnswer({ ...active.row, progress: active.progress, credits: active.credits }, clock.now())
      let row = await rowOf(team, id)
      if (row !== undefined && row.endedAt === undefined && ended !== undefined) {
        await ended
        row = await rowOf(team, id)
      }
      stop.abort()
      if (row === undefined) return undefined
      if (row.endedAt === undefined) return openAnswer(row, clock.now())
      return endedAnswer(row, await run(store.answer(row.run)), baseUrl())
    },
    list: async (team, query) => {
      const state: readonly RunState[] | undefined =
        query.status === undefined ? undefined : query.status === "IN_PROGRESS" ? ["queued", "running"] : [query.status]
      const rows = await run(
        store.list(team, {
          limit: query.limit + 1,
          ...(query.pipeline === undefined ? {} : { pipeline: query.pipeline }),
          ...(state === undefined ? {} : { state }),
          ...(query.since === undefined ? {} : { since: query.since }),
          ...(query.until === undefined ? {} : { until: query.until }),
          ...(query.outcome === undefined ? {} : { partial: true }),
          ...(query.text === undefined ? {} : { text: query.text }),
          ...(query.page === undefined ? {} : { before: runTokens.read(query.page) })
        })
      )
      return pageOf(
        rows,
        query.limit,
        (row) => summaryOf(liveRowOf(executor, row)),
        (row) => runTokens.write(row.run)
      )
    },
    get: detailOf,
    steps: async (team, id, query) => {
      const row = await rowOf(team, id)
      if (row === undefined) return undefined
      const after = query.page === undefined ? undefined : stepTokens.read(query.page)
      const ended = row.endedAt !== undefined
      const filter = filterOf(query, ended)
      const isAny = filter.state?.length !== 0
      const kept = isAny
        ? await run(
            store.steps(row.run, { ...filter, limit: query.limit + 1, ...(after === undefined ? {} : { after }) })
          )
        : []
      const page = pageOf(
        withThoseAtWork(kept, executor.find(id), query, after),
        query.limit,
        (step) => stepOf(step, ended),
        stepTokens.write
      )
      return { ...page, total: isAny ? await run(store.countSteps(row.run, filter)) : 0 }
    },
    log: async (team, id, query) => {
      const row = await rowOf(team, id)
      if (row === undefined) return undefined
      const after = query.page === undefined ? 0 : logTokens.read(query.page)
      const lines = await run(store.log(row.run, after, query.limit + 1))
      return pageOf(lines, query.limit, logLineOf, (line) => logTokens.write(line.n))
    },
    events: async (team, id, { signal }): Promise<AsyncIterable<RunEvent> | undefined> => {
      if ((await rowOf(team, id)) === undefined) return undefined
      return watch.events(id, () => detailOf(team, id), signal)
    },
    output: async (id, token, n) => {
      const stored = await run(store.output(id, token, n))
      return stored === undefined || stored.kind === "file" ? undefined : textOf(stored)
    }
  }
}

const liveRow = (active: ActiveRun): RunRow => ({
  ...active.row,
  state: "running",
  progress: active.progress,
  counts: active.counts,
  credits: active.credits,
  ...(active.startedAt === undefined ? {} : { startedAt: active.startedAt }),
  ...(active.cancelAt === undefined ? {} : { cancelAt: active.cancelAt })
})

const liveRowOf = (executor: Executor, row: RunRow): RunRow => {
  const active = executor.find(row.id)
  return active === undefined ? row : liveRow(active)
}

const openAnswer = (row: RunRow, now: number): CheckAnswer => ({
  status: "IN_PROGRESS",
  completed: false,
  progress: `${row.progress}%`,
  elapsed_time: (now - row.createdAt) / 1000,
  used_credits: row.credits
})

const endedAnswer = (row: RunRow, parts: readonly string[], origin: string): CheckAnswer => {
  const data = JSON.parse(withOrigin(`[${parts.join("")}]`, origin)) as Exclude<CheckAnswer["data"], string | undefined>
  const segments = data.flatMap((output) => output.segments)
  const failed = row.state === "FAILED"
  return {
    // Engine 2.0 calls a failed run ERROR.
    status: failed && row.version === "2.0" ? "ERROR" : row.state,
    completed: true,
    data,
    numofsegments: segments.length,
    numoffailedsegments: segments.filter((segment) => !segment.success).length,
    progress: `${row.progress}%`,
    elapsed_time: ((row.endedAt ?? row.createdAt) - row.createdAt) / 1000,
    used_credits: row.credits,
    ...(row.error === undefined ? {} : { error: row.error, error_message: row.error })
  }
}

const pageOf = <Row, A>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => A,
  token: (row: Row) => string
): Page<A> => {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items: items.map(item), next: rows.length > limit && last !== undefined ? token(last) : null }
}

const filterOf = ({ node, status, retried }: StepQuery, ended: boolean): StepsFilter => ({
  ...(node === undefined ? {} : { node }),
  ...(status === undefined ? {} : { state: statesOf(status, ended) }),
  ...(retried === undefined ? {} : { retried })
})

const isBehind = (place: StepPlace, after: StepPlace | undefined): boolean =>
  after === undefined || place.node > after.node || (place.node === after.node && place.seg > after.seg)

/** Journaled steps and those at work in one order. A step at work is newer than its row of an earlier attempt. */
const withThoseAtWork = (
  kept: readonly StepRow[],
  active: ActiveRun | undefined,
  { node, status, retried }: StepQuery,
  after: StepPlace | undefined
): readonly StepRow[] => {
  if (active === undefined || active.working.size === 0) return kept
  const working = new Map<string, StepRow>()
  for (const call of active.working) {
    const row = call.row
    if (isBehind(row, after)) working.set(stepTokens.write(row), row)
  }
  const fits = (row: StepRow): boolean =>
    (node === undefined || row.node === node) &&
    (status === undefined || status === "IN_PROGRESS") &&
    (retried === undefined || row.attempt > 1 === retried)
  const rows = kept.filter((row) => {
    if (row.state === "started" || row.state === "retry") return !working.has(stepTokens.write(row))
    working.delete(stepTokens.write(row))
    return true
  })
  return [...rows, ...[...working.values()].filter(fits)].toSorted((a, b) => (isBehind(a, b) ? 1 : -1))
}
