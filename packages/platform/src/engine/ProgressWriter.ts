/**
 * Writes a run's counts and progress a few times a second, for those who ask another process or after a restart, and
 * tells those who watch. Runs that end sooner write them with their end only.
 */
import type { ActiveRun } from "./ActiveRun.ts"
import type { Clock } from "../clock/Clock.ts"
import type { GroupCommit } from "./GroupCommit.ts"

/** Milliseconds between two writes of a run. */
const every = 250

export class ProgressWriter {
  readonly #clock: Clock
  readonly #journal: GroupCommit
  readonly #told: (run: ActiveRun) => void
  readonly #waiting = new WeakSet<ActiveRun>()

  /** `told` is called as often, also when the write has to wait. */
  constructor(clock: Clock, journal: GroupCommit, told: (run: ActiveRun) => void) {
    this.#clock = clock
    this.#journal = journal
    this.#told = told
  }

  /** Something moved: it is written soon, together with what moves until then. */
  moved(run: ActiveRun): void {
    if (this.#waiting.has(run)) return
    this.#waiting.add(run)
    this.#later(run)
  }

  #later(run: ActiveRun): void {
    const cancel = this.#clock.at(this.#clock.now() + every, () => {
      run.cleanups.delete(cancel)
      if (run.ended) return
      this.#told(run)
      // Steps come first: with thousands of runs at work their counts alone would keep the writer busy.
      if (this.#journal.isBehind) return this.#later(run)
      this.#waiting.delete(run)
      this.#write(run)
    })
    run.cleanups.add(cancel)
  }

  #write(run: ActiveRun): void {
    this.#journal.append({
      lease: run.lease,
      nodes: [...run.changed].map((index) => run.countsOf(index)),
      runs: [
        {
          run: run.lease.run,
          state: "running",
          progress: run.progress,
          counts: run.counts,
          credits: run.credits,
          ...(run.startedAt === undefined ? {} : { startedAt: run.startedAt })
        }
      ]
    })
    run.changed.clear()
  }
}
