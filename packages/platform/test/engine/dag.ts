/**
 * Seeded pipelines and outcomes for property tests, and a naive evaluation of them that knows no journal: whole trees,
 * node by node. What `RunState` comes to by facts in any order must be what this comes to at once.
 */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { planOf, type Plan, type PlanNode } from "../../src/plan/Plan.ts"
import type { Ready } from "../../src/engine/ReadySteps.ts"
import { type Fact, RunState } from "../../src/engine/RunState.ts"
import { child, ordinalOf, parentOf, type SegmentKey, whole } from "../../src/plan/SegmentKey.ts"
import { Token } from "../../src/engine/SegmentTree.ts"
import { asset, input, type NodeShape, output, pipeline } from "./harness.ts"

/** A small fast generator (mulberry32): the same numbers for the same seed. */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const pick = <A>(random: () => number, items: readonly A[]): A => items[Math.floor(random() * items.length)]!

export interface Dag {
  readonly document: PipelineDocument
  readonly plan: Plan
  readonly instances: { readonly count: number; readonly valuesOf: ReadonlyMap<number, number> }
  readonly seed: number
}

const shapes: readonly NodeShape[] = [
  asset("text-normalization"),
  asset("split-on-linebreak"),
  asset("text-reconstruction"),
  asset("metric-aggregation"),
  { type: "SCRIPT" },
  { type: "DECISION", routes: [] }
]

/** A graph of up to `most` nodes between inputs and outputs, with decisions that name some of their targets. */
export const dagOf = (seed: number, most = 9): Dag => {
  const random = randomOf(seed)
  const nodes: NodeShape[] = []
  const links: string[] = []
  const inputs = 1 + Math.floor(random() * 3)
  for (let index = 0; index < inputs; index++) nodes.push(input(`I${index}`))
  const middle = Math.floor(random() * most)
  for (let index = 0; index < middle; index++) {
    const shape = pick(random, shapes)
    const at = nodes.push({ ...shape }) - 1
    const params =
      shape.type === "DECISION" ? ["comparison", "passthrough"] : random() < 0.4 ? ["text", "more"] : ["text"]
    for (const param of params)
      for (let sources = random() < 0.2 ? 2 : 1; sources > 0; sources--)
        links.push(`${Math.floor(random() * at)}.data > ${at}.${param}`)
  }
  const outputs = 1 + Math.floor(random() * 2)
  for (let index = 0; index < outputs; index++) {
    const at = nodes.push(output(`O${index}`)) - 1
    links.push(`${Math.floor(random() * (inputs + middle))}.data > ${at}.output`)
  }
  const document = pipeline(nodes, links)
  const plan = planOf(document)
  const count = pick(random, [1, 1, 2, 3])
  const valuesOf = new Map(
    plan.nodes
      .filter((node) => node.kind === "INPUT")
      .map((node) => [node.index, count > 1 && random() < 0.3 ? 1 : count])
  )
  return { document, plan, instances: { count: Math.max(...valuesOf.values()), valuesOf }, seed }
}

const hashOf = (text: string): number => {
  let hash = 2166136261
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619)
  return hash >>> 0
}

