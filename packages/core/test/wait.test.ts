import type { RunEvent } from "@aixplain-ts/core/RunEvent"
import { type RunOptions, Runs } from "@aixplain-ts/core/Runs"
import { accepted, failed, json, running, succeeded } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { epoch } from "./support/virtualTime.ts"
import { client, type Handle, hang, refused, reset } from "./support/client.ts"

const run = (options: RunOptions = {}) => Effect.flatMap(Runs, (runs) => runs.run("p1", "hello", options))

/** A server whose checks answer in turn; the last answer stays. */
const checks = (...answers: (Response | (() => Response | Promise<Response>) | Handle)[]): Handle => {
  let next = 0
  return (request, index, time) => {
    if (request.method === "POST") return json(accepted("r1"), { status: 201 })
    const answer = answers[Math.min(next++, answers.length - 1)]
    return typeof answer === "function" ? answer(request, index, time) : (answer?.clone() ?? json(running()))
  }
}

const polls = (c: {
  readonly requests: readonly { readonly method: string }[]
  readonly instants: readonly number[]
}) => c.instants.filter((_, index) => c.requests[index]?.method === "GET")

const done = json(succeeded({ Out: "x" }))

describe("waiting", () => {
  it("asks on the adaptive schedule until the run ends", async () => {
    const c = client(checks(json(running()), json(running()), json(running()), done), {})
    await c.run(run({ schedule: ({ attempt }) => 1_000 * (attempt + 1) }))
    expect(polls(c)).toEqual([1_000, 3_000, 6_000, 10_000])
  })

  it("asks on the Python schedule by name, and when a first wait is given", async () => {
    const c = client(checks(json(running()), json(running()), json(running()), done))
    await c.run(run({ schedule: "python" }))
    expect(polls(c).map(Math.round)).toEqual([0, 1_000, 2_100, 3_310])
    const other = client(checks(json(running()), json(running()), done))
    await other.run(run({ waitTime: "2 seconds" }))
    expect(polls(other).map(Math.round)).toEqual([0, 2_000, 4_200])
  })

  it("waits as long as the server says instead", async () => {
    const c = client(checks(json(running(), { headers: { "retry-after": "42" } }), done))
    await c.run(run({ schedule: () => 1_000 }))
    expect(polls(c)).toEqual([1_000, 43_000])
  })

  it("never makes a tight loop, whatever a schedule says", async () => {
    const c = client(checks(...Array.from({ length: 5 }, () => json(running())), done))
    await c.run(run({ schedule: () => 0 }))
    expect(polls(c)).toEqual([0, 100, 200, 300, 400, 500])
  })

  it("learns how long runs of a pipeline take", async () => {
    let runs = 0
    let startedAt = 0
    const c = client((request, _, time) => {
      if (request.method === "POST") {
        runs += 1
        startedAt = time.now()
        return json(accepted(`r${runs}`), { status: 201 })
      }
      return time.now() - startedAt >= 60_000 ? json(succeeded({ Out: "x" }, { elapsed_time: 60 })) : json(running())
    })
    const counts: number[] = []
    await c.run(
      Effect.forEach(
        Array.from({ length: 8 }),
        () => Effect.tap(run(), () => Effect.sync(() => counts.push(c.requests.length))),
        { discard: true }
      )
    )
    const each = counts.map((count, index) => count - (counts[index - 1] ?? 0) - 1)
    // Without known durations: about 22 checks. Once five durations are known: a few checks on the way, then frequent ones at the end.
    expect(each[0]).toBeGreaterThan(18)
    expect(each[7]).toBeLessThan(15)
  })

  it("learns nothing from runs that were not seen from their beginning", async () => {
    const remembered: number[] = []
    const durations = { recall: () => [], remember: (_: string, millis: number) => void remembered.push(millis) }
    const ref = {
      v: 1,
      id: "r1",
      url: "http://memory.test/assets/pipeline/execution/check/r1",
      pipeline: "p1"
    } as const
    const resumed = client(checks(done), { durations })
    const startedAt = new Date(epoch - 60_000).toISOString()
    await resumed.run(Effect.flatMap(Runs, (runs) => runs.await({ ...ref, startedAt })))
    await resumed.run(Effect.flatMap(Runs, (runs) => runs.await(ref)))
    expect(remembered).toEqual([])
    await client(checks(done), { durations }).run(run({ schedule: () => 1_000 }))
    expect(remembered).toEqual([1_000])
  })

  it("looks at a run that was started elsewhere at once", async () => {
    const c = client(checks(done))
    await c.run(Effect.flatMap(Runs, (runs) => runs.await("r1")))
    expect(polls(c)).toEqual([0])
  })
})

