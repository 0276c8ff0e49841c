import type { LogRecord } from "@aixplain-ts/core/Aixplain"
import { Runs } from "@aixplain-ts/core/Runs"
import { accepted, json, running, succeeded } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import * as Tracer from "effect/Tracer"
import { describe, expect, it, vi } from "vitest"
import { client, type Handle, key } from "./support/client.ts"

const handle: Handle = (request, index) =>
  request.method === "POST"
    ? json(accepted("r1"), { status: 201 })
    : json(index < 2 ? running() : succeeded({ Out: "x" }))
const run = Effect.flatMap(Runs, (runs) => runs.run("p1", "hello", { name: "nightly" }))

const recording = () => {
  const spans: Tracer.Span[] = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    }
  })
  return { spans, tracer }
}

describe("spans", () => {
  it("show the run and each of its requests", async () => {
    const { spans, tracer } = recording()
    await client(handle).run(Effect.withTracer(run, tracer))
    expect(spans.map((span) => [span.name, span.kind])).toEqual([
      ["Runs.run", "internal"],
      ["Runs.run request", "client"],
      ["Runs.run request", "client"],
      ["Runs.run request", "client"]
    ])
    expect(new Set(spans.slice(1).map((span) => span.parent._tag === "Some" && span.parent.value.spanId))).toEqual(
      new Set([spans[0]?.spanId])
    )
  })

  it("are told to the server as traceparent where a tracer is installed", async () => {
    const { spans, tracer } = recording()
    const c = client(handle)
    await c.run(Effect.withTracer(run, tracer))
    expect(c.requests[0]?.headers.get("traceparent")).toBe(`00-${spans[1]?.traceId}-${spans[1]?.spanId}-01`)
  })

  it("are sent to no server without a tracer, and not from browsers", async () => {
    const silent = client(handle)
    await silent.run(run)
    expect(silent.requests[0]?.headers.get("traceparent")).toBeNull()
    const { tracer } = recording()
    const browser = client(handle, { runtime: "browser" })
    await browser.run(Effect.withTracer(run, tracer))
    expect(browser.requests.every((request) => request.headers.get("traceparent") === null)).toBe(true)
  })
})

describe("the log hook", () => {
  it("tells what is done in allow-listed fields", async () => {
    const lines: LogRecord[] = []
    await client(handle, { logger: (line) => lines.push(line) }).run(run)
    expect(lines.filter(({ message }) => message !== "request")).toEqual([
      { level: "info", message: "run submitted", fields: { run: "r1", pipeline: "p1", name: "nightly" } }
    ])
  })

  it("tells each request with method, route, status and duration, and no address or id", async () => {
    const lines: LogRecord[] = []
    const slow: Handle = async (request, index, time) => {
      await time.sleep(40)
      return handle(request, index, time)
    }
    await client(slow, { logger: (line) => lines.push(line) }).run(run)
    const route = "/assets/pipeline/execution/check/{run}"
    const fields = { operation: "Runs.run", requestId: undefined, tookMillis: 40 }
    expect(lines.filter(({ message }) => message === "request").map((line) => line.fields)).toEqual([
      { ...fields, method: "POST", route: "/assets/pipeline/execution/run/{id}", status: 201 },
      { ...fields, method: "GET", route, status: 200 },
      { ...fields, method: "GET", route, status: 200 }
    ])
  })

  it("is stderr where AIXPLAIN_LOG says from which level on, and no logger is given", async () => {
    const written = async (env: Record<string, string>, options = {}) => {
      const spy = vi.spyOn(console, "error").mockImplementation(() => {})
      try {
        await client(handle, { env, ...options }).run(run)
        return spy.mock.calls.map(([line]) => String(line))
      } finally {
        spy.mockRestore()
      }
    }
    const lines = await written({ AIXPLAIN_LOG: "debug" })
    expect(lines[0]).toMatch(
      /^aixplain debug: request operation=Runs\.run method=POST route=\/assets\/pipeline\/execution\/run\/\{id\} status=201 tookMillis=\d+$/
    )
    expect(lines.join("\n")).not.toContain(key)
    expect(await written({ AIXPLAIN_LOG: "INFO" })).toEqual([
      "aixplain info: run submitted run=r1 pipeline=p1 name=nightly"
    ])
    expect(await written({})).toEqual([])
    expect(await written({ AIXPLAIN_LOG: "debug" }, { logger: () => {} })).toEqual([])
  })

  it("breaks nothing when it throws", async () => {
    const c = client(handle, {
      logger: () => {
        throw new Error("a logger's own mistake")
      }
    })
    expect((await c.run(run)).status).toBe("SUCCESS")
  })
})
