import * as reasons from "@aixplain-ts/core/AixplainError"
import { AixplainError, isAixplainError } from "@aixplain-ts/core/AixplainError"
import type { Services } from "@aixplain-ts/core/Aixplain"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { Runs } from "@aixplain-ts/core/Runs"
import { json } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { retryAfter } from "../src/http/answers.ts"
import { nothingSent } from "../src/errors/Reason.ts"
import { transportFacts } from "../src/http/transport.ts"
import { client } from "./support/client.ts"

const get = Effect.flatMap(Pipelines, (all) => all.get("p1"))
const start = Effect.flatMap(Runs, (runs) => runs.start("p1", "x"))

describe("a status becomes a reason", () => {
  it.each([
    [400, "InvalidRequest", "yes", false],
    [401, "Unauthorized", "yes", false],
    [402, "Billing", "yes", false],
    [403, "Forbidden", "yes", false],
    [404, "NotFound", "yes", false],
    [405, "UnexpectedStatus", "unknown", false],
    [408, "Server", "unknown", true],
    [409, "Conflict", "yes", false],
    [410, "NotFound", "yes", false],
    [412, "Conflict", "yes", false],
    [413, "InvalidRequest", "yes", false],
    [415, "InvalidRequest", "yes", false],
    [422, "InvalidRequest", "yes", false],
    [429, "RateLimited", "yes", true],
    [460, "Subscription", "yes", false],
    [465, "Subscription", "yes", false],
    [469, "Subscription", "yes", false],
    [470, "Billing", "yes", false],
    [475, "Billing", "yes", false],
    [479, "Billing", "yes", false],
    [480, "Supplier", "yes", false],
    [485, "Supplier", "yes", false],
    [489, "Supplier", "yes", false],
    [490, "InvalidRequest", "yes", false],
    [495, "InvalidRequest", "yes", false],
    [499, "InvalidRequest", "yes", false],
    [459, "UnexpectedStatus", "unknown", false],
    [599, "Server", "unknown", true],
    [500, "Server", "unknown", true],
    [501, "NotSupported", "yes", false],
    [502, "Server", "unknown", true],
    [503, "Server", "unknown", true],
    [504, "Server", "unknown", true],
    [511, "Server", "unknown", true],
    [300, "UnexpectedStatus", "unknown", false]
  ])("%i is %s", async (status, tag, safe, retryable) => {
    const c = client(() =>
      json({ statusCode: status, message: "words of the server" }, { status, headers: { "x-request-id": "req-1" } })
    )
    const reason = await c.reason(start)
    expect(reason._tag).toBe(tag)
    expect(reason.isRetryable).toBe(retryable)
    expect(reason.safeToResubmit).toBe(safe)
    expect(reason).toMatchObject({
      status,
      requestId: "req-1",
      body: { statusCode: status, message: "words of the server" }
    })
  })

  it("and says in a sentence what the server said", async () => {
    const say = async (status: number, body: unknown, text?: string) =>
      (await client(() => (text === undefined ? json(body, { status }) : new Response(text, { status }))).reason(start))
        .message
    expect(await say(400, { message: "No value for input Text." })).toBe(
      "The server does not accept the request: No value for input Text."
    )
    expect(await say(400, { message: ["a is missing", "b is missing"] })).toBe(
      "The server does not accept the request: a is missing; b is missing."
    )
    expect(await say(413, { message: "Payload Too Large" })).toBe("The request is larger than the server takes.")
    expect(await say(500, { message: "Internal Server Error" })).toBe("The server failed with status 500.")
    expect(await say(502, undefined, "<html>nginx</html>")).toBe(
      "The server failed with status 502: it answered with a web page."
    )
    expect(await say(503, undefined, "")).toBe("The server failed with status 503.")
    expect(await say(501, { message: "Node 3 (DECISION) cannot run here" })).toBe(
      "This server does not support this: Node 3 (DECISION) cannot run here."
    )
    expect(await say(480, { error: "err.supplier_error", supplierError: "The model is away" })).toContain(
      "err.supplier_error; The model is away"
    )
  })

  it.each<[string, Effect.Effect<unknown, AixplainError, Services>, boolean]>([
    ["running", start, false],
    ["reading", get, false],
    ["checking", Effect.flatMap(Runs, (runs) => runs.check("r1")), false],
    ["creating", Effect.flatMap(Pipelines, (all) => all.create({ nodes: [], links: [] }, { name: "P" })), false],
    [
      "updating",
      Effect.flatMap(Pipelines, (all) =>
        all.update("p1", { nodes: [{ number: 0 }] as never, links: [] }, { name: "P" })
      ),
      true
    ],
    ["deleting", Effect.flatMap(Pipelines, (all) => all.delete("p1")), true]
  ])("gives advice that fits what was refused: %s", async (_, effect, isChange) => {
    const { hint } = await client(() => json({}, { status: 403 })).reason(effect)
    expect(hint).toMatch(/Check which team the key belongs to\.$/)
    expect(hint?.includes("change or delete")).toBe(isChange)
  })

  it("keeps the server's advice", async () => {
    const reason = await client(() => json({ message: "x", detail: "Give a value for Text." }, { status: 400 })).reason(
      start
    )
    expect(reason.hint).toBe("Give a value for Text.")
  })
})

