/** What lists of runs and steps tell: filters, counts, and steps that are at work and not in the journal yet. */
import { afterEach, describe, expect, it } from "vitest"
import type { AssetDefinition } from "../../src/assets/AssetDefinition.ts"
import { AssetError } from "../../src/assets/AssetDefinition.ts"
import { InvalidPageToken, logTokens, outputTokens, runTokens, stepTokens } from "../../src/engine/PageTokens.ts"
import { asset, cleanUp, failing, input, output, pipeline, startKit } from "./harness.ts"

afterEach(cleanUp)

const document = pipeline([input(), asset("paraphrasing"), output()], ["0.input > 1.text", "1.data > 2.output"])

const holding = (pure: boolean) => {
  const held: { text: string; go: () => void }[] = []
  const definition: AssetDefinition = {
    id: "holding",
    function: "paraphrasing",
    pure,
    run: ({ text }: { text: string }) =>
      new Promise((resolve) => held.push({ text, go: () => resolve({ data: text }) }))
  }
  const reached = async (count: number): Promise<void> => {
    while (held.length < count) await new Promise((resolve) => setImmediate(resolve))
  }
  return { held, definition, reached }
}

describe("the list of runs", () => {
  it("tells how many segments failed, and finds the runs that succeeded with failures", async () => {
    const kit = await startKit({ own: [failing] })
    const partial = await kit.submit(document, { Text: ["a", "bad", "c"] })
    const good = await kit.submit(document, { Text: ["a"] })
    const bad = await kit.submit(document, { Text: ["bad"] })
    for (const id of [partial, good, bad]) await kit.end(id)
    const { items } = await kit.engine.list("team", { limit: 9 })
    expect(Object.fromEntries(items.map((run) => [run.id, [run.status, run.segments]]))).toEqual({
      [partial]: ["SUCCESS", { total: 6, done: 6, failed: 1 }],
      [good]: ["SUCCESS", { total: 2, done: 2, failed: 0 }],
      [bad]: ["FAILED", { total: 2, done: 2, failed: 1 }]
    })
    expect(Object.fromEntries(items.map((run) => [run.id, run.outputSegments]))).toEqual({
      [partial]: { total: 3, done: 3, failed: 1 },
      [good]: { total: 1, done: 1, failed: 0 },
      [bad]: { total: 1, done: 1, failed: 1 }
    })
    expect((await kit.engine.get("team", partial))?.outputSegments).toEqual({ total: 3, done: 3, failed: 1 })
    const found = await kit.engine.list("team", { limit: 9, outcome: "partial" })
    expect(found.items.map((run) => run.id)).toEqual([partial])
    expect((await kit.engine.list("other", { limit: 9, outcome: "partial" })).items).toEqual([])
  })

  it("finds runs by a part of the pipeline's name or the beginning of the id, each character for itself", async () => {
    const kit = await startKit({ own: [failing] })
    const named = (name: string): Promise<string> =>
      kit.submit(document, { Text: ["a"] }, { pipeline: { id: "6544ffbdf4644a9f6c2363a6", name } })
    const reviews = await named("Guest reviews, 100 %")
    const other = await named("Letters")
    const ids = async (text: string): Promise<readonly string[]> =>
      (await kit.engine.list("team", { limit: 9, text })).items.map((run) => run.id)
    expect(await ids("REVIEW")).toEqual([reviews])
    expect(await ids("100 %")).toEqual([reviews])
    expect(await ids("%")).toEqual([reviews])
    expect(await ids("Gue_t")).toEqual([])
    expect(await ids(other.slice(0, 20))).toEqual([other])
    expect(await ids(other.slice(1, 20))).toEqual([])
    expect(await ids("'")).toEqual([])
  })

  it("finds the runs of a stretch of time: the beginning belongs to it, the end does not", async () => {
    const kit = await startKit({ own: [failing] })
    const ids: string[] = []
    for (let n = 0; n < 3; n++) {
      ids.push(await kit.submit(document, { Text: ["a"] }))
      await kit.clock.advance(1000)
    }
    const all = await kit.engine.list("team", { limit: 9 })
    const times = all.items.map((run) => Date.parse(run.createdAt)).toReversed()
    const found = await kit.engine.list("team", { limit: 9, since: times[1]!, until: times[2]! })
    expect(found.items.map((run) => run.id)).toEqual([ids[1]])
  })
})

