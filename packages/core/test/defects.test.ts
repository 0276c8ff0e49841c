/**
 * The known defects of the vendor's Python client, by number, each with the proof that it cannot happen here. Those about
 * building and checking documents (23 in part, 24, 25, 33) belong to the designer package, and what a Promise shows to sdk.
 */
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { LogRecord } from "@aixplain-ts/core/Aixplain"
import { Batch } from "@aixplain-ts/core/Batch"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { type RunOptions, Runs } from "@aixplain-ts/core/Runs"
import { accepted, failed, json, running, succeeded } from "@aixplain-ts/core/testing"
import { Uploads } from "@aixplain-ts/core/Uploads"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { client, type Handle, hang, key, reset } from "./support/client.ts"
import { realTime } from "./support/virtualTime.ts"

const run = (data: unknown = "hello", options: RunOptions = {}) =>
  Effect.flatMap(Runs, (runs) => runs.run("p1", data, options))
const pipelines = <A>(f: (all: Pipelines["Service"]) => Effect.Effect<A, any>) => Effect.flatMap(Pipelines, f)

/** Runs start, checks are answered in turn. */
const checks = (...answers: (Response | (() => Response | Promise<Response>))[]): Handle => {
  let next = 0
  return (request) => {
    if (request.method === "POST") return json(accepted("r1"), { status: 201 })
    const answer = answers[Math.min(next++, answers.length - 1)] ?? json(running())
    return typeof answer === "function" ? answer() : answer.clone()
  }
}
const done = json(succeeded({ Out: "x" }))
const bodyOf = (c: ReturnType<typeof client>, index = 0) => c.requests[index]?.json as Record<string, unknown>

describe("reliability", () => {
  it("1: a run that takes too long fails as such and can be followed further", async () => {
    let checked = 0
    const c = client((request) =>
      request.method === "POST"
        ? json(accepted("r1"), { status: 201 })
        : json(checked++ < 5 ? running() : succeeded({ Out: "x" }))
    )
    const result = await c.run(
      run("x", { timeout: "2 seconds", schedule: () => 500 }).pipe(
        Effect.catchTag("AixplainError", (error) =>
          error.reason._tag === "DeadlineExceeded" && error.runRef !== undefined
            ? Effect.flatMap(Runs, (runs) => runs.await(error.runRef ?? ""))
            : Effect.fail(error)
        )
      )
    )
    expect(result.outputs["Out"]?.segments[0]?.value).toBe("x")
  })

  it("2: one 404, 401 or web page among the checks does not end a run, and what ends one has a reason", async () => {
    for (const bad of [json({}, { status: 404 }), json({}, { status: 401 }), new Response("<html>")])
      expect((await client(checks(bad, done)).run(run())).status).toBe("SUCCESS")
    expect((await client(checks(json({}, { status: 401 }))).reason(run())).message).toBe(
      "The server does not accept the API key."
    )
  })

  it("3: a connection that hangs costs a limited time, whatever it hangs in", async () => {
    for (const handle of [hang, checks(() => new Promise<Response>(() => undefined))]) {
      const c = client(handle)
      await c.reason(run("x", { timeout: "10 minutes" }))
      expect(c.time.now()).toBeLessThanOrEqual(600_000)
    }
  })

  it("4: a run is never submitted twice, and where a key is honoured it may be sent again safely", async () => {
    const c = client(() => Promise.reject(reset()))
    expect((await c.reason(run()))._tag).toBe("SubmissionUncertain")
    expect(c.requests).toHaveLength(1)
  })

  it("5: plain http is retried like https, and 429 without Retry-After too", async () => {
    const c = client((_, index) => (index === 0 ? json({}, { status: 429 }) : json({ id: "p" })), {
      baseUrl: "http://127.0.0.1:9"
    })
    await c.run(pipelines((all) => all.get("p")))
    expect(c.requests).toHaveLength(2)
  })

  it("6: connections are left to the runtime's pool: nothing asks to close them", async () => {
    const c = client(checks(json(running()), done))
    await c.run(run())
    expect(c.requests.map((request) => request.headers.get("connection"))).toEqual([null, null, null])
  })

  it("7: a refused upload is asked for once, with the key it was given", async () => {
    const c = client((request) =>
      request.method === "POST"
        ? json({ key: "k", uploadUrl: "https://bucket.s3.amazonaws.com/k" })
        : new Response(null, { status: request.method === "PUT" ? 201 : 500 })
    )
    await c.run(Effect.flatMap(Uploads, (uploads) => uploads.upload(new Uint8Array([1]), { apiKey: "own-key-775533" })))
    expect(c.requests.map((request) => [request.method, request.headers.get("authorization")])).toEqual([
      ["POST", "token own-key-775533"],
      ["PUT", null]
    ])
  })

  it("8: the raw dictionary is always at hand, and a web page in place of an answer is a typed failure", async () => {
    const body = succeeded({ Out: "x" }, { used_credits: 1 })
    expect((await client(checks(json(body))).run(run())).raw).toEqual(body)
    const page = client(() => new Response("<html>"))
    expect((await page.reason(Effect.flatMap(Runs, (runs) => runs.check("r1")))).message).toBe(
      "The server answered with a web page instead of JSON."
    )
  })
})

