/**
 * The API key is sent in one header to the configured origin, and appears nowhere else, whatever servers answer and
 * whatever fails. These servers repeat the key wherever a server can.
 */
import { inspect } from "node:util"
import { type Aixplain, isAixplainError, type RunEvent } from "@aixplain-ts/sdk"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { type Script, scripted, type ScriptedServer, type Seen, type Step } from "../../src/runtimes/ScriptedServer.ts"
import { runId, running, succeeded } from "../../src/runtimes/wire.ts"
import { clientOf, key, pipeline } from "../../src/safety/outside.ts"

const consoleMethods = ["log", "info", "warn", "error", "debug"] as const

/** All forms in which a key could appear. */
const forms = [key, encodeURIComponent(key), Buffer.from(key).toString("base64"), Buffer.from(key).toString("hex")]

let told: string[]

const tell = (...values: readonly unknown[]): void => {
  for (const value of values) {
    told.push(String(value), inspect(value, { depth: 20, showHidden: true }))
    told.push(inspect(value, { depth: 20, customInspect: false, getters: true }), JSON.stringify(value) ?? "")
    if (value instanceof Error) told.push(value.stack ?? "", value.message)
    if (isAixplainError(value)) told.push(value.hint ?? "", inspect(value.reason.body, { depth: 20 }))
    if (value instanceof Error && value.cause !== undefined) tell(value.cause)
  }
}

beforeEach(() => {
  told = []
  for (const method of consoleMethods) vi.spyOn(console, method).mockImplementation((...values) => tell(...values))
})

afterEach(() => {
  vi.restoreAllMocks()
})

/** Output that contains the key. */
const leaks = (): readonly string[] => {
  if (told.length === 0) throw new Error("nothing was printed or thrown")
  return told.filter((text) => forms.some((form) => text.includes(form)))
}

/** Members of a request that contain the key. */
const holders = (seen: Seen): readonly string[] => {
  const parts = { path: seen.path, body: seen.body, ...seen.headers }
  return Object.entries(parts)
    .filter(([, text]) => forms.some((form) => text.includes(form)))
    .map(([name]) => name)
}

/** All members of requests that contain the key. */
const places = (server: ScriptedServer): readonly string[] => [...new Set(server.seen.flatMap(holders))]

const keyHeaders = new Set(["x-api-key", "authorization"])

/** Members that contain the key, other than its headers. */
const strayed = (server: ScriptedServer): readonly string[] => places(server).filter((name) => !keyHeaders.has(name))

const echoes = { "x-request-id": `req-${key}`, "x-powered-by": key }
const echo = { message: `bad key ${key}`, error: { used: key, [key]: encodeURIComponent(key) } }

