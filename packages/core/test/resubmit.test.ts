/**
 * Whether a program may submit (and pay) again: every reason, in every phase of a run, for every behaviour of a server.
 * A failure says "yes" only where no run was started, where the run ended in a known word, or where submitting again with
 * the key in the failure returns the first run.
 */
import type { AixplainError, ErrorReason } from "@aixplain-ts/core/AixplainError"
import { OneShot } from "@aixplain-ts/core/OneShot"
import type { Output } from "@aixplain-ts/core/Outputs"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { type RunOptions, Runs } from "@aixplain-ts/core/Runs"
import { accepted, json, type Received, running } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { client, hang, refused, reset } from "./support/client.ts"
import { seeded } from "./support/properties.ts"

interface Behaviour {
  readonly answer: (request: Received) => Response | Promise<Response>
  /** May a POST that met it have started a run? */
  readonly mayStart: boolean
}

const statuses = [
  400, 401, 402, 403, 404, 405, 408, 409, 410, 412, 413, 415, 418, 422, 425, 428, 429, 431, 451, 459, 460, 469, 470,
  479, 480, 489, 490, 499, 500, 501, 502, 503, 504, 599
]

const behaviours: Readonly<Record<string, Behaviour>> = {
  "the connection is refused": { answer: () => Promise.reject(refused()), mayStart: false },
  "the connection is reset": { answer: () => Promise.reject(reset()), mayStart: true },
  "no answer comes": { answer: hang, mayStart: true },
  "a web page is answered": { answer: () => new Response("<html>"), mayStart: true },
  "cut JSON is answered": { answer: () => new Response('{"status": "IN_P'), mayStart: true },
  "nothing is answered": { answer: () => new Response(""), mayStart: true },
  "the answer breaks in the middle": {
    answer: () => new Response(new ReadableStream({ start: (body) => body.error(reset()) })),
    mayStart: true
  },
  ...Object.fromEntries(
    statuses.map((status) => [
      `${status} is answered`,
      { answer: () => json({ message: "no" }, { status }), mayStart: status >= 500 && status !== 501 }
    ])
  )
}

const table = Object.entries(behaviours)
const isSubmission = (request: Received): boolean => request.method === "POST" && request.path.includes("/run/")
const quick: RunOptions = { schedule: () => 0, outage: "1 s" }
const run = (options: RunOptions = {}) => Effect.flatMap(Runs, (runs) => runs.run("p1", "x", { ...quick, ...options }))
const starts = () => json(accepted("r1"), { status: 201 })

describe("before a run is known", () => {
  it.each(table)(
    "the failure is safe to submit again only if nothing can have been started, when %s",
    async (_, one) => {
      const reason = await client(({ ...request }) => one.answer(request)).reason(run())
      expect(reason.runRef).toBeUndefined()
      expect(one.mayStart ? ["unknown"] : ["yes", "unknown"]).toContain(reason.safeToResubmit)
    }
  )

  it.each(table)(
    "with a key, no later refusal hides that the first request may have started a run: %s",
    async (_, one) => {
      let posts = 0
      const c = client((request) => {
        if (request.path === "/health") return json({}, { headers: { "aixplain-extensions": "idempotency-key" } })
        return posts++ === 0 ? Promise.reject(reset()) : one.answer(request)
      })
      expect(await c.reason(run({ idempotencyKey: "order-1742" }))).toMatchObject({
        _tag: "SubmissionUncertain",
        idempotencyKey: "order-1742",
        safeToResubmit: "yes"
      })
    }
  )

  it("a request that is still being processed under the key is not a refusal", async () => {
    const c = client((request) =>
      request.path === "/health"
        ? json({}, { headers: { "aixplain-extensions": "idempotency-key" } })
        : json({ message: "still at work" }, { status: 409 })
    )
    expect(await c.reason(run({ idempotencyKey: "k" }))).toMatchObject({
      _tag: "SubmissionUncertain",
      idempotencyKey: "k"
    })
  })

  it.each([
    [501, "NotSupported"],
    [400, "InvalidRequest"],
    [402, "Billing"],
    [301, "UnexpectedStatus"]
  ])("a first request that is refused under a key leaves no doubt: %i", async (status, tag) => {
    const c = client((request) =>
      request.path === "/health"
        ? json({}, { headers: { "aixplain-extensions": "idempotency-key" } })
        : new Response("{}", { status, headers: { location: "https://elsewhere.test/" } })
    )
    expect(await c.reason(run({ idempotencyKey: "k" }))).toMatchObject({ _tag: tag })
  })

  it("a deadline that passes while the answer is being read leaves the doubt", async () => {
    const c = client(() => new Response(new ReadableStream({ pull: () => new Promise(() => undefined) })))
    expect(await c.reason(run({ timeout: "5 seconds" }))).toMatchObject({ _tag: "SubmissionUncertain" })
  })
})