describe("information", () => {
  it("9: the server's words, the supplier's words and the request id are kept", async () => {
    const refusal = client(() =>
      json({ message: "no value for Text" }, { status: 400, headers: { "x-request-id": "q7" } })
    )
    expect(await refusal.reason(run())).toMatchObject({ requestId: "q7", body: { message: "no value for Text" } })
    const supplier = client(checks(json({ completed: true, error: "err.supplier_error", supplierError: "boom" })))
    expect((await supplier.reason(run())).message).toBe("The run failed: err.supplier_error: boom.")
    expect((await client(checks(json({ status: "FAILED", error_message: "late" }))).reason(run())).message).toContain(
      "late"
    )
  })

  it("10: credits, progress and segment counts come with the result", async () => {
    const more = { used_credits: 0.25, progress: "100%", numofsegments: 4, numoffailedsegments: 1 }
    expect(await client(checks(json(succeeded({ Out: "x" }, more)))).run(run())).toMatchObject({
      usedCredits: 0.25,
      progress: 100,
      segments: { total: 4, failed: 1 }
    })
  })

  it("11: an answer without an id says what is wrong with it", async () => {
    const c = client(() => json({ message: "fine" }))
    expect((await c.reason(pipelines((all) => all.update("p", { nodes: [{ number: 0 }], name: "P" })))).message).toBe(
      "The response from the server is missing required fields."
    )
  })

  it("12: failures have one shape, whatever the server's has", async () => {
    for (const error of ["x", { error: { error: "x", status: "ERROR" }, status: "ERROR" }, { message: "x" }])
      expect(await client(checks(json(failed(error)))).reason(run())).toMatchObject({
        _tag: "RunFailed",
        message: "The run failed: x."
      })
  })

  it("13: a refusal is one even when its body holds an id", async () => {
    const c = client(() => json({ id: "p1" }, { status: 400 }))
    const source = { name: "P", nodes: [{ number: 0 }] }
    expect((await c.reason(pipelines((all) => all.create(source))))._tag).toBe("InvalidRequest")
    expect((await c.reason(pipelines((all) => all.update("p1", source))))._tag).toBe("InvalidRequest")
  })

  it("14: a pipeline that could not be read is neither returned nor stored as an empty one", async () => {
    const c = client(() => json({ id: "p1", name: "P", status: "draft" }))
    const pipeline = await c.run(pipelines((all) => all.get("p1")))
    expect(pipeline.document).toBeUndefined()
    const nodes = [{ number: 0, type: "INPUT", label: "In" }]
    const stored = client((request) =>
      json(request.method === "GET" ? { id: "p1", name: "P", nodes, links: [] } : { id: "p1" })
    )
    await stored.run(pipelines((all) => all.deploy(pipeline)))
    expect(bodyOf(stored, 1)).toMatchObject({ architecture: { nodes } })
  })

  it("15, 23: loading and saving keeps every key, values of multi-value parameters, positions and dataSourceId 0", async () => {
    const nodes = [
      {
        number: 0,
        type: "INPUT",
        label: "In",
        position: { x: 1, y: 2 },
        status: "Exists",
        autoSelectOptions: [],
        inputValues: [{ code: "l", values: ["en", "de"] }]
      }
    ]
    const links = [
      { from: 3, to: 0, paramMapping: [{ from: "data", to: "x", dataSourceId: 0 }] },
      { from: 0, to: 1, paramMapping: [] }
    ]
    const c = client((request) =>
      json(request.method === "GET" ? { id: "p1", name: "P", nodes, links, own: [1] } : { id: "p1" })
    )
    await c.run(
      pipelines((all) => Effect.flatMap(all.get("p1"), (stored) => all.save({ id: stored.id, source: stored })))
    )
    expect(bodyOf(c, 1)).toEqual({ name: "P", status: "draft", own: [1], architecture: { nodes, links } })
  })
})

