import type { RunEvent } from "@aixplain-ts/api-types"
import { afterEach, describe, expect, it } from "vitest"
import type { AssetContext, AssetDefinition } from "../../src/assets/AssetDefinition.ts"
import { openDatabase } from "../../src/store/Database.ts"
import {
  asset,
  cleanUp,
  folder,
  input,
  type KitOptions,
  memoryFiles,
  output,
  outputs,
  pipeline,
  startKit
} from "./harness.ts"

afterEach(cleanUp)

const document = pipeline([input(), asset("paraphrasing"), output()], ["0.input > 1.text", "1.data > 2.output"])

/** An asset whose calls wait until the test lets them go. */
const holding = () => {
  const calls: { text: string; signal: AbortSignal; attempt: number; go: () => void }[] = []
  const definition: AssetDefinition = {
    id: "holding",
    function: "paraphrasing",
    run: ({ text }: { text: string }, { attempt, signal }: AssetContext) =>
      new Promise((resolve) => calls.push({ text, signal, attempt, go: () => resolve({ data: text }) }))
  }
  const reached = async (count: number): Promise<void> => {
    while (calls.length < count) await new Promise((resolve) => setImmediate(resolve))
  }
  return { calls, definition, reached }
}

describe("cancelling", () => {
  it("stops what is at work at once; what is still returned is dropped", async () => {
    const held = holding()
    const kit = await startKit({ own: [held.definition] })
    const id = await kit.submit(document, { Text: ["a", "b"] })
    await held.reached(2)
    expect(await kit.engine.cancel("team", id)).toBe("requested")
    const answer = await kit.end(id)
    expect(answer).toMatchObject({ status: "ABORTED", completed: true, data: [], error: "The run was cancelled." })
    expect(held.calls.every((call) => call.signal.aborted)).toBe(true)
    for (const call of held.calls) call.go()
    await kit.clock.advance(1000)
    expect(await kit.end(id)).toEqual(answer)
    const detail = await kit.engine.get("team", id)
    expect(detail).toMatchObject({ status: "ABORTED", cancelRequestedAt: expect.any(String) as string })
    expect(detail?.nodes.map((node) => node.status)).toEqual(["SUCCESS", "ABORTED", "ABORTED"])
    expect((await kit.engine.steps("team", id, { limit: 9 }))?.items.map((step) => step.status)).toEqual([
      "SUCCESS",
      "SUCCESS",
      "ABORTED",
      "ABORTED"
    ])
    expect(await kit.engine.cancel("team", id)).toBe("ended")
    expect(await kit.engine.cancel("other", id)).toBe("unknown")
  })

  it("ends a run that waits in the queue", async () => {
    const held = holding()
    const kit = await startKit({ own: [held.definition], limits: { openRuns: 1 } })
    const first = await kit.submit(document, { Text: ["a"] })
    await held.reached(1)
    const second = await kit.submit(document, { Text: ["b"] })
    expect(await kit.engine.cancel("team", second)).toBe("requested")
    expect((await kit.end(second)).status).toBe("ABORTED")
    held.calls[0]!.go()
    expect((await kit.end(first)).status).toBe("SUCCESS")
    expect(held.calls.length).toBe(1)
  })
})

describe("submitting", () => {
  it("with a known idempotency key answers the first run; another body is refused", async () => {
    const kit = await startKit()
    const ask = (fingerprint: string) =>
      kit.engine.submit({
        team: "team",
        pipeline: { id: "p", name: "P" },
        document,
        inputs: [{ node: 0, values: ["x"] }],
        batchMode: true,
        idempotency: { key: "k", fingerprint }
      })
    const first = await ask("same")
    expect(first).toMatchObject({ _tag: "Accepted", repeated: false })
    expect(await ask("same")).toEqual({ ...first, repeated: true })
    expect(await ask("other")).toEqual({ _tag: "KeyReused" })
    expect((await kit.engine.list("team", { limit: 10 })).items.length).toBe(1)
  })

  it("is put off when too many runs wait", async () => {
    const held = holding()
    const kit = await startKit({ own: [held.definition], limits: { openRuns: 1, queuedRuns: 1 } })
    await kit.submit(document, { Text: ["a"] })
    await held.reached(1)
    await kit.submit(document, { Text: ["b"] })
    await expect(kit.submit(document, { Text: ["c"] })).rejects.toThrow("Busy")
  })

  it("refuses more segments than a run may have, and a list that would make as many", async () => {
    const kit = await startKit({ limits: { segments: 20 } })
    await expect(kit.submit(document, { Text: Array.from({ length: 7 }, () => "x") })).rejects.toThrow("TooLarge")
    const lines = pipeline([input(), asset("split-on-linebreak"), output()], ["0.input > 1.text", "1.data > 2.output"])
    expect((await kit.run(lines, { Text: ["a\nb\nc"] })).status).toBe("SUCCESS")
    expect(await kit.run(lines, { Text: ["a\nb\nc\nd\ne\nf\ng"] })).toMatchObject({
      error: expect.stringContaining("a list of 7, which in a run of 3 nodes") as string
    })
  })

  it("gives ids whose last four digits are the shard", async () => {
    const kit = await startKit()
    expect(await kit.submit(document, { Text: ["x"] })).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{8}0000$/u
    )
  })
})

