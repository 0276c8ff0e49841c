/**
 * Answers what people ask about runs: from memory for those that are open here, from the store for all others. The
 * reading side of the engine's face; it changes nothing.
 */
import type { RunDetail, RunEvent, Segment } from "@aixplain-ts/api-types"
import type { RunRow, RunState, RunStore, StepRow, StepsFilter } from "../store/RunStore.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import { textPath, withOrigin } from "./Answers.ts"
import type { Clock } from "../clock/Clock.ts"
import { isoTime, logLineOf, nodeStateOf, statesOf, stepOf, summaryOf } from "./describe.ts"
import type { CheckedRun, CountedPage, Engine, OutputItem, Page, StepQuery } from "./Engine.ts"
import type { Executor } from "./Executor.ts"
import { logTokens, outputTokens, runTokens, type StepPlace, stepTokens } from "./PageTokens.ts"
import { textOf } from "./valueCodec.ts"
import type { PresentState, RunEvents } from "./RunEvents.ts"

export interface RunReadsOptions {
  readonly store: RunStore
  readonly executor: Executor
  readonly events: RunEvents
  readonly clock: Clock
  readonly baseUrl: () => string
}

export type RunReads = Pick<Engine, "check" | "list" | "get" | "steps" | "outputs" | "log" | "events" | "output">

