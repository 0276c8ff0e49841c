import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { Runs } from "@aixplain-ts/core/Runs"
import { defaultRetry, Retry } from "@aixplain-ts/core/Schedules"
import { accepted, json, succeeded } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { client, type Handle, hang, key, refused, reset } from "./support/client.ts"
import { epoch } from "./support/virtualTime.ts"

const get = Effect.flatMap(Pipelines, (pipelines) => pipelines.get("p1"))
const start = Effect.flatMap(Runs, (runs) => runs.start("p1", "x"))
const run = Effect.flatMap(Runs, (runs) => runs.run("p1", "hello"))
const stored = { id: "p1", name: "Reviews", status: "draft", nodes: [], links: [] }

describe("the key", () => {
  it("goes as x-api-key on runs and checks and as a Token on pipelines", async () => {
    const c = client((request) =>
      request.method === "POST"
        ? json(accepted("r1"), { status: 201 })
        : json(request.path.includes("check") ? succeeded({ Out: "x" }) : stored)
    )
    await c.run(Effect.andThen(run, get))
    expect(c.requests.map((r) => [r.method, r.headers.get("x-api-key"), r.headers.get("authorization")])).toEqual([
      ["POST", key, null],
      ["GET", key, null],
      ["GET", null, `Token ${key}`]
    ])
  })

  it("is replaced by the key of one call for that call only", async () => {
    const c = client(() => json(stored))
    await c.run(
      Effect.gen(function* () {
        const pipelines = yield* Pipelines
        yield* pipelines.get("p1", { apiKey: "another-key-123456" })
        yield* pipelines.get("p1")
      })
    )
    expect(c.requests.map((r) => r.headers.get("authorization"))).toEqual(["Token another-key-123456", `Token ${key}`])
  })

  it("is not carried along by a redirect to another origin", async () => {
    const c = client(() => new Response(null, { status: 307, headers: { location: "https://elsewhere.test/x" } }))
    const reason = await c.reason(get)
    expect(reason._tag).toBe("UnexpectedStatus")
    expect(reason.message).toContain("the key is not sent there")
    expect(c.requests).toHaveLength(1)
  })

  it.each([301, 302, 303])("is not sent along when a submission is redirected with %i", async (status) => {
    for (const [location, to] of [
      ["https://elsewhere.test/x", "https://elsewhere.test/x"],
      ["/login", "http://memory.test/login"]
    ] as const) {
      const c = client(() => new Response(null, { status, headers: { location } }))
      const reason = await c.reason(Effect.flatMap(Runs, (runs) => runs.start("p1", "hello")))
      expect(reason).toMatchObject({ _tag: "UnexpectedStatus", status, safeToResubmit: "unknown" })
      expect(reason.message).toBe("The server redirects the POST, which is not sent to another address.")
      expect(reason.hint).toContain(to)
      expect(reason.hint).toContain("baseUrl")
      expect(c.requests).toHaveLength(1)
    }
  })

  it("goes along with a redirect within the configured origin", async () => {
    const c = client((request, index) =>
      index === 0
        ? new Response(null, { status: 308, headers: { location: `${request.url.origin}/moved/p1` } })
        : json(stored)
    )
    const pipeline = await c.run(get)
    expect(pipeline.name).toBe("Reviews")
    expect(c.requests[1]?.path).toBe("/moved/p1")
  })
})

describe("no usable key", () => {
  it("fails the first request with a sentence, without asking the server", async () => {
    const c = client(() => json(stored), { apiKey: "", env: {} })
    const reason = await c.reason(get)
    expect(reason._tag).toBe("Unauthorized")
    expect(reason.message).toBe("No API key is set.")
    expect(reason.hint).toContain("AIXPLAIN_API_KEY")
    expect(c.requests).toHaveLength(0)
  })

  it("says that two different keys are set", async () => {
    const c = client(() => json(stored), {
      apiKey: "",
      env: { AIXPLAIN_API_KEY: "one-key-11111", TEAM_API_KEY: "two-key-22222" }
    })
    const reason = await c.reason(get)
    expect(reason.message).toBe("AIXPLAIN_API_KEY and TEAM_API_KEY are both set and differ.")
  })

  it("does not matter to a call with its own key", async () => {
    const c = client(() => json(stored), { apiKey: "", env: {} })
    await c.run(Effect.flatMap(Pipelines, (pipelines) => pipelines.get("p1", { apiKey: "own-key-123456" })))
    expect(c.requests).toHaveLength(1)
  })

  it("names a key that no header can carry without repeating it", async () => {
    const c = client(() => json(stored), { apiKey: "a key\nin two lines" })
    const reason = await c.reason(get)
    expect(reason._tag).toBe("Unauthorized")
    expect(JSON.stringify([reason.message, reason.hint])).not.toContain("two lines")
  })
})

