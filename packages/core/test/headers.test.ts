/** The `headers` option: sent to the configured and trusted origins, with every request, and never in place of the client's own. */
import { AsyncLocalStorage } from "node:async_hooks"
import type { CallerHeaders } from "@aixplain-ts/core/Aixplain"
import { Outputs } from "@aixplain-ts/core/Outputs"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { Runs } from "@aixplain-ts/core/Runs"
import { accepted, json, succeeded } from "@aixplain-ts/core/testing"
import { Uploads } from "@aixplain-ts/core/Uploads"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { client, type Handle, key } from "./support/client.ts"

const id = "6544ffbdf4644a9f6c2363a6"
const check = "/assets/pipeline/execution/check/"
const handle: Handle = (request) => {
  if (request.path === "/health") return json({}, { headers: { "aixplain-extensions": "runs, cancel" } })
  if (request.path.includes("/execution/run/")) return json(accepted("r1", "https://trusted.test"), { status: 201 })
  if (request.path.startsWith(check)) return json(succeeded({ Out: "https://elsewhere.test/a" }))
  if (request.path.endsWith("temp-url")) return json({ key: "k", uploadUrl: "https://bucket.s3.amazonaws.com/k" })
  if (request.path === "/ext/runs") return json({ items: [], next: null })
  return json({ id, name: "P", nodes: [], links: [] })
}

const everything = Effect.gen(function* () {
  const runs = yield* Runs
  const pipelines = yield* Pipelines
  yield* runs.page()
  yield* pipelines.get(id)
  const result = yield* runs.run(id, "x")
  yield* result.output("Out").text()
  yield* Effect.flatMap(Uploads, (uploads) => uploads.upload(new Uint8Array([1])))
})

const sent = async (headers: CallerHeaders) => {
  const c = client(handle, { headers, trustedOrigins: ["https://trusted.test"] })
  await c.run(everything)
  return c.requests.map((request) => [
    request.method,
    `${request.url.origin}${request.path}`,
    request.headers.get("x-team")
  ])
}