/** What a step comes to: decided by its place alone, so that every order of execution gives the same. */
export const outcomeOf = (dag: Dag, { node, seg }: Ready, likes: (model: number) => readonly SegmentKey[]): Fact[] => {
  const random = randomOf(hashOf(`${dag.seed}/${node}/${seg}`))
  const planNode = dag.plan.nodes[node]!
  const leaf = (at: SegmentKey): Fact => {
    const dice = random()
    const values = planNode.codes.map(() => 1 + Math.floor(random() * 1000))
    if (dice < 0.12) return { _tag: "Leaf", node, seg: at, token: Token.failed }
    return { _tag: "Leaf", node, seg: at, token: Token.value, values, ...taken() }
  }
  const taken = (): { taken?: readonly number[] } =>
    planNode.kind === "DECISION" ? { taken: planNode.targets.filter(() => random() < 0.6) } : {}
  const cuts = planNode.kind === "INPUT" ? 0.3 : planNode.function === "split-on-linebreak" ? 0.8 : 0
  if (seg !== whole && random() < cuts) {
    const size = Math.floor(random() * 4)
    return [...Array.from({ length: size }, (_, at) => leaf(child(seg, at))), { _tag: "Split", node, seg, size }]
  }
  if (planNode.kind !== "SCRIPT" || planNode.sources.length === 0) return [leaf(seg)]
  const dice = random()
  if (dice < 0.3) return [leaf(whole)]
  if (dice < 0.6) {
    const size = Math.floor(random() * 4)
    return [...Array.from({ length: size }, (_, at) => leaf(child(whole, at))), { _tag: "Split", node, seg, size }]
  }
  const model = planNode.params[0]!.sources[0]!.node
  const places = likes(model)
  if (places.length === 1 && places[0] === whole) return [leaf(whole)]
  return [...places.map((place) => leaf(place)), { _tag: "Like", node, model }]
}

/** Everything that a state came to, as text. */
export const snapshot = (state: RunState): string =>
  state.plan.nodes
    .map(({ index }) => {
      const tree = state.trees[index]!
      const leaves = [...tree.leavesOf()].map((leaf) => {
        const reached = state.plan.nodes[index]!.targets.map((target) =>
          [...state.reachability.leaves(target, { node: index, code: 0 }, leaf.seg)].map((each) => each.token).join("")
        )
        return `${leaf.seg}=${leaf.token}(${leaf.token === Token.value ? leaf.values.join() : ""})${reached.join("/")}`
      })
      return `${index}: ${leaves.join(" ")} open ${tree.open} leaves ${tree.leaves} ${JSON.stringify(tree.counts)}`
    })
    .join("\n")

/** Runs a graph to its end, taking ready steps in a random order; answers the facts in the order of their making. */
export const execute = (
  dag: Dag,
  order: () => number,
  state = new RunState(dag.plan, dag.instances)
): readonly Fact[] => {
  const facts: Fact[] = []
  const waiting: Ready[] = []
  for (;;) {
    for (let ready = state.takeReady(); ready !== undefined; ready = state.takeReady()) waiting.push(ready)
    if (waiting.length === 0) return facts
    const [ready] = waiting.splice(Math.floor(order() * waiting.length), 1)
    for (const fact of outcomeOf(dag, ready!, (model) => [...state.trees[model]!.leavesOf()].map((leaf) => leaf.seg))) {
      facts.push(fact)
      state.apply(fact)
    }
  }
}

// ── The naive evaluation ────────────────────────────────────────────────────────────────────────────────────────────

type Tree =
  | { readonly token: 1 | 2 | 3; readonly values: readonly number[]; readonly taken?: readonly number[] }
  | { readonly list: readonly Tree[] }

/** The tree of each node. */
export const evaluate = (dag: Dag): readonly Tree[] => {
  const trees: Tree[] = []
  for (const node of dag.plan.nodes) trees.push(treeOf(dag, node, trees))
  return trees
}

