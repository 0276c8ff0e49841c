/**
 * Takes runs from the queue and brings them to their end: reads their journal, continues after each committed step, and
 * writes how they ended. One for each engine; knows the two ports and nothing below them.
 */
import type { Lease, LogLine, RunAnswer, RunQueue, RunStore, StepRow } from "../store/RunStore.ts"
import { patiently, type StoreError } from "../store/StoreError.ts"
import { ActiveRun, type Retry } from "./ActiveRun.ts"
import type { Answers } from "./Answers.ts"
import type { Clock } from "../clock/Clock.ts"
import type { GroupCommit } from "./GroupCommit.ts"
import type { ProgressWriter } from "./ProgressWriter.ts"
import type { StepScheduler } from "./StepScheduler.ts"

export interface ExecutorServices {
  readonly store: RunStore
  readonly queue: RunQueue
  readonly clock: Clock
  readonly journal: GroupCommit
  readonly scheduler: StepScheduler
  readonly answers: Answers
  readonly progress: ProgressWriter
  /** Runs that are open at once; the rest stays in the queue. */
  readonly openRuns: number
  readonly observer: RunObserver
  readonly broken: (error: StoreError) => void
  /** Called when a point of the code is passed; tests end the process there. */
  readonly probe: (point: string) => void
}

/** Who wants to know what happens to runs: long-polls and event streams. */
export interface RunObserver {
  opened(run: ActiveRun): void
  wrote(run: ActiveRun, rows: readonly StepRow[], log: readonly LogLine[]): void
  progressed(run: ActiveRun): void
  cancelling(run: ActiveRun): void
  ended(run: ActiveRun, state: "SUCCESS" | "FAILED" | "ABORTED", error: string | undefined): void
}

/**
 * A run that was taken this often without a new row ends: it cannot even be read. Steps that bring the process down are
 * found one by one long before (`StepRunner`), and the runs beside them are innocent.
 */
const takesAllowed = 100
/** Runs that are taken and read back together. */
const runsAtOnce = 512
/** Milliseconds that interrupted steps get to note it. */
const interruption = 1000

export class Executor {
  readonly #services: ExecutorServices
  readonly #runs = new Map<number, ActiveRun>()
  readonly #byId = new Map<string, ActiveRun>()
  readonly #stopping = new AbortController()
  #taking: Promise<void> = Promise.resolve()
  #stopListening = (): void => {}
  #room: (() => void) | undefined

  constructor(services: ExecutorServices) {
    this.#services = services
  }