export const runReads = ({ baseUrl, clock, executor, store, events }: RunReadsOptions): RunReads => {
  /** The present row; what is in memory is newer than the store. */
  const rowOf = async (team: string, id: string): Promise<RunRow | undefined> => {
    const active = executor.find(id)
    return active !== undefined && active.team === team ? liveRow(active) : store.row(team, id)
  }

  const detailOf = async (team: string, id: string): Promise<RunDetail | undefined> => {
    const row = await rowOf(team, id)
    if (row === undefined) return undefined
    const active = executor.find(id)
    const counts =
      active === undefined ? await store.nodes(row.run) : active.plan.nodes.map((node) => active.countsOf(node.index))
    const document = active?.row.document ?? (await store.document(row.run))
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
      const ended = waitMillis > 0 ? events.untilEnd(id, waitMillis, signals) : undefined
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
      return endedAnswer(row, await store.answer(row.run), baseUrl())
    },
    list: async (team, query) => {
      const state: readonly RunState[] | undefined =
        query.status === undefined ? undefined : query.status === "IN_PROGRESS" ? ["queued", "running"] : [query.status]
      const rows = await store.list(team, {
        limit: query.limit + 1,
        ...(query.pipeline === undefined ? {} : { pipeline: query.pipeline }),
        ...(state === undefined ? {} : { state }),
        ...(query.since === undefined ? {} : { since: query.since }),
        ...(query.until === undefined ? {} : { until: query.until }),
        ...(query.outcome === undefined ? {} : { partial: true }),
        ...(query.text === undefined ? {} : { text: query.text }),
        ...(query.page === undefined ? {} : { before: runTokens.read(query.page) })
      })
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
        ? await store.steps(row.run, { ...filter, limit: query.limit + 1, ...(after === undefined ? {} : { after }) })
        : []
      const page = pageOf(
        withThoseAtWork(kept, executor.find(id), query, after),
        query.limit,
        (step) => stepOf(step, ended),
        stepTokens.write
      )
      return { ...page, total: isAny ? await store.countSteps(row.run, filter) : 0 }
    },
    log: async (team, id, query) => {
      const row = await rowOf(team, id)
      if (row === undefined) return undefined
      const after = query.page === undefined ? 0 : logTokens.read(query.page)
      const lines = await store.log(row.run, after, query.limit + 1)
      return pageOf(lines, query.limit, logLineOf, (line) => logTokens.write(line.n))
    },
    outputs: async (team, id, node, query) => {
      const row = await rowOf(team, id)
      if (row === undefined) return undefined
      if (row.endedAt === undefined) return { _tag: "Running" }
      const from = query.page === undefined ? 0 : outputTokens.read(query.page)
      const pages = new OutputPages(store, row, node, baseUrl())
      const page = await pages.page(from, query.limit)
      return page === undefined ? { _tag: "NotReached" } : { _tag: "Page", page }
    },
    events: async (team, id, { signal }): Promise<AsyncIterable<RunEvent> | undefined> => {
      if ((await rowOf(team, id)) === undefined) return undefined
      const present = async (): Promise<PresentState | undefined> => {
        const detail = await detailOf(team, id)
        const row = await rowOf(team, id)
        return detail === undefined || row === undefined
          ? undefined
          : { detail, elapsedTime: elapsedOf(row, clock.now()) }
      }
      return events.events(id, present, signal)
    },
    output: async (id, token, n) => {
      const stored = await store.output(id, token, n)
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

/** Seconds from the submission to the end, or to now. */
const elapsedOf = ({ submittedMs, endedMs }: RunRow, now: number): number =>
  Math.max(0, (endedMs ?? now) - submittedMs) / 1000

const openAnswer = (row: RunRow, now: number): CheckedRun => ({
  status: "IN_PROGRESS",
  completed: false,
  progress: `${row.progress}%`,
  elapsed_time: elapsedOf(row, now),
  used_credits: row.credits
})

const endedAnswer = (row: RunRow, parts: readonly string[], origin: string): CheckedRun => {
  const failed = row.state === "FAILED"
  const { outputs } = row
  return {
    // Engine 2.0 calls a failed run ERROR.
    status: failed && row.version === "2.0" ? "ERROR" : row.state,
    completed: true,
    numofsegments: outputs?.total ?? 0,
    numoffailedsegments: outputs?.failed ?? 0,
    progress: `${row.progress}%`,
    elapsed_time: elapsedOf(row, row.endedMs ?? row.submittedMs),
    used_credits: row.credits,
    ...(row.error === undefined ? {} : { error: row.error, error_message: row.error }),
    parts: ["[", ...parts.map((part) => withOrigin(part, origin)), "]"]
  }
}

/** Bytes of values, roughly, above which a page ends early. */
const pageBytes = 4 * 1024 * 1024

/** Reads an output page by page, each from the parts of the answer that hold it. */
class OutputPages {
  readonly #store: RunStore
  readonly #row: RunRow
  readonly #node: number
  readonly #origin: string

  constructor(store: RunStore, row: RunRow, node: number, origin: string) {
    this.#store = store
    this.#row = row
    this.#node = node
    this.#origin = origin
  }

  /** Undefined for an output that nothing reached. */
  async page(from: number, limit: number): Promise<CountedPage<OutputItem> | undefined> {
    const total = await this.#store.countOutput(this.#row.run, this.#node)
    if (total === undefined) return undefined
    const items: OutputItem[] = []
    let bytes = 0
    for (let index = from; items.length < limit && index < total;) {
      const segments = (await this.#segmentsFrom(index)).slice(0, limit - items.length)
      const values = await this.#valuesOf(segments)
      for (const [at, segment] of segments.entries()) {
        const item = itemOf(segment, values[at])
        bytes += typeof item.value === "string" ? Buffer.byteLength(item.value) : 0
        if (items.length > 0 && bytes > pageBytes) return pageUpTo(items, index + at, total)
        items.push(item)
      }
      index += segments.length
    }
    return pageUpTo(items, from + items.length, total)
  }

  async #segmentsFrom(index: number): Promise<readonly Segment[]> {
    const [part] = await this.#store.outputParts(this.#row.run, this.#node, index, 1)
    const text = withOrigin(part!.text.replace(/^,/u, ""), this.#origin)
    return (JSON.parse(`[${text}]`) as Segment[]).slice(index - part!.first)
  }

  /** The texts behind those segments that the answer has addresses of. */
  async #valuesOf(segments: readonly Segment[]): Promise<readonly (string | undefined)[]> {
    const prefix = `${this.#origin}${textPath(this.#row, 0).slice(0, -"0.txt".length)}`
    const numbers = segments.map(({ success, is_url: isUrl, response }) =>
      success && isUrl === true && typeof response === "string" && response.startsWith(prefix)
        ? Number(response.slice(prefix.length, -".txt".length))
        : undefined
    )
    const wanted = numbers.filter((n) => n !== undefined)
    const stored = await this.#store.values(this.#row.run, wanted)
    let next = 0
    return numbers.map((n) => (n === undefined ? undefined : textOf(stored[next++]!)))
  }
}

const pageUpTo = (items: readonly OutputItem[], next: number, total: number): CountedPage<OutputItem> => ({
  items,
  next: next < total ? outputTokens.write(next) : null,
  total
})

const itemOf = (segment: Segment, text: string | undefined): OutputItem => {
  const { index, success, response, is_url: isUrl, output_type: type, error, separator, language } = segment
  // One text larger than a page stays where it is.
  const asUrl = isUrl === true && (text === undefined || Buffer.byteLength(text) > pageBytes)
  return {
    index,
    success,
    ...(!success ? {} : asUrl ? { url: String(response) } : { value: text ?? response }),
    ...(type === undefined ? {} : { type }),
    ...(error === undefined ? {} : { error }),
    ...(separator === undefined ? {} : { separator }),
    ...(language === undefined ? {} : { language })
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