describe("Retry-After", () => {
  const now = Date.UTC(2026, 2, 1, 12)
  it.each([
    [{ "retry-after": "2" }, 2_000],
    [{ "retry-after": "0.5" }, 500],
    [{ "retry-after-ms": "20", "retry-after": "7" }, 20],
    [{ "retry-after": new Date(now + 5_000).toUTCString() }, 5_000],
    [{ "retry-after": new Date(now - 5_000).toUTCString() }, 0],
    [{ "retry-after": "soon" }, undefined],
    [{ "retry-after": "" }, undefined],
    [{ "retry-after": "  " }, undefined],
    [{ "retry-after": "7 days" }, undefined],
    [{ "retry-after": "-7" }, 0],
    [{ "retry-after": "1.25" }, 1_250],
    [{ "retry-after-ms": "0", "retry-after": "7" }, 0],
    [{ "retry-after-ms": "-1", "retry-after": "7" }, 7_000],
    [{ "retry-after": "99999999999" }, 365 * 86_400_000],
    [{ "retry-after-ms": "99999999999999" }, 365 * 86_400_000],
    [{ "retry-after": new Date(now + 400 * 86_400_000).toUTCString() }, 365 * 86_400_000],
    [{}, undefined]
  ])("%j is %s ms", (headers, wait) => {
    expect(retryAfter(new Headers(headers as Record<string, string>), now)).toBe(wait)
  })
})

describe("a failure of the network", () => {
  const coded = (code: string, syscall?: string) =>
    Object.assign(new Error(code), { code, ...(syscall && { syscall }) })
  const wrap = (cause: unknown) => new TypeError("fetch failed", { cause })
  it.each<[string, unknown, "connect" | "exchange"]>([
    ["blocked port (Node)", wrap(new Error("bad port")), "connect"],
    ["refused (Node)", wrap(coded("ECONNREFUSED", "connect")), "connect"],
    ["no such host (Node)", wrap(coded("ENOTFOUND", "getaddrinfo")), "connect"],
    ["connect timed out (Node)", wrap(coded("UND_ERR_CONNECT_TIMEOUT")), "connect"],
    ["timed out while connecting (Node)", wrap(coded("ETIMEDOUT", "connect")), "connect"],
    [
      "both families refused (Node)",
      wrap(Object.assign(new AggregateError([coded("ECONNREFUSED", "connect")]), { code: "ECONNREFUSED" })),
      "connect"
    ],
    ["refused (Bun)", Object.assign(new Error("Unable to connect"), { code: "ConnectionRefused" }), "connect"],
    [
      "refused (Deno)",
      new TypeError("error sending request for url (http://x/): client error (Connect): tcp connect error"),
      "connect"
    ],
    ["closed by the other side (Node)", wrap(coded("UND_ERR_SOCKET")), "exchange"],
    ["reset while reading (Node)", wrap(coded("ECONNRESET", "read")), "exchange"],
    ["broken pipe (Node)", wrap(coded("EPIPE", "write")), "exchange"],
    ["timed out while reading (Node)", wrap(coded("ETIMEDOUT", "read")), "exchange"],
    ["anything in a browser", new TypeError("Failed to fetch"), "exchange"],
    ["not even an error", "text", "exchange"]
  ])("%s happened during %s", (_, error, phase) => {
    expect(transportFacts(error).phase).toBe(phase)
  })

  it("keeps the runtime's words but not its objects, which may hold the request", async () => {
    const error = Object.assign(new TypeError("fetch failed"), { config: { headers: { "x-api-key": "secret" } } })
    const reason = await client(() => Promise.reject(error)).reason(start)
    expect(reason.cause).toMatchObject({ _tag: "Transport" })
    expect(JSON.stringify(reason, Object.getOwnPropertyNames(reason))).not.toContain("secret")
  })
})

