/** How long `axp` retries a server that does not answer, in virtual time. */
import { accepted, json, running, succeeded } from "@aixplain-ts/core/testing"
import { describe, expect, test } from "vitest"
import { idleClock } from "./support/idleClock.ts"
import { address, pipelineId, runId, server, unreachable } from "./support/server.ts"

const failing = (): Response => json({ message: "down" }, { status: 503 })
const hanging = (): Promise<Response> => new Promise(() => {})
const takingThenHanging = ({ method, path }: { readonly method: string; readonly path: string }) =>
  method === "POST" ? json(accepted(runId, address), { status: 201 }) : path === "/health" ? json({}) : hanging()

describe("a server that rejects an id as malformed", () => {
  test.each(["get", "watch", "resume"])("gets no suggestion to send the same id again: runs %s", async (word) => {
    const refused = server(() =>
      json({ statusCode: 400, message: "err.invalid_param", error: "Bad Request" }, { status: 400 })
    )
    const said = await refused.axp(["runs", word, runId])
    expect([said.code, said.json().error.code, said.json().error.next]).toEqual([
      2,
      "InvalidRequest",
      ["axp runs list"]
    ])
  })
})

describe("a server that does not answer", () => {
  test.each([
    ["cannot be reached", ["pipelines", "list"], unreachable],
    ["fails", ["pipelines", "list"], failing],
    ["hangs", ["pipelines", "list"], hanging],
    ["cannot be reached while a run is watched", ["runs", "watch", runId], unreachable],
    ["fails while a run is watched", ["runs", "watch", runId], failing],
    ["hangs while a run is watched", ["runs", "watch", runId], hanging],
    ["hangs once it has taken a run", ["run", pipelineId, "hello"], takingThenHanging]
  ])("is given up on after 30 s, with exit code 75, if it %s", async (_, argv, handle) => {
    const { clock, passed } = idleClock()
    const said = await server(handle).axp(argv, { clock })
    expect([said.code, said.json().error.message]).toEqual([75, expect.any(String)])
    expect(passed()).toBeLessThanOrEqual(31_000)
  })

  test.each([
    ["cannot be reached", unreachable, "The server does not answer."],
    ["fails", failing, "The server answers with status 503."]
  ])("is reported once while it is retried, if it %s", async (_, handle, sentence) => {
    const { clock } = idleClock()
    const { stderr } = await server(handle).axp(["pipelines", "list"], { clock })
    expect(stderr.split(`${sentence} Trying again for at most 30 s …`)).toHaveLength(2)
    const quiet = await server(handle).axp(["pipelines", "list", "-q"], { clock: idleClock().clock })
    expect(quiet.stderr).not.toContain("Trying again")
  })

  test.each([
    ["pipelines list", ["pipelines", "list"]],
    ["runs get", ["runs", "get", runId]]
  ])("is retried while it restarts: %s", async (_, argv) => {
    const { clock, passed } = idleClock()
    const restarting = server(({ path }) => {
      if (passed() < 15_000) return unreachable()
      return json(path.includes("/check/") ? running(40) : { items: [], total: 0 })
    })
    expect((await restarting.axp(argv, { clock })).code).toBe(0)
  })

  test("starts a run once even if its answer is lost, if it honours idempotency keys", async () => {
    const declaring = { "aixplain-extensions": "idempotency-key" }
    const keys: (string | null)[] = []
    const losing = server(({ method, path, headers }) => {
      if (path === "/health") return json({}, { headers: declaring })
      if (method !== "POST") return json(succeeded({ Out: "x" }))
      keys.push(headers.get("idempotency-key"))
      return keys.length === 1
        ? Promise.reject(new TypeError("fetch failed"))
        : json(accepted(runId, address), { status: 201 })
    })
    const { clock } = idleClock()
    expect((await losing.axp(["run", pipelineId, "hello"], { clock })).code).toBe(0)
    expect([keys.length, new Set(keys).size, keys[0]]).toEqual([2, 1, expect.stringMatching(/^[0-9a-f-]{36}$/)])
  })

  test("gets no second request to start a run that it may have started", async () => {
    const { clock } = idleClock()
    const lost = server(({ method }) => (method === "POST" ? failing() : json({})))
    const said = await lost.axp(["run", pipelineId, "hello"], { clock })
    expect([said.code, said.json().error.code]).toEqual([1, "Server"])
    expect(lost.requests.filter(({ method }) => method === "POST")).toHaveLength(1)
  })

  test("leaves a run that can be resumed if it becomes unreachable during the run", async () => {
    const { clock, passed } = idleClock()
    let checks = 0
    const away = server(({ method }) => {
      if (method === "POST") return json(accepted(runId, address), { status: 201 })
      checks += 1
      return checks < 3 ? json(running(40)) : unreachable()
    })
    const said = await away.axp(["run", pipelineId, "hello"], { clock })
    expect([said.code, said.json()]).toMatchObject([
      75,
      { run: { id: runId }, error: { code: "Transport", next: [`axp runs resume ${runId}`] } }
    ])
    expect(passed()).toBeLessThan(60_000)
  })

  test("is retried at the time of its Retry-After header, if that is within 30 s", async () => {
    const { clock, passed } = idleClock()
    const limited = server((_, index) =>
      index === 0 ? json({}, { status: 429, headers: { "retry-after": "12" } }) : json({ items: [], total: 0 })
    )
    expect((await limited.axp(["pipelines", "list"], { clock })).code).toBe(0)
    expect(passed()).toBeGreaterThanOrEqual(12_000)
    const late = server(() => json({}, { status: 429, headers: { "retry-after": "3600" } }))
    const said = await late.axp(["pipelines", "list"], { clock })
    expect([said.code, late.requests.length, said.json().error.message]).toEqual([
      75,
      1,
      "The server limits the rate of requests: try again in 1 h."
    ])
  })
})
