/**
 * The order of items within their layers: as few crossings as a handful of sweeps can find.
 *
 * Deterministic: the same layers give the same order. Ports count, so two links into one node cross where their ports do.
 */
import type { Layers, Segment } from "./Layers.ts"

/** Below this many items all starting orders are tried, and neighbours are swapped at the end. */
const few = 400

/** Reorders `layers` in place. */
export function orderLayers(model: Layers): void {
  const { gaps, layerOf, layers } = model
  if (layers.length < 2) return
  const ends = new Ends(model)
  const size = gaps.reduce((sum, gap) => sum + gap.length, 0)
  const sweeps = Math.max(4, Math.min(24, Math.floor(20_000 / (size + 1))))
  const starts = layerOf.length < few ? [fromLeft, fromRight, upsideDown] : [fromLeft]
  let best: number[][] = []
  let least = Infinity
  for (const start of starts) {
    if (least === 0) break
    start(layers, ends)
    for (const layer of layers) ends.number(layer)
    keepIfBetter()
    for (let sweep = 0; sweep < sweeps && least > 0; sweep++) {
      const rightwards = sweep % 2 === 0
      const weigh = sweep % 4 < 2 ? mean : median
      for (let step = 1; step < layers.length; step++) {
        const layer = layers[rightwards ? step : layers.length - 1 - step]!
        ends.sort(layer, rightwards ? "left" : "right", weigh, sweep % 3 === 2)
        ends.number(layer)
      }
      keepIfBetter()
    }
    if (layerOf.length >= few || least === 0) continue
    swapNeighbours(layers, ends)
    keepIfBetter()
  }
  for (const [index, layer] of best.entries()) layers[index] = layer

  function keepIfBetter(): void {
    const now = ends.crossings(gaps)
    if (now >= least) return
    least = now
    best = layers.map((layer) => layer.slice())
  }
}

/** A first order of the layers. */
type Start = (layers: readonly number[][], ends: Ends) => void

/** Depth first along the links, so that what belongs together lies together. */
const fromLeft: Start = (layers, { right }) => walk(layers, layers.flat(), (item) => right[item]!.map(({ to }) => to))

/** Depth first against the links: good where many inputs come together. */
const fromRight: Start = (layers, { left }) =>
  walk(layers, layers.toReversed().flat(), (item) => left[item]!.map(({ from }) => from))

const upsideDown: Start = (layers, ends) => {
  fromLeft(layers, ends)
  for (const layer of layers) layer.reverse()
}

function walk(layers: readonly number[][], roots: readonly number[], next: (item: number) => number[]): void {
  const rank = new Map<number, number>()
  const stack = roots.toReversed()
  while (stack.length > 0) {
    const item = stack.pop()!
    if (rank.has(item)) continue
    rank.set(item, rank.size)
    for (const neighbour of next(item).toReversed()) if (!rank.has(neighbour)) stack.push(neighbour)
  }
  for (const layer of layers) layer.sort((a, b) => rank.get(a)! - rank.get(b)!)
}

/** Positions of the ends of links in their layers, counted in ports from the top. */
class Ends {
  readonly left: Segment[][]
  readonly right: Segment[][]
  /** The first port of each item on its left and right side; the rank of a port is added to it. */
  readonly #first: { readonly left: Int32Array; readonly right: Int32Array }
  readonly #ports: { readonly left: Int32Array; readonly right: Int32Array }
  readonly #position: Int32Array
  readonly #weights: Float64Array

  constructor({ gaps, layerOf }: Layers) {
    const count = layerOf.length
    this.left = Array.from({ length: count }, () => [])
    this.right = Array.from({ length: count }, () => [])
    this.#first = { left: new Int32Array(count), right: new Int32Array(count) }
    this.#ports = { left: new Int32Array(count).fill(1), right: new Int32Array(count).fill(1) }
    this.#position = new Int32Array(count)
    this.#weights = new Float64Array(count)
    for (const gap of gaps)
      for (const segment of gap) {
        const { from, fromRank, to, toRank } = segment
        this.left[to]!.push(segment)
        this.right[from]!.push(segment)
        this.#ports.left[to] = Math.max(this.#ports.left[to]!, toRank + 1)
        this.#ports.right[from] = Math.max(this.#ports.right[from]!, fromRank + 1)
      }
  }