describe("the server holds checks (long-poll)", () => {
  const declaring = { "aixplain-extensions": "prefer-wait" }

  it("and is polled again as soon as it answers", async () => {
    const c = client(async (request, index, time) => {
      if (request.method === "POST") return json(accepted("r1"), { status: 201, headers: declaring })
      if (index < 4) await time.sleep(20_000, request.init.signal)
      return json(index < 4 ? running() : succeeded({ Out: "x" }), {
        headers: { ...declaring, "preference-applied": "wait=20" }
      })
    })
    await c.run(run())
    expect(c.requests.slice(1).map((r) => r.headers.get("prefer"))).toEqual([
      "wait=20",
      "wait=20",
      "wait=20",
      "wait=20"
    ])
    expect(polls(c)).toEqual([0, 20_000, 40_000, 60_000])
  })

  it("and if it does not, the schedule continues as usual", async () => {
    const c = client((request, index) =>
      request.method === "POST"
        ? json(accepted("r1"), { status: 201, headers: declaring })
        : json(index < 4 ? running() : succeeded({ Out: "x" }), { headers: declaring })
    )
    await c.run(run({ schedule: () => 5_000 }))
    expect(polls(c)).toEqual([0, 5_000, 10_000, 15_000])
  })

  it("for less than the poll's own limit", async () => {
    const c = client((request) =>
      request.method === "POST"
        ? json(accepted("r1"), { status: 201, headers: declaring })
        : json(succeeded({ Out: "x" }), { headers: declaring })
    )
    await c.run(run({ pollTimeout: "8 seconds" }))
    expect(c.requests[1]?.headers.get("prefer")).toBe("wait=6")
  })
})

