/** Started runs: followed, cancelled, resumed elsewhere, listed, many at once, never twice. */
import { setMaxListeners } from "node:events"
import type { RunManyItem } from "@aixplain-ts/sdk"
import { describe, expect, it } from "vitest"
import { connect } from "../../src/connect.ts"
import { failureOf, reasonOf } from "../../src/failureOf.ts"
import { gated, picky, shout, through } from "../../src/pipelines.ts"

describe("a started run", () => {
  it("is checked, awaited and followed", async () => {
    const { asset, open, started } = gated()
    const { aixplain } = await connect({ assets: [asset] })
    const pipeline = await aixplain.pipelines.create(through("gated"))
    const run = await pipeline.runAsync("a")
    await started
    expect(await run.check()).toMatchObject({ status: "IN_PROGRESS", completed: false, phase: "running" })
    const types: string[] = []
    const following = (async () => {
      for await (const event of run) types.push(event.type)
    })()
    open()
    const result = await run.result()
    await following
    expect([result.status, await result.output("Out").text(), types.at(-1)]).toEqual(["SUCCESS", "a", "run.finished"])
    expect((await pipeline.poll(run)).completed).toBe(true)
    expect((await pipeline.poll(run.url)).completed).toBe(true)
  })

  it("can be cancelled by anyone with its reference, and is then reported as cancelled", async () => {
    const { asset, started } = gated()
    const { aixplain } = await connect({ assets: [asset] })
    const run = await (await aixplain.pipelines.create(through("gated"))).runAsync("a")
    await started
    await run.cancel()
    expect(await reasonOf(run.result())).toBe("RunCancelled")
    expect((await run.check()).phase).toBe("cancelled")
    await run.cancel()
  })

  it("is resumed in another client from its JSON, its URL or its id", async () => {
    const { aixplain, client } = await connect({ assets: [shout] })
    const run = await (await aixplain.pipelines.create(through("shout"))).runAsync("a")
    for (const ref of [JSON.stringify(run), run.ref, run.url, run.id]) {
      const resumed = await client().runs.resume(ref)
      expect(await (await resumed.result()).output("Out").text()).toBe("A")
    }
  })

  it("continues when it is no longer watched", async () => {
    const { asset, open, started } = gated()
    const { aixplain } = await connect({ assets: [asset] })
    const pipeline = await aixplain.pipelines.create(through("gated"))
    const ref = await (async () => {
      await using run = await pipeline.runAsync("a")
      await started
      return run.ref
    })()
    open()
    expect((await (await aixplain.runs.resume(ref)).result()).status).toBe("SUCCESS")
  })

  it("that is unknown is NotFound", async () => {
    const { aixplain } = await connect()
    const run = await aixplain.runs.resume("cf9728ff-9a38-4cf8-87c8-41edf2ad0000")
    expect(await reasonOf(run.check())).toBe("NotFound")
    expect(await reasonOf(run.result())).toBe("NotFound")
    expect(await reasonOf(aixplain.runs.cancel(run.ref))).toBe("NotFound")
  })
})

describe("the runs of a team", () => {
  it("are listed newest first, by pipeline, status and time, in pages", async () => {
    const { aixplain } = await connect({ assets: [shout, picky] })
    const good = await aixplain.pipelines.create(through("shout"))
    const other = await aixplain.pipelines.create(through("picky"))
    for (const text of ["a", "b", "c"]) await good.run(text)
    await reasonOf(other.run("bad"))
    const idsOf = async (options: object) => {
      const ids: (string | undefined)[] = []
      for await (const run of aixplain.runs.list(options)) ids.push(run.pipeline.id)
      return ids
    }
    expect(await idsOf({})).toEqual([other.id, good.id, good.id, good.id])
    expect(await idsOf({ pipeline: good.id })).toHaveLength(3)
    expect(await idsOf({ status: "FAILED" })).toEqual([other.id])
    expect(await idsOf({ since: "2020-01-01T00:00:00Z" })).toHaveLength(4)
    const pages: number[] = []
    for await (const page of aixplain.runs.list({ limit: 3 }).pages()) pages.push(page.items.length)
    expect(pages).toEqual([3, 1])
  })

  it("have nodes, steps and a log", async () => {
    const { aixplain } = await connect({ assets: [shout] })
    const run = await (await aixplain.pipelines.create(through("shout"))).runAsync("a")
    await run.result()
    const detail = await aixplain.runs.get(run.id)
    expect(detail).toMatchObject({ id: run.id, status: "SUCCESS", nodes: expect.any(Array) })
    const steps = []
    for await (const step of aixplain.runs.steps(run.id)) steps.push(step)
    expect(steps).toContainEqual(expect.objectContaining({ node: 1, status: "SUCCESS", attempt: 1 }))
    const pages = []
    for await (const page of aixplain.runs.steps(run.id, { node: 1, status: "SUCCESS", retried: false }).pages())
      pages.push(page)
    expect(pages).toMatchObject([{ items: [{ node: 1 }], next: null, total: 1 }])
    const lines = []
    for await (const line of aixplain.runs.log(run.id)) lines.push(line)
    expect(Array.isArray(lines)).toBe(true)
  })

  it("are NotSupported if the server does not have the extension", async () => {
    const { aixplain } = await connect({ assets: [shout], extensions: false })
    const run = await (await aixplain.pipelines.create(through("shout"))).runAsync("a")
    expect(await reasonOf(aixplain.runs.get(run.id))).toBe("NotSupported")
    expect(await reasonOf(run.cancel())).toBe("NotSupported")
    expect(await reasonOf(aixplain.runs.list()[Symbol.asyncIterator]().next())).toBe("NotSupported")
  })
})