describe("once a run was started", () => {
  const phases: readonly (readonly [string, () => Response | undefined])[] = [
    ["at once", () => undefined],
    ["after it was seen", () => json(running())]
  ]
  it.each(phases.flatMap(([phase, first]) => table.map(([name, one]) => [name, phase, one, first] as const)))(
    "no failure is safe to submit again: %s, %s",
    async (_name, _phase, one, first) => {
      let checks = 0
      const c = client((request) => {
        if (isSubmission(request)) return starts()
        return (checks++ === 0 ? first() : undefined) ?? one.answer(request)
      })
      const reason = await c.reason(run({ timeout: "1 hour" }))
      expect(reason).toMatchObject({ runRef: { id: "r1" }, safeToResubmit: "no" })
      expect(c.requests.filter(isSubmission)).toHaveLength(1)
    }
  )

  it.each<[string, unknown, ErrorReason["safeToResubmit"]]>([
    ["FAILED", { status: "FAILED", completed: true }, "yes"],
    ["ERROR", { status: "error" }, "yes"],
    ["ABORTED", { status: "ABORTED" }, "yes"],
    ["CANCELLED", { status: "canceled" }, "yes"],
    ["an unknown word", { status: "COMPLETED", completed: true }, "unknown"]
  ])("its end in %s is as safe as is known", async (_, body, safe) => {
    const c = client((request) => (isSubmission(request) ? starts() : json(body)))
    expect(await c.reason(run())).toMatchObject({ runRef: { id: "r1" }, safeToResubmit: safe })
  })

  it.each([
    ["on another origin", "https://elsewhere.test/status/r1"],
    ["without a run", "http://memory.test/assets/pipeline/execution/check/%20"]
  ])("a poll URL %s does not make it safe", async (_, url) => {
    const c = client(() => json({ status: "IN_PROGRESS", url }, { status: 201 }))
    expect(await c.reason(run())).toMatchObject({ _tag: "UnexpectedStatus", safeToResubmit: "no" })
  })

  const later: readonly (readonly [string, Effect.Effect<unknown, AixplainError, Runs>])[] = Object.entries({
    check: Effect.flatMap(Runs, (runs) => runs.check("r1")),
    await: Effect.flatMap(Runs, (runs) => runs.await("r1", quick)),
    "await with a time limit that makes no sense": Effect.flatMap(Runs, (runs) => runs.await("r1", { timeout: -1 })),
    watch: Effect.flatMap(Runs, (runs) => Stream.runDrain(runs.watch("r1", { timeout: -1 }))),
    cancel: Effect.flatMap(Runs, (runs) => runs.cancel("r1")),
    get: Effect.flatMap(Runs, (runs) => runs.get("r1")),
    steps: Effect.flatMap(Runs, (runs) => Stream.runDrain(runs.steps("r1"))),
    stepsPage: Effect.flatMap(Runs, (runs) => runs.stepsPage("r1")),
    log: Effect.flatMap(Runs, (runs) => Stream.runDrain(runs.log("r1")))
  })
  it.each(later.flatMap(([name, ask]) => table.map(([when, one]) => [name, when, ask, one] as const)))(
    "no failure of %s is safe to submit again, when %s",
    async (_name, _when, ask, one) => {
      const c = client((request) => one.answer(request))
      expect(await c.reason(ask)).toMatchObject({ runRef: { id: "r1" }, safeToResubmit: "no" })
    }
  )

  const readings: readonly (readonly [string, (output: Output) => Effect.Effect<unknown, AixplainError>])[] =
    Object.entries({
      text: (output: Output) => output.text(),
      json: (output: Output) => output.json(),
      bytes: (output: Output) => output.bytes(),
      stream: (output: Output) => Stream.runDrain(output.stream()),
      saveTo: (output: Output) => output.saveTo("/nowhere/at/all.txt"),
      values: (output: Output) => output.values(),
      each: (output: Output) => Stream.runDrain(output.each())
    })
  it.each(readings.flatMap(([name, read]) => table.map(([when, one]) => [name, when, read, one] as const)))(
    "which succeeded, a failure to read its output with %s is not safe to submit again, when %s",
    async (_name, _when, read, one) => {
      const item = { index: 0, success: true, is_url: true, output_type: "text", response: "https://store.test/file" }
      const c = client((request) => {
        if (isSubmission(request)) return starts()
        if (request.path !== "/file")
          return json({ status: "SUCCESS", completed: true, data: [{ node_id: 1, label: "Out", segments: [item] }] })
        return one.answer(request)
      })
      const outcome = await c.run(Effect.result(Effect.flatMap(run(), (result) => read(result.output("Out")))))
      // What a store answers with 200 is the output, a web page too.
      const failure =
        outcome._tag === "Failure" ? outcome.failure.reason : { runRef: { id: "r1" }, safeToResubmit: "no" }
      expect(failure).toMatchObject({ runRef: { id: "r1" }, safeToResubmit: "no" })
    }
  )

  it("an output that it does not have is not safe to submit again", async () => {
    const c = client((request) => (isSubmission(request) ? starts() : json({ status: "SUCCESS", data: [] })))
    const result = await c.run(run())
    expect(() => result.output("Nope")).toThrow(
      expect.objectContaining({ safeToResubmit: "no", runRef: expect.objectContaining({ id: "r1" }) as unknown })
    )
  })

  it("a schedule function that throws does not lose it", async () => {
    const c = client((request) => (isSubmission(request) ? starts() : json(running())))
    const schedule = () => {
      throw new Error("a mistake")
    }
    expect(await c.reason(run({ schedule }))).toMatchObject({
      _tag: "InvalidInput",
      message: "The schedule function threw: a mistake",
      runRef: { id: "r1" },
      safeToResubmit: "no"
    })
  })

  it.each<RunOptions>([
    { timeout: -1 },
    { pollTimeout: "soon" as never },
    { outage: "x" as never },
    { schedule: "python", waitTime: "x" as never }
  ])("is not started with options that make no sense: %j", async (options) => {
    const c = client(starts)
    const outcome = Effect.flatMap(Runs, (runs) => runs.run("p1", "x", options))
    expect(await c.reason(outcome)).toMatchObject({ _tag: "InvalidInput", safeToResubmit: "yes" })
    expect(c.requests).toHaveLength(0)
  })
})

