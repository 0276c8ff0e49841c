import { Batch, type BatchItem, type BatchOptions } from "@aixplain-ts/core/Batch"
import { file } from "@aixplain-ts/core/FileInput"
import { accepted, failed, json, succeeded } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect, it } from "vitest"
import { client, type Handle } from "./support/client.ts"
import { realTime } from "./support/virtualTime.ts"

const many = (inputs: Iterable<unknown> | AsyncIterable<unknown>, options: BatchOptions = {}) =>
  Effect.flatMap(Batch, (batch) => Stream.runCollect(batch.runMany("p1", inputs, { schedule: () => 100, ...options })))

const run = /\/run\//
const idOf = (path: string): string => path.split("/").at(-1) ?? ""

/** A server whose runs take as many milliseconds as their input says; negative ones fail. */
const server = (): Handle => {
  const ends = new Map<string, { at: number; input: unknown }>()
  return (request, index, time) => {
    if (run.test(request.path)) {
      const input = (request.json as { data: unknown }).data
      ends.set(`r${index}`, { at: time.now() + Math.abs(Number(input)), input })
      return json(accepted(`r${index}`), { status: 201 })
    }
    const found = ends.get(idOf(request.path))
    if (found === undefined) return json({}, { status: 404 })
    if (time.now() < found.at) return json({ status: "IN_PROGRESS", completed: false })
    return json(Number(found.input) < 0 ? failed("negative") : succeeded({ Out: String(found.input) }))
  }
}

const outcome = (item: BatchItem) =>
  "error" in item ? item.error.reason._tag : item.result.outputs["Out"]?.segments[0]?.value

describe("many runs", () => {
  it("come in the order of completion with their index, each with its own outcome", async () => {
    const items = await client(server()).run(many([3_000, -100, 1_000]))
    expect(items.map((item) => [item.index, outcome(item)])).toEqual([
      [1, "RunFailed"],
      [2, "1000"],
      [0, "3000"]
    ])
  })

  it("are at most as many at a time as asked for", async () => {
    let active = 0
    let most = 0
    const inner = server()
    const c = client(async (request, index, time) => {
      const answer = await inner(request, index, time)
      if (run.test(request.path)) most = Math.max(most, ++active)
      else if (((await answer.clone().json()) as { completed: boolean }).completed) active -= 1
      return answer
    })
    await c.run(
      many(
        Array.from({ length: 40 }, (_, index) => 100 + 37 * (index % 9)),
        { concurrency: 5 }
      )
    )
    expect(most).toBe(5)
  })

  it("take their inputs from a generator only as slots become free", async () => {
    let pulled = 0
    let done = 0
    let ahead = 0
    const inputs = async function* () {
      for (let index = 0; index < 300; index++) {
        pulled += 1
        ahead = Math.max(ahead, pulled - done)
        yield 100
      }
    }
    await client(server()).run(
      Effect.flatMap(Batch, (batch) =>
        Stream.runForEach(batch.runMany("p1", inputs(), { concurrency: 4, schedule: () => 100 }), () =>
          Effect.sync(() => {
            done += 1
          })
        )
      )
    )
    expect(done).toBe(300)
    expect(ahead).toBeLessThan(40)
  })

  it("stop when nobody wants more, and close the generator", async () => {
    let closed = false
    const inputs = function* () {
      try {
        for (;;) yield 100
      } finally {
        closed = true
      }
    }
    const c = client(server())
    await c.run(
      Effect.flatMap(Batch, (batch) =>
        Stream.runDrain(Stream.take(batch.runMany("p1", inputs(), { schedule: () => 100 }), 3))
      )
    )
    expect(closed).toBe(true)
    expect(c.time.waiting()).toBe(0)
  })

  it("submit nothing more when nobody wants more, and leave what was submitted to itself", async () => {
    const c = client((request) =>
      run.test(request.path)
        ? json(accepted("r1"), { status: 201, headers: { "aixplain-extensions": "cancel" } })
        : json(
            request.path.includes("/check/") && c.requests.length < 6
              ? { status: "IN_PROGRESS" }
              : succeeded({ Out: "x" })
          )
    )
    await c.run(
      Effect.flatMap(Batch, (batch) =>
        Stream.runDrain(
          Stream.take(batch.runMany("p1", [1, 2, 3, 4, 5, 6, 7, 8], { schedule: () => 100, concurrency: 3 }), 1)
        )
      )
    )
    expect(c.requests.filter((request) => run.test(request.path)).length).toBeLessThan(8)
    expect(c.requests.some((request) => request.path.endsWith("/cancel"))).toBe(false)
  })

  it("report that the inputs failed", async () => {
    const inputs = async function* () {
      yield 100
      throw new Error("the file ended early")
    }
    expect((await client(server()).reason(many(inputs()))).message).toBe(
      "The inputs ended with an error: the file ended early."
    )
  })

  it("refuse a concurrency that makes no sense", async () => {
    expect((await client(server()).reason(many([1], { concurrency: 0 }))).message).toBe(
      "concurrency is 0; it must be a whole number from 1 on."
    )
  })
})

