/**
 * A limit that steps pass one by one: so many at once, and so many in a stretch of time. Steps wait in the gate's own
 * line, not in their run's turn; the run that holds the fewest places goes first, and of those the one that was served
 * the longest ago.
 */
import type { Clock } from "./Clock.ts"

export interface GateLimits {
  readonly atOnce: number
  readonly rate?: { readonly requests: number; readonly perMillis: number }
  /** Places that one run may hold; all of them when absent. */
  readonly perRun?: () => number
}

interface Line {
  readonly steps: { readonly pass: () => void; readonly dropped: () => void }[]
  held: number
  /** When it was served last, counted in turns. */
  turn: number
}

export class Gate {
  readonly #limits: GateLimits
  readonly #clock: Clock
  readonly #lines = new Map<object, Line>()
  /** When the last calls began, oldest first; only as many as the rate counts. */
  readonly #recent: number[] = []
  #held = 0
  #waiting = 0
  #turns = 0
  #opensLater = false

  constructor(limits: GateLimits, clock: Clock) {
    this.#limits = limits
    this.#clock = clock
  }

  /** Calls `pass` when there is a place, which the step holds until `leave`; or `dropped`, if its run ends before. */
  enter(run: object, pass: () => void, dropped: () => void): void {
    this.#lineOf(run).steps.push({ pass, dropped })
    this.#waiting++
    this.#open()
  }

  leave(run: object): void {
    const line = this.#lineOf(run)
    line.held--
    this.#held--
    this.#forget(run, line)
    this.#open()
  }

  /** Drops the steps of a run that wait. */
  drop(run: object): void {
    const line = this.#lines.get(run)
    if (line === undefined) return
    this.#waiting -= line.steps.length
    const steps = line.steps.splice(0)
    this.#forget(run, line)
    for (const { dropped } of steps) dropped()
  }

  #lineOf(run: object): Line {
    let line = this.#lines.get(run)
    if (line === undefined) {
      line = { steps: [], held: 0, turn: 0 }
      this.#lines.set(run, line)
    }
    return line
  }

  #forget(run: object, line: Line): void {
    if (line.held === 0 && line.steps.length === 0) this.#lines.delete(run)
  }

  #open(): void {
    while (this.#waiting > 0 && this.#held < this.#limits.atOnce) {
      const wait = this.#untilRate()
      if (wait > 0) {
        if (!this.#opensLater)
          this.#clock.at(this.#clock.now() + wait, () => {
            this.#opensLater = false
            this.#open()
          })
        this.#opensLater = true
        return
      }
      const line = this.#fewest()
      if (line === undefined) return
      line.held++
      line.turn = ++this.#turns
      this.#held++
      this.#waiting--
      if (this.#limits.rate !== undefined) this.#recent.push(this.#clock.now())
      line.steps.shift()!.pass()
    }
  }

  #fewest(): Line | undefined {
    const most = this.#limits.perRun?.() ?? Number.POSITIVE_INFINITY
    let best: Line | undefined
    for (const line of this.#lines.values())
      if (line.steps.length > 0 && line.held < most && (best === undefined || comesBefore(line, best))) best = line
    return best
  }

  #untilRate(): number {
    const { rate } = this.#limits
    if (rate === undefined) return 0
    const since = this.#clock.now() - rate.perMillis
    while (this.#recent.length > 0 && this.#recent[0]! <= since) this.#recent.shift()
    return this.#recent.length < rate.requests ? 0 : this.#recent[0]! - since
  }
}

const comesBefore = (a: Line, b: Line): boolean => a.held < b.held || (a.held === b.held && a.turn < b.turn)
