import { describe, expect, it } from "vitest"
import { RunState } from "../../src/engine/RunState.ts"
import { type Dag, dagOf, evaluate, execute, leavesOfAll, leavesOnly, outcomeOf, randomOf, snapshot } from "./dag.ts"

/** More on demand: `FC_RUNS=100000`. */
const runs = Number(process.env["FC_RUNS"] ?? 500)
const first = Number(process.env["FC_SEED"] ?? 1)

const every = (check: (dag: Dag) => void): void => {
  for (let seed = first; seed < first + runs; seed++) {
    try {
      check(dagOf(seed))
    } catch (error) {
      throw new Error(`Seed ${seed} (FC_SEED=${seed} FC_RUNS=1)`, { cause: error })
    }
  }
}

const shuffled = <A>(items: readonly A[], random: () => number): readonly A[] =>
  items
    .map((item) => [random(), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item)

describe("the state of a run", () => {
  it("comes to what a naive evaluation of the whole graph comes to, and ends", () => {
    every((dag) => {
      const state = new RunState(dag.plan, dag.instances)
      execute(dag, randomOf(dag.seed), state)
      expect(leavesOnly(state)).toBe(leavesOfAll(evaluate(dag)))
      expect(state.finished).toBe(true)
      expect(state.progress).toBeCloseTo(100)
    })
  })

  it("is the same whatever order the steps ran in", () => {
    every((dag) => {
      const one = new RunState(dag.plan, dag.instances)
      const other = new RunState(dag.plan, dag.instances)
      execute(dag, () => 0, one)
      execute(dag, randomOf(dag.seed + 1), other)
      expect(snapshot(other)).toBe(snapshot(one))
    })
  })

  it("is the fold of its facts in any order", () => {
    every((dag) => {
      const random = randomOf(dag.seed)
      const state = new RunState(dag.plan, dag.instances)
      const facts = execute(dag, random, state)
      const folded = new RunState(dag.plan, dag.instances)
      for (const fact of shuffled(facts, random)) folded.apply(fact)
      expect(snapshot(folded)).toBe(snapshot(state))
      expect(folded.takeReady()).toBe(undefined)
      expect(folded.finished).toBe(true)
    })
  })

  it("continues from any part of its journal to the same end, and runs no step that is in it", () => {
    every((dag) => {
      const random = randomOf(dag.seed)
      const state = new RunState(dag.plan, dag.instances)
      const facts = execute(dag, random, state)
      const journal = facts.slice(0, Math.floor(random() * (facts.length + 1)))
      const recovered = new RunState(dag.plan, dag.instances)
      for (const fact of shuffled(journal, random)) recovered.apply(fact)
      const rest = execute(dag, random, recovered)
      expect(snapshot(recovered)).toBe(snapshot(state))
      // A list counts with the fact of its step: until then its members may be made again.
      const key = (fact: (typeof facts)[number]): string => `${fact.node}/${fact._tag === "Like" ? "" : fact.seg}`
      const done = new Set(journal.filter((fact) => isOwn(dag, fact)).map(key))
      expect(rest.filter((fact) => isOwn(dag, fact) && done.has(key(fact)))).toEqual([])
    })
  })

  it("keeps the first end of a step", () => {
    every((dag) => {
      const state = new RunState(dag.plan, dag.instances)
      const facts = execute(dag, randomOf(dag.seed), state)
      const before = snapshot(state)
      for (const fact of facts)
        if (fact._tag === "Leaf") state.apply({ ...fact, token: 2 })
        else state.apply(fact)
      expect(snapshot(state)).toBe(before)
    })
  })
})

/** Whether a fact ends a step, rather than being a member of the list that one makes. */
const isOwn = (dag: Dag, fact: Parameters<RunState["apply"]>[0]): boolean => {
  if (fact._tag !== "Leaf") return true
  const { fires } = dag.plan.nodes[fact.node]!
  if (fires === "whole") return fact.seg === ""
  const own = outcomeOf(dag, { node: fact.node, seg: fact.seg.slice(0, -6) }, () => []).at(-1)
  return own?._tag !== "Split"
}