describe("repeating", () => {
  it("repeats a read after every kind of passing trouble", async () => {
    const troubles = [
      () => Promise.reject(refused()),
      () => Promise.reject(reset()),
      () => json({ message: "Internal Server Error" }, { status: 500 }),
      () => new Response("{ not json", { status: 200 })
    ]
    const c = client((_, index) => troubles[index]?.() ?? json(stored))
    expect((await c.run(get)).name).toBe("Reviews")
    expect(c.requests).toHaveLength(5)
  })

  it("repeats over plain http too", async () => {
    const c = client((_, index) => (index === 0 ? json({}, { status: 503 }) : json(stored)), {
      baseUrl: "http://127.0.0.1:9"
    })
    await c.run(get)
    expect(c.requests).toHaveLength(2)
  })

  it("gives up after five attempts and keeps the server's own words and request id", async () => {
    const c = client(() =>
      json({ message: "the database is away" }, { status: 503, headers: { "x-request-id": "req-9" } })
    )
    const reason = await c.reason(get)
    expect(reason._tag).toBe("Server")
    expect(reason.message).toBe("The server failed with status 503: the database is away.")
    expect(reason.requestId).toBe("req-9")
    expect(reason.body).toEqual({ message: "the database is away" })
    expect(c.requests).toHaveLength(5)
  })

  it("waits a random time below a ceiling that doubles", async () => {
    const c = client(() => json({}, { status: 500 }))
    await c.reason(get)
    const gaps = c.instants.slice(1).map((at, index) => at - (c.instants[index] ?? 0))
    for (const [index, gap] of gaps.entries()) expect(gap).toBeLessThanOrEqual(250 * 2 ** index)
    expect(new Set(gaps).size).toBe(gaps.length)
  })

  it.each([400, 401, 402, 403, 404, 409, 412, 422, 465, 475, 485, 495, 501])(
    "does not repeat what was refused for good: %i",
    async (status) => {
      const c = client(() => json({}, { status }))
      await c.reason(get)
      expect(c.requests).toHaveLength(1)
    }
  )

  it.each([
    ["seconds", { "retry-after": "7" }, 7_000],
    ["milliseconds", { "retry-after-ms": "1234" }, 1_234],
    ["a date", { "retry-after": new Date(epoch + 9_000).toUTCString() }, 9_000]
  ])("waits exactly as long as the server says in %s", async (_, headers, millis) => {
    const c = client((_request, index) => (index === 0 ? json({}, { status: 429, headers }) : json(stored)))
    await c.run(get)
    expect(c.instants).toEqual([0, millis])
  })

  it("says when to come back instead of waiting less than the server asks for", async () => {
    const c = client(() => json({}, { status: 429, headers: { "retry-after": "3600" } }))
    const reason = await c.reason(get)
    const retryAt = epoch + 3_600_000
    expect(reason).toMatchObject({ _tag: "RateLimited", retryAfterMillis: 3_600_000, retryAt })
    expect(c.requests).toHaveLength(1)
  })

  it("stops adding to an outage when the budget of the client is used up", async () => {
    const c = client(() => json({}, { status: 500 }))
    await c.run(Effect.forEach(Array.from({ length: 30 }), () => Effect.ignore(get), { discard: true }))
    // 30 calls and the 20 retries the budget holds.
    expect(c.requests).toHaveLength(50)
  })

  it("stops adding to an outage also when the server says when to come back", async () => {
    const c = client(() => json({}, { status: 503, headers: { "retry-after-ms": "10" } }))
    await c.run(
      Effect.forEach(Array.from({ length: 100 }), () => Effect.ignore(get), { discard: true, concurrency: "unbounded" })
    )
    expect(c.requests).toHaveLength(120)
  })

  it("does not charge a server that limits the rate and says when: it regulates itself", async () => {
    let served = 0
    const c = client((_, index) =>
      index < 40 ? json({}, { status: 429, headers: { "retry-after": "1" } }) : (served++, json(stored))
    )
    await c.run(Effect.forEach(Array.from({ length: 40 }), () => get, { discard: true, concurrency: "unbounded" }))
    expect(served).toBe(40)
  })

  it.each([
    ["429", "0"],
    ["503", "0"],
    ["503", "Sun, 01 Mar 2020 00:00:00 GMT"]
  ])("backs off as usual after %s with Retry-After: %s, which does not say when", async (status, value) => {
    const c = client(() => json({}, { status: Number(status), headers: { "retry-after": value } }))
    await c.reason(get)
    expect(c.requests).toHaveLength(5)
    expect(c.time.now()).toBeGreaterThan(500)
  })

  it.each([
    [0, 1],
    [1, 2],
    [7, 8]
  ])("sends again at most maxRetries times: %i", async (maxRetries, requests) => {
    const c = client(() => json({}, { status: 500 }), { maxRetries })
    await c.reason(get)
    expect(c.requests).toHaveLength(requests)
  })

  it.each([-1, 1.5, Number.NaN])("refuses maxRetries: %d", async (maxRetries) => {
    const c = client(() => json(stored), { maxRetries })
    expect(await c.reason(get)).toMatchObject({ _tag: "InvalidInput", parameter: "maxRetries" })
    expect(c.requests).toHaveLength(0)
  })

  it.each<[string, Handle]>([
    ["refuses connections", () => Promise.reject(refused())],
    ["answers 503", () => json({}, { status: 503 })],
    ["accepts connections and never answers", hang],
    [
      "refuses connections at first, and then never answers",
      (r, index) => (index < 6 ? Promise.reject(refused()) : hang(r))
    ]
  ])("is over after the policy's time, and uses all of it, when a server %s", async (_, handle) => {
    const policy = { ...defaultRetry, times: Number.POSITIVE_INFINITY, maxElapsedMillis: 30_000 }
    const read = client(handle)
    await read.reason(Effect.provideService(get, Retry, policy))
    expect(read.time.now()).toBeGreaterThanOrEqual(30_000)
    expect(read.time.now()).toBeLessThanOrEqual(31_000)
    const submission = client(handle)
    await submission.reason(Effect.provideService(start, Retry, policy))
    expect(submission.time.now()).toBeLessThanOrEqual(31_000)
  })
})

