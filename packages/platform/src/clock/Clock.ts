/**
 * The server's only source of time. `now` is server time: milliseconds in which a server ran on this database. It never
 * jumps, stops while no server runs, and everything that waits or ends uses it: retries, deadlines, retention,
 * rates, sessions, durations. `date` is the wall clock, which an administrator, NTP or a sleeping laptop may move: it is
 * for dates that are shown, and for nothing else.
 *
 * The system clock arms a single unreferenced timer for the earliest due time; the virtual clock moves only when told.
 */
import { setTimeout as timeout } from "node:timers/promises"
import { PriorityQueue } from "./PriorityQueue.ts"

export interface Clock {
  /** Server time in whole milliseconds: only ever later. Means nothing as a date. */
  now(): number
  /** Wall clock, in milliseconds since the epoch: to be shown or stored as a date. May step in either direction. */
  date(): number
  /** Continues server time where an earlier server left off. Only the first call has an effect; nothing may wait yet. */
  resume(reading: number): void
  /** Calls `task` once, when server time is `when` or as soon as possible after it. The answer cancels it. */
  at(when: number, task: () => void): () => void
  /** Resolves after `millis`, or at once when `signal` is aborted; never rejects. */
  sleep(millis: number, signal?: AbortSignal): Promise<void>
  /**
   * Waits for work to end that is not on this clock: a call of an asset, a thread. Real time also on a virtual clock,
   * where it is a tenth of a second at most. Resolves early when `signal` is aborted.
   */
  grace(millis: number, signal: AbortSignal): Promise<void>
  /** Calls `task` every so many milliseconds; a virtual clock once after each move instead, however far it went. */
  regularly(millis: number, task: () => void): () => void
  /** Forgets everything that is due: nothing is called any more. */
  close(): void
}

interface Due {
  readonly when: number
  /** Entries of the same moment are called in the order in which they were made. */
  readonly n: number
  task: (() => void) | undefined
}

abstract class DueTimes implements Clock {
  protected readonly heap = new PriorityQueue<Due>((a, b) => a.when < b.when || (a.when === b.when && a.n < b.n))
  #n = 0
  #cancelled = 0

  #resumed = false

  abstract now(): number
  abstract date(): number
  protected abstract setNow(reading: number): void
  abstract regularly(millis: number, task: () => void): () => void
  abstract grace(millis: number, signal: AbortSignal): Promise<void>
  protected abstract changed(): void

