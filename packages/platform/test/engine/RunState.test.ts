/** The state of one run, step by step: what has ended, how far it is, and why a segment failed. */
import { describe, expect, it } from "vitest"
import { type Fact, RunState } from "../../src/engine/RunState.ts"
import { Token } from "../../src/engine/SegmentTree.ts"
import { planOf } from "../../src/plan/Plan.ts"
import { asset, input, output, pipeline } from "./harness.ts"

/** Input, a split into lines, a step for each line, the lines put together, output. */
const plan = planOf(
  pipeline(
    [input(), asset("split-on-linebreak"), asset("text-normalization"), asset("text-reconstruction"), output()],
    ["0.input > 1.text", "1.data > 2.text", "2.data > 3.text", "3.data > 4.output"]
  )
)
const opened = (): RunState => new RunState(plan, { count: 1, valuesOf: new Map([[0, 1]]) })
const one = "00000"
const leaf = (node: number, seg: string, token: Extract<Fact, { _tag: "Leaf" }>["token"] = Token.value): Fact => ({
  _tag: "Leaf",
  node,
  seg,
  token,
  values: [1]
})

describe("a run", () => {
  it("has ended when its last node has, and names each node that ended once", () => {
    const state = opened()
    expect([state.finished, state.takeClosed()]).toEqual([false, []])
    state.apply(leaf(0, one))
    expect([state.finished, state.takeClosed(), state.takeClosed()]).toEqual([false, [0], []])
    state.apply({ _tag: "Split", node: 1, seg: one, size: 2 })
    state.apply(leaf(1, `${one}.00000`))
    state.apply(leaf(1, `${one}.00001`))
    expect([state.finished, state.takeClosed()]).toEqual([false, [1]])
    state.apply(leaf(2, `${one}.00000`))
    // Two of five nodes, and half of the third.
    expect(state.progress).toBe(50)
    expect(state.takeClosed()).toEqual([])
    state.apply(leaf(2, `${one}.00001`))
    state.apply(leaf(3, one))
    expect([state.finished, state.progress]).toEqual([true, 100])
    expect(new Set(state.takeClosed())).toEqual(new Set([2, 3, 4]))
    expect(state.takeReady()).toBeUndefined()
  })
})

/** Which steps are ready now, in the order of the plan. */
const readyOf = (state: RunState): readonly string[] => {
  const steps: string[] = []
  for (let step = state.takeReady(); step !== undefined; step = state.takeReady())
    steps.push(`${step.node}/${step.seg}`)
  return steps.toSorted()
}
const tokensOf = (state: RunState, node: number): readonly string[] =>
  [...state.trees[node]!.leavesOf()].map(({ seg, token }) => `${seg}=${token}`)

describe("the steps of a run", () => {
  it("are known for every instance before the first one ends, and no node has cut the list of instances", () => {
    const state = new RunState(plan, { count: 3, valuesOf: new Map([[0, 3]]) })
    expect(state.trees.map(({ leaves }) => leaves)).toEqual([3, 3, 3, 3, 1])
    expect(state.trees[0]!.originAt("")).toBe(-1)
    expect(readyOf(state)).toEqual(["0/00000", "0/00001", "0/00002"])
  })

  it("are ready once each, also when the journal names the members of a list before the list", () => {
    const state = opened()
    expect(readyOf(state)).toEqual([`0/${one}`])
    state.apply(leaf(0, one))
    expect(readyOf(state)).toEqual([`1/${one}`])
    state.apply(leaf(1, `${one}.00000`))
    state.apply(leaf(1, `${one}.00001`))
    expect(readyOf(state)).toEqual([])
    state.apply({ _tag: "Split", node: 1, seg: one, size: 2 })
    expect(readyOf(state)).toEqual([`2/${one}.00000`, `2/${one}.00001`])
  })

  it("do not include members that an earlier attempt journaled beyond the end of the list", () => {
    const state = opened()
    state.apply(leaf(0, one))
    for (const member of ["00000", "00001", "00002"]) state.apply(leaf(1, `${one}.${member}`))
    state.apply({ _tag: "Split", node: 1, seg: one, size: 2 })
    expect(readyOf(state)).toEqual([`2/${one}.00000`, `2/${one}.00001`])
    state.apply(leaf(2, `${one}.00000`))
    expect(readyOf(state)).toEqual([])
    state.apply(leaf(2, `${one}.00001`))
    expect(readyOf(state)).toEqual([`3/${one}`])
    state.apply(leaf(3, one))
    expect([state.finished, tokensOf(state, 1)]).toEqual([true, [`${one}.00000=1`, `${one}.00001=1`]])
  })

  it.each([1, 2])("run once at a node that nothing is linked to (instances: %i)", (count) => {
    const unlinked = planOf(
      pipeline([input(), asset("text-normalization"), output("Linked"), output("Unlinked")], ["1.data > 2.output"])
    )
    const state = new RunState(unlinked, { count, valuesOf: new Map([[0, count]]) })
    const [linked, alone] = [unlinked.byNumber.get(1)!, unlinked.byNumber.get(3)!]
    const instances = ["00000", "00001"].slice(0, count)
    expect(readyOf(state)).toEqual([...instances.map((instance) => `0/${instance}`), `${linked}/`])
    for (const instance of instances) state.apply(leaf(0, instance))
    state.apply(leaf(linked, ""))
    // The output without a link has no value, and its end is not waited for.
    expect([state.finished, tokensOf(state, alone)]).toEqual([true, [`=${Token.absent}`]])
  })

  it("keep the first outcome, also where the journal is read before what leads to them", () => {
    const script = planOf(pipeline([input(), { type: "SCRIPT" }, output()], ["0.input > 1.text", "1.data > 2.output"]))
    const state = new RunState(script, { count: 2, valuesOf: new Map([[0, 2]]) })
    state.apply(leaf(1, ""))
    state.apply({ _tag: "Like", node: 1, model: 0 })
    state.apply(leaf(0, "00000"))
    state.apply(leaf(0, "00001"))
    expect([state.finished, tokensOf(state, 1)]).toEqual([true, [`=${Token.value}`]])
  })
})