describe("the list of steps", () => {
  it("is filtered and counted before it is cut into pages: one failure among 1,501 is found", async () => {
    const kit = await startKit({ own: [failing] })
    const id = await kit.submit(document, { Text: Array.from({ length: 1501 }, (_, n) => (n === 1500 ? "bad" : "x")) })
    await kit.end(id)
    const failed = await kit.engine.steps("team", id, { limit: 100, status: "FAILED" })
    expect(failed).toMatchObject({ items: [{ node: 1, segment: "01500", status: "FAILED" }], next: null, total: 1 })
    const first = await kit.engine.steps("team", id, { limit: 1000, node: 1, status: "SUCCESS" })
    expect([first?.items.length, first?.total]).toEqual([1000, 1500])
    const second = await kit.engine.steps("team", id, { limit: 1000, node: 1, status: "SUCCESS", page: first!.next! })
    expect([second?.items.length, second?.total, second?.next]).toEqual([500, 1500, null])
    for (const status of ["RETRYING", "IN_PROGRESS", "ABORTED", "SKIPPED"] as const)
      expect(await kit.engine.steps("team", id, { limit: 9, status })).toEqual({ items: [], next: null, total: 0 })
  })

  it("finds the steps that began more than once", async () => {
    const busy: AssetDefinition = {
      id: "busy",
      function: "paraphrasing",
      run: ({ text }: { text: string }, { attempt }) => {
        if (text === "busy" && attempt < 3) throw new AssetError("Busy.", { transient: true, retryAfter: 100 })
        return { data: text }
      }
    }
    const kit = await startKit({ own: [busy] })
    const id = await kit.submit(document, { Text: ["a", "busy", "c"] })
    await kit.clock.advance(50)
    expect(await kit.engine.steps("team", id, { limit: 9, status: "RETRYING" })).toMatchObject({
      items: [{ node: 1, segment: "00001", attempt: 1 }],
      total: 1
    })
    await kit.clock.advance(1000)
    await kit.end(id)
    expect(await kit.engine.steps("team", id, { limit: 9, retried: true })).toMatchObject({
      items: [{ node: 1, segment: "00001", attempt: 3, status: "SUCCESS" }],
      next: null,
      total: 1
    })
    expect((await kit.engine.steps("team", id, { limit: 9, node: 1, retried: false }))?.total).toBe(2)
  })

  it.each([true, false])(
    "shows a step that is at work, with its start, whether or not it is noted (pure: %s)",
    async (pure) => {
      const { held, definition, reached } = holding(pure)
      const kit = await startKit({ own: [definition] })
      const id = await kit.submit(document, { Text: ["a", "b", "c"] })
      await reached(3)
      const running = await kit.engine.steps("team", id, { limit: 9, status: "IN_PROGRESS" })
      expect(running?.items).toMatchObject(
        ["00000", "00001", "00002"].map((segment) => ({
          node: 1,
          segment,
          status: "IN_PROGRESS",
          attempt: 1,
          startedAt: expect.any(String) as string
        }))
      )
      expect(running?.total).toBe(pure ? 0 : 3)
      const detail = await kit.engine.get("team", id)
      expect(detail?.nodes[1]).toMatchObject({ status: "IN_PROGRESS", startedAt: expect.any(String) as string })
      expect(detail?.startedAt).toBeDefined()
      const places: string[] = []
      let page: string | undefined
      do {
        const steps = await kit.engine.steps("team", id, page === undefined ? { limit: 2 } : { limit: 2, page })
        places.push(...steps!.items.map((step) => `${step.node}/${step.segment}`))
        page = steps!.next ?? undefined
      } while (page !== undefined)
      expect(places).toEqual(["0/00000", "0/00001", "0/00002", "1/00000", "1/00001", "1/00002"])
      for (const { go } of held) go()
      await kit.end(id)
      expect((await kit.engine.steps("team", id, { limit: 9, node: 1 }))?.items.map((step) => step.status)).toEqual([
        "SUCCESS",
        "SUCCESS",
        "SUCCESS"
      ])
    }
  )
})

describe("a token of a page", () => {
  const all = { run: runTokens, log: logTokens, output: outputTokens }

  it("leads back to its place", () => {
    for (const kind of Object.values(all)) for (const n of [0, 7, 123_456]) expect(kind.read(kind.write(n))).toBe(n)
    for (const place of [
      { node: 0, seg: "" },
      { node: 12, seg: "00000.00042" }
    ])
      expect(stepTokens.read(stepTokens.write(place))).toEqual(place)
  })

  it.each([
    "",
    "0",
    "garbage",
    "1/00000",
    "MQ",
    "MQ==",
    "cnVuLg",
    "💥",
    `${runTokens.write(1)} `,
    `${runTokens.write(1)}=`,
    Buffer.from("run.-1").toString("base64url"),
    Buffer.from("step.1/0").toString("base64url")
  ])("%j is refused by every list", (token) => {
    for (const kind of [...Object.values(all), stepTokens]) expect(() => kind.read(token)).toThrow(InvalidPageToken)
  })

  it("of one list is refused by the others", () => {
    for (const kind of Object.values(all))
      for (const other of Object.values(all).filter((one) => one !== kind))
        expect(() => other.read(kind.write(1))).toThrow(InvalidPageToken)
    expect(() => stepTokens.read(runTokens.write(1))).toThrow(InvalidPageToken)
  })
})