const treeOf = (dag: Dag, node: PlanNode, trees: readonly Tree[]): Tree => {
  const step = (seg: SegmentKey): Tree =>
    grown(
      outcomeOf(dag, { node: node.index, seg }, (model) => leavesOf(trees[model]!).map(([at]) => at)),
      seg,
      trees
    )
  if (node.kind === "INPUT") {
    const { count, valuesOf } = dag.instances
    if (count > 1 && valuesOf.get(node.index) === 1) return step(whole)
    return { list: Array.from({ length: count }, (_, at) => step(child(whole, at))) }
  }
  if (node.sources.length === 0) return node.kind === "OUTPUT" ? { token: Token.absent, values: [] } : step(whole)
  const decide = (seg: SegmentKey): Tree => {
    let some = false
    let failed = false
    let lacksRequired: number | undefined
    for (const param of node.params) {
      const token = bestToken(node, param, trees, seg)
      some ||= token === Token.value
      failed ||= token === Token.failed
      if (token !== Token.value && param.required) lacksRequired = token
    }
    const list = node.fires !== "segment"
    if (node.kind === "OUTPUT") return { token: some ? Token.value : failed ? Token.failed : Token.absent, values: [] }
    if (!list && failed) return { token: Token.failed, values: [] }
    if (some && (lacksRequired === undefined || node.kind === "SCRIPT")) return step(seg)
    return { token: failed && list ? Token.failed : Token.absent, values: [] }
  }
  const levels = node.fires === "whole" || node.fires === "never" ? 0 : node.fires === "instance" ? 1 : 9
  const at = (seg: SegmentKey, level: number): Tree => {
    const sizes =
      level >= levels
        ? []
        : node.sources
            .map((source) => treeAt(trees[source]!, seg))
            .map((tree) => (tree !== undefined && "list" in tree ? tree.list.length : -1))
    const size = Math.max(-1, ...sizes)
    return size < 0
      ? decide(seg)
      : { list: Array.from({ length: size }, (_, member) => at(child(seg, member), level + 1)) }
  }
  return at(whole, 0)
}

/** The tree that the facts of one step make. */
const grown = (facts: readonly Fact[], seg: SegmentKey, trees: readonly Tree[]): Tree => {
  const last = facts.at(-1)!
  const leaf = (at: SegmentKey): Tree => {
    const found = facts.find((fact) => fact._tag === "Leaf" && fact.seg === at) as Extract<Fact, { _tag: "Leaf" }>
    return {
      token: found.token,
      values: found.values ?? [],
      ...(found.taken === undefined ? {} : { taken: found.taken })
    }
  }
  if (last._tag === "Leaf") return leaf(seg)
  if (last._tag === "Split") return { list: Array.from({ length: last.size }, (_, at) => leaf(child(seg, at))) }
  const shaped = (tree: Tree, at: SegmentKey): Tree =>
    "list" in tree ? { list: tree.list.map((member, index) => shaped(member, child(at, index))) } : leaf(at)
  return shaped(trees[last.model]!, whole)
}

/** What is at a place, or the leaf that covers it; undefined where a list has no such member. */
const treeAt = (tree: Tree, seg: SegmentKey): Tree | undefined => {
  if (seg === whole || !("list" in tree)) return tree
  const above = treeAt(tree, parentOf(seg))
  return above === undefined || !("list" in above) ? above : above.list[ordinalOf(seg)]
}

const leavesOf = (
  tree: Tree,
  seg: SegmentKey = whole
): readonly (readonly [SegmentKey, Exclude<Tree, { list: unknown }>])[] =>
  "list" in tree ? tree.list.flatMap((member, index) => leavesOf(member, child(seg, index))) : [[seg, tree]]

const bestToken = (
  node: PlanNode,
  param: PlanNode["params"][number],
  trees: readonly Tree[],
  seg: SegmentKey
): number => {
  let best: number = Token.absent
  for (const source of param.sources) {
    const found = treeAt(trees[source.node]!, seg)
    if (found === undefined && param.sources.length === 1) best = Token.failed
    for (const [, leaf] of found === undefined ? [] : leavesOf(found)) {
      const passes = leaf.taken === undefined || leaf.taken.includes(node.index)
      if (leaf.token === Token.value && passes) return Token.value
      if (leaf.token === Token.failed) best = Token.failed
    }
  }
  return best
}

/** The same picture of a naive evaluation as `leavesOnly` gives of a state. */
export const leavesOfAll = (trees: readonly Tree[]): string =>
  trees
    .map(
      (tree, index) =>
        `${index}: ${leavesOf(tree)
          .map(([seg, leaf]) => `${seg}=${leaf.token}`)
          .join(" ")}`
    )
    .join("\n")

export const leavesOnly = (state: RunState): string =>
  state.trees
    .map((tree, index) => `${index}: ${[...tree.leavesOf()].map((leaf) => `${leaf.seg}=${leaf.token}`).join(" ")}`)
    .join("\n")