describe("two lists that meet", () => {
  const meeting = planOf(
    pipeline(
      [input(), asset("split-on-linebreak"), asset("split-on-linebreak"), asset("text-normalization"), output()],
      ["0.input > 1.text", "0.input > 2.text", "1.data > 3.text", "2.data > 3.more", "3.data > 4.output"]
    )
  )
  const met = (first: number, second: number): RunState => {
    const state = new RunState(meeting, { count: 1, valuesOf: new Map([[0, 1]]) })
    state.apply(leaf(0, one))
    for (const [node, size] of [
      [1, first],
      [2, second]
    ] as const) {
      for (let member = 0; member < size; member++) state.apply(leaf(node, `${one}.0000${member}`))
      state.apply({ _tag: "Split", node, seg: one, size })
    }
    return state
  }

  it.each([
    [3, 2],
    [2, 3]
  ])("are combined by position: of %i and %i segments, the one without a counterpart fails", (first, second) => {
    const state = met(first, second)
    expect(readyOf(state).filter((step) => step.startsWith("3/"))).toEqual([`3/${one}.00000`, `3/${one}.00001`])
    expect(tokensOf(state, 3)).toEqual([`${one}.00002=${Token.failed}`])
    expect(state.causeOf(3, `${one}.00002`)).toEqual({ node: 3, seg: `${one}.00002` })
  })

  it("give a list that was cut by the longer one, or by the first of two that are as long", () => {
    expect([met(3, 2), met(2, 3), met(2, 2)].map((state) => state.trees[3]!.originAt(one))).toEqual([1, 2, 1])
  })
})

describe("an optional input", () => {
  const optional = { inputValues: [{ code: "more", isRequired: false }] }
  /** Input, a decision, a step that reads the decision at an optional input, output. */
  const choosing = (links: readonly string[]): RunState =>
    new RunState(
      planOf(
        pipeline(
          [input(), { type: "DECISION", routes: [] }, asset("text-normalization", optional), output()],
          ["0.input > 1.comparison", "0.input > 1.passthrough", "1.data > 2.more", "2.data > 3.output", ...links]
        )
      ),
      { count: 1, valuesOf: new Map([[0, 1]]) }
    )

  it("does not hold the step whose other inputs have values", () => {
    const state = choosing(["0.input > 2.text"])
    state.apply(leaf(0, one))
    state.apply({ _tag: "Leaf", node: 1, seg: one, token: Token.value, values: [1], taken: [] })
    expect(readyOf(state)).toContain(`2/${one}`)
  })

  it("skips the step if it is the only input that is linked and its branch was not taken", () => {
    const state = choosing([])
    state.apply(leaf(0, one))
    state.apply({ _tag: "Leaf", node: 1, seg: one, token: Token.value, values: [1], taken: [] })
    expect(tokensOf(state, 2)).toEqual([`${one}=${Token.absent}`])
    expect(state.finished).toBe(true)
  })

  it("fails the step if what it reads failed", () => {
    const state = choosing(["0.input > 2.text"])
    state.apply(leaf(0, one))
    state.apply(leaf(1, one, Token.failed))
    expect(tokensOf(state, 2)).toEqual([`${one}=${Token.failed}`])
    expect(state.causeOf(2, one)).toEqual({ node: 1, seg: one })
  })
})

describe("the cause of a failed segment", () => {
  const failing = (node: number, seg: string): RunState => {
    const state = opened()
    state.apply(leaf(0, one))
    state.apply({ _tag: "Split", node: 1, seg: one, size: 2 })
    state.apply(leaf(1, `${one}.00000`))
    state.apply(leaf(1, `${one}.00001`, node === 1 ? Token.failed : Token.value))
    for (const key of [`${one}.00000`, `${one}.00001`])
      if (node !== 1 || key.endsWith("0"))
        state.apply(leaf(2, key, node === 2 && key === seg ? Token.failed : Token.value))
    return state
  }

  it("is the step that failed, at its own segment", () => {
    const state = failing(2, `${one}.00001`)
    expect(state.causeOf(2, `${one}.00001`)).toEqual({ node: 2, seg: `${one}.00001` })
    expect(state.causeOf(2, `${one}.00000`)).toEqual({ node: 2, seg: `${one}.00000` })
  })

  it("is the step itself where it failed although it had values, whatever failed before it", () => {
    const state = failing(2, `${one}.00001`)
    state.apply(leaf(3, one, Token.failed))
    expect(state.causeOf(3, one)).toEqual({ node: 3, seg: one })
    expect(state.causeOf(2, `${one}.00001`)).toEqual({ node: 2, seg: `${one}.00001` })
  })

  it("is found through steps for each segment, and through those that read a list", () => {
    expect(failing(1, `${one}.00001`).causeOf(2, `${one}.00001`)).toEqual({ node: 1, seg: `${one}.00001` })
    expect(failing(2, `${one}.00001`).causeOf(3, one)).toEqual({ node: 2, seg: `${one}.00001` })
    expect(failing(1, `${one}.00001`).causeOf(3, one)).toEqual({ node: 1, seg: `${one}.00001` })
  })
})
