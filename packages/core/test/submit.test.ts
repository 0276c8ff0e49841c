import { OneShot } from "@aixplain-ts/core/OneShot"
import type { RunEvent } from "@aixplain-ts/core/RunEvent"
import { Runs } from "@aixplain-ts/core/Runs"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { accepted, json, succeeded } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { client, hang, refused, reset } from "./support/client.ts"
import { epoch, virtualTime } from "./support/virtualTime.ts"

const start = Effect.flatMap(Runs, (runs) => runs.start("p1", "hello"))
const ok = () => json(accepted("r1"), { status: 201 })
const declaring = { "aixplain-extensions": "idempotency-key, cancel, runs" }

describe("a run is submitted once", () => {
  it.each([
    ["the connection broke after the body", () => Promise.reject(reset())],
    ["the answer never came", hang],
    ["the answer was garbled", () => new Response("<html>", { status: 201 })],
    ["the answer held no URL", () => json({ status: "IN_PROGRESS" }, { status: 201 })],
    [
      "the response was cut off",
      () => new Response(new ReadableStream({ start: (body) => body.error(reset()) }), { status: 201 })
    ]
  ])("and the failure says that it may have been when %s", async (_, answer) => {
    const c = client(answer)
    const reason = await c.reason(start)
    expect(reason).toMatchObject({
      _tag: "SubmissionUncertain",
      pipeline: "p1",
      safeToResubmit: "unknown",
      isRetryable: false
    })
    expect(c.requests).toHaveLength(1)
    expect(c.requests[0]?.headers.get("idempotency-key")).toBeNull()
  })

  it("and the failure says what came instead of the answer", async () => {
    const page = client(() => new Response("<html>", { status: 200 }))
    expect((await page.reason(start)).message).toBe(
      "The request was sent but its answer was lost: it may have been carried out or not. " +
        "The server answered with a web page instead of JSON."
    )
  })

  it("a thousand times out of a thousand", async () => {
    const c = client(() => Promise.reject(reset()))
    const tags = await c.run(
      Effect.forEach(
        Array.from({ length: 1_000 }),
        () => Effect.match(start, { onSuccess: () => "it was started", onFailure: (error) => error.reason._tag }),
        { concurrency: 50 }
      )
    )
    expect(c.requests).toHaveLength(1_000)
    expect(new Set(tags)).toEqual(new Set(["SubmissionUncertain"]))
  })

  it("so a server error is not repeated either, and says that it is not known what happened", async () => {
    const c = client(() => json({ message: "oops" }, { status: 502 }))
    expect(await c.reason(start)).toMatchObject({ _tag: "Server", safeToResubmit: "unknown" })
    expect(c.requests).toHaveLength(1)
  })

  it("but again when the connection never existed", async () => {
    const c = client((_, index) => (index < 2 ? Promise.reject(refused()) : ok()))
    expect((await c.run(start)).id).toBe("r1")
    expect(c.requests).toHaveLength(3)
  })

  it("and again after the server refused it for being too fast, when it says", async () => {
    const c = client((_, index) => (index === 0 ? json({}, { status: 429, headers: { "retry-after": "1" } }) : ok()))
    await c.run(start)
    expect(c.instants).toEqual([0, 1_000])
  })

  it("and never when it was refused for a reason", async () => {
    const c = client(() => json({ statusCode: 400, message: "No value for input Text." }, { status: 400 }))
    expect(await c.reason(start)).toMatchObject({ _tag: "InvalidRequest", safeToResubmit: "yes" })
  })

  it("a pipeline is created once too", async () => {
    const c = client(() => Promise.reject(reset()))
    const create = Effect.flatMap(Pipelines, (all) => all.create({ nodes: [], links: [] }, { name: "P" }))
    expect(await c.reason(create)).toMatchObject({ _tag: "SubmissionUncertain", pipeline: undefined })
    expect(c.requests).toHaveLength(1)
  })
})

