import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import type { Services } from "@aixplain-ts/core/Aixplain"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { Runs } from "@aixplain-ts/core/Runs"
import { json } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
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

it.each(["0", "Mon, 01 Jan 2001 00:00:00 GMT"])(
  "a Retry-After of %s does not say when, and neither does the message",
  async (header) => {
    const reason = await client(() => json({}, { status: 429, headers: { "retry-after": header } })).reason(get)
    expect(reason.message).toBe("The server limits the rate of requests.")
  }
)

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
    expect(transportFacts(error)).toMatchObject({ phase, certificate: undefined })
  })

  it.each<[string, unknown, string]>([
    [
      "self-signed (Node)",
      wrap(
        Object.assign(new Error("self-signed certificate; if the root CA is installed locally, try …"), {
          code: "DEPTH_ZERO_SELF_SIGNED_CERT"
        })
      ),
      "self-signed certificate"
    ],
    [
      "of another host (Node)",
      wrap(
        Object.assign(new Error("Hostname/IP does not match certificate's altnames: Host: a.test: ."), {
          code: "ERR_TLS_CERT_ALTNAME_INVALID"
        })
      ),
      "Hostname/IP does not match certificate's altnames: Host: a.test"
    ],
    ...[
      "SELF_SIGNED_CERT_IN_CHAIN",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
      "CERT_HAS_EXPIRED",
      "CERT_NOT_YET_VALID",
      "CERT_REVOKED",
      "INVALID_CA",
      "INVALID_PURPOSE",
      "HOSTNAME_MISMATCH"
    ].map((code): [string, unknown, string] => [`${code} (Node)`, wrap(coded(code)), code]),
    [
      "expired (Bun)",
      Object.assign(new Error("certificate has expired"), { code: "CERT_HAS_EXPIRED" }),
      "certificate has expired"
    ],
    [
      "of an unknown issuer (Deno)",
      new TypeError(
        "error sending request for url (https://x/): client error (Connect): invalid peer certificate: UnknownIssuer"
      ),
      "invalid peer certificate: UnknownIssuer"
    ]
  ])("a certificate that is %s is named, nothing was sent, and nothing is tried again", async (_, error, problem) => {
    for (const effect of [get, start]) {
      const c = client(() => Promise.reject(error))
      const reason = await c.reason(effect)
      expect(reason).toMatchObject({ _tag: "Transport", phase: "connect", isRetryable: false, safeToResubmit: "yes" })
      expect(reason.message).toBe(`The certificate of http://memory.test is not accepted: ${problem}.`)
      expect(reason.hint).toContain("NODE_EXTRA_CA_CERTS")
      expect(c.requests).toHaveLength(1)
    }
  })

  it.each(["ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE"])(
    "a server that refuses the client's certificate (%s) may have the request",
    (code) => {
      expect(transportFacts(wrap(coded(code)))).toMatchObject({ phase: "exchange", certificate: undefined })
    }
  )

  it("a server that answers without TLS is named", async () => {
    const reason = await client(() => Promise.reject(wrap(coded("ERR_SSL_WRONG_VERSION_NUMBER")))).reason(get)
    expect(reason).toMatchObject({
      message: "No TLS at http://memory.test: its address may begin with http://.",
      safeToResubmit: "unknown"
    })
  })

  it("keeps the runtime's words but not its objects, which may hold the request", async () => {
    const error = Object.assign(new TypeError("fetch failed"), { config: { headers: { "x-api-key": "secret" } } })
    const reason = await client(() => Promise.reject(error)).reason(start)
    expect(reason.cause).toMatchObject({ _tag: "Transport" })
    expect(JSON.stringify(reason, Object.getOwnPropertyNames(reason))).not.toContain("secret")
  })
})

describe("the error", () => {
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
