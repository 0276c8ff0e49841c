import { describe, expect, it } from "vitest"
import { StoreError } from "../../src/store/StoreError.ts"
import { inputless, sentiment, type Client } from "./Client.ts"
import { start } from "./Harness.ts"

const create = async (client: Client, architecture: object = sentiment): Promise<string> =>
  (await client.call("createPipeline", { body: { name: "Mood", architecture } })).body.id

const runIdOf = (answer: { readonly body: { readonly url: string } }): string => answer.body.url.split("/").at(-1) ?? ""

describe("submitting a run", () => {
  it("answers 201 with an absolute URL whose last segment is the run's id", async () => {
    const { client, platform, engine } = await start()
    const id = await create(client)
    const answer = await client.call("runPipeline", {
      params: { id },
      body: { data: "hello", batchmode: false, version: "3.0" }
    })
    expect(answer).toMatchObject({ status: 201, body: { status: "IN_PROGRESS", batchMode: false } })
    expect(answer.body.url).toBe(`${platform.url}/assets/pipeline/execution/check/${[...engine.runs.keys()][0]}`)
    expect(engine.last).toMatchObject({
      team: "default",
      pipeline: { id, name: "Mood" },
      batchMode: false,
      version: "3.0",
      inputs: [{ node: 0, values: ["hello"] }]
    })
    expect(engine.last.document.nodes[1]).toMatchObject({ type: "ASSET", functionType: "ai", label: "ASSET(ID=1)" })
    expect(answer.text).not.toContain(platform.apiKey)
  })

  it("names the run's id beside its URL, unless extensions are off", async () => {
    const { client, engine } = await start()
    const answer = await client.call("runPipeline", { params: { id: await create(client) }, body: { data: "x" } })
    expect(answer.body.runId).toBe([...engine.runs.keys()][0])
    const { client: plain } = await start({ extensions: false })
    const saved = await plain.send("POST", "/sdk/pipelines", { body: { name: "Mood", architecture: sentiment } })
    const other = await plain.send("POST", `/assets/pipeline/execution/run/${saved.body.id}`, { body: { data: "x" } })
    expect(Object.keys(other.body).toSorted()).toEqual(["batchMode", "status", "url"])
  })

  it("names every type that a value could have had when it has another", async () => {
    const { client } = await start()
    const id = await create(client)
    const answer = await client.call("runPipeline", { params: { id }, body: { data: "x", version: ["2.0"] } })
    expect(answer.body.message).toBe("`version` must be a text or a number or null.")
  })

  it("links to the host that the client knows the server by", async () => {
    const { client, platform } = await start()
    const id = await create(client)
    const { url } = (await client.call("runPipeline", { params: { id }, body: { data: "x" } })).body
    const { url: other } = (
      await client.send("POST", `http://localhost:${platform.port}/assets/pipeline/execution/run/${id}`, {
        body: { data: "x" }
      })
    ).body
    expect([new URL(url).host, new URL(other).host]).toEqual([
      `127.0.0.1:${platform.port}`,
      `localhost:${platform.port}`
    ])
  })

  it("takes batch mode and engine version as clients send them", async () => {
    const { client, engine } = await start()
    const id = await create(client)
    const submit = (body: object) => client.call("runPipeline", { params: { id }, body: { data: "x", ...body } })
    await submit({ version: null, batchmode: true })
    expect(engine.last).toMatchObject({ batchMode: true })
    expect(engine.last.version).toBeUndefined()
    await submit({ version: 2 })
    expect(engine.last).toMatchObject({ batchMode: true, version: "2.0" })
    expect(await submit({ version: "9" })).toMatchObject({
      status: 400,
      body: { message: 'Unknown pipeline engine: "9".' }
    })
    expect((await submit({ batchmode: "yes" })).status).toBe(400)
  })

  it("is refused with a label that no input has, and nothing is started", async () => {
    const { client, engine } = await start()
    const id = await create(client)
    const answer = await client.call("runPipeline", { params: { id }, body: { data: { Text: "x", Other: "y" } } })
    expect(answer).toMatchObject({
      status: 400,
      body: { message: 'The pipeline has no input "Other". The input is "Text".' }
    })
    expect(engine.runs.size).toBe(0)
  })

  it("is refused without a value for an input, naming the label", async () => {
    const { client } = await start()
    const id = await create(client)
    const answer = await client.call("runPipeline", { params: { id }, body: {} })
    expect(answer).toMatchObject({ status: 400, body: { message: 'The input "Text" has no value.' } })
  })

  it("is refused for a document with errors, listing all of them", async () => {
    const { client, engine } = await start()
    const id = await create(client, {
      nodes: [...inputless.nodes, { number: 1, type: "ODD" }],
      links: [{ from: 0, to: 7, paramMapping: [] }]
    })
    const { status, body } = await client.call("runPipeline", { params: { id }, body: { data: "x" } })
    expect(status).toBe(400)
    expect(body.problems.map(({ code }: { code: string }) => code).toSorted()).toEqual([
      "dangling_link",
      "no_input",
      "unknown_kind"
    ])
    expect(body.problems.every(({ level }: { level: string }) => level === "error")).toBe(true)
    expect(engine.runs.size).toBe(0)
  })

  it("answers 501 naming everything that cannot run here", async () => {
    const { client, engine } = await start()
    const id = await create(client)
    engine.unsupportedNodes = [
      { node: 1, what: "translation", message: "The function translation needs a model." },
      { node: 2, what: "SCRIPT", message: "This server runs no scripts." }
    ]
    const { status, body } = await client.call("runPipeline", { params: { id }, body: { data: "x" } })
    expect(status).toBe(501)
    expect(body.message).toBe("The function translation needs a model. This server runs no scripts.")
    expect(body.detail).toContain("translation, SCRIPT")
  })

  it("happens once for one Idempotency-Key, and is refused for another body or pipeline", async () => {
    const { client, engine } = await start()
    const [id, other] = [await create(client), await create(client)]
    const submit = (pipeline: string, data: string) =>
      client.call("runPipeline", { params: { id: pipeline }, body: { data }, headers: { "idempotency-key": "k" } })
    const answers = await Promise.all([submit(id, "x"), submit(id, "x"), submit(id, "x")])
    expect(new Set(answers.map(({ body }) => body.url)).size).toBe(1)
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect((await submit(id, "y")).status).toBe(422)
    expect((await submit(other, "x")).status).toBe(422)
    expect(engine.runs.size).toBe(1)
  })

  it("answers 429 when too much waits, 503 when the store cannot take it, 500 for a bug", async () => {
    const { client, engine, reported } = await start()
    const id = await create(client)
    const submit = () => client.call("runPipeline", { params: { id }, body: { data: "x" } })
    engine.nextSubmit = { _tag: "Busy", retryAfterMillis: 1500 }
    const busy = await submit()
    expect(busy.status).toBe(429)
    expect(busy.headers.get("retry-after")).toBe("2")
    engine.nextSubmit = new StoreError("Full", "no space")
    expect(await submit()).toMatchObject({ status: 503, body: { message: "The server's disk is full." } })
    engine.nextSubmit = new StoreError("Corrupt", "bad page")
    expect(await submit()).toMatchObject({ status: 503, body: { message: "The server's store is damaged." } })
    engine.nextSubmit = new Error("secret detail")
    const failed = await submit()
    expect(failed.status).toBe(500)
    expect(failed.text).not.toContain("secret detail")
    expect(reported).toHaveLength(3)
  })

  it("answers 404 where older clients send no pipeline id", async () => {
    const { client } = await start()
    for (const path of ["/assets/pipeline/execution/run", "/assets/pipeline/execution/run/"])
      expect((await client.send("POST", path, { body: { data: "x" } })).status).toBe(404)
  })
})

