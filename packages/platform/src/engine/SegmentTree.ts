/**
 * What one node has come to, by segment: a tree whose leaves are tokens (value, failed, absent) and whose inner points
 * are lists that something was cut into. Memory per segment is a byte and four for each output that links read: values
 * themselves are in the store, here are their numbers.
 *
 * Two things are kept apart: what is *known* of a segment (its step ended) and whether it is *reached* (everything
 * above it is decided). A journal read in any order knows before it reaches; consumers see reached segments only.
 */
import { child, depthOf, instanceOf, ordinalOf, parentOf, type SegmentKey, whole } from "../plan/SegmentKey.ts"

export const Token = { pending: 0, value: 1, failed: 2, absent: 3, split: 4 } as const
export type Token = (typeof Token)[keyof typeof Token]

const reachedBit = 8
/** Reached with a token, and counted. */
const decidedBit = 16
const tokenBits = 7

/** The members of one list. */
class Group {
  /** How many members there are; -1 until the list is declared. */
  size = -1
  /** The node whose cutting made the list. */
  origin = -1
  states: Uint8Array
  /** By output code: number of the value within the run, 0 for none. */
  readonly values: Uint32Array[]
  /** Number of the set of nodes that a router or decision chose. */
  routes: Uint16Array | undefined
  /** Leaves below an instance that are not decided yet; kept only where a reconstructor reads. */
  open: Uint32Array | undefined

  constructor(codes: number, size: number) {
    this.states = new Uint8Array(size)
    this.values = Array.from({ length: codes }, () => new Uint32Array(size))
  }

  grow(size: number): void {
    if (size <= this.states.length) return
    const larger = Math.max(size, this.states.length * 2)
    this.states = extended(this.states, new Uint8Array(larger))
    for (const [code, list] of this.values.entries()) this.values[code] = extended(list, new Uint32Array(larger))
    if (this.routes !== undefined) this.routes = extended(this.routes, new Uint16Array(larger))
    if (this.open !== undefined) this.open = extended(this.open, new Uint32Array(larger))
  }
}

const extended = <A extends { set(from: A): void }>(from: A, to: A): A => {
  to.set(from)
  return to
}

/** What covers a segment in a tree: a leaf at it or above it, a list at it, nothing yet, or no such member. */
export interface Found {
  token: Token
  /** The place of the leaf or list. */
  at: SegmentKey
  /** `true` when a list above has fewer members. */
  missing: boolean
}

export interface Leaf {
  readonly seg: SegmentKey
  readonly token: Token
  readonly values: readonly number[]
  readonly route: number
}

export class SegmentTree {
  readonly #codes: number
  readonly #perInstance: boolean
  readonly #top: Group
  readonly #groups = new Map<SegmentKey, Group>()
  /** Leaves that are known to exist, and among them those that are decided and reached. */
  leaves = 1
  open = 1
  readonly counts = { value: 0, failed: 0, absent: 0 }

  /** `perInstance` keeps count of what is open below each instance. */
  constructor(codes: number, perInstance: boolean) {
    this.#codes = codes
    this.#perInstance = perInstance
    this.#top = new Group(codes, 1)
    this.#top.size = 1
  }

  get closed(): boolean {
    return this.open === 0
  }

  #group(parent: SegmentKey): Group {
    let group = this.#groups.get(parent)
    if (group === undefined) {
      group = new Group(this.#codes, 4)
      this.#groups.set(parent, group)
    }
    return group
  }

