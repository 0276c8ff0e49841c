/**
 * Deadlines of the calls at work. Nearly all of them are never reached, so beginning and ending one costs a set entry:
 * calls with the same time limit are in the order of their deadlines by themselves, and only the first is on the clock.
 */
import type { Clock } from "../clock/Clock.ts"

export interface Watched {
  /** Milliseconds that it may take. */
  readonly limit: number
  /** When they are over; set by `watch`. */
  deadlineAt: number
  late(): void
}

export class Deadlines {
  readonly #clock: Clock
  readonly #byLimit = new Map<number, { readonly calls: Set<Watched>; armed: boolean }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Calls `late` when the call's time is over, unless `unwatch` is called before. */
  watch(call: Watched): void {
    let group = this.#byLimit.get(call.limit)
    if (group === undefined) {
      group = { calls: new Set(), armed: false }
      this.#byLimit.set(call.limit, group)
    }
    call.deadlineAt = this.#clock.now() + call.limit
    group.calls.add(call)
    if (!group.armed) this.#arm(call.limit)
  }

  unwatch(call: Watched): void {
    this.#byLimit.get(call.limit)?.calls.delete(call)
  }

  #arm(limit: number): void {
    const group = this.#byLimit.get(limit)!
    const [first] = group.calls
    group.armed = first !== undefined
    if (first === undefined) {
      this.#byLimit.delete(limit)
      return
    }
    this.#clock.at(first.deadlineAt, () => {
      const now = this.#clock.now()
      for (const call of group.calls) {
        if (call.deadlineAt > now) break
        group.calls.delete(call)
        call.late()
      }
      this.#arm(limit)
    })
  }
}