/** Answers of each route that repeat the key, by name. */
const scripts: readonly (readonly [name: string, script: Script, call: (aixplain: Aixplain) => Promise<unknown>])[] = [
  ...[400, 401, 402, 403, 404, 409, 413, 422, 429, 465, 475, 485, 495, 500, 501, 503].map(
    (status) =>
      [
        `an error body of status ${status} that repeats it`,
        { steps: { pipeline: Array.from({ length: 9 }, (): Step => ({ status, headers: echoes, json: echo })) } },
        (aixplain: Aixplain) => aixplain.pipelines.get(pipeline)
      ] as const
  ),
  [
    "a run answer that repeats it",
    { steps: { run: [{ headers: echoes, json: { ...accepted(key), json: { apiKey: key, headers: [key] } } }] } },
    (aixplain) => aixplain.pipelines.ref(pipeline).run({ Text: "x" }, { responseVersion: "v1" })
  ],
  [
    "a run answer without a poll URL that repeats it",
    { steps: { run: [{ json: { status: "FAILED", error: echo } }] } },
    (aixplain) => aixplain.pipelines.ref(pipeline).run({ Text: "x" })
  ],
  [
    "a poll URL that contains it in the query",
    {
      steps: {
        run: [{ json: { ...accepted(""), url: `{origin}/assets/pipeline/execution/check/${runId(1)}?key=${key}` } }]
      }
    },
    (aixplain) => aixplain.pipelines.ref(pipeline).runAsync({ Text: "x" })
  ],
  [
    "a finished run that repeats it in its outputs",
    { steps: { check: [{ json: { ...succeeded({ Echo: key }), trace: echo } }] } },
    (aixplain) => aixplain.pipelines.ref(pipeline).run({ Text: "x" })
  ],
  [
    "a failed run that repeats it",
    { steps: { check: [{ json: { status: "FAILED", completed: true, error: echo, supplierError: key } }] } },
    (aixplain) => aixplain.pipelines.ref(pipeline).run({ Text: "x" })
  ],
  [
    "a status word that repeats it",
    { steps: { check: [{ json: { status: `WAITING_${key}` } }] } },
    (aixplain) => aixplain.pipelines.ref(pipeline).run({ Text: "x" })
  ],
  [
    "an event stream that repeats it",
    {
      extensions: "events",
      steps: { check: [{ json: running }] },
      events: [
        { type: "log", at: "2026-01-01T00:00:00.000Z", run: runId(1), message: key },
        { type: "run.finished", at: "2026-01-01T00:00:00.000Z", run: runId(1), status: "SUCCESS" }
      ]
    },
    async (aixplain) => {
      await aixplain.pipelines.get(pipeline)
      const run = await aixplain.pipelines.ref(pipeline).runAsync({ Text: "x" })
      const events: RunEvent[] = []
      for await (const event of run.events()) events.push(event)
      return events
    }
  ],
  [
    "a web page that repeats it",
    { steps: { pipeline: [{ text: `<html>${key}</html>` }] } },
    (aixplain) => aixplain.pipelines.get(pipeline, { requestTimeout: "5 s" })
  ],
  [
    "truncated JSON that repeats it",
    { steps: { run: [{ text: `{"key":"${key}` }] } },
    (aixplain) => aixplain.pipelines.ref(pipeline).run({ Text: "x" })
  ],
  [
    "JSON that contains it escaped",
    { steps: { pipeline: [{ text: `{"id":"p","name":"${escaped(key)}","note":"${escaped(key)}"}` }] } },
    (aixplain) => aixplain.pipelines.get(pipeline)
  ],
  [
    "a subscription that contains it",
    { steps: { pipeline: [{ json: { id: "p", name: "Moods", subscription: { id: "s", apiKey: key } } }] } },
    (aixplain) => aixplain.pipelines.get(pipeline)
  ],
  [
    "a redirect that contains it",
    { steps: { pipeline: [{ status: 307, headers: { location: `http://127.0.0.1:9/?key=${key}` } }] } },
    (aixplain) => aixplain.pipelines.get(pipeline)
  ],
  [
    "an upload that is refused with it",
    { steps: { put: [{ status: 403, headers: echoes, text: `<Error>${key}</Error>` }] } },
    (aixplain) => aixplain.files.upload(new Blob(["x"]))
  ],
  [
    "a download that is refused with it",
    { outputs: { Sound: "{origin}/file/10" }, steps: { file: [{ status: 403, headers: echoes, text: key }] } },
    async (aixplain) => (await aixplain.pipelines.ref(pipeline).run({ Text: "x" })).output("Sound").bytes()
  ]
]

function accepted(text: string): Record<string, unknown> {
  const url = `{origin}/assets/pipeline/execution/check/${runId(1)}`
  return { url, status: "IN_PROGRESS", note: text }
}