describe("an idempotency key", () => {
  it("is not sent to a server that has not declared it, even when the caller has one", async () => {
    const c = client((request) => (request.path === "/health" ? json({}, { status: 404 }) : ok()))
    await c.run(Effect.flatMap(Runs, (runs) => runs.start("p1", "x", { idempotencyKey: "mine" })))
    expect(c.requests.map((r) => [r.path.split("/")[1], r.headers.get("idempotency-key")])).toEqual([
      ["health", null],
      ["assets", null]
    ])
  })

  it("of the caller that is not sent is not dropped silently: the client logs a warning", async () => {
    const warnings: string[] = []
    const logger = ({ level, message }: { readonly level: string; readonly message: string }) => {
      if (level === "warn") warnings.push(message)
    }
    const c = client((request) => (request.path === "/health" ? json({}, { status: 404 }) : ok()), { logger })
    await c.run(Effect.flatMap(Runs, (runs) => runs.start("p1", "x", { idempotencyKey: "mine" })))
    expect(warnings).toEqual(["the server does not honour idempotency keys: the key is not sent"])
  })

  it("that the caller does not give is not missed: nothing is logged", async () => {
    const entries: { readonly level: string }[] = []
    const logger = (entry: { readonly level: string }) => void (entry.level === "warn" && entries.push(entry))
    await client(ok, { logger }).run(start)
    expect(entries).toEqual([])
    const handle = (request: { readonly path: string }) => (request.path === "/health" ? json({}) : ok())
    await client(handle, { logger }).run(
      Effect.flatMap(Runs, (runs) => runs.start("p1", "x", { idempotencyKey: "mine" }))
    )
    expect(entries).toMatchObject([{ fields: { operation: "Runs.start" } }])
  })

  it("is asked for before a browser's first run and a program's only one, but not at the vendor's hosts", async () => {
    const baseUrl = "https://aixplain.com"
    const hosted = client(() => json(accepted("r1", baseUrl), { status: 201 }), { baseUrl, runtime: "browser" })
    await hosted.run(start)
    expect(hosted.requests).toHaveLength(1)
    const own = client((request) => (request.path === "/health" ? json({}, { headers: declaring }) : ok()), {
      runtime: "browser"
    })
    await own.run(start)
    expect(own.requests.map(({ path }) => path)).toEqual(["/health", "/assets/pipeline/execution/run/p1"])
    expect(own.requests[1]?.headers.get("idempotency-key")).not.toBeNull()
  })

  it("of the client's making is a version 4 UUID from the injected randomness", async () => {
    const made = new Set<string>()
    for (let seed = 0; seed < 40; seed++) {
      const c = client((request) => (request.path === "/health" ? json({}, { headers: declaring }) : ok()))
      await c.run(Effect.provideService(start, OneShot, true), seed)
      made.add(c.requests[1]?.headers.get("idempotency-key") ?? "")
    }
    const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect([...made].filter((key) => !form.test(key))).toEqual([])
    expect(made.size).toBe(40)
    // Every digit and each of the four variants occurs: the key is as random as its form allows.
    expect(new Set([...made].map((key) => key[19]))).toEqual(new Set(["8", "9", "a", "b"]))
    expect(new Set([...made].join("").replaceAll("-", "")).size).toBe(16)
  })

  it("is sent once the server has declared it, the same on every attempt", async () => {
    const c = client((_, index) => {
      if (index === 0) return json({ id: "p1", name: "P" }, { headers: declaring })
      return index < 3 ? Promise.reject(reset()) : json(accepted("r1"), { status: 201, headers: declaring })
    })
    const ref = await c.run(
      Effect.andThen(
        Effect.flatMap(Pipelines, (all) => all.get("p1")),
        start
      )
    )
    expect(ref.id).toBe("r1")
    const keys = c.requests.slice(1).map((r) => r.headers.get("idempotency-key"))
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/)
  })

  it("of the caller is used where there is one, and waited for while the first request is at work", async () => {
    const c = client((request, index) => {
      if (request.path === "/health") return json({}, { headers: declaring })
      if (index === 1) return Promise.reject(reset())
      return index === 2
        ? json({ statusCode: 409, message: "still at work" }, { status: 409, headers: declaring })
        : json(accepted("r1"), { status: 201, headers: declaring })
    })
    await c.run(Effect.flatMap(Runs, (runs) => runs.start("p1", "x", { idempotencyKey: "mine" })))
    expect(c.requests.slice(1).map((r) => r.headers.get("idempotency-key"))).toEqual(["mine", "mine", "mine"])
  })

  it("is returned with the failure, so that submitting again is safe", async () => {
    const c = client((request) =>
      request.path === "/health" ? json({}, { headers: declaring }) : Promise.reject(reset())
    )
    const reason = await c.reason(Effect.flatMap(Runs, (runs) => runs.start("p1", "x", { idempotencyKey: "mine" })))
    expect(reason).toMatchObject({ _tag: "SubmissionUncertain", idempotencyKey: "mine", safeToResubmit: "yes" })
    expect(c.requests).toHaveLength(6)
  })
})

