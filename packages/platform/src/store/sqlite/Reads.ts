/**
 * Everything that reads the engine's tables: plain synchronous functions on the main thread's connection, microseconds
 * each. Reading never waits for the writer (the journal is a write-ahead log).
 */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite"
import type { SegmentKey } from "../../plan/SegmentKey.ts"
import type {
  LogLine,
  NodeCounts,
  OpenRun,
  RunKey,
  RunRow,
  RunsQuery,
  StepRow,
  StepsFilter,
  StepsQuery,
  StoredValue
} from "../RunStore.ts"
import {
  type LogColumns,
  type NodeColumns,
  readLog,
  readNode,
  readRun,
  readStep,
  type RunColumns,
  type StepColumns,
  type ValueColumns,
  valueKey,
  valuesPerRun
} from "./rows.ts"
import type { ValueFiles } from "./ValueFiles.ts"

export interface Reads {
  row(team: string, id: string): RunRow | undefined
  answer(run: RunKey): readonly string[]
  countOutput(run: RunKey, node: number): number | undefined
  outputParts(
    run: RunKey,
    node: number,
    index: number,
    limit: number
  ): readonly { readonly first: number; readonly text: string }[]
  open(run: RunKey, fence: number): OpenRun | undefined
  /** At most `limit` rows after a place, in order. */
  heads(run: RunKey, after: { readonly node: number; readonly seg: SegmentKey }, limit: number): readonly StepRow[]
  rowsAt(run: RunKey, node: number, segs: readonly SegmentKey[]): readonly (StepRow | undefined)[]
  output(id: string, token: string, n: number): StoredValue | undefined
  values(run: RunKey, numbers: readonly number[]): readonly StoredValue[]
  list(team: string, query: RunsQuery): readonly RunRow[]
  nodes(run: RunKey): readonly (NodeCounts & { readonly error?: string })[]
  steps(run: RunKey, query: StepsQuery): readonly StepRow[]
  countSteps(run: RunKey, filter: StepsFilter): number
  log(run: RunKey, after: number, limit: number): readonly LogLine[]
  document(run: RunKey): PipelineDocument | undefined
  queued(): number
  isNamed(reference: string): boolean
}

const documentsKnown = 1000

/** Keys of one query: few lengths, so that few statements are prepared. */
const keysPerQuery = 64

function* inParts<A>(keys: readonly A[]): Generator<readonly A[]> {
  for (let at = 0; at < keys.length;) {
    const size = keys.length - at >= keysPerQuery ? keysPerQuery : 2 ** Math.floor(Math.log2(keys.length - at))
    yield keys.slice(at, at + size)
    at += size
  }
}

const marks = (count: number): string => "?,".repeat(count).slice(0, -1)

/** Conditions of a query with their values, in order. */
class Where {
  readonly #conditions: string[] = []
  readonly values: SQLInputValue[] = []

  and(condition: string, ...values: SQLInputValue[]): this {
    this.#conditions.push(condition)
    this.values.push(...values)
    return this
  }

  get text(): string {
    return this.#conditions.join(" and ")
  }
}

const stepsWhere = (run: RunKey, { node, state, retried }: StepsFilter): Where => {
  const where = new Where().and("run = ?", run).and("part = 0")
  if (node !== undefined) where.and("node = ?", node)
  if (state !== undefined) where.and(`status in (${marks(state.length)})`, ...state)
  if (retried !== undefined) where.and(retried ? "attempt > 1" : "attempt <= 1")
  return where
}

/** Text for `like … escape '!'`: what stands for other characters there stands for itself. */
const literally = (text: string): string => text.replaceAll(/[!%_]/gu, "!$&")

