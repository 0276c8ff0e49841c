/**
 * Group commit: what steps want to write waits here until the writer is free, then goes as one batch. An idle engine
 * writes at once, a busy one in groups, without a timer. What a step did becomes visible only when `written` is called.
 */
import type { Batch, Lease, LogLine, NodeCounts, RunChange, RunStore, StepRow, ValueRow } from "../store/RunStore.ts"
import { patiently, storeError, type StoreError } from "../store/StoreError.ts"

/** What one step, or one change of a run, writes. All of it or nothing is committed. */
export interface Entry {
  readonly lease: Lease
  readonly values?: readonly ValueRow[]
  readonly steps?: readonly StepRow[]
  readonly nodes?: readonly NodeCounts[]
  readonly runs?: readonly RunChange[]
  readonly log?: readonly LogLine[]
  /** It is durable. */
  readonly written?: () => void
  /** Someone else has the run now: nothing was written and nothing more can be. */
  readonly lost?: () => void
}

/** Rows of one commit; more would hold the writer longer than an answer should wait. */
const rowsPerBatch = 512
/** Above these the executor starts no new steps. */
const rowsWaiting = 4096
const charactersWaiting = 8 * 1024 * 1024

export class GroupCommit {
  readonly #store: RunStore
  readonly #broken: (error: StoreError) => void
  readonly #now: () => number
  #waiting: Entry[] = []
  #rows = 0
  #characters = 0
  #busy = false
  #isBroken = false
  #idle: (() => void)[] = []
  #room: (() => void) | undefined

  /** `now`: server time. `broken` is called once when the store cannot be written to any more. */
  constructor(store: RunStore, now: () => number, broken: (error: StoreError) => void) {
    this.#now = now
    this.#store = store
    this.#broken = broken
  }

  append(entry: Entry): void {
    if (this.#isBroken) return entry.lost?.()
    this.#waiting.push(entry)
    this.#rows += rowsOf(entry)
    this.#characters += charactersOf(entry)
    if (!this.#busy) void this.#write()
  }

  /** Whether so much waits that no new work should begin. */
  get full(): boolean {
    return this.#rows > rowsWaiting || this.#characters > charactersWaiting
  }

  /** Calls back once, when it is no longer full: not every write has a caller that continues after it. */
  whenRoom(goOn: () => void): void {
    this.#room = goOn
  }

  /** Whether more waits than the next commit can take. */
  get isBehind(): boolean {
    return this.#rows > rowsPerBatch
  }

  get isIdle(): boolean {
    return !this.#busy
  }

  /** Resolves when nothing waits and nothing is being written. */
  idle(): Promise<void> {
    return this.#busy ? new Promise((resolve) => this.#idle.push(resolve)) : Promise.resolve()
  }

  async #write(): Promise<void> {
    this.#busy = true
    while (this.#waiting.length > 0) {
      const entries = this.#next()
      let lost: ReadonlySet<number>
      try {
        lost = new Set((await this.#commit(entries)).lost)
      } catch (error) {
        this.#breakDown(storeError(error), entries)
        break
      }
      for (const entry of entries)
        if (lost.has(entry.lease.run)) entry.lost?.()
        else entry.written?.()
      if (!this.full) this.#tellRoom()
    }
    this.#busy = false
    for (const resolve of this.#idle.splice(0)) resolve()
  }

  #tellRoom(): void {
    const goOn = this.#room
    this.#room = undefined
    goOn?.()
  }

  /** Nothing can be written any more: everything that waits is reported as lost. */
  #breakDown(error: StoreError, entries: readonly Entry[]): void {
    this.#isBroken = true
    this.#broken(error)
    for (const entry of [...entries, ...this.#waiting.splice(0)]) entry.lost?.()
  }

  #commit(entries: readonly Entry[]): ReturnType<RunStore["commit"]> {
    const batch = batchOf(entries, this.#now())
    return patiently(() => this.#store.commit(batch))
  }

  #next(): readonly Entry[] {
    let rows = 0
    let count = 0
    while (count < this.#waiting.length && rows < rowsPerBatch) rows += rowsOf(this.#waiting[count++]!)
    const entries = this.#waiting.slice(0, count)
    this.#waiting = this.#waiting.slice(count)
    this.#rows -= rows
    for (const entry of entries) this.#characters -= charactersOf(entry)
    return entries
  }
}

const batchOf = (entries: readonly Entry[], now: number): Batch => {
  const leases = new Map<number, Lease>()
  const values: ValueRow[] = []
  const steps: StepRow[] = []
  const nodes: NodeCounts[] = []
  const runs: RunChange[] = []
  const log: LogLine[] = []
  for (const entry of entries) {
    leases.set(entry.lease.run, entry.lease)
    if (entry.values !== undefined) values.push(...entry.values)
    if (entry.steps !== undefined) steps.push(...entry.steps)
    if (entry.nodes !== undefined) nodes.push(...entry.nodes)
    if (entry.runs !== undefined) runs.push(...entry.runs)
    if (entry.log !== undefined) log.push(...entry.log)
  }
  return { leases: [...leases.values()], values, steps, nodes, runs, log, now }
}

const rowsOf = (entry: Entry): number =>
  (entry.values?.length ?? 0) +
  (entry.steps?.length ?? 0) +
  (entry.nodes?.length ?? 0) +
  (entry.runs?.length ?? 0) +
  (entry.log?.length ?? 0)

const charactersOf = (entry: Entry): number => {
  let sum = 0
  for (const value of entry.values ?? []) sum += value.body.length
  return sum
}
