/**
 * Puts the engine together: ports, journal, executor, watchers, behind the one face that the routes know.
 */
import { randomBytes, randomUUID } from "node:crypto"
import type { RunStore, StoredValue } from "../store/RunStore.ts"
import { openSqliteStore } from "../store/sqlite/SqliteStore.ts"
import type { StoreError } from "../store/StoreError.ts"
import { Answers } from "./Answers.ts"
import { type Clock, systemClock, VirtualClock } from "../clock/Clock.ts"
import { Deadlines } from "./Deadlines.ts"
import type { Engine, NewRun, Submitted } from "./Engine.ts"
import { defaultLimits, type EngineOptions } from "./EngineOptions.ts"
import { Executor } from "./Executor.ts"
import { filesWith } from "../files/Files.ts"
import { ConcurrencyLimits } from "./ConcurrencyLimits.ts"
import { GroupCommit } from "./GroupCommit.ts"
import { OutputFiles } from "./OutputFiles.ts"
import { ProgressWriter } from "./ProgressWriter.ts"
import { ValueReader } from "./ValueReader.ts"
import { runReads } from "./RunReads.ts"
import { quiescence } from "./quiescence.ts"
import { StepScheduler } from "./StepScheduler.ts"
import { StepRunner } from "./StepRunner.ts"
import { encode } from "./valueCodec.ts"
import { RunEvents } from "./RunEvents.ts"

/** Milliseconds of server time between two sweeps of old runs, and rows that one transaction deletes. */
const sweepEvery = 3_600_000
const rowsPerSweep = 10_000
/** Milliseconds between two times that server time is kept, so that a crash loses no more of it. */
const keptEvery = 5000

/** An engine with its end: `close` releases everything, after `drain` or without it. */
export interface OwnedEngine extends Engine {
  close(): Promise<void>
}

