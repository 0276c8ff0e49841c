/**
 * One attempt of a step while it lasts: what its node kind gets to see, its lines for the log, and what ends it before
 * its time (a deadline, a cancel, a stop). Signals and texts are made only when someone asks for them: most calls are
 * over in microseconds and never do.
 */
import { type AssetDefinition, AssetError } from "../assets/AssetDefinition.ts"
import type { NodeCall, NodeServices } from "../nodes/NodeCall.ts"
import type { LogLine, StepRow } from "../store/RunStore.ts"
import { type ActiveRun, stepKey } from "./ActiveRun.ts"
import type { Clock } from "../clock/Clock.ts"
import type { Watched } from "./Deadlines.ts"
import type { PlanNode } from "../plan/Plan.ts"
import type { Ready } from "./ReadySteps.ts"
import type { SegmentKey } from "../plan/SegmentKey.ts"
import type { StepInputs } from "./StepInputs.ts"
import { intentRow } from "./stepRows.ts"

export interface StepAttemptServices {
  readonly clock: Clock
  readonly nodes: NodeServices
  /** Lines of a call that lasts, on their way into the journal before it ends. */
  readonly logged: (run: ActiveRun, lines: readonly LogLine[]) => void
  /** Milliseconds of an attempt, lines that it may write to the log, and characters of each. */
  readonly limits: { readonly step: number; readonly logLines: number; readonly logCharacters: number }
  /** Steps more, or fewer, that wait for the clock. */
  readonly resting: (steps: number) => void
}

/** A run that was taken this often without a new row gets every step noted, so that the one at fault is known. */
const takesUnnoted = 3
const none = {}
/** Milliseconds after which lines of a running call are written. */
const logEvery = 250

export class StepAttempt implements NodeCall, Watched {
  readonly run: ActiveRun
  readonly node: PlanNode
  /** Place of the node in the plan. */
  readonly index: number
  readonly seg: SegmentKey
  /** How often the step was begun, this time included. */
  readonly attempt: number
  /** How many attempts really failed before. */
  readonly failures: number
  /** How often the process ended while the step was at work. */
  readonly crashes: number
  readonly asset: AssetDefinition | undefined
  /** Milliseconds that it may take, and when they are over. */
  readonly limit: number
  deadlineAt = 0
  /** Dates. The end is the start and what the attempt took, whatever happened to the wall clock meanwhile. */
  readonly startedAt: number
  endedAt = 0
  readonly #startedMs: number
  inputs: StepInputs["inputs"] = none
  lists: StepInputs["lists"] = none
  readonly #services: StepAttemptServices
  #lines: LogLine[] | undefined
  #lineCount = 0
  /** Cancels the next time at which lines are written. */
  #unwritten: (() => void) | undefined
  #waits = 0
  #reason: Error | undefined
  #reject: ((reason: Error) => void) | undefined
  #controller: AbortController | undefined

  constructor(run: ActiveRun, { node, seg }: Ready, services: StepAttemptServices) {
    const key = stepKey(node, seg)
    this.run = run
    this.node = run.plan.nodes[node]!
    this.index = node
    this.seg = seg
    this.failures = run.failures.get(key) ?? 0
    this.attempt = (run.attempts.get(key) ?? 0) + 1
    this.crashes = run.crashes.get(key) ?? 0
    this.asset = this.node.kind === "ASSET" ? services.nodes.asset(this.node) : undefined
    this.limit = this.asset?.timeout ?? services.limits.step
    this.startedAt = services.clock.date()
    this.#startedMs = services.clock.now()
    this.#services = services
  }

  /** Whether an earlier process may have ended, or frozen, because of this step. */
  get suspected(): boolean {
    return this.crashes > 0 || this.run.row.takes > 1
  }

  /** Whether its beginning goes into the journal: where the outside may notice it, and under suspicion. */
  get noted(): boolean {
    const { asset, crashes, run } = this
    return crashes > 0 || run.row.takes >= takesUnnoted || (asset !== undefined && asset.pure !== true)
  }

  get team(): string {
    return this.run.row.team
  }

  get key(): string {
    return `${this.run.row.id}/${this.node.number}/${this.seg}`
  }

  /** The attempt as a row of the journal, whether or not it is in there. */
  get row(): StepRow {
    return intentRow(this)
  }

  get services(): NodeServices {
    return this.#services.nodes
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController()
      if (this.#reason !== undefined) this.#controller.abort(this.#reason)
    }
    return this.#controller.signal
  }

  sleep(millis: number): Promise<void> {
    const waiting = this.#sleep(millis)
    // Whoever does not look at it must not bring the process down when the call ends.
    waiting.catch(() => {})
    return waiting
  }

  async #sleep(millis: number): Promise<void> {
    const { clock, resting } = this.#services
    this.signal.throwIfAborted()
    this.#waits++
    resting(1)
    await clock.sleep(millis, this.signal)
    resting(-1)
    this.signal.throwIfAborted()
  }

  log(line: string, level: LogLine["level"] = "info"): void {
    const { clock, limits } = this.#services
    if (this.#lineCount >= limits.logLines) return
    const last = ++this.#lineCount === limits.logLines
    const text = last ? "Further lines are left out." : shortened(line, limits.logCharacters)
    this.#lines ??= []
    this.#lines.push(this.run.logLine({ at: clock.date(), node: this.node.number, seg: this.seg, level, text }))
    this.#writeSoon()
  }

  /** Who follows the run sees lines while the call lasts; those of short calls go into the journal with their rows. */
  #writeSoon(): void {
    const { clock, logged } = this.#services
    if (this.endedAt !== 0) return
    this.#unwritten ??= clock.at(clock.now() + logEvery, () => {
      this.#unwritten = undefined
      const lines = this.#lines
      this.#lines = undefined
      if (lines !== undefined) logged(this.run, lines)
    })
  }

  get lines(): readonly LogLine[] | undefined {
    return this.#lines
  }

  /** Its time is over. */
  late(): void {
    this.interrupt(new AssetError(`It took longer than the ${this.limit / 1000} s that it may take.`))
  }

  interrupt(reason: Error): void {
    this.#reason ??= reason
    this.#reject?.(this.#reason)
    this.#controller?.abort(this.#reason)
  }

  /** What the work comes to, or the reason as soon as it is interrupted, whether the work takes notice or not. */
  over<A>(work: Promise<A>): Promise<A> {
    return new Promise((resolve, reject) => {
      this.#reject = reject
      if (this.#reason !== undefined) reject(this.#reason)
      work.then(resolve, reject)
    })
  }

  /** The attempt is over; waits on the clock end with it. */
  end(): void {
    this.#unwritten?.()
    this.#unwritten = undefined
    this.endedAt = this.startedAt + this.#services.clock.now() - this.#startedMs
    if (this.#waits > 0) this.interrupt(new Error("The call has ended."))
  }
}

/** What of a line is kept, and how much of it is not. */
const shortened = (line: string, limit: number): string =>
  line.length <= limit ? line : `${line.slice(0, limit)}… (${line.length - limit} more characters were not kept)`
