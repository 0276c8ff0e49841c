/** Whatever a server sends, every operation ends in a value or an `AixplainError`, with a bound on memory and time. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Services } from "@aixplain-ts/core/Aixplain"
import { type AixplainError, isAixplainError, SubmissionUncertain } from "@aixplain-ts/core/AixplainError"
import { Assets } from "@aixplain-ts/core/Assets"
import { Batch } from "@aixplain-ts/core/Batch"
import { DataAssets } from "@aixplain-ts/core/DataAssets"
import { Outputs } from "@aixplain-ts/core/Outputs"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import type { OutputSnapshot } from "@aixplain-ts/core/RunSnapshot"
import { Runs } from "@aixplain-ts/core/Runs"
import { Uploads } from "@aixplain-ts/core/Uploads"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Stream from "effect/Stream"
import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { client } from "./support/client.ts"
import { seeded } from "./support/properties.ts"

let folder = ""
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "core-foreign-"))
})
afterAll(() => rm(folder, { recursive: true }))

type Operation = Effect.Effect<unknown, AixplainError, Services>
type Effects<Shape> = { readonly [K in keyof Shape]: (service: Shape) => Effect.Effect<unknown, AixplainError> }

const wait = { timeout: "20 s", outage: "2 s" } as const
const id = "6544ffbdf4644a9f6c2363a6"
const run = "00000000-0000-4000-8000-000000000001"
const some = <A>(stream: Stream.Stream<A, AixplainError>) => Stream.runCollect(Stream.take(stream, 30))
const document = { name: "P", nodes: [{ number: 0, type: "INPUT", label: "Text" }], links: [] }

const pipelines: Effects<Pipelines["Service"]> = {
  get: (all) => all.get(id),
  list: (all) => some(all.list()),
  pages: (all) => some(all.pages()),
  page: (all) => all.page(),
  create: (all) => all.create(document),
  save: (all) => all.save({ id, source: document }),
  update: (all) => all.update(id, { name: "P", nodes: [], links: [] }),
  deploy: (all) => all.deploy(id),
  delete: (all) => all.delete(id, { etag: '"1"' })
}
const runs: Effects<Omit<Runs["Service"], "ref">> = {
  run: (all) => all.run(id, "x", wait),
  start: (all) => all.start(id, "x", { idempotencyKey: "k" }),
  submit: (all) => all.submit(id, "x"),
  check: (all) => all.check(run),
  await: (all) => all.await(run, wait),
  watch: (all) => some(all.watch(run, wait)),
  cancel: (all) => all.cancel(run),
  reconcile: (all) => all.reconcile(new SubmissionUncertain({ pipeline: id, sentAt: 0 })),
  list: (all) => some(all.list()),
  page: (all) => all.page(),
  get: (all) => all.get(run),
  stepsPage: (all) => all.stepsPage(run),
  steps: (all) => some(all.steps(run)),
  log: (all) => some(all.log(run))
}
const uploads: Effects<Uploads["Service"]> = {
  upload: (all) => all.upload(new Uint8Array(10), { name: "a.bin" }),
  script: (all) => all.script(new Uint8Array(10), { name: "a.py" })
}
const dataAssets: Effects<DataAssets["Service"]> = {
  corpus: (all) => all.corpus(id),
  dataset: (all) => all.dataset(id),
  find: (all) => all.find(id)
}
const assets: Effects<Assets["Service"]> = {
  model: (all) => all.model(id),
  modelByName: (all) => all.modelByName("m")
}
const batch: Effects<Batch["Service"]> = { runMany: (all) => some(all.runMany(id, ["x", "y"], wait)) }

/** Reads of an output whose value is what the server says. */
const snapshot = (value: unknown, isUrl: boolean): OutputSnapshot => ({
  label: "Out",
  path: [],
  segments: [{ index: 0, success: true, value, isUrl, type: "text", sources: [] }]
})
const reads = ["text", "json", "bytes", "values"] as const