describe("checking a run", () => {
  it("tells its state, and only to its own team", async () => {
    const { client, engine, platform } = await start()
    const id = await create(client)
    const run = runIdOf(await client.call("runPipeline", { params: { id }, body: { data: "x" } }))
    expect(await client.call("checkRun", { params: { run } })).toMatchObject({
      status: 200,
      body: { status: "IN_PROGRESS", completed: false }
    })
    engine.finish(run)
    expect((await client.call("checkRun", { params: { run } })).body.completed).toBe(true)
    expect((await client.call("checkRun", { params: { run }, key: platform.createKey("others") })).status).toBe(404)
    expect(await client.call("checkRun", { params: { run: "cf9728ff-9a38-4cf8-87c8-41edf2ad0000" } })).toMatchObject({
      status: 404,
      body: { message: "Not Found", statusCode: 404 }
    })
    expect((await client.call("checkRun", { params: { run: "no-uuid" } })).body.message).toBe("err.invalid_param")
  })

  it("is held with Prefer: wait until the run ends, and says for how long it would have been", async () => {
    const { client, engine } = await start({ limits: { waitMillis: 5000 } })
    const id = await create(client)
    const run = runIdOf(await client.call("runPipeline", { params: { id }, body: { data: "x" } }))
    const held = client.call("checkRun", { params: { run }, headers: { prefer: "wait=20" } })
    await expect.poll(() => engine.runs.get(run)?.waiting.size).toBe(1)
    engine.finish(run)
    const answer = await held
    expect(answer.body.completed).toBe(true)
    expect(answer.headers.get("preference-applied")).toBe("wait=5")
  })

  it("ends when the client leaves or the server closes", async () => {
    const { client, engine, platform } = await start()
    const id = await create(client)
    const run = runIdOf(await client.call("runPipeline", { params: { id }, body: { data: "x" } }))
    const leave = new AbortController()
    const left = client.call("checkRun", { params: { run }, headers: { prefer: "wait=60" }, signal: leave.signal })
    await expect.poll(() => engine.runs.get(run)?.waiting.size).toBe(1)
    leave.abort()
    await expect(left).rejects.toThrow("abort")
    const held = client
      .call("checkRun", { params: { run }, headers: { prefer: "wait=60" } })
      .catch((error: unknown) => error)
    await expect.poll(() => engine.runs.get(run)?.waiting.size).toBe(2)
    await platform.close()
    expect(engine.closed).toBe(true)
    await held
  })
})