describe("a check that fails", () => {
  const events = () => {
    const list: RunEvent[] = []
    return { list, onEvent: (event: RunEvent) => void list.push(event) }
  }

  it.each<[string, () => Response | Promise<Response>, string]>([
    ["a reset", () => Promise.reject(reset()), "Transport"],
    ["a server error", () => json({}, { status: 503 }), "Server"],
    ["a web page", () => new Response("<html>"), "Decode"],
    ["cut JSON", () => new Response('{"status": "SUCC'), "Decode"],
    ["too many requests", () => json({}, { status: 429 }), "RateLimited"],
    [
      "not found just after the start",
      () => json({ message: "Not Found", statusCode: 404 }, { status: 404 }),
      "NotFound"
    ],
    ["a refused key that worked before", () => json({}, { status: 401 }), "Unauthorized"]
  ])("does not end the run: %s", async (_, answer, tag) => {
    const { list, onEvent } = events()
    const c = client(checks(answer, done))
    const result = await c.run(run({ onEvent }))
    expect(result.status).toBe("SUCCESS")
    expect(list.find((event) => event.type === "check.failed")).toMatchObject({ reason: tag, attempt: 1, run: "r1" })
  })

  it("by hanging costs its own limit and a second, and changes nothing else", async () => {
    const c = client(checks(hang, done))
    await c.run(run({ schedule: () => 1_000 }))
    expect(polls(c)[1]).toBeGreaterThan(31_000)
    expect(polls(c)[1]).toBeLessThanOrEqual(32_000)
  })

  it("with 404 is tolerated for half a minute after the start, not forever", async () => {
    const c = client(checks(() => json({ message: "Not Found" }, { status: 404 })))
    const reason = await c.reason(run())
    expect(reason).toMatchObject({ _tag: "NotFound", message: "Run r1 not found.", runRef: { id: "r1" } })
    expect(c.time.now()).toBeGreaterThanOrEqual(30_000)
    expect(c.time.now()).toBeLessThan(45_000)
  })

  it("with 404 for a run of another process is final at once", async () => {
    const c = client(checks(() => json({ message: "Not Found" }, { status: 404 })))
    const reason = await c.reason(Effect.flatMap(Runs, (runs) => runs.await("r1")))
    expect(reason._tag).toBe("NotFound")
    expect(c.requests).toHaveLength(1)
  })

  it("with 404 within half a minute after the start is tolerated also when the run was seen: replicas lag", async () => {
    const missing = () => json({}, { status: 404 })
    const c = client(checks(json(running()), missing, missing, missing, done))
    expect((await c.run(run({ schedule: () => 100 }))).status).toBe("SUCCESS")
  })

  it("with 404 later is tolerated twice in a row", async () => {
    const missing = () => json({}, { status: 404 })
    const schedule = () => 31_000
    const c = client(checks(json(running()), missing, missing, json(running()), missing, missing, done))
    expect((await c.run(run({ schedule }))).status).toBe("SUCCESS")
    const gone = client(checks(json(running()), missing))
    expect((await gone.reason(run({ schedule })))._tag).toBe("NotFound")
    expect(polls(gone)).toHaveLength(4)
  })

  it("with a refused key again and again is Unauthorized with the run's reference", async () => {
    const c = client(checks(() => json({}, { status: 401 })))
    expect(await c.reason(run())).toMatchObject({ _tag: "Unauthorized", runRef: { id: "r1" } })
    expect(polls(c)).toHaveLength(3)
  })

  it("for longer than the outage option is the end, with the run's reference", async () => {
    const c = client(checks(json(running()), () => Promise.reject(reset())))
    const reason = await c.reason(run({ outage: "20 seconds" }))
    expect(reason).toMatchObject({ _tag: "Transport", runRef: { id: "r1", pipeline: "p1" } })
    expect(c.time.now()).toBeGreaterThan(20_000)
    expect(c.time.now()).toBeLessThan(40_000)
  })

  it("is not an outage before four failures, however short the tolerated outage is", async () => {
    const down = () => Promise.reject(reset())
    const c = client(checks(down, down, down, done))
    expect((await c.run(run({ outage: "1 ms" }))).status).toBe("SUCCESS")
    const gone = client(checks(down))
    expect((await gone.reason(run({ outage: "1 ms" })))._tag).toBe("Transport")
    expect(polls(gone)).toHaveLength(4)
  })

  it.each<[string, Handle]>([
    ["refuses connections", () => Promise.reject(refused())],
    ["accepts them and never answers", hang],
    ["answers 503", () => json({}, { status: 503 })],
    ["answers 503 and asks for an hour", () => json({}, { status: 503, headers: { "retry-after": "3600" } })],
    ["answers a web page", () => new Response("<html>")]
  ])("ends the wait after the outage option, not later, when a server %s", async (_, answer) => {
    for (const outage of [10_000, 28_000, 60_000, 600_000]) {
      const c = client(checks(answer))
      const reason = await c.reason(run({ outage, schedule: () => 0 }))
      expect(reason.runRef?.id).toBe("r1")
      expect(polls(c).length).toBeGreaterThanOrEqual(4)
      expect(c.time.now()).toBeGreaterThanOrEqual(outage)
      expect(c.time.now()).toBeLessThanOrEqual(outage + 1_000)
    }
  })

  it("ends the wait after the outage option also when the server stops in the middle of its event stream", async () => {
    const declaring = { "aixplain-extensions": "events" }
    const c = client((request, index) =>
      request.method === "POST"
        ? json(accepted("r1"), { status: 201, headers: declaring })
        : index === 1
          ? new Response(new ReadableStream({ pull: () => new Promise(() => undefined) }))
          : hang(request)
    )
    expect((await c.reason(run({ outage: "28 seconds", onEvent: () => undefined }))).runRef?.id).toBe("r1")
    expect(c.time.now()).toBeLessThanOrEqual(30_000)
  })

  it("with 429 in between is not an outage: the server is reachable", async () => {
    const limited = () => json({}, { status: 429, headers: { "retry-after-ms": "500" } })
    const down = () => json({}, { status: 503 })
    const c = client(checks(down, down, down, limited, limited, limited, down, done))
    expect((await c.run(run({ outage: "1 s" }))).status).toBe("SUCCESS")
  })

  it.each<[string, ResponseInit]>([
    ["0", { status: 200, headers: { "retry-after": "0" } }],
    ["0 ms", { status: 200, headers: { "retry-after-ms": "0" } }],
    ["1 ms", { status: 200, headers: { "retry-after-ms": "1" } }],
    ["a date in the past", { status: 200, headers: { "retry-after": "Sun, 01 Mar 2020 00:00:00 GMT" } }],
    ["1 ms after 429", { status: 429, headers: { "retry-after-ms": "1" } }],
    ["1 ms after 503", { status: 503, headers: { "retry-after-ms": "1" } }]
  ])("is not repeated more than ten times a second, also when a server asks for %s", async (_, init) => {
    const c = client(checks(() => json(running(), init)))
    await c.reason(run({ timeout: "5 s", schedule: () => 1_000 }))
    expect(polls(c).length).toBeLessThanOrEqual(51)
  })

  it.each([
    ["429", "0"],
    ["503", "0"],
    ["503", "Sun, 01 Mar 2020 00:00:00 GMT"]
  ])("is repeated with the usual back-off after %s and Retry-After: %s", async (status, value) => {
    const c = client(checks(() => json({}, { status: Number(status), headers: { "retry-after": value } })))
    await c.reason(run({ timeout: "50 s" }))
    expect(polls(c).length).toBeLessThan(30)
  })

  it("waits as long as a server asks that is asked too often", async () => {
    const c = client(checks(() => json({}, { status: 429, headers: { "retry-after": "90" } }), done))
    await c.run(run({ schedule: () => 1_000 }))
    expect(polls(c)).toEqual([1_000, 91_000])
  })
})

