/**
 * Failures, one test for each row of the comparison with other SDKs in docs/safety.md. The server is scripted
 * independently of the platform's fault injection.
 */
import { execFile } from "node:child_process"
import { promisify } from "node:util"
import type { RunEvent } from "@aixplain-ts/sdk"
import { describe, expect, test } from "vitest"
import { scripted, type Step } from "../../src/runtimes/ScriptedServer.ts"
import { runId, running } from "../../src/runtimes/wire.ts"
import { clientOf, failureOf, key, pipeline, turns } from "../../src/safety/outside.ts"

const inProgress: Step = { json: running }
const anHour = 3_600_000

/** Checks at once, then not for an hour. */
const once = ({ attempt }: { readonly attempt: number }): number => (attempt === 0 ? 0 : anHour)

describe("a POST dropped after its body", () => {
  test.each(["fin", "rst"] as const)("is sent once, in 1,000 of 1,000 tries (%s)", async (drop) => {
    const times = 1_000
    await using server = await scripted({ steps: { run: Array.from({ length: times }, (): Step => ({ drop })) } })
    const aixplain = clientOf(server)
    await aixplain.pipelines.get(pipeline)
    const inputs = Array.from({ length: times }, (_, index) => ({ Text: String(index) }))
    const reasons: string[] = []
    for await (const item of aixplain.runMany(aixplain.pipelines.ref(pipeline), inputs, { concurrency: 32 }))
      reasons.push(item.error?.reason._tag ?? "none")
    expect([...new Set(reasons)]).toEqual(["SubmissionUncertain"])
    expect(reasons).toHaveLength(times)
    expect(server.of("run")).toHaveLength(times)
    expect(new Set(server.of("run").map((post) => post.body)).size).toBe(times)
  })

  test("is sent again with its key if the server honours keys, and one run starts", async () => {
    await using server = await scripted({ extensions: "idempotency-key", steps: { run: [{ drop: "fin" }] } })
    const aixplain = clientOf(server)
    await aixplain.pipelines.get(pipeline)
    expect((await aixplain.pipelines.ref(pipeline).run({ Text: "x" })).status).toBe("SUCCESS")
    expect(server.started).toBe(1)
    expect(new Set(server.of("run").map((post) => post.headers["idempotency-key"])).size).toBe(1)
  })

  test("is searched among the runs of that time and pipeline, if the server lists runs", async () => {
    const item = { id: runId(1), pipeline, status: "SUCCESS", created: new Date().toISOString() }
    await using server = await scripted({
      extensions: "runs",
      steps: { run: [{ drop: "fin" }], runs: [{ json: { items: [item], next: null } }] }
    })
    const aixplain = clientOf(server)
    const before = Date.now()
    const error = await failureOf(aixplain.pipelines.ref(pipeline).run({ Text: "x" }))
    expect(await aixplain.runs.reconcile(error)).toEqual([item])
    const query = new URL(server.of("runs")[0]?.path ?? "", server.url).searchParams
    expect(query.get("pipeline")).toBe(pipeline)
    const since = Date.parse(query.get("since") ?? "")
    expect(since).toBeLessThan(before)
    expect(since).toBeGreaterThan(before - 120_000)
  })

  test("cannot be searched if the server does not list runs: NotSupported", async () => {
    await using server = await scripted({ steps: { run: [{ drop: "fin" }] } })
    const aixplain = clientOf(server)
    const error = await failureOf(aixplain.pipelines.ref(pipeline).run({ Text: "x" }))
    expect((await failureOf(aixplain.runs.reconcile(error))).reason._tag).toBe("NotSupported")
    expect((await failureOf(aixplain.runs.reconcile(await failureOf(aixplain.runs.get("x"))))).reason._tag).toBe(
      "NotSupported"
    )
  })

  test("that created a pipeline is SubmissionUncertain too", async () => {
    await using server = await scripted({ steps: { other: [{ drop: "fin" }] } })
    const document = { name: "New", nodes: [], links: [] }
    const error = await failureOf(clientOf(server).pipelines.create(document))
    expect(error.reason._tag).toBe("SubmissionUncertain")
    expect(server.of("other")).toHaveLength(1)
  })
})

