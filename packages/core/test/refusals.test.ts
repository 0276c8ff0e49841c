/** Status, headers and body of a refusal, read without a client: the reason, its sentence, its waits and its problems. */
import type { ErrorReason } from "@aixplain-ts/core/AixplainError"
import { describe, expect, it } from "vitest"
import { isServerFailure, problemsOf, requestIdOf, retryAfter } from "../src/http/answers.ts"
import { type Refusal, reasonOf } from "../src/http/refusals.lazy.ts"

const now = Date.UTC(2026, 2, 1, 12)
const read = (status: number, body?: unknown, more: Partial<Refusal> = {}): ErrorReason =>
  reasonOf({ status, body, headers: new Headers(), requestId: "req-1", now, subject: undefined, ...more })

describe("a status", () => {
  const named: Readonly<Record<number, string>> = {
    401: "Unauthorized",
    402: "Billing",
    403: "Forbidden",
    404: "NotFound",
    408: "Server",
    409: "Conflict",
    410: "NotFound",
    412: "Conflict",
    425: "Server",
    429: "RateLimited",
    451: "Forbidden",
    501: "NotSupported"
  }
  const invalid = new Set([400, 413, 414, 415, 422, 428, 431])
  const expected = (status: number): string => {
    if (named[status] !== undefined) return named[status]
    if (invalid.has(status) || (status >= 490 && status <= 499)) return "InvalidRequest"
    if (status >= 460 && status <= 469) return "Subscription"
    if (status >= 470 && status <= 479) return "Billing"
    if (status >= 480 && status <= 489) return "Supplier"
    return status >= 500 && status <= 599 ? "Server" : "UnexpectedStatus"
  }

  it("has one reason, which keeps status, body and request id", () => {
    for (let status = 300; status <= 600; status++) {
      const reason = read(status, { a: 1 })
      expect([status, reason._tag]).toEqual([status, expected(status)])
      expect(reason).toMatchObject({ status, body: { a: 1 }, requestId: "req-1" })
      expect(isServerFailure(status)).toBe(expected(status) === "Server")
    }
  })
})

describe("the sentence", () => {
  const say = (status: number, body: unknown, subject?: Refusal["subject"]): string =>
    read(status, body, { subject }).message

  it.each([
    [400, "The server does not accept the request"],
    [409, "It conflicts with the present state"],
    [413, "The request is larger than the server takes"],
    [465, "The subscription is inactive or has expired"],
    [475, "The team has not enough credits"],
    [485, "The supplier of an asset does not provide it at the moment"],
    [500, "The server failed with status 500"],
    [501, "This server does not support this"]
  ])("of %i says what failed, and what the server said", (status, start) => {
    expect(say(status, undefined)).toBe(`${start}.`)
    expect(say(status, { message: "Own words." })).toBe(`${start}: Own words.`)
    expect(say(status, { message: "Own words" })).toBe(`${start}: Own words.`)
    expect(say(status, { message: "1. Own words. And more" })).toBe(`${start}: 1. Own words. And more.`)
  })

  it.each(
    [
      ["Bad Request", "Unauthorized", "Payment Required", "Forbidden", "Not Found", "Method Not Allowed"],
      ["Not Acceptable", "Request Timeout", "Conflict", "Gone", "Length Required", "Precondition Failed"],
      ["Payload Too Large", "Content Too Large", "URI Too Long", "Unsupported Media Type", "Range Not Satisfiable"],
      ["Misdirected Request", "Unprocessable Entity", "Unprocessable Content", "Too Early", "Precondition Required"],
      ["Too Many Requests", "Request Header Fields Too Large", "Internal Server Error", "Not Implemented"],
      ["Bad Gateway", "Service Unavailable", "Gateway Timeout"]
    ].flat()
  )("does not repeat the phrase %s, which says no more than the status", (phrase) => {
    expect(say(500, { message: phrase })).toBe("The server failed with status 500.")
    expect(say(500, { error: phrase, message: "Own words" })).toBe("The server failed with status 500: Own words.")
    expect(read(404, { message: `${phrase}.` }).hint).toBeUndefined()
  })

  it("has at most three different texts of the body, in its order", () => {
    const body = { message: ["a", "b", "a", ""], error_message: "b", error: "c", supplierError: "d" }
    expect(say(480, body)).toMatch(/: a; b; c\.$/)
    expect(say(480, { supplierError: "d", error: "c", error_message: "b" })).toMatch(/: b; c; d\.$/)
    expect(say(480, { message: { a: 1 }, error: 7 })).toMatch(/: 7\.$/)
    expect(say(480, { message: {}, error: null })).toMatch(/moment\.$/)
  })

  it("puts a code of the vendor behind the words", () => {
    const start = "The server does not accept the request"
    expect(say(400, { error: "err.invalid_param" })).toBe(`${start} (err.invalid_param).`)
    expect(say(400, { error: "err.wrong.param" })).toBe(`${start} (err.wrong.param).`)
    expect(say(400, { error: "err.x is wrong" })).toBe(`${start}: err.x is wrong.`)
    expect(say(400, { error: "an err.x" })).toBe(`${start}: an err.x.`)
    expect(say(400, { error: "err" })).toBe(`${start}: err.`)
  })

  it("takes what is useful of a body that is not JSON", () => {
    const start = "The server failed with status 502"
    expect(say(502, "  out of order \n")).toBe(`${start}: out of order.`)
    expect(say(502, "   ")).toBe(`${start}.`)
    expect(say(502, " <html>")).toBe(`${start}: it answered with a web page.`)
    expect(say(502, "a < b")).toBe(`${start}: a < b.`)
    expect(say(502, "<?xml?><Error><Message>Access denied</Message></Error>")).toBe(`${start}: Access denied.`)
    expect(say(502, "<Error><Message></Message></Error>")).toBe(`${start}: it answered with a web page.`)
    for (const cut of ['{"message": "x', "[1, 2"]) expect(say(502, cut)).toBe(`${start}.`)
    expect(say(502, "see [1]")).toBe(`${start}: see [1].`)
    expect(say(502, "x".repeat(300))).toBe(`${start}: ${"x".repeat(300)}.`)
    expect(say(502, "x".repeat(301))).toBe(`${start}: ${"x".repeat(299)}….`)
    for (const none of [null, 7, ["text"]]) expect(say(502, none)).toBe(`${start}.`)
  })

  it("lists the problems, unless the server's words hold them already", () => {
    const problems = [{ message: "A is missing." }, { message: "B is missing." }]
    const start = "The server does not accept the request"
    expect(say(422, { problems })).toBe(`${start}. A is missing. B is missing.`)
    expect(say(422, { problems, message: "Two problems" })).toBe(`${start}: Two problems. A is missing. B is missing.`)
    expect(say(422, { problems, message: "See: A is missing. B is missing." })).toBe(
      `${start}: See: A is missing. B is missing.`
    )
    expect(say(413, { problems })).toBe("The request is larger than the server takes.")
    expect(read(501)).toMatchObject({ what: "this" })
    expect(read(422, { problems })).toMatchObject({
      problems: [{ message: "A is missing." }, { message: "B is missing." }]
    })
  })

  it("of something that was not found names it, and the server's words become the hint", () => {
    const subject = { what: "pipeline", id: "p1" }
    const plain = read(404, undefined, { subject })
    expect(plain.message).toBe("Pipeline p1 not found.")
    expect(plain.hint).toBeUndefined()
    expect(read(404).message).toBe("Resource not found.")
    const hint = (body: unknown): string | undefined => read(410, body, { subject }).hint
    expect(hint({ message: "It was deleted." })).toBe("It was deleted.")
    expect(hint({ message: "It was deleted.", detail: "Restore it." })).toBe("Restore it.")
    expect(hint({ message: plain.message })).toBeUndefined()
    expect(hint({ detail: plain.message, message: "It was deleted." })).toBe("It was deleted.")
    expect(hint("gone with the wind")).toBe("gone with the wind")
    expect(hint({ message: "Not Found." })).toBeUndefined()
    expect(hint({ message: "Not. Found" })).toBe("Not. Found")
  })

  it("comes with the server's advice, and the caller's where a key is not allowed to do it", () => {
    expect(read(400, { detail: "Give a value." }).hint).toBe("Give a value.")
    expect(read(403, undefined, { subject: { what: "pipeline", forbidden: "Ask the owner." } }).hint).toBe(
      "Ask the owner."
    )
    expect(read(403, { detail: "Ask us." }, { subject: { what: "x", forbidden: "Ask the owner." } }).hint).toBe(
      "Ask us."
    )
    expect(read(500, { message: "x" }).hint).toBeUndefined()
    expect(read(500, "detail").hint).toBeUndefined()
  })
})