describe("a server that fails again and again, and honours keys", () => {
  it("leaves the key with the caller", async () => {
    const c = client((request) =>
      request.path === "/health" ? json({}, { headers: declaring }) : json({}, { status: 503, headers: declaring })
    )
    const reason = await c.reason(Effect.flatMap(Runs, (runs) => runs.start("p1", "x", { idempotencyKey: "mine" })))
    expect(reason).toMatchObject({
      _tag: "SubmissionUncertain",
      idempotencyKey: "mine",
      status: 503,
      safeToResubmit: "yes"
    })
  })
})

describe("a server that takes nothing (503), and honours keys", () => {
  const answering = (later: () => Response | Promise<Response>) => {
    let posts = 0
    return client((request) => {
      if (request.path === "/health") return json({}, { headers: declaring })
      posts += 1
      return posts === 1 ? later() : json({}, { status: 503, headers: declaring })
    })
  }
  const run = Effect.provideService(
    Effect.flatMap(Runs, (runs) => runs.start("p1", "x")),
    OneShot,
    true
  )

  it("leaves nothing in doubt: the same can be submitted again", async () => {
    const refusing = answering(() => json({}, { status: 503, headers: declaring }))
    expect(await refusing.reason(run)).toMatchObject({ _tag: "Server", status: 503, safeToResubmit: "yes" })
  })

  it("is not what another failure of the same server says: it may have begun its work", async () => {
    const failing = client((request) =>
      json({}, { status: request.path === "/health" ? 200 : 500, headers: declaring })
    )
    expect(await failing.reason(run)).toMatchObject({ _tag: "SubmissionUncertain", status: 500 })
  })

  it.each([
    ["an answer was lost before", () => Promise.reject(reset())],
    ["something before the server answered", () => json({}, { status: 503 })]
  ])("leaves a submission in doubt when %s", async (_, first) => {
    expect(await answering(first).reason(run)).toMatchObject({ _tag: "SubmissionUncertain", status: 503 })
  })
})

