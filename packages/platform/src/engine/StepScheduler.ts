/**
 * Starts steps: whose turn it is, through which limits, and again when a pause is over. Keeps count of what is at work,
 * so that a drain and a virtual clock know when it is quiet.
 */
import { type ActiveRun, stepKey } from "./ActiveRun.ts"
import type { Clock } from "../clock/Clock.ts"
import type { ConcurrencyLimits } from "./ConcurrencyLimits.ts"
import type { GroupCommit } from "./GroupCommit.ts"
import type { Ready } from "./ReadySteps.ts"
import type { StepRunner } from "./StepRunner.ts"
import { FairQueue } from "../scheduling/FairQueue.ts"

/** Milliseconds of starting steps before other work gets its turn. */
const slice = 4

export class StepScheduler {
  readonly #clock: Clock
  readonly #journal: GroupCommit
  readonly #limits: ConcurrencyLimits
  readonly #runner: StepRunner
  readonly #turns = new FairQueue<ActiveRun>()
  readonly #quiet: (() => void)[] = []
  #starting = false
  #stopped = false
  /** Steps and other work that has begun and not ended; and those steps among it that wait for the clock. */
  #atWork = 0
  #resting = 0
  /** Counts everything that moved on. */
  moves = 0

  constructor(clock: Clock, journal: GroupCommit, limits: ConcurrencyLimits, runner: StepRunner) {
    this.#clock = clock
    this.#journal = journal
    this.#limits = limits
    this.#runner = runner
  }

  /** The run has, or may have, steps to start. */
  goOn(run: ActiveRun): void {
    this.moves++
    this.#turns.join(run)
    this.#start()
  }

  /** No step of the run starts any more; those that wait at a limit are dropped. */
  leave(run: ActiveRun): void {
    this.#limits.drop(run)
    this.#turns.leave(run)
  }

  /** No step of any run starts any more. */
  stop(): void {
    this.#stopped = true
  }

  /** Counts work other than steps: the reading of a run. */
  async during<A>(work: Promise<A>): Promise<A> {
    this.#atWork++
    try {
      return await work
    } finally {
      this.#atWork--
      this.#settled()
    }
  }

  /** Starts a step again when its pause is over. */
  later(run: ActiveRun, { node, seg, dueMs }: Ready & { readonly dueMs: number }): void {
    const again = (): void => {
      run.repeat({ node, seg })
      this.goOn(run)
    }
    if (dueMs <= this.#clock.now()) return again()
    const cancel = this.#clock.at(dueMs, () => {
      run.cleanups.delete(cancel)
      again()
    })
    run.cleanups.add(cancel)
  }

  readonly #start = (): void => {
    if (this.#starting) return
    this.#starting = true
    queueMicrotask(this.#startSome)
  }

  readonly #startSome = (): void => {
    const until = performance.now() + slice
    while (!this.#stopped) {
      if (this.#journal.full) {
        this.#journal.whenRoom(this.#start)
        break
      }
      if (!this.#turns.next(this.#startOne)) break
      if (performance.now() < until) continue
      setImmediate(this.#startSome)
      return
    }
    this.#starting = false
    this.#settled()
  }

  readonly #startOne = (run: ActiveRun): number | undefined => {
    const ready = run.next()
    if (ready === undefined) return undefined
    const node = run.plan.nodes[ready.node]!
    run.inFlight++
    this.#atWork++
    const crashes = run.crashes.get(stepKey(ready.node, ready.seg)) ?? 0
    const start = (leave: () => void): void => {
      if (run.ended || this.#stopped) return this.#stepEnded(run, leave)
      void this.#runner.run(run, ready).then(() => this.#stepEnded(run, leave))
    }
    this.#limits.acquire(run, node, crashes, start, () => this.#stepEnded(run, () => {}))
    return this.#limits.cost(node)
  }

  #stepEnded(run: ActiveRun, leave: () => void): void {
    leave()
    this.moves++
    run.inFlight--
    this.#atWork--
    if (!run.ended) this.#turns.join(run)
    this.#start()
  }

  #settled(): void {
    if (!this.isQuiet) return
    for (const resolve of this.#quiet.splice(0)) resolve()
  }

  /** Whether no step is at work, other than those that wait for the clock. */
  get isQuiet(): boolean {
    return this.#atWork === this.#resting && !this.#starting
  }

  /** Steps more, or fewer, that wait for the clock. */
  resting(steps: number): void {
    this.#resting += steps
    this.moves++
    this.#settled()
  }

  /** Resolves when no step is at work: all that is left waits for its time. */
  quiet(): Promise<void> {
    if (this.isQuiet) return Promise.resolve()
    return new Promise((resolve) => this.#quiet.push(resolve))
  }
}