describe("surprises", () => {
  it("16: save makes one request, and no second pipeline", async () => {
    const c = client(() => json({ id: "p1" }))
    await c.run(pipelines((all) => all.save({ id: "p1", source: { name: "P", nodes: [{ number: 0 }] } })))
    expect(c.requests.map((request) => request.method)).toEqual(["PUT"])
  })

  it("17: the caller's data stay as they are, also for the second run", async () => {
    const data = Object.freeze({ Text: "a" })
    const c = client(checks(done))
    await c.run(run(data))
    await c.run(run(data))
    expect(data).toEqual({ Text: "a" })
    expect(bodyOf(c, 2)).toEqual(bodyOf(c, 0))
  })

  it("18: text is text", async () => {
    for (const text of ["true", "12", '["a"]', '{"Input 1": "x"}', "null"]) {
      const c = client(checks(done))
      await c.run(run(text))
      expect(bodyOf(c)["data"]).toBe(text)
    }
  })

  it("19: an option that does not exist goes neither into the body nor into the result", async () => {
    const c = client(checks(done))
    const result = await c.run(run("x", { batch_mode: false, temperature: 1 } as RunOptions))
    expect(Object.keys(bodyOf(c))).toEqual(["data", "batchmode", "version"])
    expect(Object.keys(result)).not.toContain("temperature")
  })

  it("20: version is the engine's, and nothing else", async () => {
    const c = client(checks(done))
    await c.run(run("x", { version: "3.0" }))
    expect(bodyOf(c)).toEqual({ data: "x", batchmode: true, version: "3.0" })
  })

  it("21: filters by input and by output are two filters", async () => {
    const c = client(() => json({ items: [] }))
    await c.run(
      pipelines((all) => all.page({ inputDataTypes: ["audio"], outputDataTypes: ["text"], suppliers: ["aws"] }))
    )
    expect(bodyOf(c)).toMatchObject({ inputDataTypes: ["audio"], outputDataTypes: ["text"], suppliers: ["aws"] })
  })

  it("22: pages are asked for one by one, and sizes that make no sense are refused", async () => {
    const c = client(() => json({ items: [{ id: "a", name: "A" }], total: 1 }))
    expect((await c.run(pipelines((all) => all.page({ pageSize: 10 })))).next).toBeNull()
    expect(c.requests).toHaveLength(1)
    expect((await c.reason(pipelines((all) => all.page({ pageSize: -1 }))))._tag).toBe("InvalidInput")
  })

  it("26: every call takes its own key, delete too", async () => {
    const c = client(() => json({ id: "p" }))
    await c.run(pipelines((all) => all.delete("p", { apiKey: "own-key-775533" })))
    expect(c.requests[0]?.headers.get("authorization")).toBe("Token own-key-775533")
  })
})

describe("security", () => {
  it("27: what is logged holds neither keys nor bodies", async () => {
    const lines: LogRecord[] = []
    await client(checks(json({}, { status: 503 }), done), { logger: (line) => lines.push(line) }).run(
      run("a secret text")
    )
    expect(lines.length).toBeGreaterThan(0)
    expect(JSON.stringify(lines)).not.toMatch(new RegExp(`${key}|a secret text|x-api-key`))
  })

  it("28: the key does not follow a poll URL to another origin", async () => {
    const away = client(() => json({ url: "https://evil.test/collect", status: "IN_PROGRESS" }))
    expect((await away.reason(run())).message).toContain("the key is not sent there")
    const moved = client((request) =>
      request.method === "POST" ? json(accepted("r1", "https://evil.test"), { status: 201 }) : done.clone()
    )
    await moved.run(run())
    expect(moved.requests.map((request) => request.url.origin)).toEqual(["http://memory.test", "http://memory.test"])
  })

  it("29, 30: a text that names a file stays text; a file that is uploaded tells its name and not its path", async () => {
    const folder = await mkdtemp(join(tmpdir(), "core-defects-"))
    try {
      const path = join(folder, "prompt.txt")
      await writeFile(path, "private")
      const plain = client(checks(done))
      await plain.run(run(path))
      expect(bodyOf(plain)["data"]).toBe(path)
      const c = client(
        (request) =>
          request.method === "PUT"
            ? new Response(null, { status: 200 })
            : json({ key: "k", uploadUrl: "https://bucket.s3.amazonaws.com/k" }),
        { time: realTime() }
      )
      await c.run(Effect.flatMap(Uploads, (uploads) => uploads.upload(path, { permanent: true })))
      expect(c.requests.map((request) => `${request.url.href}${request.text}`).join("\n")).not.toContain(
        "core-defects-"
      )
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it("31: nothing is written into the working directory", async () => {
    const folder = await mkdtemp(join(tmpdir(), "core-defects-"))
    const before = process.cwd()
    try {
      process.chdir(folder)
      await client(checks(json(running()), done)).run(run())
      expect(await readdir(folder)).toEqual([])
    } finally {
      process.chdir(before)
      await rm(folder, { recursive: true })
    }
  })
})

describe("what was missing", () => {
  it("32: cancel, list, logs, events, downloads and batches are there", async () => {
    const c = client(() => json({}))
    const there = await c.run(
      Effect.gen(function* () {
        const runs = yield* Runs
        const batch = yield* Batch
        return [runs.cancel, runs.list, runs.log, runs.watch, runs.await, batch.runMany].every(
          (one) => typeof one === "function"
        )
      })
    )
    expect(there).toBe(true)
  })
})