describe("429 with Retry-After", () => {
  test.each<[string, Step, number]>([
    ["seconds", { status: 429, headers: { "retry-after": "1" } }, 1_000],
    ["a date", { status: 429, retryAfterDate: 2 }, 1_000],
    ["milliseconds", { status: 429, headers: { "retry-after-ms": "700" } }, 700]
  ])("in %s is waited for, and not less", async (_, step, atLeast) => {
    await using server = await scripted({ steps: { run: [step] } })
    await clientOf(server).pipelines.ref(pipeline).runAsync({ Text: "x" })
    const [first, second] = server.of("run")
    // Both times are the server's; a timer may fire a millisecond or two early.
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(atLeast - 50)
    expect(server.started).toBe(1)
  })

  test("that is longer than the client waits is RateLimited with the exact time to retry", async () => {
    await using server = await scripted({ steps: { run: [{ status: 429, headers: { "retry-after": "3600" } }] } })
    const before = Date.now()
    const { reason } = await failureOf(clientOf(server).pipelines.ref(pipeline).run({ Text: "x" }))
    const after = Date.now()
    if (reason._tag !== "RateLimited") throw reason
    expect(reason.retryAt).toBeGreaterThanOrEqual(before + anHour)
    expect(reason.retryAt).toBeLessThanOrEqual(after + anHour)
    expect(server.of("run")).toHaveLength(1)
  })
})

test("abort between checks rejects at once with the signal's reason, and no further request is sent", async () => {
  await using server = await scripted({ steps: { check: [inProgress] } })
  const controller = new AbortController()
  const why = new Error("the tab was closed")
  let ended: unknown
  const run = clientOf(server).pipelines.ref(pipeline).run({ Text: "x" }, { signal: controller.signal, schedule: once })
  void run.catch((error: unknown) => (ended = error))
  await server.until("check", 1)
  await turns(20)
  controller.abort(why)
  await turns(5)
  expect(ended).toBe(why)
  expect(server.seen.map((one) => one.kind)).toEqual(["run", "check"])
})

test("one check that is never answered costs one poll timeout and has no other effect", async () => {
  await using server = await scripted({ steps: { check: [inProgress, { hang: true }, inProgress] } })
  const events: RunEvent[] = []
  const result = await clientOf(server)
    .pipelines.ref(pipeline)
    .run({ Text: "x" }, { pollTimeout: 500, schedule: () => 0, onEvent: (event) => events.push(event) })
  expect(result.status).toBe("SUCCESS")
  const checks = server.of("check")
  expect(checks).toHaveLength(4)
  const failures = events.filter((event) => event.type === "check.failed")
  expect(failures).toMatchObject([{ reason: "Timeout", attempt: 1 }])
  expect(failures[0]?.retryInMillis).toBeLessThanOrEqual(1_000)
  expect((checks[2]?.at ?? 0) - (checks[1]?.at ?? 0)).toBeGreaterThan(450)
})

test("an unknown status is polled like any other, reported once, and not treated as an end", async () => {
  const unknown: Step = { json: { status: "REWINDING" } }
  await using server = await scripted({ steps: { check: [unknown, unknown, unknown, unknown] } })
  const events: RunEvent[] = []
  const result = await clientOf(server)
    .pipelines.ref(pipeline)
    .run({ Text: "x" }, { onEvent: (event) => events.push(event) })
  expect(result.status).toBe("SUCCESS")
  expect(events.filter((event) => event.type === "status.unknown")).toMatchObject([{ status: "REWINDING" }])
  const times = [...server.of("run"), ...server.of("check")].map((one) => one.at)
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
  expect(gaps).toHaveLength(5)
  expect(Math.min(...gaps)).toBeGreaterThan(400)
})

test("a failed run is RunFailed with the server's reason, the run and its partial outputs", async () => {
  const failed = {
    status: "FAILED",
    completed: true,
    error: { error: "no voice left" },
    data: [{ node_id: 3, label: "Draft", segments: [{ index: 0, success: true, response: "half", is_url: false }] }]
  }
  await using server = await scripted({ steps: { check: [{ json: failed }] } })
  const error = await failureOf(clientOf(server).pipelines.ref(pipeline).run({ Text: "x" }))
  if (error.reason._tag !== "RunFailed") throw error
  expect(error.message).toContain("no voice left")
  expect(error.runRef?.pipeline).toBe(pipeline)
  expect(error.reason.result?.outputs[0]?.segments[0]?.value).toBe("half")
})

