/**
 * The state of one run as a fold of its journal: `apply(fact)` tells what became of a step, and the steps that are ready
 * because of it can be taken. Recovery is the same `apply` over the journaled rows, in any order.
 *
 * Each node gets one token per segment (value, failed, absent), so every node knows when nothing more can reach it and
 * no global barrier is needed. Pure: no clock, no I/O, no values, only their numbers.
 */
import { Heap } from "./Heap.ts"
import type { Param, Plan, PlanNode, Source } from "./Plan.ts"
import { child, instanceOf, parentOf, type Seg, whole } from "./Seg.ts"
import { type Leaf, SegmentTree, Token } from "./SegmentTree.ts"

export type Fact =
  /** A step ended with a token. `taken`: indices of the nodes that a router or decision chose. */
  | {
      readonly _tag: "Leaf"
      readonly node: number
      readonly seg: Seg
      readonly token: typeof Token.value | typeof Token.failed | typeof Token.absent
      readonly values?: readonly number[]
      readonly taken?: readonly number[]
    }
  /** A step cut its segment into a list; the members have facts of their own. */
  | { readonly _tag: "Split"; readonly node: number; readonly seg: Seg; readonly size: number }
  /** A step over the whole list gave a list of the same shape as what came from the node `model`. */
  | { readonly _tag: "Like"; readonly node: number; readonly model: number }

export interface Ready {
  readonly node: number
  readonly seg: Seg
}

/** What one parameter holds for one step: where it came from and the number of the value. */
export interface Held {
  readonly node: number
  readonly seg: Seg
  readonly token: Token
  readonly value: number
}

/** How many values each INPUT got: one, or one per instance. */
export interface Instances {
  readonly count: number
  /** By index of the INPUT in the plan. */
  readonly valuesOf: ReadonlyMap<number, number>
}

export class RunState {
  readonly plan: Plan
  readonly trees: readonly SegmentTree[]
  readonly #instances: Instances
  /** Sets of nodes that routers and decisions chose; a leaf holds its place + 1. */
  readonly #routes: number[][] = []
  readonly #routeIds = new Map<string, number>()
  readonly #likes = new Map<number, number>()
  readonly #queues = new Map<number, { segs: Seg[]; at: number }>()
  readonly #ready = new Heap<number>((a, b) => a > b)
  /** Failures of steps that ran; derived ones have their cause further up. */
  readonly #failures = new Set<string>()
  /** Places to look at because something they depend on was decided. */
  readonly #work: { readonly node: number; readonly seg: Seg }[] = []
  readonly #closed = new Set<number>()
  readonly #newlyClosed: number[] = []
  #open: number
  #readyCount = 0

  constructor(plan: Plan, instances: Instances) {
    this.plan = plan
    this.#instances = instances
    this.#open = plan.nodes.length
    this.trees = plan.nodes.map(
      (node) =>
        new SegmentTree(
          node.codes.length,
          node.targets.some((target) => plan.nodes[target]!.fires === "instance")
        )
    )
    for (const node of plan.nodes) if (node.sources.length === 0) this.#begin(node)
    this.#settle()
  }

  /** `true` when nothing can happen any more. */
  get finished(): boolean {
    return this.#open === 0
  }

  /** Steps that wait to be taken; some of them may have ended since (a journal that is still being read). */
  get readyCount(): number {
    return this.#readyCount
  }

  /** Percent of the known work that is decided, each node counting the same. */
  get progress(): number {
    let sum = 0
    for (const tree of this.trees) sum += tree.closed ? 1 : 1 - tree.open / tree.leaves
    return (100 * sum) / this.trees.length
  }

  /** Nodes that came to their end since this was asked last, by index. */
  takeClosed(): readonly number[] {
    return this.#newlyClosed.splice(0)
  }