  start(): void {
    this.#stopListening = this.#services.queue.listen(({ run, kind }) => {
      const active = this.#runs.get(run)
      if (active === undefined) return
      if (kind === "lost") this.lost(active)
      else this.#cancel(active)
    })
    this.#taking = this.#takeRuns()
  }

  /** Takes runs as long as there is room for them, until the engine stops. Never rejects. */
  async #takeRuns(): Promise<void> {
    const { broken, openRuns, queue, scheduler } = this.#services
    const { signal } = this.#stopping
    try {
      while (!signal.aborted) {
        const room = openRuns - this.#runs.size
        if (room <= 0) {
          await new Promise<void>((resolve) => (this.#room = resolve))
          continue
        }
        const leases = await patiently(() => queue.take(Math.min(room, runsAtOnce), signal), signal)
        if (!signal.aborted) await scheduler.during(Promise.all(leases.map((lease) => this.#open(lease))))
        else if (leases.length > 0) await queue.settle(leases, "returned")
      }
    } catch (error) {
      if (!signal.aborted) broken(error as StoreError)
    }
  }

  find(id: string): ActiveRun | undefined {
    return this.#byId.get(id)
  }

  get openRuns(): number {
    return this.#runs.size
  }

  /** Reads a run and its journal; the state is the fold of the journaled steps. */
  async #open(lease: Lease): Promise<void> {
    const { clock, observer, store, broken } = this.#services
    try {
      const run = await readBack(store, lease, this.#services.probe)
      if (run === undefined) return
      const { row } = run
      this.#runs.set(lease.run, run)
      this.#byId.set(row.id, run)
      observer.opened(run)
      run.cleanups.add(clock.at(row.deadlineMs, () => this.#fail(run, "The run took longer than it may.")))
      for (const retry of run.retries.values())
        this.#services.scheduler.later(run, { ...retry, dueMs: clock.now() + leftOf(retry, clock) })
      if (row.cancelAt !== undefined) this.#cancel(run)
      else if (row.takes >= takesAllowed)
        this.#fail(run, `The server ended ${row.takes - 1} times while it was at work on this run.`)
      else this.#goOn(run)
    } catch (error) {
      broken(error as StoreError)
    }
  }

  #cancel(run: ActiveRun): void {
    if (run.ended) return
    run.cancelAt ??= this.#services.clock.date()
    this.#services.observer.cancelling(run)
    this.#stop(run, "ABORTED", "The run was cancelled.")
  }

  #fail(run: ActiveRun, error: string): void {
    this.#stop(run, "FAILED", error)
  }

  /** Ends a run from outside: no step continues, nothing that is still at work counts. */
  #stop(run: ActiveRun, state: "FAILED" | "ABORTED", error: string): void {
    if (run.ended) return
    run.ended = true
    run.abort(new Error(error))
    this.#services.scheduler.leave(run)
    this.#writeEnd(run, state, error)
  }

  /** Ends a run in which nothing can happen any more. */
  async #finish(run: ActiveRun): Promise<void> {
    if (run.ending || run.ended) return
    run.ending = true
    try {
      const { answer, success, error } = await this.#services.answers.build(run)
      if (run.ended) return
      run.ended = true
      run.abort(new Error("The run has ended."))
      this.#writeEnd(run, success ? "SUCCESS" : "FAILED", error, answer)
    } catch (error) {
      this.#services.broken(error as StoreError)
    }
  }

  #writeEnd(
    run: ActiveRun,
    state: "SUCCESS" | "FAILED" | "ABORTED",
    error: string | undefined,
    answer?: RunAnswer
  ): void {
    const { clock, journal, observer } = this.#services
    journal.append({
      lease: run.lease,
      nodes: run.plan.nodes.map((node) => run.countsOf(node.index)),
      runs: [
        {
          run: run.lease.run,
          state,
          progress: state === "SUCCESS" ? 100 : run.progress,
          counts: run.counts,
          credits: run.credits,
          endedAt: Math.max(run.row.createdAt, clock.date()),
          endedMs: clock.now(),
          ...(run.startedAt === undefined ? {} : { startedAt: run.startedAt }),
          ...(error === undefined ? {} : { error }),
          ...(answer === undefined ? {} : { answer })
        }
      ],
      written: () => {
        this.#forget(run)
        observer.ended(run, state, error)
        this.#services.queue.settle([run.lease], "ended").catch(() => {})
      },
      lost: () => this.lost(run)
    })
  }

  /** Another process has the run: nothing that is done here counts any more. */
  lost(run: ActiveRun): void {
    run.ended = true
    run.abort(new Error("Another server continues the run."))
    this.#forget(run)
  }

  #forget(run: ActiveRun): void {
    this.#runs.delete(run.lease.run)
    this.#byId.delete(run.row.id)
    this.#services.scheduler.leave(run)
    this.#room?.()
    this.#room = undefined
  }

  /** Rows of a run are durable: what follows from them can begin. */
  readonly written = (run: ActiveRun, rows: readonly StepRow[], log: readonly LogLine[]): void => {
    if (run.ended) return
    for (const row of rows) {
      run.take(row)
      if (row.state !== "retry") continue
      const node = run.plan.byNumber.get(row.node)!
      this.#services.scheduler.later(run, { node, seg: row.seg, dueMs: row.dueMs ?? 0 })
    }
    this.#services.observer.wrote(run, rows, log)
    this.#goOn(run)
  }

  #goOn(run: ActiveRun): void {
    if (run.state.finished) void this.#finish(run)
    else {
      this.#services.progress.moved(run)
      this.#services.scheduler.goOn(run)
    }
  }

  get isFull(): boolean {
    return this.#runs.size >= this.#services.openRuns
  }

  /** Takes nothing more, lets steps at work end for at most `millis`, stops the rest, gives all runs back. */
  async drain(millis: number): Promise<void> {
    const { clock, journal, queue, scheduler } = this.#services
    scheduler.stop()
    this.#stopping.abort()
    this.#stopListening()
    this.#room?.()
    await this.#taking
    const ended = new AbortController()
    await Promise.race([scheduler.quiet(), clock.grace(millis, ended.signal)])
    ended.abort()
    await journal.idle()
    const runs = [...this.#runs.values()]
    for (const run of runs) {
      run.ended = true
      run.handedBack = true
      scheduler.leave(run)
      run.abort(new Error("The server stops."))
    }
    // What was interrupted notes so; an asset that does not end its step is left behind.
    const noted = new AbortController()
    await Promise.race([scheduler.quiet(), clock.grace(interruption, noted.signal)])
    noted.abort()
    await journal.idle()
    await queue
      .settle(
        runs.map((run) => run.lease),
        "returned"
      )
      .catch(() => {})
    this.#runs.clear()
    this.#byId.clear()
  }
}

/**
 * Milliseconds until a step's next attempt after a restart: until its date or for what is left of the pause in server
 * time, whichever is shorter, and never longer than the pause that was asked for. A clock that was wrong moves nothing.
 */
const leftOf = ({ dueAt, dueMs, pause }: Retry, clock: Clock): number =>
  Math.max(0, Math.min(dueAt - clock.date(), dueMs - clock.now(), pause))

/** Reads a run and its journal: its state is the fold of the journaled steps. Nothing if the lease is no longer good. */
const readBack = async (
  store: RunStore,
  lease: Lease,
  probe: (point: string) => void
): Promise<ActiveRun | undefined> => {
  const row = await store.open(lease)
  if (row === undefined) return undefined
  const run = new ActiveRun(lease, row)
  for await (const rows of store.heads(lease.run)) {
    probe("fold:inside")
    for (const step of rows) {
      run.wasAtWork(step)
      run.take(step)
    }
  }
  return run
}
