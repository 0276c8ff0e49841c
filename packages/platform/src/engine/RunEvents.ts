/**
 * Tells those who follow a run: long-polls wait for its end, event streams get its changes. Streams carry state, not
 * history: the first event is the whole state, and a reader that is slow misses what the next state tells anyway.
 */
import type { NodeState, RunDetail, RunEvent } from "@aixplain-ts/api-types"
import type { LogLine, StepRow } from "../store/RunStore.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import type { Clock } from "../clock/Clock.ts"
import { countsOf, isoTime, logLineOf, nodeStateOf, stepOf } from "./describe.ts"
import type { RunObserver } from "./Executor.ts"

type Told = RunEvent extends infer Event ? (Event extends RunEvent ? Omit<Event, "id" | "at" | "run"> : never) : never

/** Events that one reader may be behind; small ones are left out above it. */
const behind = 1000

/** A run as it is now. */
export interface PresentState {
  readonly detail: RunDetail
  /** Seconds since its submission, or until its end. */
  readonly elapsedTime: number
}

interface Listener {
  push(event: RunEvent): void
  end(): void
}

export class RunEvents implements RunObserver {
  readonly #clock: Clock
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #waiting = new Map<string, Set<() => void>>()
  #n = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Resolves when the run ends, after `millis`, or when `signal` is aborted. */
  async untilEnd(id: string, millis: number, signal?: AbortSignal): Promise<void> {
    const stop = new AbortController()
    const waiting = this.#waiting.get(id) ?? new Set()
    this.#waiting.set(id, waiting)
    const wake = (): void => stop.abort()
    waiting.add(wake)
    signal?.addEventListener("abort", wake, { once: true })
    if (signal?.aborted === true) wake()
    await this.#clock.sleep(millis, stop.signal)
    signal?.removeEventListener("abort", wake)
    waiting.delete(wake)
    if (waiting.size === 0) this.#waiting.delete(id)
  }

  /** Events of a run from now on, after its present state. Ends with the run or with `signal`. */
  async *events(
    id: string,
    state: () => Promise<PresentState | undefined>,
    signal: AbortSignal
  ): AsyncGenerator<RunEvent> {
    const buffer: RunEvent[] = []
    let over = false
    let wake: (() => void) | undefined
    const listener: Listener = {
      push: (event) => {
        if (buffer.length >= behind && isSmall(event)) return
        buffer.push(event)
        wake?.()
      },
      end: () => {
        over = true
        wake?.()
      }
    }
    signal.addEventListener("abort", listener.end, { once: true })
    const listeners = this.#listeners.get(id) ?? new Set()
    this.#listeners.set(id, listeners)
    listeners.add(listener)
    try {
      const present = await state()
      if (present === undefined) return
      const { detail } = present
      yield this.#event(id, { type: "run.state", state: detail })
      if (detail.status !== "IN_PROGRESS") {
        yield this.#event(id, finishedEvent(present))
        return
      }
      const told = new Set(detail.nodes.filter((node) => node.status !== "PENDING").map((node) => node.node))
      while (!signal.aborted) {
        const event = buffer.shift()
        if (event !== undefined) {
          if (event.type === "node.started" && told.has(event.node.node)) continue
          if (event.type === "node.started") told.add(event.node.node)
          yield event
          if (event.type === "run.finished") return
        } else if (over) return
        else await new Promise<void>((resolve) => (wake = resolve))
      }
    } finally {
      signal.removeEventListener("abort", listener.end)
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(id)
    }
  }

  /** Ends every stream and every wait. */
  close(): void {
    for (const listeners of this.#listeners.values()) for (const listener of listeners) listener.end()
    for (const waiting of this.#waiting.values()) for (const wake of waiting) wake()
  }

  // ── What the executor tells ───────────────────────────────────────────────────────────────────────────────────────

  opened(run: ActiveRun): void {
    this.#tell(run, () => ({ type: "run.started" }))
  }

  wrote(run: ActiveRun, rows: readonly StepRow[], log: readonly LogLine[]): void {
    const closed = run.state.takeClosed()
    if (!this.#listeners.has(run.row.id)) return
    for (const row of rows) {
      if (row.part) continue
      const step = stepOf(row, false)
      if (row.state === "retry") this.#tell(run, () => ({ type: "segment.retrying", step }))
      else if (row.state !== "started") this.#tell(run, () => ({ type: "segment.finished", step }))
    }
    for (const line of log) this.#tell(run, () => ({ type: "log.written", line: logLineOf(line) }))
    for (const index of closed) this.#tell(run, () => ({ type: "node.finished", node: this.#node(run, index) }))
  }

  nodeBegan(run: ActiveRun, index: number): void {
    this.#tell(run, () => ({ type: "node.started", node: this.#node(run, index) }))
  }

  progressed(run: ActiveRun): void {
    if (!this.#listeners.has(run.row.id)) return
    this.#tell(run, () => ({
      type: "run.progress",
      progress: run.progress,
      segments: countsOf(run.counts),
      usedCredits: run.credits
    }))
    for (const { index } of run.plan.nodes)
      if (run.times[index]!.firstAt !== undefined && !run.state.trees[index]!.closed)
        this.#tell(run, () => ({ type: "node.progress", node: this.#node(run, index) }))
  }

  cancelling(run: ActiveRun): void {
    this.#tell(run, () => ({ type: "run.cancelling" }))
  }

  ended(run: ActiveRun, status: "SUCCESS" | "FAILED" | "ABORTED", error: string | undefined): void {
    this.#tell(run, () => ({
      type: "run.finished",
      status,
      segments: countsOf(run.counts),
      usedCredits: run.credits,
      elapsedTime: (this.#clock.now() - run.row.submittedMs) / 1000,
      ...(error === undefined ? {} : { error })
    }))
    this.wake(run.row.id)
  }

  /** The run ended, whoever ended it. */
  wake(id: string): void {
    for (const wake of this.#waiting.get(id) ?? []) wake()
  }

  #node(run: ActiveRun, index: number): NodeState {
    return nodeStateOf(run.plan.nodes[index]!.document, run.countsOf(index), undefined)
  }

  #tell(run: ActiveRun, told: () => Told): void {
    const listeners = this.#listeners.get(run.row.id)
    if (listeners === undefined) return
    const event = this.#event(run.row.id, told())
    for (const listener of listeners) listener.push(event)
  }

  #event(run: string, told: Told): RunEvent {
    const now = this.#clock.date()
    return { id: `${now}-${this.#n++}`, at: isoTime(now), run, ...told }
  }
}

const isSmall = ({ type }: RunEvent): boolean =>
  type === "segment.finished" ||
  type === "segment.retrying" ||
  type === "log.written" ||
  type === "run.progress" ||
  type === "node.progress"

const finishedEvent = ({ detail: state, elapsedTime }: PresentState): Told => ({
  type: "run.finished",
  status: state.status as "SUCCESS" | "FAILED" | "ABORTED",
  segments: state.segments,
  ...(state.usedCredits === undefined ? {} : { usedCredits: state.usedCredits }),
  ...(state.error === undefined ? {} : { error: state.error }),
  elapsedTime
})
