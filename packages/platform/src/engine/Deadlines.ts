/**
 * Deadlines of the calls at work. Nearly all of them are never reached, so beginning and ending one costs a set entry:
 * calls with the same time limit end up in the order of their deadlines by themselves, and only the first is on the clock.
 */
import type { Clock } from "./Clock.ts"

interface Watched {
  readonly at: number
  readonly reached: () => void
}

export class Deadlines {
  readonly #clock: Clock
  readonly #byLimit = new Map<number, { readonly calls: Set<Watched>; armed: boolean }>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Calls `reached` after `millis`, unless what it answers was called before. */
  watch(millis: number, reached: () => void): () => void {
    let limit = this.#byLimit.get(millis)
    if (limit === undefined) {
      limit = { calls: new Set(), armed: false }
      this.#byLimit.set(millis, limit)
    }
    const { calls } = limit
    const call: Watched = { at: this.#clock.now() + millis, reached }
    calls.add(call)
    if (!limit.armed) this.#arm(millis)
    return () => {
      calls.delete(call)
    }
  }

  #arm(millis: number): void {
    const limit = this.#byLimit.get(millis)!
    const [first] = limit.calls
    limit.armed = first !== undefined
    if (first === undefined) {
      this.#byLimit.delete(millis)
      return
    }
    this.#clock.at(first.at, () => {
      const now = this.#clock.now()
      for (const call of limit.calls) {
        if (call.at > now) break
        limit.calls.delete(call)
        call.reached()
      }
      this.#arm(millis)
    })
  }
}