describe("headers", () => {
  it("go with every request to the configured and trusted origins, and to no other place", async () => {
    expect(await sent({ "X-Team": "a" })).toEqual([
      ["GET", "http://memory.test/health", "a"],
      ["GET", "http://memory.test/ext/runs", "a"],
      ["GET", `http://memory.test/sdk/pipelines/${id}`, "a"],
      ["POST", `http://memory.test/assets/pipeline/execution/run/${id}`, "a"],
      ["GET", `https://trusted.test${check}r1`, "a"],
      ["GET", "https://elsewhere.test/a", null],
      ["POST", "http://memory.test/sdk/file/upload/temp-url", "a"],
      ["PUT", "https://bucket.s3.amazonaws.com/k", null]
    ])
  })

  it("may come from a function, also an asynchronous one, that is called for each request", async () => {
    let count = 0
    const values = await sent(async () => ({ "x-team": String((count += 1)) }))
    expect(values.flatMap(([, , value]) => value ?? [])).toEqual(["1", "2", "3", "4", "5", "6"])
    expect(count).toBe(6)
  })

  it("go along to files of the configured origin, and not where these redirect to", async () => {
    const c = client(
      (request) =>
        request.url.origin === "http://memory.test"
          ? new Response(null, { status: 302, headers: { location: "https://elsewhere.test/b" } })
          : new Response("there"),
      { headers: { "x-team": "a" } }
    )
    const segment = { index: 0, success: true, value: "http://memory.test/a", isUrl: true, sources: [] }
    const text = Effect.flatMap(Outputs, (all) => all.output({ label: "Out", path: [], segments: [segment] }).text())
    expect(await c.run(text)).toBe("there")
    expect(c.requests.map(({ headers, url }) => [url.href, headers.get("x-team")])).toEqual([
      ["http://memory.test/a", "a"],
      ["https://elsewhere.test/b", null]
    ])
  })

  it.each([
    "authorization",
    "Authorization",
    "x-api-key",
    "X-API-Key",
    "content-type",
    "Content-Length",
    "content-anything",
    "host",
    "Idempotency-Key",
    "if-match",
    "Prefer",
    "Transfer-Encoding",
    "connection",
    "expect"
  ])("cannot set %s", async (name) => {
    for (const headers of [{ [name]: "secret-value" }, () => ({ [name]: "secret-value" })]) {
      const c = client(handle, { headers })
      const reason = await c.reason(Effect.flatMap(Pipelines, (all) => all.get(id)))
      expect([reason._tag, reason.message]).toEqual([
        "InvalidInput",
        `headers cannot set "${name}": the client sets it itself.`
      ])
      expect(c.requests).toHaveLength(0)
    }
  })

  it("that HTTP does not allow are refused without their value", async () => {
    for (const headers of [{ "x-a": "secret\r\nvalue" }, { "x a": "secret" }] as Record<string, string>[]) {
      const reason = await client(handle, { headers }).reason(Effect.flatMap(Pipelines, (all) => all.get(id)))
      expect(reason._tag).toBe("InvalidInput")
      expect(reason.message).toContain(JSON.stringify(Object.keys(headers)[0]))
      expect(reason.message).not.toContain("secret")
    }
  })

  it("may be a Headers object", async () => {
    const headers = new Headers({ "X-Team": "a" }) as unknown as CallerHeaders
    expect((await sent(headers))[0]).toEqual(["GET", "http://memory.test/health", "a"])
  })

  it.each([null, "text", 5, [["x-team", "a"]], new Map([["x-team", "a"]]), () => "text", () => null, { "x-team": 3 }])(
    "that are neither an object of strings nor a function that returns one are refused, not left out: %o",
    async (headers) => {
      const c = client(handle, { headers: headers as unknown as CallerHeaders })
      const reason = await c.reason(Effect.flatMap(Pipelines, (all) => all.get(id)))
      expect(reason._tag).toBe("InvalidInput")
      expect(reason.message).toMatch(/^headers must be an object|^The value of "x-team" in headers must be a string/)
      expect(c.requests).toHaveLength(0)
    }
  )

  it("from a function that fails with the key in its message are refused without it", async () => {
    const headers = () => Promise.reject(new Error(`no token for ${key}`))
    const reason = await client(handle, { headers }).reason(Effect.flatMap(Pipelines, (all) => all.get(id)))
    expect(reason.message).toMatch(/^The headers function failed: no token for /)
    expect(reason.message).not.toContain(key)
  })

  it("from a function that fails are an InvalidInput that says why", async () => {
    const headers = () => Promise.reject(new Error("no token"))
    const reason = await client(handle, { headers }).reason(Effect.flatMap(Pipelines, (all) => all.get(id)))
    expect([reason._tag, reason.message]).toEqual(["InvalidInput", "The headers function failed: no token"])
  })

  it("are read in the context of the call that makes the request", async () => {
    const context = new AsyncLocalStorage<number>()
    const c = client(handle, {
      headers: () => ({ "x-team": String(context.getStore()) }),
      trustedOrigins: ["https://trusted.test"]
    })
    const ids = Array.from({ length: 20 }, (_, index) => index)
    const pipeline = (index: number) => String(index).padStart(24, "0")
    await Promise.all(
      ids.map((index) => context.run(index, () => c.run(Effect.flatMap(Runs, (all) => all.run(pipeline(index), "x")))))
    )
    const posts = c.requests.filter(({ method }) => method === "POST")
    expect(posts.map(({ headers, path }) => [path.split("/").at(-1), headers.get("x-team")])).toEqual(
      ids.map((index) => [pipeline(index), String(index)])
    )
    const checks = c.requests.filter(({ method }) => method === "GET")
    expect(checks.map(({ headers }) => Number(headers.get("x-team"))).toSorted((a, b) => a - b)).toEqual(ids)
  })

  it("leave the key where it belongs", async () => {
    const c = client(handle, { headers: { "x-team": "a" }, trustedOrigins: ["https://trusted.test"] })
    await c.run(Effect.flatMap(Runs, (runs) => runs.run(id, "x")))
    expect(c.requests.map((request) => request.headers.get("x-api-key"))).toEqual([key, key])
  })
})
