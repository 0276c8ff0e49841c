import { request } from "node:http"
import { describe, expect, it } from "vitest"
import type { Fault, FaultOptions } from "../../src/faults/Faults.ts"
import { sentiment } from "../http/Client.ts"
import { start, type Harness } from "../http/Harness.ts"

const withPipeline = async (
  faults: FaultOptions,
  clock: "system" | "virtual" = "system"
): Promise<Harness & { readonly id: string }> => {
  const harness = await start({ faults, clock })
  const rules = harness.parts.options.faults
  void rules
  const { body } = await harness.client.send("POST", "/sdk/pipelines", { body: { name: "A", architecture: sentiment } })
  return { ...harness, id: body.id }
}

const run = (harness: Harness & { readonly id: string }, headers: Record<string, string> = {}) =>
  harness.client.send("POST", `/assets/pipeline/execution/run/${harness.id}`, { body: { data: "x" }, headers })

/** How a connection ended for its client. */
const outcome = (promise: Promise<{ readonly status: number }>): Promise<number | string> =>
  promise.then(
    ({ status }) => status,
    (error: Error & { cause?: { code?: string } }) => error.cause?.code ?? error.message
  )

describe("a dropped connection", () => {
  it.each([
    ["before-body", 0],
    ["after-body", 0],
    ["before-answer", 1],
    ["mid-answer", 1]
  ] as const)("%s: the run is submitted %i times, and the client has no whole answer", async (at, runs) => {
    const harness = await withPipeline({ rules: [{ operation: "runPipeline", fault: { type: "drop", at } }] })
    expect(await outcome(run(harness))).toMatch(/UND_ERR_SOCKET|ECONNRESET|terminated|aborted/)
    expect(harness.engine.runs.size).toBe(runs)
    expect(harness.platform.requests.count({ operation: "runPipeline" })).toBe(1)
    expect(harness.platform.faults.met).toEqual({ drop: 1 })
  })

  it("is a regular end, or a reset where asked for", async () => {
    const codes: string[] = []
    for (const reset of [false, true]) {
      const { platform } = await start({ faults: { rules: [{ fault: { type: "drop", at: "before-body", reset } }] } })
      codes.push(
        await new Promise<string>((resolve) => {
          request(platform.url)
            .on("error", (error: NodeJS.ErrnoException) => resolve(`${error.code}: ${error.message}`))
            .on("response", () => resolve("answered"))
            .end()
        })
      )
    }
    expect(codes).toEqual(["ECONNRESET: socket hang up", "ECONNRESET: read ECONNRESET"])
  })

  it("shows in the log as a request without a status", async () => {
    const harness = await withPipeline({
      rules: [{ operation: "runPipeline", fault: { type: "drop", at: "before-answer" } }]
    })
    await outcome(run(harness))
    expect(harness.platform.requests.list({ operation: "runPipeline" })).toEqual([
      {
        method: "POST",
        path: `/assets/pipeline/execution/run/${harness.id}`,
        operation: "runPipeline",
        status: undefined,
        fault: "drop",
        at: expect.any(Number)
      }
    ])
  })
})

