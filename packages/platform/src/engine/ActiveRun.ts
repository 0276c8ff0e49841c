/**
 * A run that this process is at work on: its state, its counters, what is in flight, and how to read its journal back.
 * Holds keys and numbers only; values are in the store.
 */
import type { Counts, Lease, LogLine, NodeCounts, OpenRun, StepRow } from "../store/RunStore.ts"
import { type Plan, planOf } from "../plan/Plan.ts"
import type { Ready } from "./ReadySteps.ts"
import { type Fact, RunState } from "./RunState.ts"
import type { SegmentKey } from "../plan/SegmentKey.ts"
import { Token } from "./SegmentTree.ts"

/** Steps of one run that may be in flight or wait at a limit. */
export const stepsInFlight = 512

/** A step that waits for its next attempt: until when, as a date and in server time, and how long in all. */
export interface Retry extends Ready {
  readonly dueAt: number
  readonly dueMs: number
  readonly pause: number
}

export class ActiveRun {
  readonly lease: Lease
  readonly row: OpenRun
  readonly plan: Plan
  readonly state: RunState
  /** What to undo when the run ends: due times that wait. */
  readonly cleanups = new Set<() => void>()
  /** Attempts so far of steps that were begun and have not ended. */
  readonly attempts = new Map<string, number>()
  /** Among them those that were at work when an earlier process ended, and how often that happened. */
  readonly crashes = new Map<string, number>()
  /** Why steps failed, cut at a few hundred characters. */
  readonly errors = new Map<string, string>()
  /** Steps at work: what aborts them, and the row of each attempt as it stands. */
  readonly working = new Set<{ interrupt(reason: Error): void; readonly row: StepRow }>()
  /** How many attempts of these really failed. */
  readonly failures = new Map<string, number>()
  /** Steps that wait for their next attempt. */
  readonly retries = new Map<string, Retry>()
  /** Steps that this process has begun and that have not ended. */
  readonly #begun = new Set<string>()
  readonly #again: Ready[] = []
  /** First start and last end at each node, by index. */
  readonly times: { firstAt?: number; lastAt?: number }[]
  /** Nodes that reported details or a language of a segment, by index: only their rows are read for the answer. */
  readonly telling = new Set<number>()
  /** Nodes whose counts changed since they were written, by index. */
  readonly changed = new Set<number>()
  inFlight = 0
  startedAt: number | undefined
  credits = 0
  ended = false
  /** The server stops: the run continues elsewhere, or at the next start. */
  handedBack = false
  /** The answer is being built. */
  ending = false
  cancelAt: number | undefined
  #nextValue: number
  #nextLog: number
  #progress: number
  #moved = true

  constructor(lease: Lease, row: OpenRun) {
    this.lease = lease
    this.row = row
    this.plan = planOf(row.document)
    this.times = this.plan.nodes.map(() => ({}))
    const valuesOf = new Map(
      [...row.inputs].map(([number, values]) => [this.plan.byNumber.get(number) ?? -1, values.length])
    )
    this.state = new RunState(this.plan, { count: Math.max(1, ...valuesOf.values()), valuesOf })
    this.startedAt = row.startedAt
    this.cancelAt = row.cancelAt
    this.#progress = row.progress
    this.#nextValue = row.nextValue
    this.#nextLog = row.nextLog
  }

  get team(): string {
    return this.row.team
  }

  /** The next step to start, if there is one and there is room for it. */
  next(): Ready | undefined {
    if (this.ended || this.ending || this.inFlight >= stepsInFlight) return undefined
    return this.#again.shift() ?? this.#unbegun()
  }

  /** A step whose pause is over: it is the next to start. */
  repeat({ node, seg }: Ready): void {
    const key = stepKey(node, seg)
    this.retries.delete(key)
    this.#begun.add(key)
    this.#again.push({ node, seg })
  }

  /** A ready step that is neither at work nor waiting for its next attempt. */
  #unbegun(): Ready | undefined {
    for (let ready = this.state.takeReady(); ready !== undefined; ready = this.state.takeReady()) {
      const key = stepKey(ready.node, ready.seg)
      if (this.retries.has(key) || this.#begun.has(key)) continue
      this.#begun.add(key)
      return ready
    }
    return undefined
  }

  valueNumber(): number {
    return this.#nextValue++
  }

