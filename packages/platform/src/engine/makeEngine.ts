/**
 * Puts the engine together: ports, journal, executor, watchers, behind the one face that the routes know.
 */
import { randomBytes, randomUUID } from "node:crypto"
import { availableParallelism } from "node:os"
import type { CheckAnswer, RunDetail, RunEvent } from "@aixplain-ts/api-types"
import * as Effect from "effect/Effect"
import * as ManagedRuntime from "effect/ManagedRuntime"
import type { ScriptSource } from "../nodes/Node.ts"
import type { ScriptRunner } from "../scripts/ScriptRunner.ts"
import type { Database } from "../store/Database.ts"
import { RunQueue, type RunRow, type RunState, RunStore, type StoredValue } from "../store/RunStore.ts"
import { layer as sqliteLayer } from "../store/sqlite/SqliteStore.ts"
import type { StoreError } from "../store/StoreError.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import { Answers, withOrigin } from "./Answers.ts"
import type { AssetRegistry } from "./AssetRegistry.ts"
import { type Clock, systemClock, VirtualClock } from "./Clock.ts"
import { countsOf, isoTime, logLineOf, nodeStateOf, stepOf, summaryOf } from "./Describe.ts"
import type { Engine, NewRun, Page, PageQuery, Submitted } from "./Engine.ts"
import { Executor } from "./Executor.ts"
import { type FileStore, filesWith } from "./Files.ts"
import { Gates } from "./Gates.ts"
import { Journal } from "./Journal.ts"
import { Reader } from "./Reader.ts"
import type { Seg } from "./Seg.ts"
import { StepRunner } from "./StepRunner.ts"
import { encode, textOf } from "./Values.ts"
import { Watch } from "./Watch.ts"

export interface EngineOptions {
  readonly database: Database
  readonly files: FileStore
  readonly assets: AssetRegistry
  /** Origin under which this server is reached, for the addresses in answers: "http://127.0.0.1:8799". */
  readonly baseUrl: () => string
  readonly clock?: Clock
  readonly scripts?: ScriptRunner
  /** Text and name of an uploaded script. */
  readonly scriptSource?: (fileId: string) => Promise<ScriptSource | undefined>
  /** Text outputs as addresses of text files (as hosted engines do), or as they are. */
  readonly textOutputs?: "url" | "inline"
  readonly random?: () => number
  readonly limits?: Partial<EngineLimits>
  /** URL of a module that exports `at(point)`; tests end the process there. */
  readonly probe?: string
  /** Told once when the store cannot be used any more; nothing is executed after that. */
  readonly onBroken?: (error: StoreError) => void
}

export interface EngineLimits {
  /** Milliseconds that a run may take from its submission. */
  readonly run: number
  /** Milliseconds that one attempt of a step may take. */
  readonly step: number
  readonly attempts: number
  /** Runs at work at once, and runs that may wait behind them. */
  readonly openRuns: number
  readonly queuedRuns: number
  /** Calls that wait for something outside, at once. */
  readonly io: number
  /** Computations and script processes at once. */
  readonly cpu: number
  readonly scripts: number
  readonly scriptTimeout: number | undefined
  /** Longest text that goes through in one piece. */
  readonly textLimit: number
  readonly logLines: number
  readonly logCharacters: number
  /** Milliseconds that an ended run is kept. */
  readonly retention: number
}

const defaults = (): EngineLimits => ({
  run: 24 * 3_600_000,
  step: 5 * 60_000,
  attempts: 4,
  openRuns: 10_000,
  queuedRuns: 100_000,
  io: 256,
  cpu: Math.max(1, availableParallelism() - 1),
  scripts: availableParallelism(),
  scriptTimeout: undefined,
  textLimit: 1500,
  logLines: 1000,
  logCharacters: 2000,
  retention: 7 * 24 * 3_600_000
})

const sweepEvery = 3_600_000
const runsPerSweep = 500

/** An engine with its end: `close` lets go of everything, after `drain` or without it. */
export interface OwnedEngine extends Engine {
  close(): Promise<void>
}

