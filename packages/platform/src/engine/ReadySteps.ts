/**
 * Steps that are ready to run: the furthest node first, so that a long list does not fill memory with its first stage,
 * and of one node in the order in which they became ready.
 */
import { PriorityQueue } from "../clock/PriorityQueue.ts"
import type { SegmentKey } from "../plan/SegmentKey.ts"

/** A segment at a node, by the node's index in the plan. */
export interface Ready {
  readonly node: number
  readonly seg: SegmentKey
}

export class ReadySteps {
  readonly #queues = new Map<number, { segs: SegmentKey[]; at: number }>()
  readonly #nodes = new PriorityQueue<number>((a, b) => a > b)

  push(node: number, seg: SegmentKey): void {
    let queue = this.#queues.get(node)
    if (queue === undefined) {
      queue = { segs: [], at: 0 }
      this.#queues.set(node, queue)
      this.#nodes.push(node)
    }
    queue.segs.push(seg)
  }

  take(): Ready | undefined {
    for (let node = this.#nodes.peek(); node !== undefined; node = this.#nodes.peek()) {
      const queue = this.#queues.get(node)!
      if (queue.at < queue.segs.length) return { node, seg: queue.segs[queue.at++]! }
      this.#queues.delete(node)
      this.#nodes.pop()
    }
    return undefined
  }
}