  logLine(line: Omit<LogLine, "run" | "n">): LogLine {
    return { run: this.lease.run, n: this.#nextLog++, ...line }
  }

  /** Percent; never goes back, though lists make the known work grow. */
  get progress(): number {
    if (this.#moved) {
      this.#progress = Math.max(this.#progress, Math.min(99, Math.floor(this.state.progress)))
      this.#moved = false
    }
    return this.#progress
  }

  get counts(): Counts {
    const sum = { total: 0, done: 0, failed: 0, skipped: 0 }
    for (const node of this.plan.nodes) {
      if (node.fires === "never") continue
      const counts = this.countsOf(node.index)
      sum.total += counts.total
      sum.done += counts.done
      sum.failed += counts.failed
      sum.skipped += counts.skipped
    }
    return sum
  }

  countsOf(index: number): NodeCounts {
    const tree = this.state.trees[index]!
    const { firstAt, lastAt } = this.times[index]!
    return {
      run: this.lease.run,
      node: this.plan.nodes[index]!.number,
      total: tree.leaves,
      done: tree.counts.value,
      failed: tree.counts.failed,
      skipped: tree.counts.absent,
      ...(firstAt === undefined ? {} : { firstAt }),
      ...(lastAt === undefined ? {} : { lastAt })
    }
  }

  /** A journaled step, also one that another process wrote: the state is the fold of these. */
  take(row: StepRow): void {
    const index = this.plan.byNumber.get(row.node)
    if (index === undefined) return
    this.#time(index, row)
    const key = stepKey(index, row.seg)
    this.changed.add(index)
    this.#moved = true
    if (row.state === "started" || row.state === "retry") {
      this.attempts.set(key, row.attempt)
      this.failures.set(key, row.out?.failures ?? 0)
      if (row.state === "started") return
      this.crashes.delete(key)
      const { dueAt = 0, dueMs = 0 } = row
      this.retries.set(key, { node: index, seg: row.seg, dueAt, dueMs, pause: row.out?.pause ?? dueMs })
      return
    }
    this.attempts.delete(key)
    this.failures.delete(key)
    this.crashes.delete(key)
    this.#begun.delete(key)
    if (row.error !== undefined) this.errors.set(key, row.error.slice(0, 500))
    this.credits += row.credits
    if (row.out?.details !== undefined || row.out?.language !== undefined) this.telling.add(index)
    this.state.apply(this.#factOf(index, row))
  }

  /** An attempt of a step begins. Answers `true` for the first one at its node. */
  began(index: number, at: number): boolean {
    const times = this.times[index]!
    if (times.firstAt !== undefined) return false
    times.firstAt = at
    this.startedAt ??= at
    this.changed.add(index)
    return true
  }

  /** A step that began and did not end: the process that began it ended while it was at work. */
  wasAtWork(row: StepRow): void {
    const index = this.plan.byNumber.get(row.node)
    if (index === undefined || row.state !== "started") return
    this.crashes.set(stepKey(index, row.seg), (row.out?.crashes ?? 0) + 1)
  }

  /** Stops every step at work; what they still return is dropped. */
  abort(reason: Error): void {
    for (const cleanup of this.cleanups) cleanup()
    for (const call of this.working) call.interrupt(reason)
    this.cleanups.clear()
    this.working.clear()
  }

  /** Why a segment failed at a node: the node whose step failed, and its sentence. */
  reasonAt(node: number, seg: SegmentKey): string {
    const cause = this.state.causeOf(node, seg)
    const error = this.errors.get(stepKey(cause.node, cause.seg))
    const { label } = this.plan.nodes[cause.node]!
    return error === undefined
      ? `${label}: this segment has no partner, because the lists that meet here are cut differently.`
      : `${label}: ${error}`
  }

  #factOf(index: number, { seg, state, out }: StepRow): Fact {
    if (state === "split") return { _tag: "Split", node: index, seg, size: out?.size ?? 0 }
    if (state === "like") return { _tag: "Like", node: index, model: this.plan.byNumber.get(out?.model ?? -1) ?? -1 }
    const token = state === "done" ? Token.value : state === "failed" ? Token.failed : Token.absent
    const taken = out?.taken?.map((number) => this.plan.byNumber.get(number)).filter((node) => node !== undefined)
    return {
      _tag: "Leaf",
      node: index,
      seg,
      token,
      values: this.plan.nodes[index]!.codes.map((code) => out?.values?.[code] ?? 0),
      ...(taken === undefined ? {} : { taken })
    }
  }

  #time(index: number, row: StepRow): void {
    const times = this.times[index]!
    if (row.startedAt !== undefined) {
      times.firstAt = Math.min(times.firstAt ?? row.startedAt, row.startedAt)
      this.startedAt ??= row.startedAt
    }
    if (row.endedAt !== undefined) times.lastAt = Math.max(times.lastAt ?? 0, row.endedAt)
  }
}

export const stepKey = (node: number, seg: SegmentKey): string => `${node}/${seg}`