describe("whatever servers do, in whatever order", () => {
  const names = Object.keys(behaviours)
  const word = fc.constantFrom(...names, "accepts", "runs", "runs", "COMPLETED", "FAILED")
  it("a failure is safe to submit again only if that starts no second run", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { maxLength: 6 }),
        fc.array(word, { maxLength: 12 }),
        fc.boolean(),
        async (posts, checks, keyed) => {
          let mayHaveStarted = false
          let hasEnded = false
          let post = 0
          let check = 0
          const c = client((request) => {
            if (request.path === "/health")
              return json({}, { headers: { "aixplain-extensions": keyed ? "idempotency-key" : "" } })
            const submits = isSubmission(request)
            const name = submits ? (posts[post++] ?? "accepts") : (checks[check++] ?? "COMPLETED")
            const one = behaviours[name]
            if (one !== undefined) {
              if (submits) mayHaveStarted ||= one.mayStart
              return one.answer(request)
            }
            if (submits) {
              mayHaveStarted = true
              return starts()
            }
            if (name === "FAILED") hasEnded = true
            return json({ status: name === "runs" || name === "accepts" ? "IN_PROGRESS" : name, completed: true })
          })
          const reason = await c.reason(run({ timeout: "1 hour", ...(keyed && { idempotencyKey: "k" }) }))
          if (!mayHaveStarted || hasEnded || reason.safeToResubmit !== "yes") return
          expect(reason).toMatchObject({ _tag: "SubmissionUncertain", idempotencyKey: "k" })
        }
      ),
      seeded(150)
    )
  })
})

