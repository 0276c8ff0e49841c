import type { RunEvent } from "@aixplain-ts/core/RunEvent"
import { Runs } from "@aixplain-ts/core/Runs"
import { accepted, failed, json, running, succeeded } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect, it } from "vitest"
import { client, type Handle, hang, reset } from "./support/client.ts"
import { seeded } from "./support/properties.ts"

const watch = Effect.flatMap(Runs, (runs) => Stream.runCollect(runs.watch("r1")))
const short = (events: readonly RunEvent[]) => events.map((event) => event.type)
const declaring = { "aixplain-extensions": "events, prefer-wait" }

const node = {
  node: 1,
  label: "Model",
  type: "ASSET",
  status: "IN_PROGRESS",
  segments: { total: 2, succeeded: 1, failed: 0, skipped: 0 }
}
const at = "2026-03-01T00:00:01.000Z"

/** Server-sent events as a server writes them; ends, hangs or breaks afterwards. */
const stream = (events: readonly object[], end: "close" | "hang" | "break" = "close") => {
  let sent = false
  return new Response(
    new ReadableStream<Uint8Array>({
      pull: (body) => {
        if (sent) {
          if (end === "close") body.close()
          if (end === "break") body.error(reset())
          return end === "hang" ? new Promise(() => undefined) : undefined
        }
        sent = true
        for (const event of events) {
          const { id, type } = event as { id?: string; type: string }
          const text = `: keep\nevent: ${type}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(event)}\n\n`
          body.enqueue(new TextEncoder().encode(text))
        }
        return events.length === 0 && end === "hang" ? new Promise(() => undefined) : undefined
      }
    }),
    { headers: { "content-type": "text/event-stream", ...declaring } }
  )
}

describe("watching a run by checks", () => {
  it("tells each check and the end, with the client's time", async () => {
    const c = client((_, index) =>
      json(index === 0 ? running(10) : index === 1 ? running(50) : succeeded({ Out: "x" }, { used_credits: 1 }))
    )
    expect(await c.run(watch)).toMatchObject([
      {
        type: "run.checked",
        run: "r1",
        status: "IN_PROGRESS",
        progress: 10,
        attempt: 1,
        at: "2026-03-01T00:00:00.000Z"
      },
      { type: "run.checked", progress: 50, attempt: 2 },
      { type: "run.finished", status: "SUCCESS", phase: "succeeded", usedCredits: 1, segments: { total: 1, failed: 0 } }
    ])
  })

  it("ends well for runs that failed: the end is an event", async () => {
    expect(await client(() => json(failed("no voice"))).run(watch)).toMatchObject([
      { type: "run.finished", status: "FAILED", phase: "failed", error: "The run failed: no voice." }
    ])
  })

  it("fails when following becomes impossible", async () => {
    const c = client(() => json({}, { status: 404 }))
    expect((await c.reason(watch))._tag).toBe("NotFound")
  })

  it("stops asking when nobody listens any more", async () => {
    const c = client(() => json(running()))
    await c.run(Effect.flatMap(Runs, (runs) => Stream.runDrain(Stream.take(runs.watch("r1"), 3))))
    expect(c.requests).toHaveLength(3)
    expect(c.time.waiting()).toBe(0)
  })
})