describe("a server that limits the rate", () => {
  it("is yielded to: no run is lost, none is submitted twice, and few are refused", async () => {
    const inner = server()
    const window: number[] = []
    let refused = 0
    const accepts: unknown[] = []
    const c = client((request, index, time) => {
      if (!run.test(request.path)) return inner(request, index, time)
      // Four a second.
      while ((window[0] ?? Number.POSITIVE_INFINITY) <= time.now() - 1_000) window.shift()
      if (window.length >= 4) {
        refused += 1
        return json({}, { status: 429, headers: { "retry-after": "1" } })
      }
      window.push(time.now())
      accepts.push((request.json as { data: unknown }).data)
      return inner(request, index, time)
    })
    const inputs = Array.from({ length: 100 }, (_, index) => 100 + index)
    const items = await c.run(many(inputs, { concurrency: 32 }))
    expect(new Set(items.map(outcome))).toEqual(new Set(inputs.map(String)))
    expect(new Set(accepts)).toEqual(new Set(inputs))
    expect(accepts).toHaveLength(inputs.length)
    expect(refused).toBeLessThan(150)
    expect(c.time.now()).toBeLessThan(60_000)
  })
})

describe("a batch that was told to slow down", () => {
  it("does not ask in a tight loop when the server says 0 for when", async () => {
    const inner = server()
    const c = client((request, index, time) =>
      run.test(request.path) && time.now() < 60_000
        ? json({}, { status: 429, headers: { "retry-after": "0" } })
        : inner(request, index, time)
    )
    await c.run(many([100, 100], { concurrency: 2 }))
    expect(c.requests.length).toBeLessThan(100)
  })

  it("widens again: as many at a time as before, once the server takes them", async () => {
    const inner = server()
    let active = 0
    let most = 0
    let refused = 0
    const c = client(async (request, index, time) => {
      // Refused at first only, so often that one at a time is left.
      if (run.test(request.path) && refused < 6) {
        refused += 1
        return json({}, { status: 429, headers: { "retry-after": "1" } })
      }
      const answer = await inner(request, index, time)
      if (run.test(request.path)) most = Math.max(most, ++active)
      else if (((await answer.clone().json()) as { completed: boolean }).completed) active -= 1
      return answer
    })
    await c.run(
      many(
        Array.from({ length: 120 }, () => 500),
        { concurrency: 8 }
      )
    )
    expect(most).toBe(8)
  })
})

describe("the same file in many inputs", () => {
  it("is uploaded once", async () => {
    let puts = 0
    const c = client(
      (request) => {
        if (request.path.startsWith("/sdk/file"))
          return json({ key: `k${puts}`, uploadUrl: "https://bucket.s3.amazonaws.com/k" })
        if (request.method === "PUT") {
          puts += 1
          return new Response(null, { status: 200 })
        }
        return request.method === "POST" ? json(accepted("r1"), { status: 201 }) : json(succeeded({ Out: "x" }))
      },
      { time: realTime() }
    )
    const content = new Blob(["the same"])
    const items = await c.run(
      many(
        Array.from({ length: 100 }, () => ({ A: file(content), B: file(new Blob(["the same"])) })),
        { schedule: () => 0 }
      )
    )
    expect(items.every((item) => "result" in item)).toBe(true)
    expect(puts).toBe(1)
  })
})
