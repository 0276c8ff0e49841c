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
