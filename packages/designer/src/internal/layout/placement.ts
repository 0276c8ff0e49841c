/**
 * Heights: where each item of a layer stands so that links run as level as the order and the distances allow.
 *
 * Each layer is solved exactly for the places that its links wish (pooling of adjacent violators): first for the mean of
 * the wishes, which finds a good balance, then for their median, which makes as many links as possible quite straight.
 */
import type { Layers } from "./Layers.ts"

/** Least distances between the items of a layer. */
const apart = { nodes: 28, mixed: 20, bends: 14 }

/** The top of each item; whole numbers, the least of them 0. */
export function placeLayers(model: Layers, heightOf: (node: number) => number): Float64Array {
  const { firstBend, layerOf, layers } = model
  const count = layerOf.length
  const height = (item: number): number => (item < firstBend ? heightOf(item) : 0)
  const pulls = pullsOf(model)
  const top = new Float64Array(count)
  /** Where each item would stand if its layer were packed; what can be chosen is the distance above that. */
  const packed = new Float64Array(count)
  for (const layer of layers) {
    let next = 0
    for (const [index, item] of layer.entries()) {
      const above = layer[index - 1]
      if (above !== undefined) next += height(above) + distance(above, item)
      packed[item] = next
    }
    // Layers start centred on each other.
    for (const item of layer) top[item] = Math.round(packed[item]! - next / 2)
  }

  const wishes = new Wishes(pulls.other.length + count, layers)
  const rightwards = layers.map((_, index) => index)
  const leftwards = rightwards.toReversed()
  /** The larger the picture, the less a last pixel matters. */
  const rounds = count < 1000 ? 6 : count < 4000 ? 3 : 2
  sweep(rightwards, "left", pooledMeans)
  sweep(leftwards, "right", pooledMeans)
  for (let round = 0; round < rounds; round++) {
    sweep(rightwards, "both", pooledMeans)
    sweep(leftwards, "both", pooledMeans)
  }
  for (let round = 0, moved = true; moved && round < rounds; round++) {
    moved = sweep(rightwards, "both", pooledMedians)
    moved = sweep(leftwards, "both", pooledMedians) || moved
  }
  const least = top.reduce((low, value) => Math.min(low, value), Infinity)
  return top.map((value) => value - least)

  /** Solves layer after layer; whether anything moved. */
  function sweep(order: readonly number[], side: "left" | "right" | "both", solve: Solve): boolean {
    let moved = false
    for (const index of order) {
      const layer = layers[index]!
      wishes.clear()
      for (const item of layer) {
        const first = side === "right" ? pulls.middle[item]! : pulls.start[item]!
        const last = side === "left" ? pulls.middle[item]! : pulls.start[item + 1]!
        for (let at = first; at < last; at++)
          wishes.add(top[pulls.other[at]!]! + pulls.shift[at]! - packed[item]!, pulls.weight[at]!)
        // Nothing pulls: stay about where you are.
        if (first === last) wishes.add(top[item]! - packed[item]!, 0.01)
        wishes.next()
      }
      solve(wishes)
      for (const [at, item] of layer.entries()) {
        const place = Math.round(wishes.solved[at]! + packed[item]!)
        moved ||= place !== top[item]
        top[item] = place
      }
    }
    return moved
  }

  function distance(a: number, b: number): number {
    const bends = Number(a >= firstBend) + Number(b >= firstBend)
    return bends === 0 ? apart.nodes : bends === 1 ? apart.mixed : apart.bends
  }
}

/** What pulls at each item: from `start` to `middle` the links on its left, from there to the next `start` on its right. */
interface Pulls {
  readonly start: Int32Array
  readonly middle: Int32Array
  readonly other: Int32Array
  /** What to add to the other item's top to be level with it. */
  readonly shift: Float64Array
  readonly weight: Float64Array
}

