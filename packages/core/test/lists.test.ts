import { Runs } from "@aixplain-ts/core/Runs"
import { json, type Received } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect, it } from "vitest"
import { client } from "./support/client.ts"

const declaring = { "aixplain-extensions": "runs, steps, log" }
const use = <A>(f: (runs: Runs["Service"]) => Effect.Effect<A, any>) => Effect.flatMap(Runs, f)

const paged = (request: Received) => {
  if (request.path === "/health") return json({}, { headers: declaring })
  const page = Number(request.url.searchParams.get("page") ?? 0)
  return json(
    { items: [{ id: `r${page}a` }, { id: `r${page}b` }], next: page < 2 ? String(page + 1) : null },
    { headers: declaring }
  )
}

describe("runs, steps and logs of a server that lists them", () => {
  it("are streams over pages that are fetched when they are pulled", async () => {
    const c = client(paged)
    const ids = await c.run(
      use((runs) =>
        Stream.runCollect(
          Stream.map(runs.list({ pipeline: "p1", status: "FAILED", since: 0, limit: 2 }), (run) => run.id)
        )
      )
    )
    expect(ids).toEqual(["r0a", "r0b", "r1a", "r1b", "r2a", "r2b"])
    expect(c.requests[1]?.url.search).toBe("?pipeline=p1&status=FAILED&since=1970-01-01T00%3A00%3A00.000Z&limit=2")
    const few = client(paged)
    await few.run(use((runs) => Stream.runDrain(Stream.take(runs.steps("r1"), 2))))
    expect(few.requests.map((r) => r.path)).toEqual(["/health", "/ext/runs/r1/steps"])
    await few.run(use((runs) => Stream.runDrain(runs.log("r1"))))
    expect(few.requests.at(-1)?.url.search).toBe("?page=2")
  })

  it("are filtered by the server: every filter reaches it, also on the pages after the first", async () => {
    const c = client(paged)
    await c.run(
      use((runs) => runs.page({ outcome: "partial", q: "reviews", until: 86_400_000, status: "SUCCESS", limit: 5 }))
    )
    expect(Object.fromEntries(c.requests.at(-1)?.url.searchParams ?? [])).toEqual({
      outcome: "partial",
      q: "reviews",
      until: "1970-01-02T00:00:00.000Z",
      status: "SUCCESS",
      limit: "5"
    })
    await c.run(
      use((runs) => Stream.runDrain(runs.steps("r1", { node: 0, status: "FAILED", retried: false, limit: 9 })))
    )
    const asked = c.requests
      .filter(({ path }) => path === "/ext/runs/r1/steps")
      .map(({ url }) => Object.fromEntries(url.searchParams))
    const filter = { node: "0", status: "FAILED", retried: "false", limit: "9" }
    expect(asked).toEqual([filter, { ...filter, page: "1" }, { ...filter, page: "2" }])
  })

  it("start with a page token", async () => {
    const c = client(paged)
    expect(await c.run(use((runs) => runs.page({ page: "2" })))).toEqual({
      items: [{ id: "r2a" }, { id: "r2b" }],
      next: null
    })
  })

  it("can be read one by one", async () => {
    const detail = { id: "r1", nodes: [] }
    const c = client(() => json(detail, { headers: declaring }))
    expect(await c.run(use((runs) => runs.get("r1")))).toEqual(detail)
  })

  it("are NotSupported where the server declares nothing of the kind", async () => {
    const c = client(() => json({}, { headers: { "aixplain-extensions": "cancel" } }))
    for (const effect of [
      use((runs) => runs.get("r1")),
      use((runs) => runs.page()),
      use((runs) => Stream.runDrain(runs.log("r1")))
    ]) {
      const reason = await c.reason(effect)
      expect(reason._tag).toBe("NotSupported")
      expect(reason.hint).toMatch(/^It does not declare the extension "(runs|log)"\.$/)
    }
  })
})
