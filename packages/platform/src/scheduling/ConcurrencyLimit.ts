/**
 * A limit on calls at once and on calls in a period of time. Waiting calls queue at the limit itself and are let through
 * in turns, by team and by run, so that no run fills a limit for the others.
 */
import type { Clock } from "../clock/Clock.ts"
import { FairQueue } from "./FairQueue.ts"

export interface ConcurrencyLimitOptions {
  readonly atOnce: number
  readonly rate?: { readonly requests: number; readonly perMillis: number }
  /** Places that one run may hold; all of them when absent. */
  readonly perRun?: () => number
}

/** What a limit knows of a run. */
interface Visitor {
  readonly team: string
}

interface Line {
  readonly steps: { readonly pass: () => void; readonly dropped: () => void }[]
  held: number
}

export class ConcurrencyLimit {
  readonly #limits: ConcurrencyLimitOptions
  readonly #clock: Clock | undefined
  readonly #lines = new Map<Visitor, Line>()
  readonly #turns = new FairQueue<Visitor>()
  /** When the last calls began, oldest first; only as many as the rate counts. */
  readonly #recent: number[] = []
  #held = 0
  #opensLater = false

  /** `clock` is asked only where there is a rate. */
  constructor(limits: ConcurrencyLimitOptions, clock?: Clock) {
    this.#limits = limits
    this.#clock = clock
  }

  /** Calls `pass` when there is a place, which the step holds until `release`; or `dropped`, if its run ends before. */
  acquire(run: Visitor, pass: () => void, dropped: () => void): void {
    let line = this.#lines.get(run)
    if (line === undefined) {
      line = { steps: [], held: 0 }
      this.#lines.set(run, line)
    }
    line.steps.push({ pass, dropped })
    this.#turns.join(run)
    this.#open()
  }

  /** `millis`: how long the place was held. Who holds places for long gets fewer turns. */
  release(run: Visitor, millis = 0): void {
    const line = this.#lines.get(run)!
    this.#turns.charge(run, millis)
    line.held--
    this.#held--
    if (line.steps.length > 0) this.#turns.join(run)
    else this.#forget(run, line)
    this.#open()
  }

  /** Drops the steps of a run that wait. */
  drop(run: Visitor): void {
    const line = this.#lines.get(run)
    if (line === undefined) return
    const steps = line.steps.splice(0)
    this.#forget(run, line)
    for (const { dropped } of steps) dropped()
  }

  #forget(run: Visitor, line: Line): void {
    if (line.held > 0 || line.steps.length > 0) return
    this.#lines.delete(run)
    this.#turns.leave(run)
  }

  #open(): void {
    while (this.#held < this.#limits.atOnce) {
      const wait = this.#untilRate()
      if (wait > 0) return this.#openIn(wait)
      if (!this.#turns.next(this.#serve)) return
    }
  }

  /** Lets one step of a run through; a run that holds all it may steps out until it leaves a place. */
  readonly #serve = (run: Visitor): number | undefined => {
    const line = this.#lines.get(run)
    if (line === undefined || line.steps.length === 0) return undefined
    if (line.held >= (this.#limits.perRun?.() ?? Number.POSITIVE_INFINITY)) return undefined
    line.held++
    this.#held++
    if (this.#limits.rate !== undefined) this.#recent.push(this.#clock!.now())
    line.steps.shift()!.pass()
    return 1
  }

  #openIn(millis: number): void {
    if (this.#opensLater) return
    this.#opensLater = true
    const clock = this.#clock!
    clock.at(clock.now() + millis, () => {
      this.#opensLater = false
      this.#open()
    })
  }

  #untilRate(): number {
    const { rate } = this.#limits
    if (rate === undefined) return 0
    const since = this.#clock!.now() - rate.perMillis
    while (this.#recent.length > 0 && this.#recent[0]! <= since) this.#recent.shift()
    return this.#recent.length < rate.requests ? 0 : this.#recent[0]! - since
  }
}