describe("an answer that does not come", () => {
  it("hangs until the client leaves, before or after the work", async () => {
    for (const [at, runs] of [
      ["before", 0],
      ["after", 1]
    ] as const) {
      const harness = await withPipeline({ rules: [{ operation: "runPipeline", fault: { type: "hang", at } }] })
      const leave = new AbortController()
      const hanging = harness.client.send("POST", `/assets/pipeline/execution/run/${harness.id}`, {
        body: { data: "x" },
        signal: leave.signal
      })
      await expect.poll(() => harness.platform.faults.met["hang"]).toBe(1)
      await expect.poll(() => harness.engine.runs.size).toBe(runs)
      leave.abort()
      await expect(hanging).rejects.toThrow("abort")
    }
  })

  it("does not keep the server from closing", async () => {
    const { client, platform } = await start({ faults: { rules: [{ fault: { type: "hang" } }] } })
    const hanging = outcome(client.send("GET", "/sdk/pipelines"))
    await expect.poll(() => platform.faults.met["hang"]).toBe(1)
    await platform.close()
    expect(await hanging).toMatch(/UND_ERR_SOCKET|ECONNRESET/)
  })

  it("comes late, or in small pieces, by the server's clock", async () => {
    const late = await start({
      clock: "virtual",
      faults: { rules: [{ fault: { type: "delay", millis: 3_600_000 }, times: 1 }] }
    })
    const delayed = late.client.send("GET", "/sdk/pipelines")
    await expect.poll(() => late.platform.faults.met["delay"]).toBe(1)
    await late.platform.clock.advance("1 hour")
    expect((await delayed).status).toBe(200)

    const { client } = await start({ faults: { rules: [{ fault: { type: "slow", bytes: 20, millis: 1 } }] } })
    expect((await client.send("GET", "/sdk/pipelines")).body.total).toBe(0)
  })
})

describe("a wrong answer", () => {
  const answerTo = async (fault: Fault, path = "/sdk/pipelines") =>
    (await start({ faults: { rules: [{ fault }] } })).client.send("GET", path)

  it("may have any status, and say when to come back in three forms", async () => {
    expect(
      await answerTo({ type: "status", status: 502, body: "<h1>Bad</h1>", contentType: "text/html" })
    ).toMatchObject({ status: 502, text: "<h1>Bad</h1>" })
    const seconds = await answerTo({ type: "status", status: 429, retryAfter: { millis: 1500 } })
    expect(seconds).toMatchObject({ status: 429, body: { statusCode: 429 } })
    expect(seconds.headers.get("retry-after")).toBe("2")
    const millis = await answerTo({ type: "status", status: 503, retryAfter: { millis: 1500, form: "milliseconds" } })
    expect(millis.headers.get("retry-after-ms")).toBe("1500")
    const date = await answerTo({ type: "status", status: 503, retryAfter: { millis: 60_000, form: "date" } })
    expect(Date.parse(date.headers.get("retry-after") ?? "")).toBeGreaterThan(0)
    expect(date.headers.get("aixplain-extensions")).toContain("idempotency-key")
  })

  it("may be garbled: cut, a page, or empty", async () => {
    const { platform } = await start({ faults: { rules: [{ fault: { type: "garble" } }] } })
    const response = await fetch(`${platform.url}/health`)
    expect(response.status).toBe(200)
    await expect(response.json()).rejects.toThrow("JSON")
    expect((await answerTo({ type: "garble", how: "html" })).text).toContain("<h1>")
    expect((await answerTo({ type: "garble", how: "empty" })).text).toBe("")
  })

  it("may be an unknown status, a run that is not visible yet, or an expired link", async () => {
    const check = "/assets/pipeline/execution/check/cf9728ff-9a38-4cf8-87c8-41edf2ad0000"
    expect((await answerTo({ type: "unknown-status" }, check)).body).toEqual({ status: "WARMING_UP", completed: false })
    expect((await answerTo({ type: "unknown-status", word: "odd" }, check)).body.status).toBe("odd")
    expect(await answerTo({ type: "invisible" }, check)).toMatchObject({ status: 404, body: { message: "Not Found" } })
    expect((await answerTo({ type: "expired" })).status).toBe(403)
  })
})