describe("many runs", () => {
  it("are yielded as they end, each with its index, and one failure does not stop the others", async () => {
    const { aixplain, recorder } = await connect({ assets: [picky] })
    const pipeline = await aixplain.pipelines.create(through("picky"))
    const inputs = Array.from({ length: 40 }, (_, index) => (index % 10 === 3 ? "bad" : `text ${index}`))
    const items: RunManyItem<unknown>[] = []
    for await (const item of aixplain.runMany(pipeline, inputs, { concurrency: 8 })) items.push(item)
    expect(items.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(inputs.map((_, index) => index))
    const failed = items.filter(({ error }) => error !== undefined)
    expect(failed.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual([3, 13, 23, 33])
    expect(failed.every(({ error }) => error?.reason._tag === "RunFailed")).toBe(true)
    expect(recorder.sent("runPipeline")).toHaveLength(40)
  })

  it("pull their inputs only as slots become free", async () => {
    const { asset, open } = gated()
    const { aixplain } = await connect({ assets: [asset] })
    const pipeline = await aixplain.pipelines.create(through("gated"))
    let pulled = 0
    async function* inputs() {
      for (; pulled < 20; pulled++) yield `text ${pulled}`
    }
    const stop = new AbortController()
    setMaxListeners(100, stop.signal)
    const items = aixplain.runMany(pipeline, inputs(), { concurrency: 3, signal: stop.signal })
    const first = items.next()
    await expect.poll(() => pulled).toBeGreaterThanOrEqual(2)
    expect(pulled).toBeLessThanOrEqual(4)
    open()
    await first
    let count = 1
    for await (const _ of items) count++
    expect([count, pulled]).toEqual([20, 20])
  })
})

describe("one submission", () => {
  it("is one run even if its answer is lost, because the server recognizes the key", async () => {
    const faults = {
      rules: [{ operation: "runPipeline", times: 1, fault: { type: "drop", at: "before-answer" } }]
    } as const
    const { aixplain, recorder } = await connect({ assets: [shout], faults })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    expect(await (await pipeline.run("a")).output("Out").text()).toBe("A")
    const runs = []
    for await (const run of aixplain.runs.list()) runs.push(run)
    expect([runs.length, recorder.asked.filter((line) => line.includes("/run/")).length]).toEqual([1, 1])
  })

  it("is sent once and uncertain if the server does not honour keys", async () => {
    const faults = { rules: [{ operation: "runPipeline", fault: { type: "drop", at: "before-answer" } }] } as const
    const { aixplain, platform } = await connect({ assets: [shout], faults, extensions: false })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    const error = await failureOf(pipeline.run("a"))
    expect([error.reason._tag, error.safeToResubmit]).toEqual(["SubmissionUncertain", "unknown"])
    expect(platform.requests.count({ operation: "runPipeline" })).toBe(1)
  })

  it("may use the caller's key, and the same key is the same run", async () => {
    const { aixplain } = await connect({ assets: [shout] })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    const first = await pipeline.runAsync("a", { idempotencyKey: "order 1" })
    expect((await pipeline.runAsync("a", { idempotencyKey: "order 1" })).id).toBe(first.id)
    expect(await reasonOf(pipeline.runAsync("b", { idempotencyKey: "order 1" }))).toBe("InvalidRequest")
  })
})
