/**
 * Thirty-three defects of the vendor's Python SDK 0.2.47 that this client does not have. One test each, on the
 * platform with scripted faults. Those that need a virtual clock are also tested in core (`wait`, `submit`, `http`,
 * `uploads`, `payload`, `pipelines`), with every variation.
 */
import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { readdirSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import { inspect } from "node:util"
import { definePipeline } from "@aixplain-ts/designer"
import type { Fault } from "@aixplain-ts/platform"
import { file, type LogRecord, Pipeline } from "@aixplain-ts/sdk"
import { describe, expect, it } from "vitest"
import { type ConnectOptions, connect } from "../../src/connect.ts"
import { everything } from "../../src/everything.ts"
import { failureOf, reasonOf } from "../../src/failureOf.ts"
import { changed, gated, inputless, pair, picky, shout, through } from "../../src/pipelines.ts"
import { temporaryFolder } from "../../src/temporaryFolder.ts"

const assets = [shout, picky]

/** Faults violate the contract on purpose. */
const faulty = (operation: string, fault: Fault, more: ConnectOptions & { readonly times?: number } = {}) => {
  const { times = 1, ...options } = more
  return connect({ assets, lawless: true, faults: { rules: [{ operation, fault, times }] }, ...options })
}

describe("reliability", () => {
  it("1: a run that takes too long is an error with the reference that resumes it", async () => {
    const { asset, open } = gated()
    const { aixplain } = await connect({ assets: [asset] })
    const pipeline = await aixplain.pipelines.create(through("gated"))
    const error = await failureOf((await pipeline.runAsync("a")).result({ timeout: "100 ms" }))
    expect(error.reason._tag).toBe("DeadlineExceeded")
    open()
    const run = await aixplain.runs.resume(JSON.stringify(error.runRef))
    expect(await (await run.result()).output("Out").text()).toBe("a")
  })

  it("2: a web page instead of a check answer does not end the run", async () => {
    const { aixplain } = await faulty("checkRun", { type: "garble", how: "html" })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    expect((await pipeline.run("a")).status).toBe("SUCCESS")
  })

  it("3: a connection that hangs costs its own limit and nothing else", async () => {
    const { aixplain } = await faulty("checkRun", { type: "hang" })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    expect((await pipeline.run("a", { pollTimeout: "50 ms" })).status).toBe("SUCCESS")
  })

  it("4: a start whose answer was lost is sent again with its key, and is one run", async () => {
    const { aixplain, platform } = await faulty("runPipeline", { type: "drop", at: "before-answer", reset: true })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    await pipeline.run("a")
    const runs = []
    for await (const run of aixplain.runs.list()) runs.push(run)
    expect([platform.requests.count({ operation: "runPipeline" }), runs.length]).toEqual([2, 1])
  })

  it("5: reads are retried over plain http too, and after 429 without Retry-After", async () => {
    const { aixplain, platform } = await faulty("getPipeline", { type: "status", status: 429 })
    const { id } = await aixplain.pipelines.create(through("shout"))
    expect((await aixplain.pipelines.get(id)).name).toBe("Through shout")
    expect(platform.requests.count({ operation: "getPipeline" })).toBe(2)
  })

  it("6: a connection is kept alive for the next request", async () => {
    const { client, platform } = await connect({ assets })
    const aixplain = client({ fetch: (url, init) => fetch(url, init) })
    let connections = 0
    const count = (message: unknown): void => {
      const { connectParams } = message as { readonly connectParams: { readonly port: string } }
      if (connectParams.port === String(platform.port)) connections++
    }
    subscribe("undici:client:connected", count)
    const { id } = await aixplain.pipelines.create(through("shout"))
    for (let index = 0; index < 10; index++) await aixplain.pipelines.get(id)
    unsubscribe("undici:client:connected", count)
    expect(connections).toBeLessThanOrEqual(2)
  })

  it("7: a refused upload is not retried endlessly, and the error says why", async () => {
    const { aixplain, platform } = await faulty("putUpload", { type: "expired" }, { times: 99 })
    const error = await failureOf(aixplain.files.upload(new Blob(["a"]), { name: "a.txt" }))
    expect(error.message).toContain("has expired")
    expect(platform.requests.count({ operation: "putUpload" })).toBe(1)
  })

  it("8: version 1 of the answers works, and a web page is a Decode error with an explanation", async () => {
    const { aixplain } = await faulty("getPipeline", { type: "garble", how: "html" }, { times: 99 })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    expect(await pipeline.run("a", { responseVersion: "v1" })).toMatchObject({ status: "SUCCESS" })
    const error = await failureOf(pipeline.load())
    expect([error.reason._tag, error.message]).toEqual(["Decode", expect.stringContaining("web page")])
  })
})

describe("information", () => {
  it("9: the error contains the server's message, problems and request id", async () => {
    const { aixplain, recorder } = await connect({ assets })
    const error = await failureOf((await aixplain.pipelines.create(inputless)).run("a"))
    expect(error.reason).toMatchObject({ problems: [expect.anything()], body: { statusCode: 400 } })
    expect(error.requestId).toBe(recorder.exchanges.at(-1)?.headers.get("x-request-id"))
  })

  it("10: credits, progress and counts of segments are kept", async () => {
    const { aixplain } = await connect({ assets })
    const result = await (await aixplain.pipelines.create(through("picky"))).run(["a", "bad"])
    expect(result).toMatchObject({ usedCredits: 0, progress: 100, segments: { total: 2, failed: 1 } })
    expect(result.elapsedTime).toBeGreaterThanOrEqual(0)
  })

  it("11: a refused save reports the server's message", async () => {
    const { aixplain } = await connect({ limits: { nodes: 2 } })
    const error = await failureOf(aixplain.pipelines.create(through("shout")))
    expect([error.reason._tag, error.message]).toEqual(["InvalidRequest", expect.stringContaining("nodes")])
  })

  it("12: all failures have the same shape", async () => {
    const { aixplain } = await connect({ assets })
    const pipeline = await aixplain.pipelines.create(through("picky"))
    const calls = [
      () => pipeline.run("bad"),
      () => aixplain.models.get("none"),
      () => aixplain.pipelines.get("nonsense")
    ]
    for (const call of calls)
      expect((await failureOf(call())).toJSON()).toMatchObject({
        operation: expect.any(String),
        reason: expect.any(String),
        message: expect.any(String)
      })
  })

  it.each(["createPipeline", "updatePipeline"])(
    "13: %s with an error status is a failure, with or without an id",
    async (operation) => {
      const body = '{"id":"0123456789abcdef01234567"}'
      const { aixplain } = await faulty(operation, { type: "status", status: 403, body }, { times: 99 })
      const pipeline =
        operation === "createPipeline"
          ? aixplain.pipelines.create(through("shout"))
          : aixplain.pipelines.create(through("shout")).then((made) => made.update(through("shout")))
      expect(await reasonOf(pipeline)).toBe("Forbidden")
    }
  )

  it("14: a document that cannot be parsed does not become an empty one, and saving it deletes nothing", async () => {
    const { aixplain, platform } = await connect({ assets, lawless: true })
    const { id } = await aixplain.pipelines.create(through("shout"))
    const body = JSON.stringify({ id, name: "Odd", nodes: "odd", links: [] })
    platform.faults.add({ operation: "getPipeline", times: 1, fault: { type: "status", status: 200, body } })
    const pipeline = await aixplain.pipelines.get(id)
    expect(pipeline.document).toBeUndefined()
    await pipeline.save()
    await pipeline.deploy()
    expect((await aixplain.pipelines.get(id)).document?.nodes).toHaveLength(3)
  })

  it("15: loading and saving keeps everything: positions, presets, states, routes, order", async () => {
    const { aixplain } = await connect()
    const { id } = await aixplain.pipelines.create(everything("some/script.py"))
    const loaded = await aixplain.pipelines.get(id)
    await loaded.save()
    expect((await aixplain.pipelines.get(id)).document).toEqual(loaded.document)
    expect(loaded.document?.nodes[2]).toMatchObject({ position: { x: 200, y: 0 }, status: "Exists" })
  })
})

describe("surprises", () => {
  it("16: saving a stored pipeline updates that pipeline", async () => {
    const { aixplain, recorder } = await connect({ assets })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    const { id } = pipeline
    await pipeline.save(through("shout"))
    await pipeline.save()
    expect([pipeline.id, recorder.sent("createPipeline").length]).toEqual([id, 1])
  })

  it("17: the caller's data is never changed", async () => {
    const { aixplain } = await connect({ assets })
    const data = Object.freeze({ First: "a", Second: Object.freeze(["b", "c"]) })
    const pipeline = await aixplain.pipelines.create(pair("shout"))
    const [first, second] = [await pipeline.run(data), await pipeline.run(data)]
    expect(await second.output("Two").text()).toBe(await first.output("Two").text())
  })

  it.each(["true", "12", "3.5", "null", '["a","b"]', '{"Text":"x"}'])(
    "18: the text %s stays that text",
    async (text) => {
      const { aixplain, recorder } = await connect({ assets })
      await (await aixplain.pipelines.create(through("shout"))).run(text)
      expect(recorder.sent("runPipeline")[0].data).toBe(text)
    }
  )

  it("19: only `parameters` adds members to the body, and none of them appears in the result", async () => {
    const { aixplain, recorder } = await connect({ assets })
    const pipeline = await aixplain.pipelines.create(through("shout"))
    const options = { parameters: { temperature: 0.5 }, name: "nightly", timeout: "1 minute" } as const
    const result = await pipeline.run("a", options)
    expect(recorder.sent("runPipeline")).toEqual([{ data: "a", batchmode: true, version: null, temperature: 0.5 }])
    expect(Object.keys(result)).not.toContain("temperature")
  })

  it("20: the versions of engine, answer and asset are separate", async () => {
    const { aixplain, platform, recorder } = await connect({ assets })
    const { id } = await aixplain.pipelines.create(through("shout"))
    const own = new Pipeline({ id, name: "Own", version: "7.0", apiKey: platform.apiKey, url: platform.url })
    expect(own.version).toBe("7.0")
    await aixplain.pipelines.ref(id).run("a", { version: "2.0", responseVersion: "v1" })
    expect(recorder.sent("runPipeline")[0].version).toBe("2.0")
  })

  it("21: each filter of a list is sent under its own name", async () => {
    const { aixplain, recorder } = await connect()
    const filter = { inputDataTypes: ["text"], outputDataTypes: ["audio"], suppliers: ["aixplain"], pageSize: 5 }
    for await (const _ of aixplain.pipelines.list(filter));
    expect(recorder.sent("paginatePipelines")[0]).toMatchObject({
      inputDataTypes: ["text"],
      outputDataTypes: ["audio"]
    })
  })

  it("22: the first few pipelines need one page, and no more pages than requested", async () => {
    const { aixplain, recorder } = await connect({ assets })
    for (let index = 0; index < 12; index++) await aixplain.pipelines.create(through("shout", `P${index}`))
    const first = []
    for await (const pipeline of aixplain.pipelines.list({ pageSize: 10 })) if (first.push(pipeline) === 10) break
    expect([first.length, recorder.sent("paginatePipelines").length]).toEqual([10, 1])
  })

  it("23: a decision's source is written even if it is node 0, and types come from the catalogue", () => {
    const { links, nodes } = definePipeline("Triage", { Text: "text" }, ({ Text }, n) => {
      const mood = n.sentimentAnalysis({ text: Text, language: "en" })
      const route = n.decision({ comparison: mood.data, passthrough: Text })
      return { Bad: route.when("equal", "NEGATIVE") }
    }).toJSON()
    const decision = nodes.find(({ type }) => type === "DECISION")
    const leaving = links.filter(({ from }) => from === decision?.number).flatMap(({ paramMapping }) => paramMapping)
    expect(leaving).toEqual([expect.objectContaining({ from: "data", dataSourceId: 0 })])
  })

  it("24: a prompt with variables is set when the node is created, and its variables become inputs", () => {
    const pipeline = definePipeline("Greeting", { Name: "text" }, ({ Name }, n) => ({
      Said: n.textGeneration({ prompt: "Say hello to {{name}}.", name: Name }).data
    }))
    expect(pipeline.problems).toEqual([])
  })

  it("25: numbers never collide, and two inputs with the same label are reported", async () => {
    const { aixplain } = await connect()
    const twice = changed(pair("shout"), { 1: { label: "First" } })
    const pipeline = await aixplain.pipelines.create(twice)
    expect(pipeline.problems).toContainEqual(expect.objectContaining({ code: expect.stringMatching(/label/) }))
    const collides = changed(pair("shout"), { 1: { number: 0 } })
    expect((await aixplain.pipelines.create(collides)).problems.some(({ level }) => level === "error")).toBe(true)
  })

  it("26: the key of a call is used for all its requests", async () => {
    const { aixplain, platform, client } = await connect({ assets })
    const other = platform.createKey("others")
    const theirs = client({ apiKey: other })
    const pipeline = await theirs.pipelines.create(through("shout"))
    const ours = aixplain.pipelines.ref(pipeline.id)
    expect(await reasonOf(ours.delete())).toBe("NotFound")
    const run = await ours.runAsync("a", { apiKey: other })
    expect((await run.result()).status).toBe("SUCCESS")
    await ours.delete({ apiKey: other })
    expect(await reasonOf(pipeline.load())).toBe("NotFound")
  })
})

describe("security and privacy", () => {
  it("27: no log, error, event, text or inspection contains the key", async () => {
    const records: LogRecord[] = []
    const { aixplain, platform } = await connect({ assets, client: { logger: (record) => records.push(record) } })
    const pipeline = await aixplain.pipelines.create(through("picky"))
    const events: unknown[] = []
    const error = await failureOf(pipeline.run("bad", { onEvent: (event) => events.push(event) }))
    const shown = [records, events, error, error.toJSON(), error.stack, aixplain, pipeline, pipeline.toJSON()]
    const text = shown.map((one) => `${inspect(one, { depth: 9, showHidden: true })} ${JSON.stringify(one)}`).join()
    expect(text).not.toContain(platform.apiKey)
    expect(records.length).toBeGreaterThan(0)
  })

  it("28: the key is not sent to an address from an answer", async () => {
    const elsewhere = await connect()
    const url = `${elsewhere.platform.url}/assets/pipeline/somewhere/else`
    const body = JSON.stringify({ url, status: "IN_PROGRESS", batchMode: true })
    const { aixplain } = await faulty("runPipeline", { type: "status", status: 201, body })
    await failureOf((await aixplain.pipelines.create(through("shout"))).run("a"))
    expect(elsewhere.platform.requests.total).toBe(0)
  })

  it("29: a text that is the name of a file stays text by default", async () => {
    const { aixplain } = await connect({ assets })
    const path = join(temporaryFolder(), "note.txt")
    writeFileSync(path, "secret")
    const pipeline = await aixplain.pipelines.create(through("shout"))
    expect(await (await pipeline.run(path)).output("Out").text()).toBe(path.toUpperCase())
    expect(await (await pipeline.run(path, { files: "detect" })).output("Out").text()).toBe("SECRET")
  })

  it("30: only the name of a file's path is sent, also for permanent files", async () => {
    const { aixplain, recorder } = await connect({ assets })
    const path = join(temporaryFolder(), "note.txt")
    writeFileSync(path, "a")
    await aixplain.files.upload(path, { permanent: true })
    await (await aixplain.pipelines.create(through("shout"))).run(file(path))
    const sent = recorder.exchanges.map(({ requestBody, url }) => `${url} ${requestBody}`).join("\n")
    expect(sent).toContain("note.txt")
    expect(sent).not.toContain(basename(join(path, "..")))
  })

  it("31: nothing is written to the caller's disk", async () => {
    const before = readdirSync(".").toSorted()
    const { aixplain } = await connect({ assets })
    await aixplain.models.get("shout")
    await (await aixplain.pipelines.create(through("shout"))).run("a")
    expect(readdirSync(".").toSorted()).toEqual(before)
  })
})

describe("missing features", () => {
  it("32: cancel, lists, logs, events, downloads, batches and typed labels exist", async () => {
    const { aixplain } = await connect({ assets })
    const mood = definePipeline("Mood", { Review: "text" }, ({ Review }, n) => ({
      Mood: n.sentimentAnalysis({ text: Review, language: "en" }).data
    }))
    const pipeline = await aixplain.pipelines.create(mood)
    const run = await pipeline.runAsync({ Review: "I love it" })
    await run.cancel().catch(() => {})
    const events = []
    for await (const event of run) events.push(event.type)
    expect(events.at(-1)).toBe("run.finished")
    expect((await aixplain.runs.list()[Symbol.asyncIterator]().next()).done).toBe(false)
    for await (const { result } of aixplain.runMany(pipeline, [{ Review: "I love it" }]))
      expect(await result?.outputs.Mood.text()).toBe("POSITIVE")
  })

  it("33: cycles, unknown codes, wrong types, duplicate labels and invalid route targets are all reported", async () => {
    const { aixplain } = await connect()
    const link = (from: number, to: number, out: string, into: string) => ({
      from,
      to,
      paramMapping: [{ from: out, to: into }]
    })
    const all = everything("some/script.py")
    const routes = [{ value: "a", path: [99], operation: "equal", type: "checkValue" }]
    const wrong = {
      ...changed(all, { 1: { label: "Text" }, 4: { routes } }),
      links: [...all.links, link(6, 2, "data", "text"), link(0, 3, "nonsense", "text")]
    }
    const { problems } = await aixplain.pipelines.create(wrong)
    const codes = problems.map(({ code }) => code).join(" ")
    for (const word of [/cycle/, /label/, /route/, /output|code|parameter/]) expect(codes).toMatch(word)
  })
})