describe("a deadline that passes", () => {
  test("is DeadlineExceeded with a reference that another process resumes", async () => {
    await using server = await scripted({ steps: { check: [inProgress, inProgress] } })
    const run = clientOf(server).pipelines.ref(pipeline).run({ Text: "x" }, { timeout: "1 s", schedule: once })
    const error = await failureOf(run)
    expect(error.reason._tag).toBe("DeadlineExceeded")
    const text = JSON.stringify(error.runRef)
    expect(text.length).toBeLessThanOrEqual(512)
    expect(text).not.toContain(key)
    const program = `
      import { Aixplain } from "@aixplain-ts/sdk"
      const run = await new Aixplain().runs.resume(process.env.RUN)
      const result = await run.result()
      console.log(await result.output("Mood").text())`
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program], {
      cwd: import.meta.dirname,
      env: { AIXPLAIN_API_KEY: key, BACKEND_URL: server.url, RUN: text }
    })
    expect(stdout.trim()).toBe("POSITIVE")
    expect(server.started).toBe(1)
  })

  test("while the submission is unanswered is SubmissionUncertain", async () => {
    await using server = await scripted({ steps: { run: [{ hang: true }] } })
    const error = await failureOf(clientOf(server).pipelines.ref(pipeline).run({ Text: "x" }, { timeout: "1 s" }))
    expect(error.reason._tag).toBe("SubmissionUncertain")
    expect(server.of("run")).toHaveLength(1)
  })

  test("leaves the run running, or cancels it if requested and supported", async () => {
    // More than needed, including the last checks.
    const steps = { check: Array.from({ length: 20 }, () => inProgress) }
    await using server = await scripted({ extensions: "cancel", steps })
    const ref = clientOf(server).pipelines.ref(pipeline)
    const options = { timeout: "1 s", schedule: once } as const
    expect((await failureOf(ref.run({ Text: "x" }, options))).reason._tag).toBe("DeadlineExceeded")
    expect(server.of("cancel")).toHaveLength(0)
    const wanted = ref.run({ Text: "x" }, { ...options, onTimeout: "cancel" })
    expect((await failureOf(wanted)).reason._tag).toBe("DeadlineExceeded")
    expect(server.of("cancel")).toHaveLength(1)
  })
})

describe("an outage", () => {
  test("is not made worse: a hundred concurrent reads share one small budget of retries", async () => {
    const reads = 100
    await using server = await scripted({ steps: { pipeline: Array.from({ length: 1_000 }, () => ({ status: 503 })) } })
    const aixplain = clientOf(server)
    const reasons = await Promise.all(
      Array.from({ length: reads }, async () => (await failureOf(aixplain.pipelines.get(pipeline))).reason._tag)
    )
    expect([...new Set(reasons)]).toEqual(["Server"])
    expect(server.of("pipeline").length).toBeLessThanOrEqual(reads + 20)
  })

  test("in the middle of a run is tolerated, and the run finishes", async () => {
    const bad: Step[] = [{ status: 502 }, { drop: "rst" }, { text: "<html>" }, { status: 500 }]
    await using server = await scripted({ steps: { check: [inProgress, ...bad, inProgress] } })
    const result = await clientOf(server)
      .pipelines.ref(pipeline)
      .run({ Text: "x" }, { schedule: () => 0 })
    expect(result.status).toBe("SUCCESS")
    expect(server.started).toBe(1)
  })
})

describe("redirects", () => {
  test("within the origin are followed, with the body of a submission if the status preserves it", async () => {
    const moved = "{origin}/assets/pipeline/execution/run/elsewhere"
    await using server = await scripted({ steps: { run: [{ status: 307, headers: { location: moved } }] } })
    await clientOf(server).pipelines.ref(pipeline).runAsync({ Text: "x" })
    const bodies = server.of("run").map((post) => post.body)
    expect(bodies).toEqual([bodies[0], bodies[0]])
    expect(server.started).toBe(1)
  })

  test.each([301, 302, 303])("that would turn a submission into a read (%i) are not followed", async (status) => {
    const location = "{origin}/sdk/pipelines/x"
    await using server = await scripted({ steps: { run: [{ status, headers: { location } }] } })
    const error = await failureOf(clientOf(server).pipelines.ref(pipeline).run({ Text: "x" }))
    expect(error.reason._tag).toBe("UnexpectedStatus")
    expect(server.seen.map((one) => one.kind)).toEqual(["run"])
  })

  test("in a loop end with an error", async () => {
    const step: Step = { status: 307, headers: { location: "{origin}/sdk/pipelines/x" } }
    await using server = await scripted({ steps: { pipeline: Array.from({ length: 100 }, () => step) } })
    const error = await failureOf(clientOf(server).pipelines.get(pipeline))
    expect(error.message).toBe("The server redirects too many times.")
    expect(server.of("pipeline").length).toBeLessThan(10)
  })
})

test("a relative poll URL is resolved against the server that sent it", async () => {
  const url = `/assets/pipeline/execution/check/${runId(1)}`
  await using server = await scripted({ steps: { run: [{ json: { url, status: "IN_PROGRESS" } }] } })
  expect((await clientOf(server).pipelines.ref(pipeline).run({ Text: "x" })).status).toBe("SUCCESS")
})