describe("turns", () => {
  it("are shared: a run of one segment is not behind a run of many, of the same team or another", async () => {
    const order: string[] = []
    const noting: AssetDefinition = {
      id: "noting",
      function: "paraphrasing",
      concurrency: 1,
      run: async ({ text }: { text: string }) => {
        order.push(text)
        await new Promise((resolve) => setImmediate(resolve))
        return { data: text }
      }
    }
    const kit = await startKit({ own: [noting] })
    const many = await kit.submit(document, { Text: Array.from({ length: 200 }, (_, index) => `many ${index}`) })
    while (order.length < 20) await new Promise((resolve) => setImmediate(resolve))
    const same = await kit.submit(document, { Text: ["same"] })
    const other = await kit.submit(document, { Text: ["other"] }, { team: "other" })
    await kit.end(same)
    await kit.engine.check("other", other, { waitMillis: 1e12 })
    expect(order.length).toBeLessThan(60)
    await kit.end(many)
    expect(order.length).toBe(202)
  })
})

describe("teams", () => {
  it("are served alike at a limit, however many runs and segments each has", async () => {
    const served = new Map<string, number>()
    let calls = 0
    let tell: () => void
    const enough = new Promise<void>((resolve) => (tell = resolve))
    const counting: AssetDefinition = {
      id: "counting",
      function: "paraphrasing",
      concurrency: 3,
      run: async ({ text }: { text: string }) => {
        await new Promise((resolve) => setImmediate(resolve))
        served.set(text, (served.get(text) ?? 0) + 1)
        if (++calls === 600) tell()
        return { data: text }
      }
    }
    const kit = await startKit({ own: [counting] })
    for (let team = 1; team <= 10; team++)
      for (let run = 0; run < (team % 3) + 1; run++)
        await kit.submit(
          document,
          { Text: Array.from({ length: 100 * team }, () => `team ${team}`) },
          { team: `team ${team}` }
        )
    // From here on all ten are there.
    served.clear()
    calls = 0
    await enough
    expect(served.size).toBe(10)
    for (const count of served.values()) expect(Math.abs(count - 60)).toBeLessThanOrEqual(6)
  })
})