describe("rules", () => {
  const statuses = async (harness: Harness, count: number, path = "/sdk/pipelines"): Promise<number[]> => {
    const found: number[] = []
    for (let n = 0; n < count; n++) found.push((await harness.client.send("GET", path)).status)
    return found
  }
  const fault: Fault = { type: "status", status: 503 }

  it("pick by count", async () => {
    expect(await statuses(await start({ faults: { rules: [{ fault, nth: 2 }] } }), 4)).toEqual([200, 503, 200, 200])
    expect(await statuses(await start({ faults: { rules: [{ fault, nth: [1, 3] }] } }), 4)).toEqual([
      503, 200, 503, 200
    ])
    expect(await statuses(await start({ faults: { rules: [{ fault, times: 2 }] } }), 4)).toEqual([503, 503, 200, 200])
  })

  it("pick by method, path and operation, the first that fits", async () => {
    const harness = await start({
      faults: {
        rules: [
          { fault, method: "POST" },
          { fault, path: "/sdk/functions" },
          { fault: { type: "status", status: 500 }, path: /licen[sc]es$/ },
          { fault, path: /licenses/ },
          { fault, operation: "listSuppliers" }
        ]
      }
    })
    expect(await statuses(harness, 1)).toEqual([200])
    expect(await statuses(harness, 1, "/sdk/functions")).toEqual([503])
    expect(await statuses(harness, 1, "/sdk/licenses")).toEqual([500])
    expect(await statuses(harness, 1, "/sdk/suppliers/")).toEqual([503])
  })

  it("count for each path on its own where told so", async () => {
    const harness = await start({ faults: { rules: [{ fault, times: 1, perPath: true }] } })
    expect(await statuses(harness, 2)).toEqual([503, 200])
    expect(await statuses(harness, 2, "/sdk/functions")).toEqual([503, 200])
  })

  it("draw chances from the seed: the same again, and another with another seed", async () => {
    const drawn = async (seed: number) =>
      statuses(await start({ faults: { seed, rules: [{ fault, probability: 0.5 }] } }), 30)
    const first = await drawn(1)
    expect(await drawn(1)).toEqual(first)
    expect(await drawn(2)).not.toEqual(first)
    const share = first.filter((status) => status === 503).length
    expect(share).toBeGreaterThan(5)
    expect(share).toBeLessThan(25)
  })

  it("obey a request's own header only where asked for", async () => {
    const headers = { "aixplain-fault": JSON.stringify(fault) }
    const off = await start()
    expect((await off.client.send("GET", "/sdk/pipelines", { headers })).status).toBe(200)
    const on = await start({ faults: { byHeader: true } })
    expect((await on.client.send("GET", "/sdk/pipelines", { headers })).status).toBe(503)
    expect((await on.client.send("GET", "/sdk/pipelines")).status).toBe(200)
    for (const text of ["nonsense", "{}", "null", '{"type":"earthquake"}'])
      expect((await on.client.send("GET", "/sdk/pipelines", { headers: { "aixplain-fault": text } })).status).toBe(400)
  })

  it("may be added and taken out while the server runs", async () => {
    const harness = await start()
    const remove = harness.platform.faults.add({ fault })
    expect(await statuses(harness, 1)).toEqual([503])
    remove()
    expect(await statuses(harness, 1)).toEqual([200])
    harness.platform.faults.add({ fault })
    harness.platform.faults.clear()
    expect(await statuses(harness, 1)).toEqual([200])
    expect(harness.platform.faults.met).toEqual({})
  })
})

describe("the log of requests", () => {
  it("counts every request by operation, and holds no secret", async () => {
    const { client, platform } = await start()
    await client.send("GET", "/sdk/pipelines?pageNumber=0")
    await client.send("GET", "/sdk/pipelines")
    await client.send("GET", "/nowhere")
    expect(platform.requests.counts).toEqual({ listPipelines: 2, unknown: 1 })
    expect(platform.requests.total).toBe(3)
    expect(platform.requests.count({ method: "GET", path: /pipelines$/, status: 200 })).toBe(2)
    expect(JSON.stringify(platform.requests.list())).not.toContain(platform.apiKey)
    platform.requests.clear()
    expect(platform.requests.list()).toEqual([])
  })
})

it("a rule that is added is checked by name", async () => {
  const { platform } = await start({})
  const add = (rule: object) => () => platform.faults.add(rule as never)
  expect(add({ operation: "checkRunn", fault: { type: "hang" } })).toThrow('Did you mean "checkRun"?')
  expect(add({ fault: { type: "hang" }, time: 1 })).toThrow('Unknown member "time" of the fault rule.')
})