describe("a lost submission", () => {
  it("can be looked for among the runs of the pipeline, where the server lists them", async () => {
    const found = {
      id: "r9",
      pipeline: { id: "p1", name: "P" },
      status: "IN_PROGRESS",
      createdAt: "2026-03-01T00:00:00Z",
      progress: 0
    }
    const c = client((request) =>
      request.method === "POST"
        ? Promise.reject(reset())
        : json(request.path === "/ext/runs" ? { items: [found], next: null } : {}, {
            headers: { "aixplain-extensions": "runs" }
          })
    )
    const candidates = await c.run(
      Effect.gen(function* () {
        const runs = yield* Runs
        const outcome = yield* Effect.result(runs.start("p1", "x"))
        if (outcome._tag === "Success" || outcome.failure.reason._tag !== "SubmissionUncertain") return []
        return yield* runs.reconcile(outcome.failure.reason)
      })
    )
    expect(candidates).toEqual([found])
    const query = c.requests.at(-1)?.url.searchParams
    expect(query?.get("pipeline")).toBe("p1")
    expect(query?.get("since")).toBe("2026-02-28T23:59:00.000Z")
  })

  it("is looked for by the server's clock when the one here is wrong", async () => {
    const minutes = 60_000
    const asked: (string | null)[] = []
    const time = virtualTime()
    time.step(2 * minutes)
    const c = client(
      (request) => {
        const headers = { "aixplain-extensions": "runs", date: new Date(epoch + time.now()).toUTCString() }
        if (request.method === "POST") return Promise.reject(reset())
        if (request.path === "/ext/runs") asked.push(request.url.searchParams.get("since"))
        return json({ items: [], next: null }, { headers })
      },
      { time }
    )
    await c.run(
      Effect.gen(function* () {
        const runs = yield* Runs
        const outcome = yield* Effect.result(runs.start("p1", "x"))
        if (outcome._tag === "Failure" && outcome.failure.reason._tag === "SubmissionUncertain")
          yield* runs.reconcile(outcome.failure.reason)
      })
    )
    expect(asked).toEqual(["2026-03-01T00:01:00.000Z", "2026-02-28T23:59:00.000Z"])
  })

  it("is an event too, and an interruption while the request is on its way also makes one", async () => {
    const events: RunEvent[] = []
    const c = client(hang)
    const watched = Effect.flatMap(Runs, (runs) => runs.start("p1", "x", { onEvent: (event) => events.push(event) }))
    await c.run(Effect.timeoutOption(watched, "3 seconds"))
    expect(events).toMatchObject([{ type: "run.uncertain", run: null, pipeline: "p1", at: "2026-03-01T00:00:03.000Z" }])
  })

  it("does not exist if the interruption came before anything was sent", async () => {
    const events: RunEvent[] = []
    const c = client(() => Promise.reject(refused()))
    const watched = Effect.flatMap(Runs, (runs) => runs.start("p1", "x", { onEvent: (event) => events.push(event) }))
    await c.run(Effect.ignore(Effect.timeoutOption(watched, "100 millis")))
    expect(events).toEqual([])
  })

  it("does not exist if the time was up before anything was sent", async () => {
    const c = client(ok, { headers: () => new Promise<never>(() => {}) })
    const run = Effect.flatMap(Runs, (runs) => runs.run("p1", "x", { timeout: "5 seconds" }))
    expect(await c.reason(run)).toMatchObject({ _tag: "DeadlineExceeded", safeToResubmit: "yes", runRef: undefined })
    expect(c.requests).toHaveLength(0)
  })

  it("is what a deadline makes of an unanswered request", async () => {
    const c = client(hang)
    const run = Effect.flatMap(Runs, (runs) => runs.run("p1", "x", { timeout: "5 seconds" }))
    expect((await c.reason(run))._tag).toBe("SubmissionUncertain")
    expect(c.time.now()).toBe(5_000)
  })

  it("is not what a deadline makes of a server that was never reached", async () => {
    const c = client(() => json({}, { status: 429, headers: { "retry-after": "30" } }))
    const run = Effect.flatMap(Runs, (runs) => runs.run("p1", "x", { timeout: "5 seconds" }))
    expect(await c.reason(run)).toMatchObject({ _tag: "DeadlineExceeded", safeToResubmit: "yes", runRef: undefined })
  })
})

describe("the answer to a run", () => {
  it("that failed at once is RunFailed with the server's reason", async () => {
    const c = client(() => json({ status: "FAILED", error: "no credits left" }, { status: 201 }))
    expect(await c.reason(start)).toMatchObject({ _tag: "RunFailed", error: "no credits left" })
  })

  it.each([200, 201, 202])("is taken with status %i", async (status) => {
    const c = client(() => json(accepted("r1"), { status }))
    expect((await c.run(start)).id).toBe("r1")
  })

  it("with a relative URL is resolved against the configured address", async () => {
    const c = client(() => json({ url: "/assets/pipeline/execution/check/r1", status: "IN_PROGRESS" }))
    expect((await c.run(start)).url).toBe("http://memory.test/assets/pipeline/execution/check/r1")
  })

  it("gives a reference that is small, free of secrets and good for another process", async () => {
    const c = client((request) => (request.method === "POST" ? ok() : json(succeeded({ Out: "x" }))))
    const ref = await c.run(start)
    expect(ref).toEqual({
      v: 1,
      id: "r1",
      url: "http://memory.test/assets/pipeline/execution/check/r1",
      pipeline: "p1",
      startedAt: "2026-03-01T00:00:00.000Z"
    })
    const elsewhere = client(() => json(succeeded({ Out: "x" })))
    const result = await elsewhere.run(Effect.flatMap(Runs, (runs) => runs.await(JSON.stringify(ref))))
    expect(result.outputs["Out"]?.segments[0]?.value).toBe("x")
  })
})