describe("an unknown status", () => {
  it("is an event, not an end, and no reason to hurry", async () => {
    const list: RunEvent[] = []
    const c = client(checks(json({ status: "WARMING_UP", completed: false }), json({ status: "WARMING_UP" }), done))
    const result = await c.run(run({ schedule: () => 1_000, onEvent: (event) => list.push(event) }))
    expect(result.status).toBe("SUCCESS")
    expect(polls(c)).toEqual([1_000, 2_000, 3_000])
    expect(list.filter((event) => event.type === "status.unknown")).toMatchObject([{ status: "WARMING_UP" }])
  })

  it("that claims to be completed is believed after three times, as a failure that keeps everything", async () => {
    const c = client(checks(json({ status: "DONE", completed: true, data: "x" })))
    const reason = await c.reason(run())
    expect(reason).toMatchObject({ _tag: "RunFailed", result: { status: "DONE", outputs: [{ label: "data" }] } })
    expect(polls(c)).toHaveLength(3)
  })
})

describe("the deadline", () => {
  it("is kept to the millisecond and carries the reference that finds the run again", async () => {
    const c = client(checks(json(running())))
    const reason = await c.reason(run({ timeout: "10 minutes" }))
    expect(reason).toMatchObject({
      _tag: "DeadlineExceeded",
      limitMillis: 600_000,
      safeToResubmit: "no",
      message: "The run had not ended after 10 min.",
      runRef: { v: 1, id: "r1", pipeline: "p1" }
    })
    expect(c.time.now()).toBe(600_000)
  })

  it("cuts a hanging check short, and takes a last look of five seconds at most", async () => {
    const c = client(checks(hang))
    expect((await c.reason(run({ timeout: "5 seconds" })))._tag).toBe("DeadlineExceeded")
    expect(c.time.now()).toBe(10_000)
  })

  it("is not said to have passed before a last look: a result that is there is the result", async () => {
    const c = client(checks(done))
    const result = await c.run(run({ timeout: "3 s", schedule: () => 60_000, onTimeout: "cancel" }))
    expect(result.status).toBe("SUCCESS")
    expect(polls(c)).toEqual([3_000])
    const again = client(checks(done))
    await again.run(Effect.flatMap(Runs, (runs) => runs.await("r1", { timeout: 0 })))
    expect(polls(again)).toEqual([0])
  })

  it("says why the last look showed nothing", async () => {
    const c = client(checks(json(running()), () => Promise.reject(reset())))
    const reason = await c.reason(run({ timeout: "3 s", schedule: () => 2_900, outage: "1 hour" }))
    expect(reason).toMatchObject({ _tag: "DeadlineExceeded", cause: { _tag: "Transport" } })
  })

  it("is 20,000 s by default", async () => {
    const c = client(checks(json(running())))
    await c.reason(run())
    expect(c.time.now()).toBe(20_000_000)
  })

  it("leaves the run alone unless told to cancel it", async () => {
    const extensions = { "aixplain-extensions": "cancel" }
    const handle: Handle = (request) => {
      if (request.path.endsWith("/cancel"))
        return json({ id: "r1", outcome: "requested", status: "IN_PROGRESS" }, { status: 202 })
      return request.method === "POST"
        ? json(accepted("r1"), { status: 201, headers: extensions })
        : json(running(), { headers: extensions })
    }
    const detached = client(handle)
    await detached.reason(run({ timeout: "5 seconds" }))
    expect(detached.requests.some((request) => request.path.endsWith("/cancel"))).toBe(false)
    const cancelled = client(handle)
    expect((await cancelled.reason(run({ timeout: "5 seconds", onTimeout: "cancel" })))._tag).toBe("DeadlineExceeded")
    expect(cancelled.requests.at(-1)?.path).toBe("/ext/runs/r1/cancel")
  })
})

