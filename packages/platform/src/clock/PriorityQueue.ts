/**
 * A binary heap: the smallest item first. Used for due times and for the nodes that have work ready.
 * It knows nothing of what it holds; equal items come out in no promised order.
 */
export class PriorityQueue<A> {
  readonly #items: A[] = []
  readonly #before: (a: A, b: A) => boolean

  constructor(before: (a: A, b: A) => boolean) {
    this.#before = before
  }

  get size(): number {
    return this.#items.length
  }

  /** Drops items that are no longer wanted. */
  keep(wanted: (item: A) => boolean): void {
    const kept = this.#items.filter(wanted)
    this.#items.length = 0
    for (const item of kept) this.push(item)
  }

  peek(): A | undefined {
    return this.#items[0]
  }

  push(item: A): void {
    const items = this.#items
    let at = items.push(item) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!this.#before(item, items[parent]!)) break
      items[at] = items[parent]!
      at = parent
    }
    items[at] = item
  }

  pop(): A | undefined {
    const items = this.#items
    const top = items[0]
    const last = items.pop()
    if (last === undefined || items.length === 0) return top
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= items.length) break
      if (child + 1 < items.length && this.#before(items[child + 1]!, items[child]!)) child++
      if (!this.#before(items[child]!, last)) break
      items[at] = items[child]!
      at = child
    }
    items[at] = last
    return top
  }
}