const every: readonly (readonly [string, Operation])[] = [
  ...Object.entries(pipelines).map(([name, use]) => [`Pipelines.${name}`, Effect.flatMap(Pipelines, use)] as const),
  ...Object.entries(runs).map(([name, use]) => [`Runs.${name}`, Effect.flatMap(Runs, use)] as const),
  ...Object.entries(uploads).map(([name, use]) => [`Uploads.${name}`, Effect.flatMap(Uploads, use)] as const),
  ...Object.entries(dataAssets).map(([name, use]) => [`DataAssets.${name}`, Effect.flatMap(DataAssets, use)] as const),
  ...Object.entries(assets).map(([name, use]) => [`Assets.${name}`, Effect.flatMap(Assets, use)] as const),
  ...Object.entries(batch).map(([name, use]) => [`Batch.${name}`, Effect.flatMap(Batch, use)] as const),
  ...reads.map(
    (name) =>
      [
        `Output.${name}`,
        Effect.flatMap(Outputs, (outputs): Effect.Effect<unknown, AixplainError> =>
          outputs.output(snapshot("http://memory.test/files/a", true))[name]()
        )
      ] as const
  ),
  [
    "Output.saveTo",
    Effect.flatMap(Outputs, (outputs) =>
      outputs.output(snapshot("http://memory.test/files/a", true)).saveTo(join(folder, "a"))
    )
  ]
]

const deep = (levels: number): string => "[".repeat(levels) + "]".repeat(levels)

/** What a body is made of; `made` counts the bytes of one without an end. */
const endless = (made: { bytes: number }, begin = "") => {
  let first = true
  return new ReadableStream<Uint8Array>({
    pull: (body) => {
      const chunk = first ? new TextEncoder().encode(begin) : new Uint8Array(50_000).fill(120)
      first = false
      made.bytes += chunk.byteLength
      body.enqueue(chunk.byteLength === 0 ? new Uint8Array([32]) : chunk)
    }
  })
}

const wireLike = fc.record(
  {
    status: fc.oneof(fc.constantFrom("SUCCESS", "IN_PROGRESS", "FAILED", "ODD"), fc.jsonValue()),
    completed: fc.oneof(fc.boolean(), fc.jsonValue()),
    data: fc.oneof(
      fc.jsonValue(),
      fc.constant(deep(5_000)),
      fc.array(
        fc.record({
          node_id: fc.jsonValue(),
          label: fc.jsonValue(),
          segments: fc.array(fc.jsonValue()),
          path: fc.jsonValue()
        })
      )
    ),
    url: fc.oneof(
      fc.constant(`http://memory.test/assets/pipeline/execution/check/${run}`),
      fc.webUrl(),
      fc.string(),
      fc.jsonValue()
    ),
    error: fc.jsonValue(),
    message: fc.jsonValue(),
    problems: fc.jsonValue(),
    items: fc.array(fc.jsonValue()),
    next: fc.jsonValue(),
    id: fc.jsonValue(),
    nodes: fc.jsonValue(),
    links: fc.jsonValue(),
    key: fc.jsonValue(),
    uploadUrl: fc.oneof(fc.webUrl(), fc.string(), fc.constantFrom("http://", "file:///x"), fc.jsonValue()),
    subscription: fc.jsonValue(),
    progress: fc.jsonValue(),
    total: fc.jsonValue()
  },
  { requiredKeys: [] }
)

const text = fc.oneof(
  fc.string(),
  wireLike.map((value) => JSON.stringify(value)),
  fc.json(),
  fc.constantFrom("", "<html>", "{", '"\\', deep(200_000), `{"message":${deep(100_000)}}`, "null", "[]", "{}")
)
const header = fc.constantFrom(
  undefined,
  ["retry-after", "99999999999999999999"],
  ["retry-after", "-5"],
  ["retry-after", "Thu, 01 Jan 1970 00:00:00 GMT"],
  ["retry-after-ms", "Infinity"],
  ["location", "http://["],
  ["location", "//"],
  ["content-length", "abc"],
  ["aixplain-extensions", ",,"],
  ["x-request-id", "r".repeat(5_000)]
) as fc.Arbitrary<[string, string] | undefined>