export const openReads = (sql: DatabaseSync, files: ValueFiles | undefined): Reads => {
  const prepared = new Map<string, StatementSync>()
  const statement = (text: string): StatementSync => {
    let found = prepared.get(text)
    if (found === undefined) {
      found = sql.prepare(text)
      prepared.set(text, found)
    }
    return found
  }
  const get = (text: string, ...values: SQLInputValue[]): unknown => statement(text).get(...values)
  const all = (text: string, ...values: SQLInputValue[]): unknown[] => statement(text).all(...values)
  const steps = (run: RunKey, rows: readonly unknown[]): readonly StepRow[] =>
    rows.map((row) => readStep(run, row as StepColumns))

  /** Documents of the plans that were read lately: runs of one version share theirs. */
  const documents = new Map<number, WeakRef<PipelineDocument>>()
  const documentOf = (plan: number, text: string): PipelineDocument => {
    const known = documents.get(plan)?.deref()
    if (known !== undefined) return known
    const document = JSON.parse(text) as PipelineDocument
    documents.set(plan, new WeakRef(document))
    if (documents.size > documentsKnown) documents.delete(documents.keys().next().value!)
    return document
  }

  const read = (value: ValueColumns): StoredValue => ({
    kind: value.kind,
    type: value.type,
    ...(value.media === null ? {} : { media: value.media }),
    body: value.file === null ? (value.body ?? "") : files!.read(value.file)
  })

  return {
    row: (team, id) => {
      const row = get("select * from runs where id = ? and team = ?", id, team) as RunColumns | undefined
      return row === undefined ? undefined : readRun(row)
    },
    answer: (run) =>
      (all("select body from answers where run = ? order by n", run) as { body: string }[]).map((row) => row.body),
    countOutput: (run, node) =>
      (get("select max(first + count) as n from answers where run = ? and node = ?", run, node) as { n: number | null })
        .n ?? undefined,
    outputParts: (run, node, index, limit) =>
      all(
        "select first, body as text from answers where run = ?1 and node = ?2 and first >= (select max(first) from answers " +
          "where run = ?1 and node = ?2 and first <= ?3) order by first limit ?4",
        run,
        node,
        index,
        limit
      ) as { first: number; text: string }[],
    open: (run, fence) => {
      const row = get(
        "select runs.*, plans.doc, (select max(val) from vals where val between ?1 and ?2) as last_value, " +
          "(select max(n) from log where log.run = runs.run) as last_log " +
          "from runs join plans using (plan) where run = ?3 and fence = ?4 and ended_at is null",
        valueKey(run, 0),
        valueKey(run, valuesPerRun - 1),
        run,
        fence
      ) as (RunColumns & { doc: string; last_value: number | null; last_log: number | null }) | undefined
      if (row === undefined) return undefined
      const inputs = JSON.parse(row.inputs) as Record<string, number[]>
      return {
        ...readRun(row),
        document: documentOf(row.plan, row.doc),
        inputs: new Map(Object.entries(inputs).map(([node, numbers]) => [Number(node), numbers])),
        nextValue: row.last_value === null ? 1 : row.last_value - valueKey(run, 0) + 1,
        nextLog: (row.last_log ?? 0) + 1,
        takes: row.takes
      }
    },
    heads: (run, after, limit) =>
      steps(
        run,
        all(
          "select * from steps where run = ? and (node, seg) > (?, ?) order by node, seg limit ?",
          run,
          after.node,
          after.seg,
          limit
        )
      ),
    rowsAt: (run, node, segs) => {
      const found = new Map<SegmentKey, StepRow>()
      for (const part of inParts(segs))
        for (const row of all(
          `select * from steps where run = ? and node = ? and seg in (${marks(part.length)})`,
          run,
          node,
          ...part
        ))
          found.set((row as StepColumns).seg, readStep(run, row as StepColumns))
      return segs.map((seg) => found.get(seg))
    },
    output: (id, token, n) => {
      const found = get("select run from runs where id = ? and token = ?", id, token) as { run: number } | undefined
      if (found === undefined) return undefined
      const row = get("select * from vals where val = ?", valueKey(found.run, n)) as ValueColumns | undefined
      return row === undefined ? undefined : read(row)
    },
    values: (run, numbers) => {
      const found = new Map<number, StoredValue>()
      for (const part of inParts(numbers.map((n) => valueKey(run, n))))
        for (const row of all(`select * from vals where val in (${marks(part.length)})`, ...part) as ValueColumns[])
          found.set(row.val, read(row))
      return numbers.map((n) => {
        const value = found.get(valueKey(run, n))
        if (value === undefined) throw new Error(`Value ${n} of run ${run} is missing.`)
        return value
      })
    },
    list: (team, query) => {
      const where = new Where().and("team = ?", team)
      if (query.pipeline !== undefined) where.and("pipeline = ?", query.pipeline)
      if (query.state !== undefined) where.and(`state in (${marks(query.state.length)})`, ...query.state)
      if (query.since !== undefined) where.and("created_at >= ?", query.since)
      if (query.until !== undefined) where.and("created_at < ?", query.until)
      if (query.partial === true) where.and("state = 'SUCCESS' and failed > 0")
      if (query.text !== undefined) {
        const text = literally(query.text)
        where.and("(pipeline_name like ? escape '!' or id like ? escape '!')", `%${text}%`, `${text}%`)
      }
      if (query.before !== undefined) where.and("run < ?", query.before)
      const text = `select * from runs where ${where.text} order by run desc limit ?`
      return all(text, ...where.values, query.limit).map((row) => readRun(row as RunColumns))
    },
    nodes: (run) =>
      all(
        "select *, (select error from steps where steps.run = nodes.run and steps.node = nodes.node and " +
          "steps.status = 'failed' order by seg limit 1) as error from nodes where run = ? order by node",
        run
      ).map((row) => readNode(run, row as NodeColumns)),
    steps: (run, query) => {
      const where = stepsWhere(run, query)
      if (query.after !== undefined) where.and("(node, seg) > (?, ?)", query.after.node, query.after.seg)
      return steps(
        run,
        all(`select * from steps where ${where.text} order by node, seg limit ?`, ...where.values, query.limit)
      )
    },
    countSteps: (run, filter) => {
      const where = stepsWhere(run, filter)
      return (get(`select count(*) as n from steps where ${where.text}`, ...where.values) as { n: number }).n
    },
    log: (run, after, limit) =>
      all("select * from log where run = ? and n > ? order by n limit ?", run, after, limit).map((row) =>
        readLog(run, row as LogColumns)
      ),
    document: (run) => {
      const row = get("select doc from plans join runs using (plan) where run = ?", run) as { doc: string } | undefined
      return row === undefined ? undefined : (JSON.parse(row.doc) as PipelineDocument)
    },
    queued: () => (get("select count(*) as n from runs where state = 'queued'") as { n: number }).n,
    isNamed: (reference) => get("select 1 from vals where kind = 'file' and body = ? limit 1", reference) !== undefined
  }
}
