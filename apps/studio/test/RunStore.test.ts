import type { RunEvent, RunLogLine } from "@aixplain-ts/sdk"
import { describe, expect, it } from "vitest"
import { RunStore } from "../src/store/RunStore.ts"

const at = "2026-03-01T08:00:00.000Z"

const started = (node: number, done = 0): RunEvent => ({
  type: "node.progress",
  at,
  run: "r",
  node: {
    node,
    label: `Node ${node}`,
    type: "ASSET",
    status: "IN_PROGRESS",
    segments: { total: 100, done, failed: 0 }
  }
})

const failed = (node: number): RunEvent => ({
  type: "node.finished",
  at,
  run: "r",
  node: {
    node,
    label: `Node ${node}`,
    type: "ASSET",
    status: "FAILED",
    segments: { total: 1, done: 1, failed: 1 },
    error: "Node 1: gone"
  }
})

/** A store whose frames the test triggers. */
const framed = () => {
  const waiting: (() => void)[] = []
  const store = new RunStore((run) => waiting.push(run))
  let told = 0
  store.subscribe(() => (told += 1))
  return { store, told: () => told, frame: () => waiting.splice(0).forEach((run) => run()), waiting }
}

describe("the store of a run", () => {
  it("notifies its readers once per frame, however many events arrive", () => {
    const { frame, store, told, waiting } = framed()
    for (let done = 0; done < 200; done++) store.apply(started(1, done))
    expect(waiting).toHaveLength(1)
    expect(store.node(1)).toBeUndefined()
    expect(store.latest.nodes.get(1)?.segments.done).toBe(199)
    frame()
    expect(told()).toBe(1)
    expect(store.node(1)?.segments.done).toBe(199)
  })

  it("changes only the nodes that an event is about", () => {
    const { frame, store } = framed()
    store.apply(started(1))
    store.apply(started(2))
    frame()
    const before = store.node(1)
    store.apply(started(2, 50))
    frame()
    expect(store.node(1)).toBe(before)
    expect(store.node(2)?.segments.done).toBe(50)
  })

  it("does not notify for events that change nothing", () => {
    const { store, waiting } = framed()
    store.apply({ type: "status.unknown", at, run: "r", status: "PAUSED" })
    expect(waiting).toHaveLength(0)
  })

  it("marks consequences of a failure as not reached, and the failed node as failed", () => {
    const { frame, store } = framed()
    store.wire(
      new Map([
        [2, [1]],
        [3, [2, 4]]
      ])
    )
    for (const event of [failed(1), failed(2), failed(3), started(4)]) store.apply(event)
    frame()
    expect(store.node(1)).toMatchObject({ status: "FAILED", error: "Node 1: gone" })
    expect(store.node(2)).toMatchObject({ status: "SKIPPED", blockedBy: "Node 1" })
    expect(store.node(3)).toMatchObject({ status: "SKIPPED", blockedBy: "Node 1" })
    expect(store.node(2)).not.toHaveProperty("error")
    const before = store.node(3)
    store.apply(started(4, 1))
    frame()
    expect(store.node(3)).toBe(before)
  })

  it("puts the loaded log before lines that arrived meanwhile, without duplicates", () => {
    const { frame, store } = framed()
    const line = (text: string): RunLogLine => ({ at, level: "info", text })
    store.apply({ type: "log.written", at, run: "r", line: line("two") })
    store.apply({ type: "log.written", at, run: "r", line: line("three") })
    store.loadLog([line("one"), line("two")])
    frame()
    expect(store.view.log.map(({ text }) => text)).toEqual(["one", "two", "three"])
  })
})
