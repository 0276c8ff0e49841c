/**
 * The state of one run as a fold of its journal: `apply(fact)` reports the outcome of a step, and the steps that are ready
 * because of it can be taken. Recovery is the same `apply` over the journaled rows, in any order.
 *
 * Each node gets one token per segment (value, failed, absent), so every node knows when nothing more can reach it and
 * no global barrier is needed. Pure: no clock, no I/O, no values, only their numbers.
 */
import type { Plan, PlanNode } from "../plan/Plan.ts"
import { Reachability } from "./Reachability.ts"
import { type Ready, ReadySteps } from "./ReadySteps.ts"
import { child, instanceOf, parentOf, type SegmentKey, whole } from "../plan/SegmentKey.ts"
import { SegmentTree, Token } from "./SegmentTree.ts"

export type Fact =
  /** A step ended with a token. `taken`: indices of the nodes that a router or decision chose. */
  | {
      readonly _tag: "Leaf"
      readonly node: number
      readonly seg: SegmentKey
      readonly token: typeof Token.value | typeof Token.failed | typeof Token.absent
      readonly values?: readonly number[]
      readonly taken?: readonly number[]
    }
  /** A step cut its segment into a list; each member has its own facts. */
  | { readonly _tag: "Split"; readonly node: number; readonly seg: SegmentKey; readonly size: number }
  /** A step over the whole list gave a list of the same shape as what came from the node `model`. */
  | { readonly _tag: "Like"; readonly node: number; readonly model: number }

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
  /** What reaches each node from those that feed it. */
  readonly reachability: Reachability
  readonly #likes = new Map<number, number>()
  readonly #ready = new ReadySteps()
  /** Failures of steps that ran; derived ones have their cause further up. */
  readonly #failures = new Set<string>()
  /** Places to look at because something they depend on was decided. */
  readonly #work: { readonly node: number; readonly seg: SegmentKey }[] = []
  readonly #closed = new Set<number>()
  readonly #newlyClosed: number[] = []
  #open: number

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
    this.reachability = new Reachability(plan, this.trees)
    for (const node of plan.nodes) if (node.sources.length === 0) this.#begin(node)
    this.#settle()
  }

  /** `true` when nothing can happen any more. */
  get finished(): boolean {
    return this.#open === 0
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

  /** Applies the outcome of a step. A step that has ended keeps its first outcome. */
  apply(fact: Fact): void {
    const tree = this.trees[fact.node]!
    if (fact._tag === "Leaf") {
      if (!tree.know(fact.seg, fact.token, fact.values ?? [], this.reachability.routeId(fact.taken))) return
      if (fact.token === Token.failed) this.#failures.add(`${fact.node}/${fact.seg}`)
    } else if (fact._tag === "Split") {
      if (!tree.know(fact.seg, Token.split)) return
      tree.declare(fact.seg, fact.size, fact.node)
    } else this.#likes.set(fact.node, fact.model)
    const seg = fact._tag === "Like" ? whole : fact.seg
    if (tree.isReached(seg)) this.#decided(this.plan.nodes[fact.node]!, seg)
    this.#settle()
  }

  /** The next step to run. Steps whose end is known, from a journal that was read meanwhile, are left out. */
  takeReady(): Ready | undefined {
    for (let ready = this.#ready.take(); ready !== undefined; ready = this.#ready.take()) {
      const { node, seg } = ready
      if (this.trees[node]!.token(seg) === Token.pending) return ready
    }
    return undefined
  }

  /** The step whose own failure is the reason why a segment failed here; itself if it failed by itself. */
  causeOf(node: number, seg: SegmentKey): Ready {
    if (this.#failures.has(`${node}/${seg}`)) return { node, seg }
    for (const param of this.plan.nodes[node]!.params)
      for (const source of param.sources)
        for (const leaf of this.reachability.leaves(node, source, seg))
          if (leaf.token === Token.failed) return this.causeOf(source.node, leaf.seg)
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
  #decided(node: PlanNode, seg: SegmentKey): void {
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

  #afterwards(node: PlanNode, seg: SegmentKey): void {
    const { closed } = this.trees[node.index]!
    if (closed && !this.#closed.has(node.index)) {
      this.#closed.add(node.index)
      this.#newlyClosed.push(node.index)
      this.#open--
    }
    this.#notify(node, seg)
  }

  #notify(node: PlanNode, seg: SegmentKey): void {
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

  #look(node: number, seg: SegmentKey): void {
    this.#work.push({ node, seg })
  }

  /** Looks whether a node can be decided at a segment. */
  #visit(node: PlanNode, seg: SegmentKey): void {
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
  #split(node: PlanNode, seg: SegmentKey, size: number, origin: number): void {
    const tree = this.trees[node.index]!
    tree.know(seg, Token.split)
    tree.declare(seg, size, origin)
    tree.reach(seg)
    this.#afterwards(node, seg)
    for (let member = 0; member < size; member++) this.#look(node.index, child(seg, member))
  }

  #visitLeaf(node: PlanNode, seg: SegmentKey): void {
    if (this.#known(node, seg)) return
    let some = false
    let skip = false
    for (const param of node.params) {
      const { token } = this.reachability.best(node.index, param, seg)
      if (token === Token.failed) return this.#derive(node, seg, Token.failed)
      if (token === Token.value) some = true
      else if (param.required) skip = true
    }
    if (skip || !some) this.#derive(node, seg, Token.absent)
    else this.#fire(node, seg)
  }

  /** Decides a node that takes lists: each required parameter needs at least one value. */
  #visitList(node: PlanNode, seg: SegmentKey): void {
    if (this.#known(node, seg)) return
    let some = false
    let lacks = false
    let failed = false
    for (const param of node.params) {
      const token = this.reachability.bestOf(node.index, param, seg)
      if (token === Token.value) some = true
      else if (token === Token.failed) failed = true
      if (token !== Token.value && param.required) lacks = true
    }
    if (node.fires === "never") this.#derive(node, seg, some ? Token.value : failed ? Token.failed : Token.absent)
    else if (some && (!lacks || node.kind === "SCRIPT")) this.#fire(node, seg)
    else this.#derive(node, seg, failed ? Token.failed : Token.absent)
  }

  /** A step that the journal has already. */
  #known(node: PlanNode, seg: SegmentKey): boolean {
    const like = seg === whole && this.#likes.has(node.index)
    if (this.trees[node.index]!.token(seg) === Token.pending && !like) return false
    this.#decided(node, seg)
    return true
  }

  #derive(
    node: PlanNode,
    seg: SegmentKey,
    token: typeof Token.value | typeof Token.failed | typeof Token.absent
  ): void {
    this.trees[node.index]!.know(seg, token)
    this.#decided(node, seg)
  }

  #fire(node: PlanNode, seg: SegmentKey): void {
    this.trees[node.index]!.reach(seg)
    this.#ready.push(node.index, seg)
  }

  #copyShape(node: number, model: number, seg: SegmentKey): void {
    const from = this.trees[model]!
    if (from.token(seg) !== Token.split) return
    const tree = this.trees[node]!
    tree.know(seg, Token.split)
    tree.declare(seg, from.sizeAt(seg), from.originAt(seg))
    for (let member = 0; member < from.sizeAt(seg); member++) this.#copyShape(node, model, child(seg, member))
  }
}
