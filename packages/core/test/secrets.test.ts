import { inspect } from "node:util"
import { AixplainError } from "@aixplain-ts/core/AixplainError"
import type { LogRecord, Services } from "@aixplain-ts/core/Aixplain"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import type { RunEvent } from "@aixplain-ts/core/RunEvent"
import { Runs } from "@aixplain-ts/core/Runs"
import { json } from "@aixplain-ts/core/testing"
import { Uploads } from "@aixplain-ts/core/Uploads"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Tracer from "effect/Tracer"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { client, reset } from "./support/client.ts"
import { seeded } from "./support/properties.ts"

/** Every text in which a key could be found again. */
const forms = (key: string) => [
  key,
  encodeURIComponent(key),
  JSON.stringify(key).slice(1, -1),
  Buffer.from(key).toString("base64")
]

const shown = (value: unknown): string =>
  [
    inspect(value, { depth: 20, showHidden: true }),
    JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? String(item) : item)) ?? "",
    value instanceof Error ? `${value.message}\n${value.stack}\n${String(value.cause)}` : ""
  ].join("\n")

/** A server that repeats the key wherever it can, in every kind of answer. */
const echo = (key: string, kind: number, status: number) => {
  const headers = { "x-request-id": `req-${key}`, location: `https://elsewhere.test/?key=${encodeURIComponent(key)}` }
  const body = {
    url: `https://platform.test/assets/pipeline/execution/check/r1?key=${encodeURIComponent(key)}`,
    status: "IN_PROGRESS",
    id: "p1",
    name: `for ${key}`,
    message: `The key ${key} is unknown`,
    error: { message: key, [key]: key },
    supplierError: `used ${key}`,
    json: { pipeline_api_key: key },
    subscription: { id: "s", apiKey: key },
    completed: kind % 2 === 0,
    data: [{ node_id: 1, label: key, segments: [{ index: 0, success: false, error: key, response: key }] }],
    nodes: [{ number: 0, note: key }]
  }
  if (kind === 3)
    return Promise.reject(
      Object.assign(new Error(`headers: ${key}`), { request: { headers: { key } }, cause: new Error(key) })
    )
  if (kind === 4) return new Response(`<html>${key}</html>`, { status, headers })
  if (kind === 5) return new Response(`not json ${key}`, { status, headers })
  return json(body, { status, headers })
}

describe("a key", () => {
  // Keys are visible ASCII, long enough to be no word.
  const keys = fc.stringMatching(/^[!-~]{12,64}$/)

  it("never occurs in what is logged, traced, thrown, told, given back, or sent anywhere but in its header", async () => {
    await fc.assert(
      fc.asyncProperty(
        keys,
        fc.integer({ min: 0, max: 5 }),
        fc.constantFrom(200, 201, 302, 400, 401, 404, 429, 500),
        async (key, kind, status) => {
          const kept: unknown[] = []
          const spans: unknown[] = []
          const tracer = Tracer.make({
            span: (options) => {
              const span = new Tracer.NativeSpan(options)
              spans.push(span)
              return span
            }
          })
          const c = client(() => echo(key, kind, status), {
            apiKey: key,
            baseUrl: "https://platform.test",
            logger: (record: LogRecord) => kept.push(record)
          })
          const onEvent = (event: RunEvent): void => void kept.push(event)
          const all: readonly Effect.Effect<unknown, AixplainError, Services>[] = [
            Effect.flatMap(Runs, (runs) => runs.run("p1", "hello", { timeout: "3 minutes", onEvent })),
            Effect.flatMap(Runs, (runs) => runs.await("r1", { timeout: "1 minute", onEvent })),
            Effect.flatMap(Runs, (runs) => runs.check("r1")),
            Effect.flatMap(Pipelines, (pipelines) => pipelines.get("p1")),
            Effect.flatMap(Pipelines, (pipelines) => pipelines.create({ nodes: [] }, { name: "P" })),
            Effect.flatMap(Uploads, (uploads) => uploads.upload(new Uint8Array([1])))
          ]
          for (const effect of all) {
            const exit = await c.run(Effect.exit(Effect.withTracer(effect, tracer)))
            kept.push(Exit.isSuccess(exit) ? exit.value : Cause.squash(exit.cause))
            if (Exit.isFailure(exit)) kept.push(Cause.pretty(exit.cause))
          }
          kept.push(...spans)
          const text = kept.map(shown).join("\n")
          for (const form of forms(key)) expect(text.includes(form), `${form} was kept`).toBe(false)
          for (const request of c.requests) {
            expect(request.url.origin).toBe("https://platform.test")
            for (const form of forms(key)) expect(`${request.url.href} ${request.text}`).not.toContain(form)
            const carrying = [...request.headers].filter(([, value]) => value.includes(key)).map(([name]) => name)
            expect([[], ["x-api-key"], ["authorization"]]).toContainEqual(carrying)
          }
        }
      ),
      seeded(40)
    )
  })

  it("of a single call is redacted too", async () => {
    const c = client(() => json({ message: "the key own-key-998877 is not known" }, { status: 401 }))
    const reason = await c.reason(Effect.flatMap(Pipelines, (all) => all.get("p1", { apiKey: "own-key-998877" })))
    expect(reason.body).toEqual({ message: "the key <key> is not known" })
  })

  it("is not in an error that a custom fetch throws", async () => {
    const c = client(() => Promise.reject(reset()))
    const reason = await c.reason(Effect.flatMap(Runs, (runs) => runs.start("p1", "x")))
    expect(inspect(new AixplainError({ operation: "x", reason }))).not.toContain("canary")
  })
})