function escaped(text: string): string {
  return Array.from(text, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join("")
}

describe("the key is in no output after", () => {
  test.each(scripts)("%s", async (_, script, call) => {
    await using server = await scripted(script)
    const aixplain = clientOf(server, { logger: (record) => tell(record) })
    tell(aixplain)
    // If the server returns the key as an output, the caller may read it.
    await call(aixplain).then(tell, tell)
    expect(leaks()).toEqual([])
    expect(strayed(server)).toEqual([])
  })

  test("an address without a server", async () => {
    await using server = await scripted()
    await server.refuse()
    const aixplain = clientOf(server, { logger: (record) => tell(record) })
    await aixplain.pipelines.get(pipeline).then(tell, tell)
    expect(leaks()).toEqual([])
  })

  test("a fetch that throws an error with it", async () => {
    await using server = await scripted()
    const thrown = Object.assign(new Error(`cannot send ${key}`, { cause: new Error(key) }), { headers: { key } })
    const aixplain = clientOf(server, { fetch: () => Promise.reject(thrown), logger: (record) => tell(record) })
    await aixplain.pipelines.get(pipeline).then(tell, tell)
    await aixplain.pipelines.ref(pipeline).run({ Text: "x" }).then(tell, tell)
    expect(leaks()).toEqual([])
  })
})

describe("other origins get no key", () => {
  test("in uploads, downloads and redirects", async () => {
    await using other = await scripted()
    const target = { key: "1/a.txt", uploadUrl: `${other.url}/put/1`, downloadUrl: `${other.url}/file/1` }
    await using server = await scripted({
      outputs: { Sound: `${other.url}/file/10` },
      steps: { target: [{ json: target }], pipeline: [{ status: 302, headers: { location: `${other.url}/sdk/x` } }] }
    })
    const aixplain = clientOf(server)
    await aixplain.files.upload(new Blob(["x"]))
    const result = await aixplain.pipelines.ref(pipeline).run({ Text: "x" })
    await result.output("Sound").bytes()
    await expect(aixplain.pipelines.get(pipeline)).rejects.toThrow("redirects to another origin")
    expect(other.seen.map((one) => one.kind)).toEqual(["put", "file"])
    expect(places(other)).toEqual([])
    expect(strayed(server)).toEqual([])
  })

  test("in checks: poll URLs are rebuilt on the configured origin", async () => {
    await using other = await scripted()
    await using server = await scripted({ pollOrigin: other.url })
    await clientOf(server).pipelines.ref(pipeline).run({ Text: "x" })
    expect(other.seen).toHaveLength(0)
    expect(server.of("check")).toHaveLength(1)
  })

  test("in checks: a poll URL with another path is a typed error", async () => {
    await using other = await scripted()
    await using server = await scripted({ steps: { run: [{ json: { url: `${other.url}/elsewhere/${runId(1)}` } }] } })
    const call = clientOf(server).pipelines.ref(pipeline).run({ Text: "x" })
    await expect(call).rejects.toMatchObject({ reason: { _tag: "UnexpectedStatus" } })
    expect(other.seen).toHaveLength(0)
  })

  test("except for trusted origins", async () => {
    await using other = await scripted()
    await using server = await scripted({ pollOrigin: other.url })
    const aixplain = clientOf(server, { trustedOrigins: [other.url] })
    await aixplain.pipelines.ref(pipeline).run({ Text: "x" })
    expect(other.of("check")).toHaveLength(1)
    expect(places(other)).toEqual(["x-api-key"])
  })

  test("in checks of a run reference from another origin", async () => {
    await using other = await scripted()
    await using server = await scripted()
    const id = runId(7)
    const ref = { v: 1, id, url: `${other.url}/assets/pipeline/execution/check/${id}` } as const
    await (await clientOf(server).runs.resume(ref)).result()
    expect(other.seen).toHaveLength(0)
    expect(server.of("check")).toHaveLength(1)
  })
})

test("references, pipelines and results are serialized without the key", async () => {
  await using server = await scripted({ outputs: { Mood: "POSITIVE" } })
  const aixplain = clientOf(server)
  const stored = await aixplain.pipelines.get(pipeline)
  const run = await stored.runAsync({ Text: "x" }, { apiKey: key })
  tell(aixplain, stored, run, run.ref, await run.result())
  expect(leaks()).toEqual([])
  expect(JSON.stringify(run).length).toBeLessThanOrEqual(512)
})