describe("a server that drains", () => {
  it("takes no runs, reports it in health, and still answers checks", async () => {
    const { client, engine, platform } = await start()
    const id = await create(client)
    const run = runIdOf(await client.call("runPipeline", { params: { id }, body: { data: "x" } }))
    await platform.drain()
    expect(engine.drained).toBe(true)
    expect(await client.call("runPipeline", { params: { id }, body: { data: "x" } })).toMatchObject({
      status: 503,
      body: { message: "The server is shutting down." }
    })
    expect((await client.call("health", { key: null })).status).toBe(503)
    expect((await client.call("checkRun", { params: { run } })).status).toBe(200)
  })
})

describe("looking at runs", () => {
  it("lists, details, steps, log and cancel, all by team", async () => {
    const { client, engine, platform } = await start()
    const id = await create(client)
    const params = { run: runIdOf(await client.call("runPipeline", { params: { id }, body: { data: "x" } })) }
    expect(
      (
        await client.call("listRuns", {
          query: `?pipeline=${id}&status=IN_PROGRESS&since=2026-01-01T00:00:00Z&limit=5`
        })
      ).body.items
    ).toHaveLength(1)
    expect((await client.call("getRun", { params })).body).toMatchObject({
      id: params.run,
      url: `${platform.url}/assets/pipeline/execution/check/${params.run}`
    })
    expect((await client.call("listRunSteps", { params })).body.items).toHaveLength(1)
    expect((await client.call("getRunLog", { params })).body.items[0].text).toBe("hello")
    expect(await client.call("cancelRun", { params })).toMatchObject({ status: 202, body: { outcome: "requested" } })
    engine.finish(params.run, { status: "ABORTED", completed: true })
    expect(await client.call("cancelRun", { params })).toMatchObject({
      status: 200,
      body: { outcome: "ended", status: "ABORTED" }
    })
    const key = platform.createKey("others")
    expect((await client.call("listRuns", { key })).body.items).toEqual([])
    for (const operation of ["getRun", "listRunSteps", "getRunLog", "streamRunEvents", "cancelRun"])
      expect((await client.call(operation, { params, key })).status).toBe(404)
  })

  it("refuses filters that mean nothing", async () => {
    const { client } = await start()
    for (const query of ["?since=yesterday", "?limit=0", "?limit=1001", "?limit=many", "?status=DONE"])
      expect((await client.call("listRuns", { query })).status).toBe(400)
    for (const operation of ["getRun", "listRunSteps", "getRunLog", "streamRunEvents", "cancelRun"])
      expect((await client.call(operation, { params: { run: "x" } })).status).toBe(400)
  })

  it("streams events in the form of server-sent events, and ends with the run", async () => {
    const { client } = await start()
    const id = await create(client)
    const run = runIdOf(await client.call("runPipeline", { params: { id }, body: { data: "x" } }))
    const { text, headers } = await client.call("streamRunEvents", { params: { run } })
    expect(headers.get("content-type")).toContain("text/event-stream")
    const events = text
      .trim()
      .split("\n\n")
      .map((block) => Object.fromEntries(block.split("\n").map((line) => line.split(/: (.*)/s).slice(0, 2))))
    expect(events.map(({ event }) => event)).toEqual(["run.state", "run.finished"])
    expect(JSON.parse(events[0]?.["data"] ?? "")).toMatchObject({ type: "run.state", id: "1", run })
  })
})

it.each([
  ["/assets/pipeline/execution/run/0123456789abcdef01234567", '{"data":[1,1e400]}'],
  ["/sdk/pipelines", '{"name":"A","architecture":{"nodes":[{"number":0,"type":"INPUT","data":-1e999}]}}'],
  ["/sdk/pipelines/paginate", `{"pageNumber":${"9".repeat(400)}}`],
  ["/sdk/models/paginate", '{"pageNumber":1e400}']
])("a number that is too large is refused instead of becoming null: %s", async (path, body) => {
  const { client } = await start({})
  const answer = await client.send("POST", path, { body, headers: { "content-type": "application/json" } })
  expect([answer.status, answer.body.message]).toEqual([400, "The body has a number that is too large."])
})