const answer = fc.record({
  status: fc.constantFrom(
    200,
    200,
    200,
    201,
    301,
    307,
    400,
    401,
    403,
    404,
    408,
    409,
    410,
    412,
    413,
    418,
    422,
    429,
    460,
    470,
    480,
    490,
    500,
    501,
    503,
    599
  ),
  body: fc.oneof(text, fc.uint8Array({ maxLength: 200 }), fc.constantFrom("endless" as const)),
  header,
  declared: fc.boolean()
})

const everything = "idempotency-key, if-match, prefer-wait, cancel, runs, steps, log, events, files"

describe("every operation", () => {
  it.each(every)("%s ends in a value or an AixplainError, whatever is answered", async (name, operation) => {
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async (answers) => {
        // What is written to a file may be as long as it likes.
        fc.pre(name !== "Output.saveTo" || answers.every(({ body }) => body !== "endless"))
        const made = { bytes: 0 }
        const maxResponseBytes = 200_000
        const c = client(
          (_, index) => {
            const { body, declared, header: more, status } = answers[index % answers.length] ?? answers[0]!
            return new Response(body === "endless" ? endless(made) : (body as BodyInit), {
              status,
              headers: [...(declared ? [["aixplain-extensions", everything]] : []), ...(more ? [more] : [])] as [
                string,
                string
              ][]
            })
          },
          { maxResponseBytes, requestTimeout: "5 s", pollTimeout: "5 s" }
        )
        const exit = await c.run(Effect.exit(operation))
        const error = Exit.isFailure(exit) ? Cause.squash(exit.cause) : undefined
        if (error !== undefined && !isAixplainError(error)) throw new Error(`${name} fails otherwise`, { cause: error })
        expect((JSON.stringify(error) ?? "").length).toBeLessThan(500_000)
        expect((error?.message ?? "").length).toBeLessThan(10_000)
        expect(made.bytes / Math.max(1, c.requests.length)).toBeLessThan(2 * maxResponseBytes + 200_000)
      }),
      seeded(25)
    )
  })
})

describe("a body without an end", () => {
  const cases = [
    ["an answer", 200, '{"a":"', "Decode"],
    ["a refusal", 400, '{"message":"', "InvalidRequest"],
    ["a failure", 503, "", "Server"]
  ] as const
  it.each(cases)("of %s is read to its limit only", async (_, status, begin, tag) => {
    const made = { bytes: 0 }
    const c = client(() => new Response(endless(made, begin), { status }), { maxResponseBytes: 1_000_000 })
    const reason = await c.reason(Effect.flatMap(Pipelines, (all) => all.get(id)))
    expect(reason._tag).toBe(tag)
    const most = status === 200 ? 1_000_000 : 64 * 1024
    expect(made.bytes / c.requests.length).toBeLessThan(most + 200_000)
    expect(JSON.stringify(reason.body ?? "").length).toBeLessThan(100_000)
  })

  it("is not asked for again when it was too large, and names the option that raises the limit", async () => {
    const made = { bytes: 0 }
    const c = client(() => new Response(endless(made)))
    const reason = await c.reason(Effect.flatMap(Pipelines, (all) => all.get(id)))
    expect(reason.message).toBe("The response is larger than 64 MiB, and was not read to its end.")
    expect(reason.hint).toContain("maxResponseBytes")
    expect(c.requests).toHaveLength(1)
  })

  it.each(reads)("of an output is read to its limit only by %s()", async (read) => {
    const made = { bytes: 0 }
    const c = client(() => new Response(endless(made)), { maxResponseBytes: 1_000_000 })
    const reason = await c.reason(
      Effect.flatMap(Outputs, (outputs): Effect.Effect<unknown, AixplainError> =>
        outputs.output(snapshot("http://memory.test/a", true))[read]()
      )
    )
    expect(reason._tag).toBe("Decode")
    expect(made.bytes).toBeLessThan(1_200_000)
    expect(c.requests).toHaveLength(1)
  })

  it("of several segments counts once for all of them", async () => {
    const c = client(() => new Response("x".repeat(400)), { maxResponseBytes: 1_000 })
    const segment = snapshot("http://memory.test/a", true).segments[0]!
    const segments = [segment, segment, segment]
    const output = { ...snapshot("", false), segments }
    expect((await c.reason(Effect.flatMap(Outputs, (all) => all.output(output).text())))._tag).toBe("Decode")
    const two = { ...output, segments: segments.slice(1) }
    expect(await c.run(Effect.flatMap(Outputs, (all) => all.output(two).text()))).toHaveLength(801)
  })

  it("may be longer for bytes() when the server announces how long it is", async () => {
    const c = client(() => new Response("x".repeat(5_000), { headers: { "content-length": "5000" } }), {
      maxResponseBytes: 1_000
    })
    const media = snapshot("http://memory.test/a.wav", true)
    expect((await c.run(Effect.flatMap(Outputs, (all) => all.output(media).bytes()))).byteLength).toBe(5_000)
    expect((await c.reason(Effect.flatMap(Outputs, (all) => all.output(media).text())))._tag).toBe("Decode")
  })
})