describe("time limits", () => {
  it("ends a request that is never answered after requestTimeout", async () => {
    const c = client(hang, { requestTimeout: "2 seconds" })
    const reason = await c.reason(get)
    expect(reason._tag).toBe("Timeout")
    expect(reason.message).toBe("The server did not answer within 2 s.")
    expect(c.time.waiting()).toBe(0)
  })

  it("covers the reading of the body too", async () => {
    const c = client(
      () =>
        new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode("{")) })),
      { requestTimeout: "2 seconds" }
    )
    const reason = await c.reason(get)
    expect(reason._tag).toBe("Timeout")
  })

  it("takes a duration for one call, and refuses an invalid one", async () => {
    const c = client(hang)
    const pipelines = Effect.flatMap(Pipelines, (all) => all.get("p1", { requestTimeout: "1.5 s" }))
    await c.reason(pipelines)
    expect(c.time.now()).toBeGreaterThan(7_500)
    const bad = await c.reason(Effect.flatMap(Pipelines, (all) => all.get("p1", { requestTimeout: "soon" as never })))
    expect(bad.message).toBe('Invalid requestTimeout: "soon".')
  })
})

describe("invalid responses", () => {
  it.each([
    ["a web page", "<html><body>Welcome</body></html>", "The server answered with a web page instead of JSON."],
    ["nothing", "", "The response from the server is empty."],
    ["cut JSON", '{"id": "p1"', "The response from the server is not JSON."],
    ["other JSON", '{"hello": 1}', "The response from the server is missing required fields."]
  ])("are typed: %s", async (_, body, message) => {
    const c = client(() => new Response(body, { status: 200 }))
    const reason = await c.reason(get)
    expect(reason._tag).toBe("Decode")
    expect(reason.message).toBe(message)
  })

  it("report that the connection was lost in the middle", async () => {
    const c = client(() => new Response(new ReadableStream({ start: (controller) => controller.error(reset()) })))
    const reason = await c.reason(get)
    expect(reason._tag).toBe("Transport")
    expect(reason.message).toBe("The connection was lost in the middle of the response.")
  })
})

describe("runtimes", () => {
  it("gives a run its own socket under Deno, whose fetch repeats a POST by itself", async () => {
    const own = { name: "without a pool" }
    const asked: unknown[] = []
    const createHttpClient = (options: unknown) => {
      asked.push(options)
      return own
    }
    Object.assign(globalThis, { Deno: { createHttpClient } })
    try {
      const c = client(
        (request) => (request.method === "POST" ? json(accepted("r1"), { status: 201 }) : json(succeeded({ Out: 1 }))),
        { runtime: "deno" }
      )
      await c.run(run)
      expect(c.requests.map(({ init }) => "client" in init && init.client)).toEqual([own, false])
      expect(asked).toEqual([{ poolMaxIdlePerHost: 0 }])
    } finally {
      Reflect.deleteProperty(globalThis, "Deno")
    }
  })

  it("asks what the server declares before the first run in a browser, without a key", async () => {
    const c = client(
      (request) => {
        const headers = { "aixplain-extensions": "idempotency-key, runs" }
        if (request.path === "/health") return json({ status: "ok" }, { headers })
        return request.method === "POST"
          ? json(accepted("r1"), { status: 201, headers })
          : json(succeeded({ Out: 1 }), { headers })
      },
      { runtime: "browser" }
    )
    await c.run(Effect.andThen(run, run))
    expect(c.requests.map((r) => `${r.method} ${r.path.split("/").slice(0, 3).join("/")}`)).toEqual([
      "GET /health",
      "POST /assets/pipeline",
      "GET /assets/pipeline",
      "POST /assets/pipeline",
      "GET /assets/pipeline"
    ])
    expect(c.requests[0]?.headers.get("x-api-key")).toBeNull()
    expect(c.requests[1]?.headers.get("idempotency-key")).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    )
    expect(c.requests[1]?.init.credentials).toBe("omit")
    expect(c.requests[1]?.headers.get("idempotency-key")).not.toBe(c.requests[3]?.headers.get("idempotency-key"))
  })

  it("uses the page's cookie and no key in a session", async () => {
    const c = client(() => json(stored), { runtime: "browser", session: true, apiKey: undefined })
    await c.run(get)
    expect(c.requests[0]?.headers.get("authorization")).toBeNull()
    expect(c.requests[0]?.init.credentials).toBe("same-origin")
  })
})