describe("the error", () => {
  const all = [
    new reasons.Transport({ phase: "connect" }),
    new reasons.Timeout({ limitMillis: 1 }),
    new reasons.DeadlineExceeded({ limitMillis: 1 }),
    new reasons.RateLimited({ retryAfterMillis: 90_000 }),
    new reasons.Unauthorized({}),
    new reasons.Forbidden({}),
    new reasons.NotFound({ what: "run", id: "r1" }),
    new reasons.InvalidRequest({}),
    new reasons.Conflict({}),
    new reasons.Billing({}),
    new reasons.Subscription({}),
    new reasons.Supplier({}),
    new reasons.Server({ status: 500 }),
    new reasons.UnexpectedStatus({ status: 300 }),
    new reasons.Decode({}),
    new reasons.RunFailed({}),
    new reasons.RunCancelled({}),
    new reasons.SubmissionUncertain({ sentAt: 0 }),
    new reasons.UploadRejected({ file: "a.wav" }),
    new reasons.InvalidInput({ message: "Give a value." }),
    new reasons.InvalidPipeline({ problems: [] }),
    new reasons.AlreadyDeployed({ pipeline: "p" }),
    new reasons.NotSupported({ what: "cancelling runs" })
  ]

  it.each(all.map((reason) => [reason._tag, reason] as const))(
    "%s says so in a sentence and answers every question",
    (tag, reason) => {
      const error = new AixplainError({ operation: "Runs.run", reason })
      expect(reason.name).toBe(tag)
      expect(error.message).toBe(reason.message)
      expect(reason.message).toMatch(/^[A-Z].*[.:] ?$/)
      expect(typeof error.isRetryable).toBe("boolean")
      expect(["yes", "no", "unknown"]).toContain(error.safeToResubmit)
      expect(reason).toBeInstanceOf(Error)
      expect(JSON.parse(JSON.stringify(error))).toMatchObject({
        name: "AixplainError",
        operation: "Runs.run",
        reason: tag
      })
    }
  )

  it.each<[string, reasons.ErrorReason, readonly (reasons.HintOption | undefined)[]]>([
    ["no connection", new reasons.Transport({ phase: "connect" }), [undefined]],
    ["a broken connection", new reasons.Transport({ phase: "exchange" }), []],
    ["a deadline before a run", new reasons.DeadlineExceeded({ limitMillis: 1 }), ["timeout"]],
    ["a refused key", new reasons.Unauthorized({}), [undefined, "apiKey"]],
    ["a key of another team", new reasons.Forbidden({}), [undefined]],
    ["a changed version", new reasons.Conflict({}), [undefined]],
    ["missing credits", new reasons.Billing({}), [undefined]],
    ["an expired subscription", new reasons.Subscription({}), [undefined]],
    ["an answer that cannot be read", new reasons.Decode({}), [undefined]],
    ["an answer that will not get better", new reasons.Decode({ isFinal: true }), []],
    ["a lost submission", new reasons.SubmissionUncertain({ sentAt: 0 }), [undefined]],
    ["a lost one with a key", new reasons.SubmissionUncertain({ sentAt: 0, idempotencyKey: "k" }), ["idempotencyKey"]],
    ["a server that failed", new reasons.Server({}), []]
  ])("after %s the hints are sentences about the right options", (_, reason, options) => {
    expect(reason.hints.map(({ option }) => option)).toEqual(options)
    for (const { text, option } of reason.hints) {
      expect(text).toMatch(/^[A-Z].{10,}\.$/)
      expect(text.includes("{option}")).toBe(option !== undefined)
    }
  })

  it("names in its sentence what it is about", () => {
    const say = (reason: reasons.ErrorReason): string => reason.message
    expect(say(new reasons.Transport({ phase: "connect", origin: "http://a.test" }))).toContain(" to http://a.test")
    expect(say(new reasons.Transport({ phase: "connect" }))).toContain(" to the server")
    expect(say(new reasons.Transport({ phase: "exchange" }))).not.toBe(say(new reasons.Transport({ phase: "connect" })))
    expect(say(new reasons.Timeout({ limitMillis: 9_000 }))).toContain("9 s")
    expect(say(new reasons.DeadlineExceeded({ limitMillis: 5_000 }))).toContain("5 s")
    expect(say(new reasons.RateLimited({ retryAfterMillis: 7_000 }))).toContain("7 s")
    expect(say(new reasons.RateLimited({}))).toMatch(/requests\.$/)
    expect(say(new reasons.Server({ status: 507 }))).toContain("507")
    expect(say(new reasons.Server({}))).toContain("5xx")
    expect(say(new reasons.UnexpectedStatus({ status: 300 }))).toContain("300")
    expect(say(new reasons.UnexpectedStatus({}))).toMatch(/status \.$/)
    expect(say(new reasons.NotFound({ what: "run", id: "r1" }))).toMatch(/run\b.*r1/)
    expect(say(new reasons.NotFound({ what: "run" }))).toContain("run")
    expect(say(new reasons.NotFound({ id: "r1" }))).toMatch(/resource\b.*r1/)
    expect(say(new reasons.UploadRejected({ file: "a.wav" }))).toContain("a.wav")
    expect(say(new reasons.AlreadyDeployed({ pipeline: "p9" }))).toContain("p9")
    expect(say(new reasons.NotSupported({ what: "cancelling runs" }))).toContain("cancelling runs")
    const problem = (message: string) => ({ code: "x", level: "error", message, hint: "" }) as const
    const invalid = new reasons.InvalidPipeline({ problems: [problem("First."), problem("Second.")] })
    expect(say(invalid)).toMatch(/First\. Second\.$/)
    expect(say(new reasons.InvalidInput({ message: "Give a value." }))).toBe("Give a value.")
    const cause = new reasons.Timeout({ limitMillis: 9_000 })
    expect(say(new reasons.SubmissionUncertain({ sentAt: 0, cause }))).toMatch(/not\. .*9 s\.$/)
    expect(say(new reasons.SubmissionUncertain({ sentAt: 0, cause: new Error("secret") }))).toMatch(/not\.$/)
  })

  it("keeps every fact that it was made with", () => {
    const facts = { status: 418, body: { a: 1 }, requestId: "req-1", message: "Own words.", cause: new Error("x") }
    for (const reason of [
      new reasons.Transport({ ...facts, phase: "exchange", code: "EPIPE" }),
      new reasons.RateLimited({ ...facts, retryAt: 9, retryAfterMillis: 8 }),
      new reasons.InvalidRequest({ ...facts }),
      new reasons.Decode({ ...facts })
    ])
      expect(reason).toMatchObject(facts)
    expect(new reasons.Transport({ phase: "exchange", code: "EPIPE" })).toMatchObject({
      phase: "exchange",
      code: "EPIPE"
    })
    expect(new reasons.RateLimited({ retryAt: 9, retryAfterMillis: 8 })).toMatchObject({
      retryAt: 9,
      retryAfterMillis: 8
    })
    expect(new reasons.InvalidRequest({}).problems).toEqual([])
    expect(new reasons.Decode({}).isFinal).toBe(false)
    expect(new reasons.Decode({ isFinal: true }).isFinal).toBe(true)
    const conflict = { expected: "1", actual: "2", current: { name: "P" } }
    expect(new reasons.Conflict(conflict)).toMatchObject(conflict)
    const refused = { file: "a.wav", size: 2, limit: 1 }
    expect(new reasons.UploadRejected(refused)).toMatchObject(refused)
    expect("cause" in new reasons.Timeout({ limitMillis: 1 })).toBe(false)
  })

  it("single failures know better than their reason whether to repeat and to submit again", () => {
    const known = new reasons.Server({ isRetryable: false, safeToResubmit: "no" })
    expect(known).toMatchObject({ isRetryable: false, safeToResubmit: "no" })
    expect(new reasons.Server({ isRetryable: false })).toMatchObject({ isRetryable: false, safeToResubmit: "unknown" })
    expect(new reasons.Server({ safeToResubmit: "yes" })).toMatchObject({ isRetryable: true, safeToResubmit: "yes" })
    expect(new reasons.SubmissionUncertain({ sentAt: 0, idempotencyKey: "k" }).safeToResubmit).toBe("yes")
    const before = nothingSent(new reasons.Server({ isRetryable: false }))
    expect(before).toMatchObject({ isRetryable: false, safeToResubmit: "yes" })
    expect(nothingSent(new reasons.Timeout({ limitMillis: 1 }))).toMatchObject({
      isRetryable: true,
      safeToResubmit: "yes"
    })
  })

  it("has one reason for every row of the table, and no other", () => {
    expect(new Set(all.map((reason) => reason._tag))).toEqual(new Set(Object.keys(reasons.reasonRules)))
  })

  it.each(all.map((reason) => [reason._tag, reason] as const))(
    "%s about a run that is not known to have ended is never safe to submit again",
    (tag, reason) => {
      const before = reason.safeToResubmit
      reason.runRef = { v: 1, id: "r1", url: "http://memory.test/assets/pipeline/execution/check/r1" }
      expect(reason.safeToResubmit).toBe(["RunFailed", "RunCancelled"].includes(tag) ? before : "no")
      reason.runRef = undefined
    }
  )

  it("keeps hints as data, so that each surface names its own options", () => {
    const { hints, hint } = new reasons.DeadlineExceeded({
      limitMillis: 1,
      runRef: { v: 1, id: "r1", url: "http://memory.test/assets/pipeline/execution/check/r1" }
    })
    expect(hint).toBe("The run continues on the server. Resume it with runRef. Give it a longer timeout.")
    expect(reasons.renderHints(hints, (option) => (option === "timeout" ? "--timeout" : undefined))).toBe(
      "The run continues on the server. Give it a longer --timeout."
    )
    expect(reasons.renderHints([{ text: "{option} of the server's own words" }])).toBe(
      "{option} of the server's own words"
    )
    expect(reasons.renderHints([{ text: "Set {option}.", option: "limit" }], () => undefined)).toBeUndefined()
  })

  it("is known by its brand, also from another copy of the package", () => {
    const error = new AixplainError({ operation: "x", reason: new reasons.Billing({}) })
    const other = { [Symbol.for("@aixplain-ts/core/AixplainError")]: true }
    expect(isAixplainError(error)).toBe(true)
    expect(isAixplainError(other)).toBe(true)
    for (const none of [new Error("x"), null, undefined, "x", {}]) expect(isAixplainError(none)).toBe(false)
  })

  it("can be caught by its tag in Effect", async () => {
    const c = client(() => json({}, { status: 402 }))
    const tag = await c.run(
      get.pipe(
        Effect.map(() => "none"),
        Effect.catchTag("AixplainError", (error) => Effect.succeed(error.reason._tag))
      )
    )
    expect(tag).toBe("Billing")
    const reason = await c.run(
      get.pipe(
        Effect.map(() => "none"),
        Effect.catchReason("AixplainError", "Billing", (billing) => Effect.succeed(billing.message))
      )
    )
    expect(reason).toBe("The team has not enough credits.")
  })
})