/** Opens an engine on a database; it continues every run that an earlier one did not end. */
export const makeEngine = async (options: EngineOptions): Promise<OwnedEngine> => {
  const limits = { ...defaultLimits(), ...options.limits }
  const clock = options.clock ?? systemClock()
  clock.resume(options.database.served())
  const random = options.random ?? Math.random
  const probe = options.probe === undefined ? {} : { probe: options.probe }
  const { at } =
    options.probe === undefined ? { at: () => {} } : ((await import(options.probe)) as { at: (point: string) => void })
  const { close: closeStore, queue, store } = openSqliteStore({ database: options.database, ...probe })

  let broken: StoreError | undefined
  const breakDown = (error: StoreError): void => {
    if (broken !== undefined || closing) return
    broken = error
    options.onBroken?.(error)
  }
  let closing = false

  const files = filesWith(options.files, options.baseUrl)
  const { assets } = options
  const events = new RunEvents(clock)
  const journal = new GroupCommit(store, () => clock.now(), breakDown)
  const reader = new ValueReader(store, files)
  const outputFiles = new OutputFiles(options.files)
  const concurrency = new ConcurrencyLimits(clock, limits, () => executor.openRuns, assets.forNode)
  const runner = new StepRunner({
    clock,
    deadlines: new Deadlines(clock),
    random,
    journal,
    reader,
    outputFiles,
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
    nodeBegan: (active, index) => events.nodeBegan(active, index),
    lost: (active) => executor.lost(active),
    logged: (active, lines) =>
      journal.append({
        lease: active.lease,
        log: lines,
        written: () => active.ended || events.wrote(active, [], lines),
        lost: () => executor.lost(active)
      }),
    resting: (steps) => scheduler.resting(steps),
    broken: breakDown
  })
  const scheduler = new StepScheduler(clock, journal, concurrency, runner)
  const executor = new Executor({
    store,
    queue,
    clock,
    journal,
    scheduler,
    progress: new ProgressWriter(clock, journal, (active) => events.progressed(active)),
    answers: new Answers(reader, options.textOutputs ?? "url"),
    openRuns: limits.openRuns,
    observer: events,
    broken: breakDown,
    probe: at
  })
  executor.start()
  // What fails now is kept with the next write, or in some seconds.
  const keepTime = (): Promise<void> => store.keepTime(clock.now()).catch(() => {})
  const stopKeeping = clock.regularly(keptEvery, () => void keepTime())
  const stopSweeping = sweepRegularly(clock, limits.retention, store, outputFiles)
  const unsettle =
    clock instanceof VirtualClock ? clock.settleWith(quiescence(executor, scheduler, journal, store, clock)) : () => {}

  let drained: Promise<void> | undefined
  const drain = (millis: number): Promise<void> =>
    (drained ??= (async () => {
      closing = true
      stopSweeping()
      await executor.drain(millis)
      stopKeeping()
      await keepTime()
      events.close()
    })())
  let closed: Promise<void> | undefined

  return {
    ...runReads({ store, executor, events, clock, baseUrl: options.baseUrl }),
    unsupported: (document) => assets.unsupported(document, options.scripts !== undefined),
    submit: async (asked): Promise<Submitted> => {
      if (broken !== undefined) throw broken
      const instances = Math.max(1, ...asked.inputs.map((input) => input.values.length))
      const nodes = asked.document.nodes.length
      if (instances * nodes > limits.segments)
        return {
          _tag: "TooLarge",
          message: `${instances} instances of ${nodes} nodes are more than the ${limits.segments} segments that a run may have.`
        }
      if (
        closing ||
        journal.full ||
        (executor.openRuns >= limits.openRuns && (await store.queued()) >= limits.queuedRuns)
      )
        return { _tag: "Busy", retryAfterMillis: 1000 }
      const id = `${randomUUID().slice(0, -4)}0000`
      const submitted = await store.submit({
        id,
        token: randomBytes(12).toString("hex"),
        team: asked.team,
        pipeline: asked.pipeline,
        document: asked.document,
        batchMode: asked.batchMode,
        inputs: encodedInputs(asked),
        at: clock.date(),
        submittedMs: clock.now(),
        deadlineMs: clock.now() + limits.run,
        ...(asked.version === undefined ? {} : { version: asked.version }),
        ...(asked.warnings === undefined ? {} : { warnings: asked.warnings }),
        ...(asked.idempotency === undefined ? {} : { idempotency: asked.idempotency })
      })
      if (submitted._tag === "KeyReused") return submitted
      return submitted._tag === "Known"
        ? { _tag: "Accepted", id: submitted.id, repeated: true }
        : { _tag: "Accepted", id, repeated: false }
    },
    cancel: async (team, id) => {
      const how = await store.requestCancel(team, id, clock.date(), clock.now())
      if (how === "requested" && executor.find(id) === undefined) events.wake(id)
      return how
    },
    drain,
    close: () =>
      (closed ??= (async () => {
        await drain(0)
        unsettle()
        await closeStore()
      })())
  }
}

/** Values of the inputs as they are kept; equal texts are one value. */
const encodedInputs = (
  asked: NewRun
): readonly { readonly node: number; readonly values: readonly StoredValue[] }[] => {
  const known = new Map<unknown, StoredValue>()
  const inputs = []
  for (const { node, values } of asked.inputs) {
    const stored: StoredValue[] = []
    for (const value of values) {
      const kept = known.get(value) ?? encode(value, "text")
      known.set(value, kept)
      stored.push(kept)
    }
    inputs.push({ node, values: stored })
  }
  return inputs
}

/**
 * Deletes old runs and the files that only they named, at every full hour of server time. Server time continues after a
 * restart, so the sweep also comes in a server that never runs for a whole hour.
 */
const sweepRegularly = (clock: Clock, retention: number, store: RunStore, outputFiles: OutputFiles): (() => void) => {
  let cancel = (): void => {}
  const sweep = async (): Promise<void> => {
    const before = clock.now() - retention
    for (let more = true; more;) {
      const swept = await store.sweep(before, rowsPerSweep)
      await outputFiles.drop(swept.files, (path) => store.isNamed(path))
      more = swept.more
    }
  }
  const again = (): void => {
    cancel = clock.at((Math.floor(clock.now() / sweepEvery) + 1) * sweepEvery, () => {
      // What fails now (a full disk, a locked database) is tried again in an hour.
      sweep().then(again, again)
    })
  }
  again()
  return () => cancel()
}