function pullsOf({ gaps, layerOf }: Layers): Pulls {
  const count = layerOf.length
  const segments = gaps.flat()
  const ins = new Int32Array(count)
  const outs = new Int32Array(count)
  for (const { from, to } of segments) {
    outs[from]!++
    ins[to]!++
  }
  const start = new Int32Array(count + 1)
  const middle = new Int32Array(count)
  for (let item = 0; item < count; item++) {
    middle[item] = start[item]! + ins[item]!
    start[item + 1] = middle[item]! + outs[item]!
  }
  const other = new Int32Array(segments.length * 2)
  const shift = new Float64Array(segments.length * 2)
  const weight = new Float64Array(segments.length * 2)
  const nextLeft = start.slice(0, count)
  const nextRight = middle.slice()
  for (const segment of segments) {
    const { from, fromOffset, to, toOffset } = segment
    // A link that is the only one at an end can be level without asking others to bend.
    const alone = segment.weight * (1 + Number(outs[from] === 1) + Number(ins[to] === 1))
    // The left side a trifle more, so that a node between two neighbours is level with one of them.
    set(nextLeft[to]!++, from, fromOffset - toOffset, alone * 1.01)
    set(nextRight[from]!++, to, toOffset - fromOffset, alone)
  }
  return { start, middle, other, shift, weight }

  function set(at: number, item: number, distance: number, strength: number): void {
    other[at] = item
    shift[at] = distance
    weight[at] = strength
  }
}

/** The wishes of the items of one layer, and the places that were found for them; one buffer for all layers. */
class Wishes {
  readonly place: Float64Array
  readonly weight: Float64Array
  /** Where the wishes of each item begin; the entry after the last item is where they end. */
  readonly begin: Int32Array
  readonly solved: Float64Array
  items = 0
  #size = 0

  constructor(most: number, layers: readonly (readonly number[])[]) {
    const longest = layers.reduce((length, layer) => Math.max(length, layer.length), 0)
    this.place = new Float64Array(most)
    this.weight = new Float64Array(most)
    this.begin = new Int32Array(longest + 1)
    this.solved = new Float64Array(longest)
  }

  clear(): void {
    this.items = this.#size = 0
  }

  add(place: number, weight: number): void {
    this.place[this.#size] = place
    this.weight[this.#size++] = weight
  }

  next(): void {
    this.begin[++this.items] = this.#size
  }
}

/** Finds a place for each item, none before that of the item above it. */
type Solve = (wishes: Wishes) => void

/** Neighbours whose wishes contradict their order become one block, which stands where it wishes as a whole. */
function pool(wishes: Wishes, wishOf: (first: number, last: number) => number): void {
  const firsts: number[] = []
  const places: number[] = []
  for (let item = 0; item < wishes.items; item++) {
    let first = item
    let place = wishOf(wishes.begin[item]!, wishes.begin[item + 1]!)
    while (places.length > 0 && places.at(-1)! >= place) {
      places.pop()
      first = firsts.pop()!
      place = wishOf(wishes.begin[first]!, wishes.begin[item + 1]!)
    }
    firsts.push(first)
    places.push(place)
  }
  for (const [block, first] of firsts.entries())
    wishes.solved.fill(places[block]!, first, firsts[block + 1] ?? wishes.items)
}

const pooledMeans: Solve = (wishes) => {
  // Sums up to each wish, so that the mean of a block costs nothing.
  const total = wishes.begin[wishes.items]!
  const sums = new Float64Array(total + 1)
  const weights = new Float64Array(total + 1)
  for (let at = 0; at < total; at++) {
    sums[at + 1] = sums[at]! + wishes.place[at]! * wishes.weight[at]!
    weights[at + 1] = weights[at]! + wishes.weight[at]!
  }
  pool(wishes, (first, last) => (sums[last]! - sums[first]!) / (weights[last]! - weights[first]!))
}

const pooledMedians: Solve = (wishes) => {
  const { place, weight } = wishes
  pool(wishes, (first, last) => {
    if (last - first === 1) return place[first]!
    const order = Array.from({ length: last - first }, (_, index) => first + index)
    order.sort((a, b) => place[a]! - place[b]!)
    const half = order.reduce((sum, at) => sum + weight[at]!, 0) / 2
    let sum = 0
    for (const [index, at] of order.entries()) {
      sum += weight[at]!
      if (sum > half) return place[at]!
      // Between two equally good places the middle: a node that two others feed alike stands between them.
      if (sum === half) return (place[at]! + place[order[index + 1]!]!) / 2
    }
    return place[order.at(-1)!]!
  })
}