describe("watching", () => {
  it("a long-poll answers when the run ends, or when the time is up", async () => {
    const held = holding()
    const kit = await startKit({ own: [held.definition] })
    const id = await kit.submit(document, { Text: ["a"] })
    await held.reached(1)
    const early = kit.engine.check("team", id, { waitMillis: 20_000 })
    await kit.clock.advance(20_000)
    expect(await early).toMatchObject({
      status: "IN_PROGRESS",
      completed: false,
      progress: expect.stringMatching(/^\d+%$/u) as string
    })
    const late = kit.engine.check("team", id, { waitMillis: 20_000 })
    held.calls[0]!.go()
    expect(await late).toMatchObject({ status: "SUCCESS" })
    expect(await kit.engine.check("other", id)).toBe(undefined)
  })

  it("events tell the state first, then what happens, and end with the run", async () => {
    const held = holding()
    const kit = await startKit({ own: [held.definition] })
    const id = await kit.submit(document, { Text: ["a"] })
    await held.reached(1)
    const events = await kit.engine.events("team", id, { signal: new AbortController().signal })
    const seen: RunEvent[] = []
    for await (const event of events!) {
      seen.push(event)
      if (event.type === "run.state") held.calls[0]!.go()
    }
    expect(seen.map((event) => event.type)).toEqual([
      "run.state",
      "segment.finished",
      "node.finished",
      "node.finished",
      "run.finished"
    ])
    expect(seen[0]).toMatchObject({
      run: id,
      state: { status: "IN_PROGRESS", nodes: [{ status: "SUCCESS" }, { status: "IN_PROGRESS" }, { status: "PENDING" }] }
    })
    expect(seen.at(-1)).toMatchObject({ status: "SUCCESS" })
    const again: string[] = []
    for await (const event of (await kit.engine.events("team", id, { signal: new AbortController().signal }))!)
      again.push(event.type)
    expect(again).toEqual(["run.state", "run.finished"])
    expect(await kit.engine.events("other", id, { signal: new AbortController().signal })).toBe(undefined)
  })

  it("lists runs newest first, by pages, with filters, and one team's alone", async () => {
    const kit = await startKit()
    const ids: string[] = []
    for (const text of ["a", "bad", "c"]) {
      ids.push(await kit.submit(document, { Text: [text] }))
      await kit.end(ids.at(-1)!)
      await kit.clock.advance(1000)
    }
    const first = await kit.engine.list("team", { limit: 2 })
    expect(first.items.map((run) => run.id)).toEqual([ids[2], ids[1]])
    const second = await kit.engine.list("team", { limit: 2, page: first.next! })
    expect(second).toMatchObject({ items: [{ id: ids[0], status: "SUCCESS", progress: 100 }], next: null })
    expect((await kit.engine.list("team", { limit: 9, status: "FAILED" })).items.map((run) => run.id)).toEqual([ids[1]])
    expect((await kit.engine.list("team", { limit: 9, since: kit.clock.date() - 1500 })).items.length).toBe(1)
    expect((await kit.engine.list("team", { limit: 9, pipeline: "none" })).items).toEqual([])
    expect((await kit.engine.list("other", { limit: 9 })).items).toEqual([])
  })

  it("pages steps and log lines", async () => {
    const kit = await startKit()
    const id = await kit.submit(document, { Text: ["a", "bad", "c", "bad"] })
    await kit.end(id)
    const places: string[] = []
    let page: string | undefined
    do {
      const steps = await kit.engine.steps("team", id, page === undefined ? { limit: 3 } : { limit: 3, page })
      places.push(...steps!.items.map((step) => `${step.node}/${step.segment} ${step.status}`))
      page = steps!.next ?? undefined
    } while (page !== undefined)
    expect(places).toEqual([
      "0/00000 SUCCESS",
      "0/00001 SUCCESS",
      "0/00002 SUCCESS",
      "0/00003 SUCCESS",
      "1/00000 SUCCESS",
      "1/00001 FAILED",
      "1/00002 SUCCESS",
      "1/00003 FAILED"
    ])
    const log = await kit.engine.log("team", id, { limit: 1 })
    expect(log).toMatchObject({ items: [{ level: "error", node: 1, segment: "00001" }] })
    expect((await kit.engine.log("team", id, { limit: 1, page: log!.next! }))?.items).toMatchObject([
      { level: "error", node: 1, segment: "00003" }
    ])
    expect(await kit.engine.log("other", id, { limit: 1 })).toBe(undefined)
  })
})

describe("versions of the engine", () => {
  it("differ in the word for a failed run", async () => {
    const kit = await startKit()
    expect((await kit.run(document, { Text: ["bad"] }, { version: "2.0", batchMode: false })).status).toBe("ERROR")
    expect((await kit.run(document, { Text: ["bad"] }, { version: "3.0" })).status).toBe("FAILED")
    expect((await kit.run(document, { Text: ["good"] }, { version: "2.0", batchMode: false })).status).toBe("SUCCESS")
  })
})