describe("deep JSON", () => {
  it("is a Decode failure with that message, in responses and in outputs", async () => {
    const c = client(() => new Response(deep(200_000)))
    const reason = await c.reason(Effect.flatMap(Pipelines, (all) => all.get(id)))
    expect([reason._tag, reason.message]).toEqual([
      "Decode",
      "The response from the server is nested more than 500 levels deep."
    ])
    expect(c.requests).toHaveLength(1)
    const read = await c.reason(Effect.flatMap(Outputs, (all) => all.output(snapshot(deep(200_000), false)).json()))
    expect([read._tag, read.message]).toEqual(["Decode", 'Output "Out" is nested more than 500 levels deep.'])
  })

  it("in a refusal leaves the refusal what it is", async () => {
    const c = client(() => new Response(`{"message":${deep(20_000)}}`, { status: 400 }))
    const reason = await c.reason(Effect.flatMap(Pipelines, (all) => all.get(id)))
    expect([reason._tag, reason.message]).toEqual(["InvalidRequest", "The server does not accept the request."])
  })

  it("is told from brackets in strings, and from what is wide", async () => {
    const c = client(() => new Response("unused"))
    const value = { text: `${"[".repeat(3_000)}"\\`, list: Array.from({ length: 2_000 }, () => [{}]) }
    const output = snapshot(JSON.stringify(value), false)
    expect(await c.run(Effect.flatMap(Outputs, (all) => all.output(output).json()))).toEqual(value)
    const nested = snapshot(deep(500), false)
    expect(JSON.stringify(await c.run(Effect.flatMap(Outputs, (all) => all.output(nested).json())))).toBe(deep(500))
  })
})

describe("an output URL that is not fetched", () => {
  it.each([
    ["file:///etc/hostname", "The URL of the output begins with file://, which is not fetched: file:///etc/hostname"],
    ["ftp://x.test/a", "The URL of the output begins with ftp://, which is not fetched: ftp://x.test/a"],
    ["http://", "The URL of the output is not valid: http://"],
    ["data:text/plain;base64,!!!", "The output is a data: URL that cannot be decoded."],
    ["data:text/plain,%E0%A4%A", "The output is a data: URL that cannot be decoded."]
  ])("%s is refused, and nothing is asked", async (url, message) => {
    const c = client(() => new Response("no"))
    const reason = await c.reason(Effect.flatMap(Outputs, (all) => all.output(snapshot(url, true)).text()))
    expect([reason._tag, reason.message]).toEqual(["InvalidInput", message])
    expect(c.requests).toHaveLength(0)
  })
})
