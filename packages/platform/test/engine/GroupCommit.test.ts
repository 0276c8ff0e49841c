/** The journal's group commit over a store that answers when it is told to: what is written together, and who is told when. */
import { describe, expect, it, vi } from "vitest"
import { type Entry, GroupCommit } from "../../src/engine/GroupCommit.ts"
import type { Batch, RunStore } from "../../src/store/RunStore.ts"
import { StoreError } from "../../src/store/StoreError.ts"

type Answer = { readonly lost: readonly number[] } | StoreError

/** A journal on a store whose commits end one by one, in the order in which they came. */
const journal = () => {
  const batches: Batch[] = []
  const pending: ((answer: Answer) => void)[] = []
  const broken: StoreError[] = []
  const commit = (batch: Batch) =>
    new Promise<{ readonly lost: readonly number[] }>((resolve, reject) => {
      batches.push(batch)
      pending.push((answer) => (answer instanceof StoreError ? reject(answer) : resolve(answer)))
    })
  const group = new GroupCommit(
    { commit } as unknown as RunStore,
    () => 1_234,
    (error) => broken.push(error)
  )
  const settle = async (answer: Answer = { lost: [] }): Promise<void> => {
    pending.shift()?.(answer)
    await turns()
  }
  return { group, batches, broken, settle }
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

const value = (run: number, n: number, body = "x") => ({ run, n, kind: "text", type: "text", body }) as const
const step = (run: number, node: number) =>
  ({ run, node, seg: "0", state: "done", attempt: 1, part: false, credits: 0 }) as const
const counts = (run: number, node: number) => ({ run, node, total: 1, done: 1, failed: 0, skipped: 0 })
const change = (run: number) =>
  ({
    run,
    state: "running",
    progress: 0,
    credits: 0,
    counts: { total: 1, done: 0, failed: 0, skipped: 0 }
  }) as const
const line = (run: number, n: number) => ({ run, n, at: 0, level: "info", text: "x" }) as const
const values = (count: number, body?: string) => Array.from({ length: count }, (_, n) => value(1, n, body))

const told: string[] = []
const entry = (name: string, rows: Partial<Entry> = {}, run = 1): Entry => ({
  lease: { run, fence: run * 10 },
  ...rows,
  written: () => told.push(`${name} written`),
  lost: () => told.push(`${name} lost`)
})
const taken = (): readonly string[] => told.splice(0)

describe("entries", () => {
  it("are written at once by an idle journal, with every kind of row, the leases and the time", async () => {
    const { group, batches, settle } = journal()
    expect(group.isIdle).toBe(true)
    const rows = {
      values: [value(1, 1)],
      steps: [step(1, 2)],
      nodes: [counts(1, 3)],
      runs: [change(1)],
      log: [line(1, 4)]
    }
    group.append(entry("a", rows))
    await turns()
    expect(batches).toEqual([{ leases: [{ run: 1, fence: 10 }], ...rows, now: 1_234 }])
    expect(group.isIdle).toBe(false)
    expect(taken()).toEqual([])
    await settle()
    expect(taken()).toEqual(["a written"])
    expect(group.isIdle).toBe(true)
  })

  it("that come during a commit go together with the next, in their order, one lease for each run", async () => {
    const { group, batches, settle } = journal()
    group.append(entry("a", { steps: [step(1, 0)] }))
    group.append(entry("b", { steps: [step(1, 1)] }))
    group.append(entry("c", { steps: [step(2, 2)] }, 2))
    group.append(entry("d", { steps: [step(1, 3)] }))
    await turns()
    expect(batches).toHaveLength(1)
    await settle()
    expect(taken()).toEqual(["a written"])
    expect(batches).toHaveLength(2)
    expect(batches[1]).toEqual({
      leases: [
        { run: 1, fence: 10 },
        { run: 2, fence: 20 }
      ],
      values: [],
      steps: [step(1, 1), step(2, 2), step(1, 3)],
      nodes: [],
      runs: [],
      log: [],
      now: 1_234
    })
    await settle()
    expect(taken()).toEqual(["b written", "c written", "d written"])
    expect(batches).toHaveLength(2)
  })

  it("of a run that someone else has are told that they are lost, those of other runs that they are written", async () => {
    const { group, settle } = journal()
    group.append(entry("first"))
    group.append(entry("a", {}, 1))
    group.append(entry("b", {}, 2))
    group.append(entry("c", {}, 1))
    await turns()
    await settle()
    await settle({ lost: [1] })
    expect(taken()).toEqual(["first written", "a lost", "b written", "c lost"])
    for (const lost of [[1], []]) {
      group.append({ lease: { run: 1, fence: 1 } })
      await turns()
      await settle({ lost })
      expect(group.isIdle).toBe(true)
    }
  })
})

describe("a commit", () => {
  it("takes entries until it has 512 rows, and never less than one entry", async () => {
    const { group, batches, settle } = journal()
    const behind: boolean[] = []
    group.append(entry("first", { values: values(3) }))
    group.append(entry("large", { values: values(600) }))
    behind.push(group.isBehind)
    for (let count = 0; count < 4; count++) group.append(entry("half", { log: [line(1, 1)], values: values(255) }))
    group.append(entry("last", { values: values(1) }))
    await turns()
    for (let count = 0; count < 4; count++) {
      behind.push(group.isBehind)
      await settle()
    }
    expect(batches.map((batch) => batch.values.length + batch.log.length)).toEqual([3, 600, 512, 512, 1])
    expect(behind).toEqual([true, true, true, true, false])
    await settle()
    taken()
  })

  it("counts rows of every kind alike", async () => {
    for (const rows of [
      { values: values(513) },
      { steps: Array.from({ length: 513 }, (_, node) => step(1, node)) },
      { nodes: Array.from({ length: 513 }, (_, node) => counts(1, node)) },
      { runs: Array.from({ length: 513 }, () => change(1)) },
      { log: Array.from({ length: 513 }, (_, n) => line(1, n)) }
    ]) {
      const { group, settle } = journal()
      group.append(entry("first"))
      expect(group.isBehind).toBe(false)
      group.append(entry("many", rows))
      expect(group.isBehind).toBe(true)
      group.append(entry("next"))
      await turns()
      await settle()
      expect(group.isBehind).toBe(false)
      expect(taken()).toEqual(["first written"])
      await settle()
      await settle()
      expect(taken()).toEqual(["many written", "next written"])
    }
  })

  it("exactly at its limit is not behind", async () => {
    const { group, settle } = journal()
    group.append(entry("first"))
    group.append(entry("many", { values: values(512) }))
    expect(group.isBehind).toBe(false)
    await turns()
    await settle()
    await settle()
    taken()
  })

  it("waits out a full disk and a locked database, and writes nothing twice", async () => {
    const { group, batches, broken, settle } = journal()
    group.append(entry("a", { steps: [step(1, 0)] }))
    await turns()
    await settle(new StoreError("Busy", "locked"))
    expect(taken()).toEqual([])
    await vi.waitFor(() => expect(batches).toHaveLength(2), { interval: 5 })
    await settle()
    expect(batches[1]).toEqual(batches[0])
    expect(taken()).toEqual(["a written"])
    expect(broken).toEqual([])
  })
})

describe("a full journal", () => {
  it("is one with more than 4,096 rows, or 8 MiB of text, that wait", async () => {
    const { group, settle } = journal()
    group.append(entry("first"))
    await turns()
    group.append(entry("rows", { values: values(4_096) }))
    expect(group.full).toBe(false)
    group.append(entry("one more", { steps: [step(1, 1)] }))
    expect(group.full).toBe(true)
    await settle()
    expect(group.full).toBe(false)
    await settle()
    await settle()
    const text = journal()
    text.group.append(entry("first"))
    await turns()
    text.group.append(entry("text", { values: values(2, "x".repeat(4 * 1_048_576)) }))
    expect(text.group.full).toBe(false)
    text.group.append(entry("one more", { values: values(1, "x") }))
    expect(text.group.full).toBe(true)
    for (let count = 0; count < 3; count++) await text.settle()
    expect(text.group.full).toBe(false)
    taken()
  })

  it("calls back once when there is room, not before", async () => {
    const { group, settle } = journal()
    let rooms = 0
    group.append(entry("first"))
    await turns()
    for (let count = 0; count < 2; count++) group.append(entry("rows", { values: values(4_097) }))
    group.whenRoom(() => rooms++)
    expect(group.full).toBe(true)
    await settle()
    // The second is being written; the third waits and is too much alone.
    expect([group.full, rooms]).toEqual([true, 0])
    await settle()
    await settle()
    expect([group.full, rooms]).toEqual([false, 1])
    group.append(entry("later"))
    await turns()
    await settle()
    expect(rooms).toBe(1)
    taken()
  })
})

describe("a store that cannot be written to any more", () => {
  it("is reported once, and everything that waits is reported as lost", async () => {
    const { group, batches, broken, settle } = journal()
    group.append(entry("a"))
    group.append(entry("b"))
    await turns()
    const idle = group.idle()
    await settle(new StoreError("Corrupt", "damaged"))
    await idle
    expect(broken.map(({ reason }) => reason)).toEqual(["Corrupt"])
    expect(taken()).toEqual(["a lost", "b lost"])
    group.append(entry("c"))
    group.append({ lease: { run: 1, fence: 1 } })
    await turns()
    expect(taken()).toEqual(["c lost"])
    expect(batches).toHaveLength(1)
    expect(broken).toHaveLength(1)
  })

  it("does not mind entries that nobody waits for", async () => {
    const { group, broken, settle } = journal()
    group.append({ lease: { run: 1, fence: 1 } })
    group.append({ lease: { run: 1, fence: 1 } })
    await turns()
    await settle(new StoreError("Unavailable", "gone"))
    expect(broken).toHaveLength(1)
    expect(group.isIdle).toBe(true)
  })
})

describe("idle()", () => {
  it("resolves at once when nothing is being written, otherwise when everything is", async () => {
    const { group, settle } = journal()
    await group.idle()
    const order: string[] = []
    group.append(entry("a"))
    group.append(entry("b"))
    for (const name of ["one", "two"]) void group.idle().then(() => order.push(name))
    await turns()
    await settle()
    expect(order).toEqual([])
    await settle()
    expect(order).toEqual(["one", "two"])
    expect(taken()).toEqual(["a written", "b written"])
  })
})
