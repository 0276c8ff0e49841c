/** What needs an extension of the server: "not supported" may be said only after the server answered. */
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import type { AixplainOptions, Services } from "@aixplain-ts/core/Aixplain"
import { Runs } from "@aixplain-ts/core/Runs"
import { SubmissionUncertain } from "@aixplain-ts/core/AixplainError"
import { json } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect, it } from "vitest"
import { client, type Handle, hang, refused } from "./support/client.ts"

const lost = new SubmissionUncertain({ pipeline: "p1", sentAt: 0 })
const operations: Readonly<Record<string, (all: Runs["Service"]) => Effect.Effect<unknown, AixplainError>>> = {
  "Runs.cancel": (all) => all.cancel("r1"),
  "Runs.get": (all) => all.get("r1"),
  "Runs.list": (all) => Stream.runCollect(all.list()),
  "Runs.log": (all) => Stream.runCollect(all.log("r1")),
  "Runs.page": (all) => all.page(),
  "Runs.reconcile": (all) => all.reconcile(lost),
  "Runs.steps": (all) => Stream.runCollect(all.steps("r1"))
}

const status = (code: number) => () => json({ message: "no" }, { status: code })
const failures: readonly (readonly [string, Handle, Partial<AixplainOptions>, string])[] = [
  ["cannot be reached", () => Promise.reject(refused()), {}, "Transport"],
  ["answers 500 to everything", status(500), {}, "Server"],
  ["answers 503 to everything", status(503), {}, "Server"],
  ["answers 401 to everything", status(401), {}, "Unauthorized"],
  ["answers 403 to everything", status(403), {}, "Forbidden"],
  ["answers 429 to everything", status(429), {}, "RateLimited"],
  ["never answers", hang, {}, "Timeout"],
  [
    "redirects to another place",
    () => new Response(null, { status: 302, headers: { location: "https://x.test" } }),
    {},
    "UnexpectedStatus"
  ],
  [
    "is a login page that answers every path",
    () => new Response("<html>", { headers: { "content-type": "text/html; charset=utf-8" } }),
    {},
    "Decode"
  ],
  ["is asked without a key", status(500), { apiKey: "", env: {} }, "Unauthorized"],
  [
    "is asked with two keys that differ",
    status(500),
    { apiKey: "", env: { AIXPLAIN_API_KEY: "a1", TEAM_API_KEY: "b2" } },
    "Unauthorized"
  ],
  ["has an address that is not a URL", status(500), { baseUrl: "notaurl" }, "InvalidInput"],
  ["has an address of another scheme", status(500), { baseUrl: "ftp://x" }, "InvalidInput"]
]

const table = Object.entries(operations).flatMap(([name, use]) =>
  failures.map(([what, handle, options, tag]) => ({ name, what, handle, options, tag, use }))
)
const call = (
  use: (all: Runs["Service"]) => Effect.Effect<unknown, AixplainError>
): Effect.Effect<unknown, AixplainError, Services> => Effect.flatMap(Runs, use)

describe("a server that says nothing about its extensions", () => {
  it.each(table)("$name fails with what really failed when the server $what", async ({ handle, options, tag, use }) => {
    const c = client(handle, options)
    expect((await c.reason(call(use)))._tag).toBe(tag)
    // Nor does the next call of the same client know better.
    const twice = client(handle, options)
    expect((await twice.reason(Effect.andThen(Effect.ignore(call(use)), call(use))))._tag).toBe(tag)
  })

  it.each(Object.entries(operations))(
    "%s is not supported once the server answered without declaring it",
    async (_, use) => {
      for (const handle of [status(404), status(405), () => json({}), () => new Response("<html>")])
        expect((await client(handle).reason(call(use)))._tag).toBe("NotSupported")
    }
  )

  it("is asked for again after a temporary failure", async () => {
    const c = client((request, index) => {
      if (index < 2) return json({}, { status: 503 })
      return request.path === "/health"
        ? json({}, { headers: { "aixplain-extensions": "runs" } })
        : json({ items: [], next: null })
    })
    expect(await c.run(Effect.flatMap(Runs, (all) => all.page()))).toEqual({ items: [], next: null })
  })

  it("takes the key of one call for that call", async () => {
    const c = client(
      (request) => (request.path === "/health" ? json({}, { headers: { "aixplain-extensions": "cancel" } }) : json({})),
      { apiKey: "", env: {} }
    )
    await c.run(Effect.flatMap(Runs, (all) => all.cancel("r1", { apiKey: "own-key-123456" })))
    expect(c.requests.map(({ headers, path }) => [path, headers.get("x-api-key")])).toEqual([
      ["/health", null],
      ["/ext/runs/r1/cancel", "own-key-123456"]
    ])
  })
})