describe("a restart", () => {
  const start = (directory: string, options: KitOptions = {}) =>
    startKit({ ...options, database: openDatabase({ directory, now: () => 0 }) })

  it("continues where the journal ends, and repeats no step that is in it", async () => {
    const directory = folder()
    const held = holding()
    const calls: string[] = []
    const counting: AssetDefinition = {
      id: "counting",
      function: "text-normalization",
      pure: true,
      run: ({ text }: { text: string }) => {
        calls.push(text)
        return { data: text.toUpperCase() }
      }
    }
    const chain = pipeline(
      [input(), asset("text-normalization"), asset("paraphrasing"), output()],
      ["0.input > 1.text", "1.data > 2.text", "2.data > 3.output"]
    )
    const first = await start(directory, { own: [counting, held.definition] })
    const id = await first.submit(chain, { Text: ["a", "b", "c"] })
    await held.reached(3)
    held.calls[1]!.go()
    const done = async (): Promise<number> =>
      (await first.engine.steps("team", id, { limit: 99 }))!.items.filter(
        (step) => step.node === 2 && step.status === "SUCCESS"
      ).length
    while ((await done()) < 1);
    await first.engine.close()
    first.database.close()

    const second = await start(directory, { own: [counting, held.definition] })
    await held.reached(5)
    for (const call of held.calls.slice(3)) call.go()
    expect(outputs(await second.end(id))).toEqual({ Out: ["A", "B", "C"] })
    expect(calls.toSorted()).toEqual(["a", "b", "c"])
    expect(held.calls.map((call) => `${call.text}${call.attempt}`).toSorted()).toEqual(["A1", "A2", "B1", "C1", "C2"])
  })

  it("keeps the count and the due time of retries, the answer of ended runs, and large values", async () => {
    const directory = folder()
    const big = "y".repeat(200_000)
    const first = await start(directory, { limits: { textLimit: 1e9 } })
    const id = await first.submit(document, { Text: [big] })
    const answer = await first.end(id)
    await first.engine.close()
    first.database.close()
    const second = await start(directory)
    expect(await second.end(id)).toEqual(answer)
    expect(outputs(answer)["Out"]?.[0]).toBe(big)
  })

  it("is clean after a drain: what did not end continues later", async () => {
    const directory = folder()
    const held = holding()
    const first = await start(directory, { own: [held.definition] })
    const id = await first.submit(document, { Text: ["a"] })
    await held.reached(1)
    const draining = first.engine.drain(10_000)
    expect(
      await first.engine.submit({
        team: "team",
        pipeline: { id: "p", name: "P" },
        document,
        inputs: [],
        batchMode: true
      })
    ).toMatchObject({ _tag: "Busy" })
    await first.clock.advance(10_000)
    await draining
    expect(held.calls[0]?.signal.aborted).toBe(true)
    expect((await first.engine.check("team", id))?.status).toBe("IN_PROGRESS")
    await first.engine.close()
    first.database.close()
    const second = await start(directory, { own: [held.definition] })
    await held.reached(2)
    held.calls[1]!.go()
    expect((await second.end(id)).status).toBe("SUCCESS")
  })
})

describe("retention", () => {
  it("drops runs seven days after their end", async () => {
    const kit = await startKit()
    const id = await kit.submit(document, { Text: ["a"] })
    await kit.end(id)
    await kit.clock.advance(7 * 24 * 3_600_000 - 3_600_000)
    expect(await kit.engine.check("team", id)).toBeDefined()
    await kit.clock.advance(2 * 3_600_000)
    expect(await kit.engine.check("team", id)).toBe(undefined)
    for (const table of ["runs", "steps", "vals", "answers", "nodes", "log", "plans"])
      expect(kit.database.sql.prepare(`select count(*) as n from ${table}`).get()).toEqual({ n: 0 })
  })

  it("drops the files that assets made with the last run that names them", async () => {
    const files = memoryFiles()
    // The same content is one file: of the second run's own, and inside a structure of the third.
    const sound: AssetDefinition = {
      id: "sound",
      function: "paraphrasing",
      run: async ({ text }: { text: string }) => ({
        data: { content: new TextEncoder().encode(text), mediaType: "audio/wav" }
      })
    }
    const listing: AssetDefinition = {
      id: "list",
      function: "diacritization",
      run: ({ text }) => ({ data: { takes: [text] } })
    }
    const put = files.put
    const byContent = new Map<string, string>()
    files.put = async (content, mediaType) => {
      const key = Buffer.from(content).toString()
      const path = byContent.get(key) ?? (await put(content, mediaType))
      byContent.set(key, path)
      return path
    }
    const kit = await startKit({ files, own: [sound, listing] })
    const day = 24 * 3_600_000
    await kit.run(document, { Text: ["one"] })
    await kit.clock.advance(3 * day)
    const chain = pipeline(
      [input(), asset("paraphrasing"), asset("diacritization"), output()],
      ["0.input > 1.text", "1.data > 2.text", "2.data > 3.output"]
    )
    await kit.run(chain, { Text: ["one", "two"] })
    expect(files.kept.size).toBe(2)
    await kit.clock.advance(5 * day)
    expect((await kit.engine.list("team", { limit: 9 })).items.length).toBe(1)
    expect(files.kept.size).toBe(2)
    await kit.clock.advance(3 * day)
    expect((await kit.engine.list("team", { limit: 9 })).items.length).toBe(0)
    expect(files.kept.size).toBe(0)
  })
})