describe("the end of a run", () => {
  it("that failed is RunFailed with the server's reason, the reference and the partial outputs", async () => {
    const data = [{ node_id: 1, label: "Notes", segments: [{ index: 0, success: true, response: "half" }] }]
    const c = client(checks(json({ ...failed("err.supplier_error"), supplierError: "The model is away", data })))
    const reason = await c.reason(run())
    expect(reason).toMatchObject({
      _tag: "RunFailed",
      message: "The run failed: err.supplier_error: The model is away.",
      error: "err.supplier_error",
      safeToResubmit: "yes",
      runRef: { id: "r1" },
      result: { supplierError: "The model is away", outputs: [{ label: "Notes", segments: [{ value: "half" }] }] }
    })
  })

  it("that was cancelled is RunCancelled", async () => {
    const c = client(checks(json({ status: "ABORTED", completed: true })))
    expect(await c.reason(run())).toMatchObject({ _tag: "RunCancelled", runRef: { id: "r1" } })
  })

  it("that succeeded keeps credits, counts, progress and time", async () => {
    const c = client(
      checks(
        json(
          succeeded(
            { Out: "x" },
            { used_credits: 0.5, elapsed_time: 3, progress: "100%", numofsegments: 9, numoffailedsegments: 2 }
          )
        )
      )
    )
    expect(await c.run(run())).toMatchObject({
      usedCredits: 0.5,
      elapsedTime: 3,
      progress: 100,
      segments: { total: 9, failed: 2 },
      id: "r1"
    })
  })
})

describe("one check", () => {
  const check = Effect.flatMap(Runs, (runs) => runs.check("r1"))

  it.each([running(), failed("x"), { status: "ABORTED" }, { status: "ODD" }, succeeded({ Out: 1 })])(
    "gives the present state whatever it is: %j",
    async (body) => {
      const c = client(() => json(body))
      expect((await c.run(check)).status).toBe(body["status"])
    }
  )

  it("fails for unknown runs, with the reference", async () => {
    const c = client(() => json({ message: "Not Found", statusCode: 404 }, { status: 404 }))
    expect(await c.reason(check)).toMatchObject({ _tag: "NotFound", runRef: { id: "r1" } })
  })

  it("survives a web page in between", async () => {
    const c = client((_, index) => (index === 0 ? new Response("<html>") : json(running(40))))
    expect((await c.run(check)).progress).toBe(40)
  })
})

describe("cancelling", () => {
  it("asks the server where it can", async () => {
    const c = client(() =>
      json({ id: "r1", outcome: "requested" }, { status: 202, headers: { "aixplain-extensions": "cancel" } })
    )
    await c.run(Effect.flatMap(Runs, (runs) => runs.cancel("r1")))
    expect(c.requests.map((r) => `${r.method} ${r.path}`)).toEqual(["GET /health", "POST /ext/runs/r1/cancel"])
  })

  it("is NotSupported where it cannot", async () => {
    const c = client(() => json({ message: "Not Found" }, { status: 404 }))
    const reason = await c.reason(Effect.flatMap(Runs, (runs) => runs.cancel("r1")))
    expect(reason).toMatchObject({ _tag: "NotSupported", message: "This server does not support cancelling runs." })
    expect(c.requests).toHaveLength(1)
  })
})
