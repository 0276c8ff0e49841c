import { describe, expect, it, onTestFinished, vi } from "vitest"
import { operations, type Operation } from "../../src/http/contract.ts"
import { checkAnswer, Client, inputless, sentiment } from "./Client.ts"
import { start } from "./Harness.ts"

const all = [...operations.values()]
const keyed = all.filter(({ isPublic }) => !isPublic)
const withJson = all.filter(({ mediaTypes }) => mediaTypes.includes("application/json"))

/** A path that passes the route's own pattern checks. */
const examplePath = ({ path }: Operation): string =>
  path
    .replace("{id}", path.includes("pipeline") ? "0123456789abcdef01234567" : "some")
    .replace("{run}", "cf9728ff-9a38-4cf8-87c8-41edf2ad0000")
    .replace("{name}", "some")
    .replace("{key}", "temp/none/none.txt")

const names = (operation: Operation): [string, Operation] => [operation.id, operation]

describe("every route", () => {
  it("has a handler", async () => {
    const { client } = await start()
    for (const operation of all) {
      const { status, body } = await client.send(operation.method, examplePath(operation))
      expect({ id: operation.id, status, body }).not.toMatchObject({ status: 501 })
      expect({ id: operation.id, status, body }).not.toMatchObject({ status: 405 })
    }
  })

  it.each(keyed.map(names))("%s asks for a key, and for a good one", async (_, operation) => {
    const { client } = await start()
    for (const headers of [{}, { "x-api-key": "wrong" }, { authorization: "Basic abc" }]) {
      const answer = await client.send(operation.method, examplePath(operation), { key: null, headers })
      checkAnswer(operation, answer)
      expect(answer.status).toBe(401)
      expect(answer.text).not.toContain("wrong")
    }
  })

  it("takes the key in every form that clients send", async () => {
    const { client, platform } = await start()
    const key = platform.apiKey
    for (const headers of [
      { "x-api-key": key },
      { "X-Aixplain-Key": key },
      { authorization: `Token ${key}` },
      { authorization: `token ${key}` },
      { authorization: `Bearer ${key}` },
      { "x-api-key": "stale", authorization: `BEARER ${key}` }
    ])
      expect((await client.send("GET", "/sdk/pipelines", { key: null, headers })).status).toBe(200)
  })

  it.each(all.map(names))("%s answers 421 under a foreign host name", async (_, operation) => {
    const { platform, client } = await start()
    // fetch does not let a Host be set, so this one is sent by hand.
    const { request } = await import("node:http")
    const answer = await new Promise<{ status: number; headers: Headers; text: string }>((resolve, reject) => {
      request(
        `${platform.url}${examplePath(operation)}`,
        { method: operation.method, headers: { host: "evil.example", "x-api-key": platform.apiKey } },
        (response) => {
          let text = ""
          response.on("data", (chunk: Buffer) => (text += chunk.toString()))
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: new Headers(response.headers as Record<string, string>),
              text
            })
          )
        }
      )
        .on("error", reject)
        .end()
    })
    expect(answer.status).toBe(421)
    checkAnswer(operation, { ...answer, body: JSON.parse(answer.text) })
    void client
  })

  it.each(keyed.map(names))("%s answers 429 above the rate limit, with Retry-After", async (_, operation) => {
    const { client } = await start({ clock: "virtual", rateLimits: { requests: { requests: 1, perMillis: 30_000 } } })
    await client.send("GET", "/sdk/pipelines")
    const answer = await client.send(operation.method, examplePath(operation))
    checkAnswer(operation, answer)
    expect(answer.status).toBe(429)
    expect(answer.headers.get("retry-after")).toBe("30")
  })

  it.each(withJson.map(names))("%s refuses bodies that it cannot take", async (_, operation) => {
    const { client } = await start({ limits: { bodyBytes: 1000, bodyDepth: 20 } })
    const send = async (body: string | Uint8Array, type: string): Promise<{ status: number; message: string }> => {
      const answer = await client.send(operation.method, examplePath(operation), {
        body,
        headers: { "content-type": type }
      })
      checkAnswer(operation, answer)
      return { status: answer.status, message: answer.body.message }
    }
    const json = "application/json"
    expect(await send("", json)).toEqual({ status: 400, message: "The body is empty." })
    expect(await send("{", json)).toMatchObject({ status: 400, message: expect.stringContaining("not JSON") })
    expect(await send("[]", json)).toMatchObject({ status: 400, message: "The body must be an object." })
    expect(await send("null", json)).toMatchObject({ status: 400 })
    expect(await send('"text"', json)).toMatchObject({ status: 400 })
    expect(await send("{} {}", json)).toMatchObject({ status: 400 })
    expect(await send(new Uint8Array([0x7b, 0xff, 0x7d]), json)).toMatchObject({
      message: "The body is not UTF-8 text."
    })
    expect(await send(`{"a":${"[".repeat(30)}${"]".repeat(30)}}`, json)).toMatchObject({
      status: 400,
      message: "The body is nested more than 20 levels deep."
    })
    expect(await send(`{"a":"${"x".repeat(2000)}"}`, json)).toEqual({
      status: 413,
      message: "The body is larger than 1000 bytes."
    })
    expect(await send("<x/>", "text/xml")).toMatchObject({ status: 415 })
    expect(await send("a=b", "text/plain")).toMatchObject({ status: 415 })
    expect((await client.send("GET", "/sdk/pipelines")).status).toBe(200)
  })

  it("answers 413 to a body without a length, as soon as it is too long", async () => {
    const { client } = await start({ limits: { bodyBytes: 1000 } })
    let sent = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 500
        controller.enqueue(new Uint8Array(500))
        if (sent > 100_000) controller.close()
      }
    })
    const response = await fetch(`${client.platform.url}/sdk/pipelines`, {
      method: "POST",
      body,
      duplex: "half",
      headers: { "x-api-key": client.platform.apiKey, "content-type": "application/json" }
    })
    expect(response.status).toBe(413)
  })

  it("refuses a compressed body instead of guessing", async () => {
    const { client } = await start()
    const answer = await client.call("paginatePipelines", {
      body: "{}",
      headers: { "content-type": "application/json", "content-encoding": "gzip" }
    })
    expect(answer.status).toBe(415)
  })

  it.each(all.map(names))("%s is the same with and without a last slash, and never redirects", async (_, operation) => {
    const { client } = await start()
    const path = examplePath(operation)
    const without = await client.send(operation.method, path, {
      body: operation.mediaTypes.length > 0 ? "{}" : undefined
    })
    const withSlash = await client.send(operation.method, `${path}/`, {
      body: operation.mediaTypes.length > 0 ? "{}" : undefined
    })
    expect(withSlash.status).toBe(without.status)
    expect(withSlash.status).not.toBe(501)
  })

  it("takes a GET and a DELETE with a content type and no body, as one client sends them", async () => {
    const { client } = await start()
    const headers = { "content-type": "application/json" }
    expect((await client.send("GET", "/sdk/pipelines/?pageNumber=0", { headers })).status).toBe(200)
    const { body } = await client.call("createPipeline", { body: { name: "A", architecture: sentiment } })
    expect((await client.send("DELETE", `/sdk/pipelines/${body.id}`, { headers })).status).toBe(200)
  })

  it("answers preflights of any origin, also on paths without a route", async () => {
    const { client } = await start()
    for (const path of ["/sdk/pipelines", "/nowhere"]) {
      const { status, headers } = await client.send("OPTIONS", path, {
        key: null,
        headers: { origin: "https://a.example", "access-control-request-method": "PUT" }
      })
      expect(status).toBe(204)
      expect(headers.get("access-control-allow-origin")).toBe("*")
      expect(headers.get("access-control-allow-credentials")).toBeNull()
      for (const name of ["x-api-key", "idempotency-key", "if-match", "prefer", "last-event-id"])
        expect(headers.get("access-control-allow-headers")).toContain(name)
      expect(headers.get("aixplain-extensions")).toContain("idempotency-key")
    }
  })

  it("tells a method that a path does not have from a path that is not modelled and one that never was", async () => {
    const { client } = await start()
    const wrongMethod = await client.send("PATCH", "/sdk/pipelines")
    expect(wrongMethod).toMatchObject({ status: 405, body: { statusCode: 405 } })
    expect(wrongMethod.headers.get("allow")).toBe("GET, POST")
    expect(await client.send("GET", "/sdk/agents")).toMatchObject({
      status: 501,
      body: { message: "GET /sdk/agents is not part of this server." }
    })
    // Calls of aixplain 0.2.48 that are not offered, some of them on paths that are.
    for (const call of [
      "GET /v1/sessions",
      "POST /v1/triggers/x",
      "GET /v2/agents",
      "POST /v2/models/x",
      "POST /sdk/models/onboard",
      "PATCH /sdk/models/x/onboarding",
      "GET /sdk/file-asset",
      "GET /sdk/skill",
      "GET /sdk/api-keys",
      "DELETE /sdk/datasets/x",
      "DELETE /sdk/corpora/x",
      "GET /sdk/metrics",
      "POST /sdk/utilities",
      "GET /sdk/data/x/overview"
    ]) {
      const [method = "", path = ""] = call.split(" ")
      expect(await client.send(method, path)).toMatchObject({
        status: 501,
        body: { message: `${call} is not part of this server.` }
      })
    }
    expect(await client.send("GET", "/nowhere")).toMatchObject({ status: 404 })
    expect(await client.send("POST", "/assets/pipeline/execution/run/", { body: {} })).toMatchObject({
      status: 404,
      body: { detail: "The path has nothing where its `id` belongs." }
    })
    for (const [method, path, name] of [
      ["GET", "/sdk/corpora//overview", "id"],
      ["POST", "/ext/runs//cancel", "run"],
      ["GET", "//ext/runs//steps/", "run"]
    ] as const)
      expect([path, await client.send(method, `${client.platform.url}${path}`)]).toMatchObject([
        path,
        { status: 404, body: { detail: `The path has nothing where its \`${name}\` belongs.` } }
      ])
    expect((await client.send("GET", `${client.platform.url}//sdk/pipelines//`)).status).toBe(200)
    expect(await client.send("GET", "/sdk/models/%E0%A4%A")).toMatchObject({ status: 400 })
  })

  it("answers HEAD as GET without a body", async () => {
    const { client } = await start()
    const answer = await client.send("HEAD", "/sdk/pipelines")
    expect(answer).toMatchObject({ status: 200, text: "" })
    expect(Number(answer.headers.get("content-length"))).toBeGreaterThan(10)
  })

  it("names every request, and its own faults by that name alone", async () => {
    const { client, parts, reported } = await start()
    const first = await client.send("GET", "/sdk/pipelines")
    const second = await client.send("GET", "/sdk/pipelines")
    expect(first.headers.get("x-request-id")).not.toBe(second.headers.get("x-request-id"))
    parts.database.sql.exec("drop table pipelines")
    const broken = await client.call("listPipelines")
    expect(broken.status).toBe(500)
    expect(broken.body.detail).toContain(broken.headers.get("x-request-id"))
    expect(broken.text).not.toContain("pipelines")
    expect(reported).toHaveLength(1)
  })

  it("reports that the disk is full, keeps nothing, and still reads", async () => {
    const { client, parts } = await start()
    const { sql } = parts.database
    const { page_count: pages } = sql.prepare("pragma page_count").get() as { page_count: number }
    sql.exec(`pragma max_page_count = ${pages}`)
    const answer = await client.call("createPipeline", {
      body: { name: "A", architecture: { ...sentiment, note: "x".repeat(100_000) } }
    })
    expect(answer).toMatchObject({ status: 503, body: { message: "The server's disk is full." } })
    expect((await client.call("listPipelines")).body.total).toBe(0)
  })

  it("tells its owner of a full disk in one line, once, and not with a stack for each request", async () => {
    const written: string[] = []
    const write = vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0)
    onTestFinished(() => write.mockRestore())
    const { client, parts } = await start({ onError: undefined } as never)
    const { sql } = parts.database
    const { page_count: pages } = sql.prepare("pragma page_count").get() as { page_count: number }
    sql.exec(`pragma max_page_count = ${pages}`)
    const body = { name: "A", architecture: { ...sentiment, note: "x".repeat(100_000) } }
    for (let at = 0; at < 3; at++) expect((await client.call("createPipeline", { body })).status).toBe(503)
    expect(written).toEqual([
      expect.stringMatching(/^aixplain-ts platform, request [\w-]+: The server's disk is full\.\n$/)
    ])
  })

  it("keeps the extensions to itself when told so", async () => {
    const { client } = await start({ extensions: false })
    const answer = await client.send("GET", "/sdk/pipelines")
    expect(answer.headers.get("aixplain-extensions")).toBeNull()
    expect((await client.send("GET", "/ext/runs")).status).toBe(404)
    const create = () =>
      client.send("POST", "/sdk/pipelines", {
        body: { name: "A", architecture: inputless },
        headers: { "idempotency-key": "k" }
      })
    const [first, second] = [await create(), await create()]
    expect(first.body.id).not.toBe(second.body.id)
    expect(first.body.problems).toBeUndefined()
    expect(first.headers.get("etag")).toBeNull()
  })

  it("has what a client gets in the example of each JSON body", async () => {
    const { document } = await import("@aixplain-ts/api-types/document")
    const { platform } = await start()
    const client = new Client(platform)
    for (const operation of withJson) {
      const content = document.paths[operation.path]?.[operation.method.toLowerCase() as "post"]?.requestBody?.content
      const { example, examples = {} } = content?.["application/json"] ?? {}
      const values = [example, ...Object.values(examples).map((one) => ("value" in one ? one.value : undefined))]
      for (const value of values.filter((one) => one !== undefined)) {
        const answer = await client.send(operation.method, examplePath(operation), { body: value })
        checkAnswer(operation, answer)
        expect(answer.status === 400 ? answer.text : "").not.toMatch(/must (?:have|be|match)/)
      }
    }
  })
})