  /** Takes the order of a layer as it is now. */
  number(layer: readonly number[]): void {
    let [left, right] = [0, 0]
    for (const [index, item] of layer.entries()) {
      this.#position[item] = index
      this.#first.left[item] = left
      this.#first.right[item] = right
      left += this.#ports.left[item]!
      right += this.#ports.right[item]!
    }
  }

  /** Sorts a layer by where its links on one side come from; `turn` turns ties round, which leads out of dead ends. */
  sort(layer: number[], side: "left" | "right", weigh: (values: number[]) => number, turn: boolean): void {
    const weights = this.#weights
    // Items that are linked to nothing on this side keep their places; the others share what is left.
    const linked = layer.filter((item) => this[side][item]!.length > 0)
    const slots = linked.map((item) => this.#position[item]!)
    for (const item of linked)
      weights[item] = weigh(
        this[side][item]!.map((segment) =>
          side === "left"
            ? this.#first.right[segment.from]! + segment.fromRank
            : this.#first.left[segment.to]! + segment.toRank
        )
      )
    const sign = turn ? -1 : 1
    linked.sort((a, b) => weights[a]! - weights[b]! || sign * (this.#position[a]! - this.#position[b]!))
    for (const [index, item] of linked.entries()) layer[slots[index]!] = item
  }

  crossings(gaps: readonly (readonly Segment[])[]): number {
    return gaps.reduce((sum, gap) => sum + this.#crossingsIn(gap), 0)
  }

  /** By counting inversions in a tree of sums: n log n. */
  #crossingsIn(gap: readonly Segment[]): number {
    let places = 1
    for (const { to } of gap) places = Math.max(places, this.#first.left[to]! + this.#ports.left[to]!)
    const keys = new Float64Array(gap.length)
    for (const [index, { from, fromRank, to, toRank }] of gap.entries())
      keys[index] = (this.#first.right[from]! + fromRank) * places + this.#first.left[to]! + toRank
    keys.sort()
    const tree = new Int32Array(places + 1)
    let total = 0
    let entered = 0
    for (const [index, key] of keys.entries()) {
      // Links from one port do not cross each other: they are entered only when the next port comes.
      while (entered < index && Math.floor(keys[entered]! / places) < Math.floor(key / places)) {
        for (let at = (keys[entered]! % places) + 1; at <= places; at += at & -at) tree[at]!++
        entered++
      }
      total += entered
      for (let at = (key % places) + 1; at > 0; at -= at & -at) total -= tree[at]!
    }
    return total
  }

  /** Crossings of the links of two items of a layer when `a` is above `b`. */
  between(a: number, b: number): number {
    let total = 0
    const from = ({ from, fromRank }: Segment): number => this.#first.right[from]! + fromRank
    const to = ({ to, toRank }: Segment): number => this.#first.left[to]! + toRank
    for (const one of this.left[a]!) for (const two of this.left[b]!) if (from(one) > from(two)) total++
    for (const one of this.right[a]!) for (const two of this.right[b]!) if (to(one) > to(two)) total++
    return total
  }
}

/** Swaps neighbours as long as that takes crossings away: what sweeps leave behind in small pictures. */
function swapNeighbours(layers: readonly number[][], ends: Ends): void {
  for (let round = 0, better = true; better && round < 20; round++) {
    better = false
    for (const layer of layers) {
      for (let index = 1; index < layer.length; index++) {
        const upper = layer[index - 1]!
        const lower = layer[index]!
        if (ends.between(upper, lower) <= ends.between(lower, upper)) continue
        layer[index - 1] = lower
        layer[index] = upper
        better = true
      }
      ends.number(layer)
    }
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

function median(values: number[]): number {
  values.sort((a, b) => a - b)
  const middle = values.length >> 1
  return values.length % 2 === 1 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2
}