  /** Takes in what became of a step. A step that has ended keeps its first end. */
  apply(fact: Fact): void {
    const tree = this.trees[fact.node]!
    if (fact._tag === "Leaf") {
      if (!tree.know(fact.seg, fact.token, fact.values ?? [], this.#routeId(fact.taken))) return
      if (fact.token === Token.failed) this.#failures.add(`${fact.node}/${fact.seg}`)
    } else if (fact._tag === "Split") {
      if (!tree.know(fact.seg, Token.split)) return
      tree.declare(fact.seg, fact.size, fact.node)
    } else this.#likes.set(fact.node, fact.model)
    const seg = fact._tag === "Like" ? whole : fact.seg
    if (tree.isReached(seg)) this.#decided(this.plan.nodes[fact.node]!, seg)
    this.#settle()
  }

  /** The next step to run: the furthest node first, so that a long list does not fill memory with its first stage. */
  takeReady(): Ready | undefined {
    for (let node = this.#ready.peek(); node !== undefined; node = this.#ready.peek()) {
      const queue = this.#queues.get(node)!
      while (queue.at < queue.segs.length) {
        const seg = queue.segs[queue.at++]!
        this.#readyCount--
        if (this.trees[node]!.token(seg) === Token.pending && !(seg === whole && this.#likes.has(node)))
          return { node, seg }
      }
      this.#queues.delete(node)
      this.#ready.pop()
    }
    return undefined
  }

  /** What a step that fires per segment reads: for each parameter the source that has a value, or why there is none. */
  held(node: number, seg: Seg): ReadonlyMap<string, Held> {
    return new Map(this.plan.nodes[node]!.params.map((param) => [param.code, this.#best(node, param, seg)]))
  }

  /** All leaves of one source below a segment that reach a node, in the order of the document. */
  *reaching(node: number, source: Source, seg: Seg): Generator<Leaf> {
    const tree = this.trees[source.node]!
    const found = tree.find(seg)
    if (found.missing) return
    for (const leaf of tree.leavesOf(found.at))
      yield this.#passes(leaf.route, node) ? leaf : { ...leaf, token: Token.absent }
  }

  /** The step whose own failure is the reason why a segment failed here; itself if it failed by itself. */
  causeOf(node: number, seg: Seg): Ready {
    const { params, fires } = this.plan.nodes[node]!
    if (this.#failures.has(`${node}/${seg}`)) return { node, seg }
    for (const param of params)
      for (const source of param.sources) {
        if (fires === "segment") {
          const found = this.trees[source.node]!.find(seg)
          if (found.token === Token.failed) return this.causeOf(source.node, found.at)
        } else
          for (const leaf of this.reaching(node, source, seg))
            if (leaf.token === Token.failed) return this.causeOf(source.node, leaf.seg)
      }
    return { node, seg }
  }

  // ── What follows from a fact ──────────────────────────────────────────────────────────────────────────────────────

  #begin(node: PlanNode): void {
    if (node.fires === "never") return this.#derive(node, whole, Token.absent)
    const tree = this.trees[node.index]!
    const values = this.#instances.valuesOf.get(node.index) ?? 1
    // A single value among lists belongs to the run as a whole and so meets every instance.
    if (node.kind !== "INPUT" || (this.#instances.count > 1 && values === 1)) return this.#fire(node, whole)
    tree.know(whole, Token.split)
    tree.declare(whole, this.#instances.count, -1)
    tree.reach(whole)
    this.#notify(node, whole)
    for (let instance = 0; instance < this.#instances.count; instance++) this.#fire(node, child(whole, instance))
  }

  #settle(): void {
    const work = this.#work
    for (let at = 0; at < work.length; at++) {
      const { node, seg } = work[at]!
      this.#visit(this.plan.nodes[node]!, seg)
    }
    work.length = 0
  }

  /** A segment is reached and its token known: counts it, opens the list it became, tells the nodes behind. */
  #decided(node: PlanNode, seg: Seg): void {
    const tree = this.trees[node.index]!
    const model = seg === whole ? this.#likes.get(node.index) : undefined
    if (model !== undefined && tree.token(whole) === Token.pending) this.#copyShape(node.index, model, whole)
    if (!tree.reach(seg)) return
    this.#afterwards(node, seg)
    if (tree.token(seg) !== Token.split) return
    for (let member = 0, size = tree.sizeAt(seg); member < size; member++) {
      const key = child(seg, member)
      if (tree.token(key) === Token.pending) tree.reach(key)
      else this.#decided(node, key)
    }
  }

  #afterwards(node: PlanNode, seg: Seg): void {
    const { closed } = this.trees[node.index]!
    if (closed && !this.#closed.has(node.index)) {
      this.#closed.add(node.index)
      this.#newlyClosed.push(node.index)
      this.#open--
    }
    this.#notify(node, seg)
  }

  #notify(node: PlanNode, seg: Seg): void {
    const tree = this.trees[node.index]!
    for (const target of node.targets) {
      const { fires } = this.plan.nodes[target]!
      if (fires === "segment") this.#look(target, seg)
      else if (fires === "instance") {
        const instance = instanceOf(seg)
        if (seg === whole || tree.instanceClosed(instance)) this.#look(target, instance)
      } else if (tree.closed) this.#look(target, whole)
    }
  }

  #look(node: number, seg: Seg): void {
    this.#work.push({ node, seg })
  }

  /** Looks whether a node can be decided at a segment. */
  #visit(node: PlanNode, seg: Seg): void {
    const tree = this.trees[node.index]!
    if (tree.isReached(seg)) return
    if (node.fires === "whole" || node.fires === "never") {
      if (node.sources.every((source) => this.trees[source]!.closed)) this.#visitList(node, whole)
      return
    }
    if (seg !== whole && tree.find(parentOf(seg)).token !== Token.split) return
    let size = -1
    let origin = -1
    for (const source of node.sources) {
      const from = this.trees[source]!
      const found = from.find(seg)
      if (found.token === Token.pending && !found.missing) return
      if (found.token !== Token.split) continue
      if (node.fires === "instance" && seg !== whole) {
        if (!from.instanceClosed(seg)) return
        continue
      }
      if (from.sizeAt(seg) <= size) continue
      size = from.sizeAt(seg)
      origin = from.originAt(seg)
    }
    if (size >= 0) this.#split(node, seg, size, origin)
    else if (node.fires === "instance") this.#visitList(node, seg)
    else this.#visitLeaf(node, seg)
  }

  /** The node's list has the shape of what it reads. */
  #split(node: PlanNode, seg: Seg, size: number, origin: number): void {
    const tree = this.trees[node.index]!
    tree.know(seg, Token.split)
    tree.declare(seg, size, origin)
    tree.reach(seg)
    this.#afterwards(node, seg)
    for (let member = 0; member < size; member++) this.#look(node.index, child(seg, member))
  }

  #visitLeaf(node: PlanNode, seg: Seg): void {
    if (this.#known(node, seg)) return
    let some = false
    let skip = false
    for (const param of node.params) {
      const { token } = this.#best(node.index, param, seg)
      if (token === Token.failed) return this.#derive(node, seg, Token.failed)
      if (token === Token.value) some = true
      else if (param.required) skip = true
    }
    if (skip || !some) this.#derive(node, seg, Token.absent)
    else this.#fire(node, seg)
  }

  /** Decides a node that takes lists: each required parameter needs at least one value. */
  #visitList(node: PlanNode, seg: Seg): void {
    if (this.#known(node, seg)) return
    let some = false
    let lacks: typeof Token.failed | typeof Token.absent | undefined
    let failed = false
    for (const param of node.params) {
      const token = this.#bestOf(node.index, param, seg)
      if (token === Token.value) some = true
      else if (token === Token.failed) failed = true
      if (token !== Token.value && param.required && lacks !== Token.failed) lacks = token
    }
    if (node.fires === "never") this.#derive(node, seg, some ? Token.value : failed ? Token.failed : Token.absent)
    else if (some && (lacks === undefined || node.kind === "SCRIPT")) this.#fire(node, seg)
    else this.#derive(node, seg, failed ? Token.failed : (lacks ?? Token.absent))
  }

  /** A step that the journal has already. */
  #known(node: PlanNode, seg: Seg): boolean {
    const like = seg === whole && this.#likes.has(node.index)
    if (this.trees[node.index]!.token(seg) === Token.pending && !like) return false
    this.#decided(node, seg)
    return true
  }

  #derive(node: PlanNode, seg: Seg, token: typeof Token.value | typeof Token.failed | typeof Token.absent): void {
    this.trees[node.index]!.know(seg, token)
    this.#decided(node, seg)
  }

  #fire(node: PlanNode, seg: Seg): void {
    this.trees[node.index]!.reach(seg)
    let queue = this.#queues.get(node.index)
    if (queue === undefined) {
      queue = { segs: [], at: 0 }
      this.#queues.set(node.index, queue)
      this.#ready.push(node.index)
    }
    queue.segs.push(seg)
    this.#readyCount++
  }

  /** The best that the sources of a parameter offer at a segment: a value, else a failure, else nothing. */
  #best(node: number, param: Param, seg: Seg): Held {
    let best: Held = { node: -1, seg, token: Token.absent, value: 0 }
    for (const source of param.sources) {
      const tree = this.trees[source.node]!
      const found = tree.find(seg)
      // Lists that are cut differently have no partner here: a failure, unless another branch may fill the place.
      let token: Token = found.missing ? (param.sources.length > 1 ? Token.absent : Token.failed) : found.token
      if (token === Token.value && !this.#passes(tree.routeAt(found.at), node)) token = Token.absent
      const value = token === Token.value ? tree.valuesAt(found.at)[source.code]! : 0
      if (token === Token.value && value === 0) token = Token.failed
      const held = { node: source.node, seg: found.at, token, value }
      if (token === Token.value) return held
      if (best.node === -1 || (token === Token.failed && best.token === Token.absent)) best = held
    }
    return best
  }

  #bestOf(node: number, param: Param, seg: Seg): typeof Token.value | typeof Token.failed | typeof Token.absent {
    let best: typeof Token.failed | typeof Token.absent = Token.absent
    for (const source of param.sources) {
      // An instance without a partner in the other list, as in `#best`.
      if (param.sources.length === 1 && this.trees[source.node]!.find(seg).missing) return Token.failed
      for (const leaf of this.reaching(node, source, seg)) {
        if (leaf.token === Token.value) return Token.value
        if (leaf.token === Token.failed) best = Token.failed
      }
    }
    return best
  }

  #copyShape(node: number, model: number, seg: Seg): void {
    const from = this.trees[model]!
    if (from.token(seg) !== Token.split) return
    const tree = this.trees[node]!
    tree.know(seg, Token.split)
    tree.declare(seg, from.sizeAt(seg), from.originAt(seg))
    for (let member = 0; member < from.sizeAt(seg); member++) this.#copyShape(node, model, child(seg, member))
  }

  #passes(route: number, target: number): boolean {
    return route === 0 || this.#routes[route - 1]!.includes(target)
  }

  #routeId(taken: readonly number[] | undefined): number {
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
