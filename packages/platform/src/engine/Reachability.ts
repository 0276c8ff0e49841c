/**
 * What reaches a node from the nodes that feed it: which token counts at a segment, and which leaves a list is made of.
 * Knows the sets of nodes that routers and decisions chose. Used by `RunState`, and by whoever reads a step's inputs.
 */
import type { Param, Plan, Source } from "../plan/Plan.ts"
import type { SegmentKey } from "../plan/SegmentKey.ts"
import { type Leaf, type SegmentTree, Token } from "./SegmentTree.ts"

/** What one parameter holds for one step: where it came from and the number of the value. */
export interface Held {
  readonly node: number
  /** Place of the output parameter in that node's `codes`. */
  readonly code: number
  readonly seg: SegmentKey
  readonly token: Token
  readonly value: number
}

export class Reachability {
  readonly #plan: Plan
  readonly #trees: readonly SegmentTree[]
  /** Sets of nodes that routers and decisions chose; a leaf holds its place + 1. */
  readonly #routes: number[][] = []
  readonly #routeIds = new Map<string, number>()

  constructor(plan: Plan, trees: readonly SegmentTree[]) {
    this.#plan = plan
    this.#trees = trees
  }

  /** What a step that fires per segment reads at a parameter: the source that has a value, or why it has none. */
  held(node: number, code: string, seg: SegmentKey): Held {
    const param = this.#plan.nodes[node]!.params.find((each) => each.code === code)
    return param === undefined ? { node: -1, code: 0, seg, token: Token.absent, value: 0 } : this.best(node, param, seg)
  }

  /** All leaves of one source below a segment that reach a node, in the order of the document. */
  *leaves(node: number, source: Source, seg: SegmentKey): Generator<Leaf> {
    const tree = this.#trees[source.node]!
    const found = tree.find(seg)
    if (found.missing) return
    for (const leaf of tree.leavesOf(found.at))
      yield this.#passes(leaf.route, node) ? leaf : { ...leaf, token: Token.absent }
  }

  /** The best that the sources of a parameter offer at a segment: a value, else a failure, else nothing. */
  best(node: number, param: Param, seg: SegmentKey): Held {
    let best: Held = { node: -1, code: 0, seg, token: Token.absent, value: 0 }
    for (const source of param.sources) {
      const tree = this.#trees[source.node]!
      const found = tree.find(seg)
      // Lists that are cut differently have no partner here: a failure, unless another branch may fill the place.
      let token: Token = found.missing ? (param.sources.length > 1 ? Token.absent : Token.failed) : found.token
      if (token === Token.value && !this.#passes(tree.routeAt(found.at), node)) token = Token.absent
      const value = token === Token.value ? tree.valuesAt(found.at)[source.code]! : 0
      if (token === Token.value && value === 0) token = Token.failed
      const held = { node: source.node, code: source.code, seg: found.at, token, value }
      if (token === Token.value) return held
      if (best.node === -1 || (token === Token.failed && best.token === Token.absent)) best = held
    }
    return best
  }

  bestOf(node: number, param: Param, seg: SegmentKey): typeof Token.value | typeof Token.failed | typeof Token.absent {
    let best: typeof Token.failed | typeof Token.absent = Token.absent
    for (const source of param.sources) {
      // An instance without a partner in the other list, as in `#best`.
      if (param.sources.length === 1 && this.#trees[source.node]!.find(seg).missing) return Token.failed
      for (const leaf of this.leaves(node, source, seg)) {
        if (leaf.token === Token.value) return Token.value
        if (leaf.token === Token.failed) best = Token.failed
      }
    }
    return best
  }

  #passes(route: number, target: number): boolean {
    return route === 0 || this.#routes[route - 1]!.includes(target)
  }

  /** The number of a set of chosen nodes; 0 when nothing was chosen because nothing can be. */
  routeId(taken: readonly number[] | undefined): number {
    if (taken === undefined) return 0
    const key = taken.join()
    let id = this.#routeIds.get(key)
    if (id === undefined) {
      id = this.#routes.push([...taken])
      this.#routeIds.set(key, id)
    }
    return id
  }
}