  /** Notes what is known of a segment. A segment that is decided keeps its token: answers `false` then. */
  know(seg: SegmentKey, token: Token, values: readonly number[] = [], route = 0): boolean {
    const ordinal = seg === whole ? 0 : ordinalOf(seg)
    const group = seg === whole ? this.#top : this.#group(parentOf(seg))
    group.grow(ordinal + 1)
    const state = group.states[ordinal]!
    if ((state & decidedBit) !== 0) return false
    group.states[ordinal] = token | (state & reachedBit)
    for (let code = 0; code < this.#codes; code++) group.values[code]![ordinal] = values[code] ?? 0
    if (route !== 0) group.routes ??= new Uint16Array(group.states.length)
    if (group.routes !== undefined) group.routes[ordinal] = route
    return true
  }

  /** Declares the list at a segment that is (or becomes) a split. */
  declare(seg: SegmentKey, size: number, origin: number): void {
    const group = this.#group(seg)
    group.grow(size)
    group.size = size
    group.origin = origin
  }

  token(seg: SegmentKey): Token {
    const group = seg === whole ? this.#top : this.#groups.get(parentOf(seg))
    const ordinal = seg === whole ? 0 : ordinalOf(seg)
    return ((group?.states[ordinal] ?? 0) & tokenBits) as Token
  }

  isReached(seg: SegmentKey): boolean {
    const group = seg === whole ? this.#top : this.#groups.get(parentOf(seg))
    return ((group?.states[seg === whole ? 0 : ordinalOf(seg)] ?? 0) & reachedBit) !== 0
  }

  sizeAt(seg: SegmentKey): number {
    return this.#groups.get(seg)?.size ?? -1
  }

  /** The node that cut the list at a segment. */
  originAt(seg: SegmentKey): number {
    return this.#groups.get(seg)?.origin ?? -1
  }

  valuesAt(seg: SegmentKey): readonly number[] {
    const group = seg === whole ? this.#top : this.#groups.get(parentOf(seg))
    const ordinal = seg === whole ? 0 : ordinalOf(seg)
    return group === undefined ? [] : group.values.map((list) => list[ordinal]!)
  }

  routeAt(seg: SegmentKey): number {
    const group = seg === whole ? this.#top : this.#groups.get(parentOf(seg))
    return group?.routes?.[seg === whole ? 0 : ordinalOf(seg)] ?? 0
  }

  /** Marks a segment as reached; once its token is known it is counted, and the answer is `true` that one time. */
  reach(seg: SegmentKey): boolean {
    const ordinal = seg === whole ? 0 : ordinalOf(seg)
    const group = seg === whole ? this.#top : this.#group(parentOf(seg))
    group.grow(ordinal + 1)
    const state = group.states[ordinal]!
    const token = state & tokenBits
    if ((state & decidedBit) !== 0) return false
    group.states[ordinal] = state | reachedBit | (token === Token.pending ? 0 : decidedBit)
    if (token === Token.pending) return false
    if (token === Token.split) this.#reachSplit(seg)
    else this.#reachLeaf(seg, token as Token)
    return true
  }

  #reachLeaf(seg: SegmentKey, token: Token): void {
    this.open--
    this.counts[token === Token.value ? "value" : token === Token.failed ? "failed" : "absent"]++
    this.#countOpen(seg, -1)
  }

  #reachSplit(seg: SegmentKey): void {
    const size = this.sizeAt(seg)
    this.leaves += size - 1
    this.open += size - 1
    if (seg === whole) {
      if (this.#perInstance) this.#group(whole).open = new Uint32Array(this.#group(whole).states.length).fill(1)
    } else this.#countOpen(seg, size - 1)
  }

  #countOpen(seg: SegmentKey, difference: number): void {
    if (!this.#perInstance || seg === whole) return
    const group = this.#groups.get(whole)
    const instance = ordinalOf(instanceOf(seg))
    if (group?.open !== undefined) group.open[instance] = group.open[instance]! + difference
  }

  /** Whether everything below an instance is decided. */
  instanceClosed(instance: SegmentKey): boolean {
    return instance === whole ? this.closed : this.#groups.get(whole)?.open?.[ordinalOf(instance)] === 0
  }

  /** What covers a segment: consumers read another node through this. */
  find(seg: SegmentKey): Found {
    const depth = depthOf(seg)
    for (let level = 0; level <= depth; level++) {
      const at = level === 0 ? whole : seg.slice(0, level * 6 - 1)
      const group = level === 0 ? this.#top : this.#groups.get(parentOf(at))
      const ordinal = level === 0 ? 0 : ordinalOf(at)
      if (group === undefined) return { token: Token.pending, at, missing: false }
      if (group.size >= 0 && ordinal >= group.size) return { token: Token.pending, at, missing: true }
      const state = group.states[ordinal] ?? 0
      const token = (state & tokenBits) as Token
      if ((state & reachedBit) === 0 || token === Token.pending) return { token: Token.pending, at, missing: false }
      if (token !== Token.split) return { token, at, missing: false }
    }
    return { token: Token.split, at: seg, missing: false }
  }

  /** All reached leaves below a segment, in the order of the document. */
  *leavesOf(seg: SegmentKey = whole): Generator<Leaf> {
    const group = seg === whole ? this.#top : this.#groups.get(parentOf(seg))
    const ordinal = seg === whole ? 0 : ordinalOf(seg)
    const token = ((group?.states[ordinal] ?? 0) & tokenBits) as Token
    if (group === undefined || token === Token.pending) return
    if (token !== Token.split) {
      const values = group.values.map((list) => list[ordinal]!)
      yield { seg, token, values, route: group.routes?.[ordinal] ?? 0 }
      return
    }
    const size = this.sizeAt(seg)
    for (let member = 0; member < size; member++) yield* this.leavesOf(child(seg, member))
  }
}