describe("a wait that the server asks for", () => {
  it("is in the reason, as a time too when the rate is limited", () => {
    const headers = new Headers({ "retry-after": "7" })
    expect(read(503, undefined, { headers })).toMatchObject({ retryAfterMillis: 7_000 })
    expect(read(429, undefined, { headers })).toMatchObject({ retryAfterMillis: 7_000, retryAt: now + 7_000 })
    expect(read(429)).toMatchObject({ retryAfterMillis: undefined, retryAt: undefined })
  })
})

describe("Retry-After", () => {
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

describe("the request id", () => {
  it("is that of the first header that servers use for it and that is not empty", () => {
    const id = (headers: Record<string, string>): string | undefined => requestIdOf(new Headers(headers))
    const names = ["x-request-id", "x-amzn-requestid", "x-amz-request-id", "x-correlation-id", "cf-ray"]
    names.forEach((name, index) => {
      expect(id({ [name]: "1" })).toBe("1")
      const later = names.slice(index + 1).map((other) => [other, "2"])
      expect(id({ ...(Object.fromEntries(later) as Record<string, string>), [name]: "1" })).toBe("1")
    })
    expect(id({ "x-request-id": "", "cf-ray": "2" })).toBe("2")
    expect(id({ server: "x" })).toBeUndefined()
  })
})

describe("problems in a body", () => {
  it("are read leniently: every one has a code, a level, a sentence and a hint", () => {
    const listed = { code: "a", level: "warning", message: "A.", hint: "Do b.", node: 0, parameter: "text" }
    expect(problemsOf({ problems: [listed, {}, "text", null] })).toEqual([
      listed,
      { code: "unknown", level: "error", message: expect.stringMatching(/^[A-Z].{10,}\.$/), hint: "" }
    ])
    expect(problemsOf({ problems: [{ ...listed, level: "fatal", node: "3", parameter: 4 }] })).toEqual([
      { code: "a", level: "error", message: "A.", hint: "Do b.", parameter: "4" }
    ])
    for (const body of [undefined, null, [], "x", {}, { problems: {} }, { problems: "x" }])
      expect(problemsOf(body)).toEqual([])
  })
})