describe("a program that ends after one submission", () => {
  const declaring = { "aixplain-extensions": "idempotency-key" }
  const once = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.provideService(effect, OneShot, true)
  const start = once(Effect.flatMap(Runs, (runs) => runs.start("p1", "x")))

  it("asks first what the server declares, without a key, and submits under an idempotency key", async () => {
    const c = client((request) => (request.path === "/health" ? json({}, { headers: declaring }) : starts()))
    await c.run(start)
    expect(c.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /health",
      "POST /assets/pipeline/execution/run/p1"
    ])
    expect(c.requests[0]?.headers.get("x-api-key")).toBeNull()
    expect(c.requests[1]?.headers.get("idempotency-key")).toMatch(/^[0-9a-f-]{36}$/)
  })

  it("creates pipelines under one too", async () => {
    const c = client((request) =>
      request.path === "/health" ? json({}, { headers: declaring }) : json({ id: "p1", name: "P" }, { status: 201 })
    )
    await c.run(once(Effect.flatMap(Pipelines, (all) => all.create({ nodes: [], links: [] }, { name: "P" }))))
    expect(c.requests[1]?.headers.get("idempotency-key")).toMatch(/^[0-9a-f-]{36}$/)
  })

  it.each(table)("takes nothing for declared, two seconds later at most, when %s", async (_, one) => {
    const c = client((request) => (request.path === "/health" ? one.answer(request) : starts()))
    await c.run(start)
    expect(c.requests.at(-1)?.headers.get("idempotency-key")).toBeNull()
    expect(c.requests.filter(isSubmission)).toHaveLength(1)
    expect(c.time.now()).toBeLessThanOrEqual(2_000)
  })

  it.each(["https://platform-api.aixplain.com", "https://dev.platform-api.aixplain.com:8443"])(
    "does not ask the vendor's hosts: %s",
    async (baseUrl) => {
      const c = client(() => json({ ...accepted("r1", baseUrl) }, { status: 201 }), { baseUrl })
      await c.run(start)
      expect(c.requests).toHaveLength(1)
    }
  )

  it("asks a host that is only named like the vendor's", async () => {
    const baseUrl = "https://aixplain.com.evil.test"
    const c = client(() => json({ ...accepted("r1", baseUrl) }, { status: 201 }), { baseUrl })
    await c.run(start)
    expect(c.requests).toHaveLength(2)
  })
})

describe("a key of the caller", () => {
  const start = Effect.flatMap(Runs, (runs) => runs.start("p1", "x", { idempotencyKey: "order-1742" }))

  it("survives a first question that fails", async () => {
    let questions = 0
    const c = client((request) => {
      if (request.path !== "/health") return starts()
      return questions++ === 0
        ? json({}, { status: 503 })
        : json({}, { headers: { "aixplain-extensions": "idempotency-key" } })
    })
    await c.run(start)
    expect(c.requests.at(-1)?.headers.get("idempotency-key")).toBe("order-1742")
  })

  it.each([
    ["fails", () => json({}, { status: 503 }), "Server"],
    ["cannot be reached", () => Promise.reject(reset()), "Transport"],
    ["does not answer", hang, "Timeout"]
  ] as const)("is not dropped for a server that %s: nothing is submitted", async (_, answer, tag) => {
    const c = client(answer)
    expect(await c.reason(start)).toMatchObject({ _tag: tag, safeToResubmit: "yes", runRef: undefined })
    expect(c.requests.filter(isSubmission)).toHaveLength(0)
  })
})