/** Opens an engine on a database; it goes on with every run that an earlier one did not end. */
export const makeEngine = async (options: EngineOptions): Promise<OwnedEngine> => {
  const limits = { ...defaults(), ...options.limits }
  const clock = options.clock ?? systemClock()
  const random = options.random ?? Math.random
  const probe = options.probe === undefined ? {} : { probe: options.probe }
  const { at } =
    options.probe === undefined ? { at: () => {} } : ((await import(options.probe)) as { at: (point: string) => void })
  const runtime = ManagedRuntime.make(sqliteLayer({ database: options.database, ...probe }))
  const { queue, store } = await runtime.runPromise(Effect.all({ store: RunStore, queue: RunQueue }))
  const run = <A>(effect: Effect.Effect<A, StoreError>): Promise<A> => Effect.runPromise(effect)

  let broken: StoreError | undefined
  const breakDown = (error: StoreError): void => {
    if (broken !== undefined || closing) return
    broken = error
    options.onBroken?.(error)
  }
  let closing = false

  const files = filesWith(options.files, options.baseUrl)
  const { assets } = options
  const watch = new Watch(clock)
  const journal = new Journal(store, breakDown)
  const reader = new Reader(store, files)
  const gates = new Gates(clock, limits, () => executor.openRuns, assets.forNode)
  const runner = new StepRunner({
    clock,
    random,
    journal,
    reader,
    limits,
    nodes: {
      files,
      asset: assets.forNode,
      scripts: options.scripts,
      scriptSource: options.scriptSource ?? (() => Promise.resolve(undefined)),
      textLimit: limits.textLimit,
      scriptTimeout: limits.scriptTimeout
    },
    written: (active, rows, log) => executor.written(active, rows, log),
    lost: (active) => executor.lost(active),
    resting: (steps) => executor.resting(steps),
    broken: breakDown
  })
  const executor = new Executor({
    store,
    queue,
    clock,
    journal,
    runner,
    gates,
    answers: new Answers(reader, options.textOutputs ?? "url"),
    openRuns: limits.openRuns,
    observer: watch,
    broken: breakDown,
    probe: at
  })
  executor.start()
  const stopSweeping = sweepRegularly(clock, limits.retention, store)
  const unsettle =
    clock instanceof VirtualClock ? clock.settleWith(settling(executor, journal, store, clock)) : () => {}

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
      url: `${options.baseUrl()}/assets/pipeline/execution/check/${id}`,
      segments: countsOf(row.counts),
      batchMode: row.batchMode,
      nodes: (document?.nodes ?? [])
        .map((node) => nodeStateOf(node, byNumber.get(node.number), row.endedAt === undefined ? undefined : row.state))
        .toSorted((a, b) => a.node - b.node),
      ...(row.version === undefined ? {} : { version: row.version }),
      ...(row.cancelAt === undefined ? {} : { cancelRequestedAt: isoTime(row.cancelAt) })
    }
  }

  let drained: Promise<void> | undefined
  const drain = (millis: number): Promise<void> =>
    (drained ??= (async () => {
      closing = true
      stopSweeping()
      await executor.drain(millis)
      watch.close()
    })())
  let closed: Promise<void> | undefined

  return {
    unsupported: (document) => assets.unsupported(document, options.scripts !== undefined),
    submit: async (asked): Promise<Submitted> => {
      if (broken !== undefined) throw broken
      if (
        closing ||
        journal.full ||
        (executor.openRuns >= limits.openRuns && (await run(store.queued)) >= limits.queuedRuns)
      )
        return { _tag: "Busy", retryAfterMillis: 1000 }
      const id = `${randomUUID().slice(0, -4)}0000`
      const now = clock.now()
      const submitted = await unlessFull(
        store.submit({
          id,
          token: randomBytes(12).toString("hex"),
          team: asked.team,
          pipeline: asked.pipeline,
          document: asked.document,
          batchMode: asked.batchMode,
          inputs: await encodedInputs(asked),
          at: now,
          deadlineAt: now + limits.run,
          ...(asked.version === undefined ? {} : { version: asked.version }),
          ...(asked.idempotency === undefined ? {} : { idempotency: asked.idempotency })
        })
      )
      if (submitted._tag === "KeyReused" || submitted._tag === "Busy") return submitted
      return submitted._tag === "Known"
        ? { _tag: "Accepted", id: submitted.id, repeated: true }
        : { _tag: "Accepted", id, repeated: false }
    },
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
      return endedAnswer(row, await run(store.answer(row.run)), options.baseUrl())
    },
    cancel: async (team, id) => {
      const how = await run(store.requestCancel(team, id, clock.now()))
      if (how === "requested" && executor.find(id) === undefined) watch.wake(id)
      return how
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
          ...(query.page === undefined ? {} : { before: Number(query.page) })
        })
      )
      return pageOf(
        rows,
        query.limit,
        (row) => summaryOf(liveRowOf(executor, row)),
        (row) => String(row.run)
      )
    },
    get: detailOf,
    steps: async (team, id, query) => {
      const row = await rowOf(team, id)
      if (row === undefined) return undefined
      const rows = await run(store.steps(row.run, placeOf(query), query.limit + 1))
      return pageOf(
        rows,
        query.limit,
        (step) => stepOf(step, row.endedAt !== undefined),
        (step) => `${step.node}/${step.seg}`
      )
    },
    log: async (team, id, query) => {
      const row = await rowOf(team, id)
      if (row === undefined) return undefined
      const lines = await run(store.log(row.run, Number(query.page ?? 0), query.limit + 1))
      return pageOf(lines, query.limit, logLineOf, (line) => String(line.n))
    },
    events: async (team, id, { signal }): Promise<AsyncIterable<RunEvent> | undefined> => {
      if ((await rowOf(team, id)) === undefined) return undefined
      return watch.events(id, () => detailOf(team, id), signal)
    },
    output: async (id, token, n) => {
      const stored = await run(store.output(id, token, n))
      return stored === undefined || stored.kind === "file" ? undefined : textOf(stored)
    },
    drain,
    close: () =>
      (closed ??= (async () => {
        await drain(0)
        unsettle()
        await runtime.dispose()
      })())
  }
}