  resume(reading: number): void {
    if (this.#resumed) return
    this.#resumed = true
    this.setNow(reading)
  }

  at(when: number, task: () => void): () => void {
    const due: Due = { when, n: this.#n++, task }
    this.heap.push(due)
    this.changed()
    return () => {
      if (due.task === undefined) return
      due.task = undefined
      this.#cancelled++
      // Most due times are deadlines that are never reached: they must not pile up until their time comes.
      if (this.#cancelled < 1024 || this.#cancelled < this.heap.size / 2) return
      this.heap.keep((other) => other.task !== undefined)
      this.#cancelled = 0
    }
  }

  sleep(millis: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.resolve()
    return new Promise((resolve) => {
      const done = (): void => {
        cancel()
        signal?.removeEventListener("abort", done)
        resolve()
      }
      const cancel = this.at(this.now() + millis, done)
      signal?.addEventListener("abort", done)
    })
  }

  /** When the next task is due; cancelled ones are dropped on the way. */
  protected next(): number | undefined {
    for (let top = this.heap.peek(); top !== undefined; top = this.heap.peek()) {
      if (top.task !== undefined) return top.when
      this.heap.pop()
    }
    return undefined
  }

  /** Calls what is due by `now`. */
  protected run(now: number): void {
    for (let when = this.next(); when !== undefined && when <= now; when = this.next()) {
      const due = this.heap.pop()!
      const { task } = due
      due.task = undefined
      task?.()
    }
  }

  close(): void {
    while (this.heap.size > 0) this.heap.pop()!.task = undefined
    this.changed()
  }
}

class SystemClock extends DueTimes {
  #timer: NodeJS.Timeout | undefined
  #armedFor = Number.POSITIVE_INFINITY
  #zero = Date.now() - performance.now()
  readonly #regular = new Set<NodeJS.Timeout>()

  now(): number {
    return Math.floor(this.#zero + performance.now())
  }

  date(): number {
    return Date.now()
  }

  protected setNow(reading: number): void {
    this.#zero = reading - performance.now()
  }

  regularly(millis: number, task: () => void): () => void {
    const timer = setInterval(task, millis).unref()
    this.#regular.add(timer)
    return () => {
      clearInterval(timer)
      this.#regular.delete(timer)
    }
  }

  override close(): void {
    for (const timer of this.#regular) clearInterval(timer)
    this.#regular.clear()
    super.close()
  }

  protected changed(): void {
    const when = this.next() ?? Number.POSITIVE_INFINITY
    if (when >= this.#armedFor && when !== Number.POSITIVE_INFINITY) return
    clearTimeout(this.#timer)
    this.#armedFor = when
    if (when === Number.POSITIVE_INFINITY) return
    // A timer takes at most 2^31 - 1 ms; a later one is armed again when that is over.
    const wait = Math.min(Math.max(0, when - this.now()), 0x7fffffff)
    this.#timer = setTimeout(() => {
      this.#armedFor = Number.POSITIVE_INFINITY
      this.run(this.now())
      this.changed()
    }, wait)
    // A server that has nothing else to do may end; what is due is in the journal.
    this.#timer.unref()
  }

  grace(millis: number, signal: AbortSignal): Promise<void> {
    return this.sleep(millis, signal)
  }
}

/** Real milliseconds that a virtual clock waits for work which neither ends nor waits for the clock. */
const virtualGrace = 300

export const systemClock = (): Clock => new SystemClock()

/** A clock that moves only when told: `advance` moves server time and date together, `step` the date alone. */
export class VirtualClock extends DueTimes {
  #now: number
  /** How far the date is ahead of server time. */
  #ahead = 0
  readonly #regular = new Set<() => void>()
  readonly #idle = new Set<() => Promise<void>>()

  /** The date starts at 1 January 2026 unless told otherwise. */
  constructor(start = Date.UTC(2026, 0, 1)) {
    super()
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  date(): number {
    return this.#now + this.#ahead
  }

  protected setNow(reading: number): void {
    this.#ahead += this.#now - reading
    this.#now = reading
  }

  /** Sets the date forward or back, as an administrator does: no time passes. */
  step(millis: number): void {
    this.#ahead += millis
  }

  regularly(_: number, task: () => void): () => void {
    this.#regular.add(task)
    return () => this.#regular.delete(task)
  }

  protected changed(): void {
    // Nothing is armed: `advance` looks at the heap.
  }

  grace(millis: number, signal: AbortSignal): Promise<void> {
    return timeout(Math.min(millis, virtualGrace), undefined, { signal }).catch(() => {})
  }

  /** Before each move of the clock `settled` is awaited: work that could be done at the present moment is done first. */
  settleWith(settled: () => Promise<void>): () => void {
    this.#idle.add(settled)
    return () => this.#idle.delete(settled)
  }

  /** Moves on by milliseconds, stopping at each due time in between so that everything happens in its order. */
  async advance(millis: number): Promise<void> {
    const target = this.#now + millis
    await this.#settle()
    for (let when = this.next(); when !== undefined && when <= target; when = this.next()) {
      this.#now = Math.max(this.#now, when)
      this.run(this.#now)
      await this.#settle()
    }
    this.#now = target
    for (const task of this.#regular) task()
    await this.#settle()
  }

  async #settle(): Promise<void> {
    for (const settled of this.#idle) await settled()
  }
}