describe("watching a run by the server's own events", () => {
  it("passes the events of the server, and ends with the result of a check", async () => {
    let checks = 0
    const c = client((request) => {
      if (request.path.endsWith("/events"))
        return stream([
          { type: "run.started", at, run: "r1", id: "1" },
          { type: "node.progress", at, run: "r1", id: "2", node },
          { type: "log.written", at, run: "r1", id: "3", line: { at, level: "info", text: "hello" } },
          { type: "a.future.kind", at, run: "r1", id: "4" },
          { type: "run.finished", at, run: "r1", id: "5", status: "SUCCESS" }
        ])
      return json(checks++ === 0 ? running() : succeeded({ Out: "x" }), { headers: declaring })
    })
    const events = await c.run(watch)
    expect(short(events)).toEqual([
      "run.checked",
      "run.started",
      "node.progress",
      "log.written",
      "a.future.kind",
      "run.finished"
    ])
    expect(events[2]).toEqual({ type: "node.progress", at, run: "r1", id: "2", node })
    expect(c.requests.map((r) => r.path.split("/").at(-1))).toEqual(["r1", "events", "r1"])
    expect(c.requests[1]?.headers.get("accept")).toBe("text/event-stream")
  })

  it("does not wait at the first check of another client's run: the stream comes after it", async () => {
    const c = client((request) => {
      if (request.path.endsWith("/events")) return stream([{ type: "run.finished", at, run: "r1", status: "SUCCESS" }])
      const checks = c.requests.filter(({ path }) => path.includes("/check/")).length
      return json(checks < 3 ? running() : succeeded({ Out: "x" }), { headers: declaring })
    })
    // The first one learns what the server declares.
    await c.run(Effect.flatMap(Runs, (runs) => runs.check("r0")))
    await c.run(watch)
    const [, look, , end] = c.requests
    expect([look?.path.split("/").at(-1), look?.headers.get("prefer")]).toEqual(["r1", null])
    expect(end?.headers.get("prefer")).toMatch(/^wait=/)
  })

  it("continues after a lost connection where it was, and polls if the stream fails again and again", async () => {
    let checks = 0
    const c = client((request) => {
      if (request.path.endsWith("/events"))
        return stream([{ type: "run.started", at, run: "r1", id: `e${checks}` }], "break")
      return json(checks++ < 6 ? running() : succeeded({ Out: "x" }), { headers: declaring })
    })
    await c.run(watch)
    const streams = c.requests.filter((request) => request.path.endsWith("/events"))
    expect(streams.map((request) => request.headers.get("last-event-id"))).toEqual([null, "e1", "e2"])
    expect(c.requests.at(-1)?.path).toContain("/check/")
  })

  it("takes a stream that is silent for half of the tolerated outage for dead", async () => {
    let checks = 0
    const c = client((request) => {
      if (request.path.endsWith("/events")) return stream([], "hang")
      return json(checks++ === 0 ? running() : succeeded({ Out: "x" }), { headers: declaring })
    })
    await c.run(watch)
    expect(c.instants).toEqual([0, 0, 30_000])
  })

  it("keeps the deadline while it listens", async () => {
    const c = client((request) =>
      request.path.endsWith("/events") ? stream([], "hang") : json(running(), { headers: declaring })
    )
    const reason = await c.reason(
      Effect.flatMap(Runs, (runs) => runs.await("r1", { timeout: "10 seconds", onEvent: () => undefined }))
    )
    expect(reason._tag).toBe("DeadlineExceeded")
    expect(c.time.now()).toBe(10_000)
  })

  it("is not asked for by those who do not listen", async () => {
    const c = client((_, index) => json(index === 0 ? running() : succeeded({ Out: 1 }), { headers: declaring }))
    await c.run(Effect.flatMap(Runs, (runs) => runs.await("r1")))
    expect(c.requests.every((request) => request.path.includes("/check/"))).toBe(true)
  })

  it("survives a server that says finished while its checks say otherwise", async () => {
    let checks = 0
    const c = client((request) => {
      if (request.path.endsWith("/events")) return stream([{ type: "run.finished", at, run: "r1", status: "SUCCESS" }])
      return json(checks++ < 5 ? running() : succeeded({ Out: "x" }), { headers: declaring })
    })
    await c.run(watch)
    expect(c.time.now()).toBeGreaterThan(400)
    expect(c.requests.length).toBeLessThan(20)
  })

  it("is released when the listener goes", async () => {
    let signal: AbortSignal | null | undefined
    const c = client((request) => {
      if (!request.path.endsWith("/events")) return json(running(), { headers: declaring })
      signal = request.init.signal
      return stream([{ type: "run.started", at, run: "r1" }], "hang")
    })
    await c.run(Effect.flatMap(Runs, (runs) => Stream.runDrain(Stream.take(runs.watch("r1"), 2))))
    expect(signal?.aborted).toBe(true)
    expect(c.time.waiting()).toBe(0)
  })
})

describe("events of a whole run", () => {
  const whole: Handle = (request, index) =>
    request.method === "POST"
      ? json(accepted("r1"), { status: 201 })
      : json(index < 3 ? running() : succeeded({ Out: "x" }))

  it("begin with the submission and end with the end; listeners that throw break nothing", async () => {
    const types: string[] = []
    const c = client(whole)
    await c.run(
      Effect.flatMap(Runs, (runs) =>
        runs.run("p1", "x", {
          onEvent: (event) => {
            types.push(event.type)
            throw new Error("a listener's own mistake")
          }
        })
      )
    )
    expect(types).toEqual(["run.submitted", "run.checked", "run.checked", "run.finished"])
  })

  it("are JSON-safe", async () => {
    const events: RunEvent[] = []
    await client(whole).run(
      Effect.flatMap(Runs, (runs) => runs.run("p1", "x", { onEvent: (event) => events.push(event) }))
    )
    expect(JSON.parse(JSON.stringify(events))).toEqual(events)
  })
})

describe("aborting", () => {
  const whole = Effect.flatMap(Runs, (runs) => runs.run("p1", "x"))

  it.each<[string, Handle]>([
    ["the submission", hang],
    ["a check", (request) => (request.method === "POST" ? json(accepted("r1")) : hang(request))],
    ["the pause between checks", (request) => (request.method === "POST" ? json(accepted("r1")) : json(running()))],
    ["the pause before another attempt", () => json({}, { status: 429, headers: { "retry-after": "50" } })],
    ["the reading of an answer", () => new Response(new ReadableStream({ start: () => undefined }))]
  ])("during %s ends everything at once and leaves nothing waiting", async (_, handle) => {
    const c = client(handle)
    expect(await c.abortAt(20_000, whole)).toBe(true)
    expect(c.time.waiting()).toBe(0)
  })

  it("ends the request that is on its way", async () => {
    const c = client(hang)
    await c.abortAt(5_000, whole)
    expect(c.requests[0]?.init.signal?.aborted).toBe(true)
  })

  it("a thousand times (FC_RUNS for more) leaves no timer and no listener behind", async () => {
    let listeners = 0
    const counting: Handle = (request) => {
      const signal = request.init.signal
      if (signal === null || signal === undefined) throw new Error("a request without a signal")
      const add = signal.addEventListener.bind(signal)
      const remove = signal.removeEventListener.bind(signal)
      signal.addEventListener = (...args: Parameters<typeof add>) => {
        listeners += 1
        return add(...args)
      }
      signal.removeEventListener = (...args: Parameters<typeof remove>) => {
        listeners -= 1
        return remove(...args)
      }
      return request.method === "POST" ? json(accepted("r1")) : json(running())
    }
    const c = client(counting)
    const one = Effect.timeoutOption(whole, "1 second")
    await c.run(
      Effect.forEach(Array.from({ length: seeded(1_000).numRuns }), () => one, { concurrency: 500, discard: true })
    )
    expect(c.time.waiting()).toBe(0)
    expect(listeners).toBe(0)
  })
})