/** A full disk or a locked database is a matter of time: the caller may come back. */
const unlessFull = <A>(
  effect: Effect.Effect<A, StoreError>
): Promise<A | { readonly _tag: "Busy"; readonly retryAfterMillis: number }> =>
  Effect.runPromise(
    effect.pipe(
      Effect.catch((error) =>
        error.reason === "Full" || error.reason === "Busy"
          ? Effect.succeed({ _tag: "Busy" as const, retryAfterMillis: 5000 })
          : Effect.fail(error)
      )
    )
  )

/** Values of the inputs as they are kept; equal texts are one value. */
const encodedInputs = async (
  asked: NewRun
): Promise<readonly { readonly node: number; readonly values: readonly StoredValue[] }[]> => {
  const known = new Map<unknown, StoredValue>()
  const inputs = []
  for (const { node, values } of asked.inputs) {
    const stored: StoredValue[] = []
    for (const value of values) {
      const kept = known.get(value) ?? (await encode(value, "text", noFiles))
      known.set(value, kept)
      stored.push(kept)
    }
    inputs.push({ node, values: stored })
  }
  return inputs
}

/** Inputs are texts, numbers and references: nothing has to be stored as a file. */
const noFiles = filesWith(
  {
    put: () => Promise.reject(new Error("An input cannot hold content.")),
    read: () => Promise.reject(new Error("An input cannot hold content.")),
    mediaType: () => Promise.reject(new Error("An input cannot hold content."))
  },
  () => ""
)

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

const placeOf = ({ page }: PageQuery): { readonly node: number; readonly seg: Seg } | undefined => {
  if (page === undefined) return undefined
  const [node = "", seg = ""] = page.split("/")
  return { node: Number(node), seg }
}

/** Deletes old runs once an hour, beginning an hour after the start. */
const sweepRegularly = (clock: Clock, retention: number, store: RunStore["Service"]): (() => void) => {
  let cancel = (): void => {}
  const sweep = async (): Promise<void> => {
    const before = clock.now() - retention
    while (
      (await Effect.runPromise(Effect.orElseSucceed(store.sweep(before, runsPerSweep), () => 0))) === runsPerSweep
    );
    next()
  }
  const next = (): void => {
    cancel = clock.at(clock.now() + sweepEvery, () => void sweep())
  }
  next()
  return () => cancel()
}

/**
 * Answers a function that resolves when all that can happen at the present moment of a virtual clock has happened. Calls
 * that neither end nor wait for the clock get a moment of real time, once until something moves again.
 */
const settling = (
  executor: Executor,
  journal: Journal,
  store: RunStore["Service"],
  clock: Clock
): (() => Promise<void>) => {
  let stuckAt = -1
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const isSettled = async (): Promise<boolean> =>
    journal.isIdle &&
    executor.isQuiet &&
    (executor.isFull || (await Effect.runPromise(Effect.orElseSucceed(store.queued, () => 0))) === 0)
  return async () => {
    const stop = new AbortController()
    let seen = executor.moves
    let patient = clock.grace(Number.POSITIVE_INFINITY, stop.signal).then(() => false)
    for (let turns = 0; ; turns++) {
      await turn()
      if (await isSettled()) {
        await turn()
        if (await isSettled()) break
      }
      if (executor.moves !== seen) {
        seen = executor.moves
        patient = clock.grace(Number.POSITIVE_INFINITY, stop.signal).then(() => false)
      }
      if (stuckAt === seen && turns > 2) break
      if (turns < 10 || (await Promise.race([patient, turn().then(() => true)]))) continue
      stuckAt = seen
      break
    }
    stop.abort()
  }
}
