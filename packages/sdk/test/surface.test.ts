/**
 * Everything that core's services can do is offered here, or it is said why not; and every call that fails says where
 * in
 * the caller's program it was made.
 */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { inspect } from "node:util"
import * as Core from "@aixplain-ts/core/Aixplain"
import { Assets } from "@aixplain-ts/core/Assets"
import { Batch } from "@aixplain-ts/core/Batch"
import { DataAssets } from "@aixplain-ts/core/DataAssets"
import { Outputs } from "@aixplain-ts/core/Outputs"
import type { Output as CoreOutput } from "@aixplain-ts/core/Outputs"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { Runs } from "@aixplain-ts/core/Runs"
import { Uploads } from "@aixplain-ts/core/Uploads"
import { AixplainError, isAixplainError, type Pipeline, type Run } from "@aixplain-ts/sdk"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { id, json, oneRun, origin, run, serve, submitted } from "./server.ts"

/** The member of the SDK that offers it, or why the SDK does not. */
type Offered =
  | `aixplain.${string}`
  | `pipeline.${string}`
  | `run.${string}`
  | `result.${string}`
  | `output.${string}`
  | { readonly not: string }
type Table<Shape> = { readonly [K in keyof Shape]-?: Offered }

const pipelines: Table<Pipelines["Service"]> = {
  get: "aixplain.pipelines.get",
  list: "aixplain.pipelines.list",
  pages: "aixplain.pipelines.list",
  page: "aixplain.pipelines.list",
  create: "aixplain.pipelines.create",
  save: "pipeline.save",
  update: "pipeline.update",
  deploy: "pipeline.deploy",
  delete: "pipeline.delete"
}
const runs: Table<Runs["Service"]> = {
  run: "pipeline.run",
  start: "pipeline.runAsync",
  submit: "pipeline.runAsync",
  check: "pipeline.poll",
  await: "run.result",
  watch: "run.events",
  cancel: "aixplain.runs.cancel",
  ref: "aixplain.runs.resume",
  reconcile: "aixplain.runs.reconcile",
  list: "aixplain.runs.list",
  page: "aixplain.runs.list",
  get: "aixplain.runs.get",
  steps: "aixplain.runs.steps",
  stepsPage: "aixplain.runs.steps",
  log: "aixplain.runs.log"
}
const uploads: Table<Uploads["Service"]> = {
  upload: "aixplain.files.upload",
  script: { not: "saving a pipeline uploads the scripts that its nodes name" }
}
const assets: Table<Assets["Service"]> = {
  model: "aixplain.models.get",
  modelByName: { not: "names are not unique: the command line resolves what people type" }
}
const dataAssets: Table<DataAssets["Service"]> = {
  corpus: "aixplain.corpora.get",
  dataset: "aixplain.datasets.get",
  find: { not: "run() looks up the id in its dataAsset option" }
}
const batch: Table<Batch["Service"]> = { runMany: "aixplain.runMany" }
const outputs: Table<Outputs["Service"]> = { result: "run.check", output: "result.output" }
const readers: Table<Pick<CoreOutput, "text" | "json" | "bytes" | "stream" | "saveTo" | "values" | "each">> = {
  text: "output.text",
  json: "output.json",
  bytes: "output.bytes",
  stream: "output.stream",
  saveTo: "output.saveTo",
  values: "output.values",
  each: "output.each"
}
const tables = { pipelines, runs, uploads, assets, dataAssets, batch, outputs, readers }

const shapes = await Effect.runPromise(
  Effect.all({
    pipelines: Pipelines,
    runs: Runs,
    uploads: Uploads,
    assets: Assets,
    dataAssets: DataAssets,
    batch: Batch,
    outputs: Outputs
  }).pipe(Effect.provide(Core.layer({ apiKey: "k", env: {} })))
)

const { aixplain: connected } = oneRun("NEGATIVE")
const roots = async () => {
  const pipeline = connected.pipelines.ref(id)
  const result = await pipeline.run("x")
  return { aixplain: connected, pipeline, run: await connected.runs.resume(run), result, output: result.output("Mood") }
}

describe("what core can do", () => {
  test.each(Object.entries(shapes))("is in the table, all of it: %s", (name, shape) => {
    expect(Object.keys(shape).toSorted()).toEqual(Object.keys(tables[name as keyof typeof shapes]).toSorted())
  })

  test("is offered where the table says", async () => {
    const places = Object.values(tables)
      .flatMap((table): readonly Offered[] => Object.values(table))
      .filter((place) => typeof place === "string")
    const found: Record<string, unknown> = await roots()
    for (const place of places) {
      const member = place.split(".").reduce<unknown>((at, name) => (at as Record<string, unknown>)[name], found)
      expect([place, typeof member]).toEqual([place, "function"])
    }
  })
})

/** Every call of the SDK that asks a server, from a client whose server refuses everything. */
let folder = ""
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdk-surface-"))
})
afterAll(() => rm(folder, { recursive: true }))

const refusing = serve(({ path }) =>
  path.includes("/execution/run/accepted")
    ? submitted()
    : json({ statusCode: 400, message: "no" }, 400, {
        "x-request-id": "req-7",
        "aixplain-extensions": "runs, steps, log, cancel"
      })
).aixplain
const lost = () => {
  const { reason } = new AixplainError({ operation: "x", reason: { _tag: "SubmissionUncertain" } as never })
  return { reason } as AixplainError
}
/**
 * A pipeline, a run and an output at a server that refuses everything; the output is behind a URL that is not there.
 */
const broken = async () => {
  const { aixplain } = serve(({ path }) =>
    path.includes("/execution/check/")
      ? json({
          status: "SUCCESS",
          completed: true,
          data: [
            {
              node_id: 1,
              label: "Out",
              segments: [{ index: 0, success: true, is_url: true, output_type: "text", response: `${origin}/a` }]
            }
          ]
        })
      : json({ message: "gone" }, 404)
  )
  return { output: (await (await aixplain.runs.resume(run)).check()).output("Out") }
}
const each = async (items: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of items) void _
}

type Calls = Readonly<Record<string, () => unknown>>
const pipelineCalls = (pipeline: Pipeline): Calls => ({
  load: () => pipeline.load(),
  run: () => pipeline.run("x"),
  runAsync: () => pipeline.runAsync("x"),
  poll: () => pipeline.poll(run),
  update: () => pipeline.update({ nodes: [], links: [] }),
  save: () => pipeline.save(),
  deploy: () => pipeline.deploy(),
  delete: () => pipeline.delete()
})
const runCalls = (one: Run): Calls => ({
  result: () => one.result(),
  check: () => one.check(),
  cancel: () => one.cancel(),
  events: () => each(one.events()),
  [Symbol.asyncIterator.toString()]: () => each(one)
})
const collections: Readonly<Record<string, Calls>> = {
  pipelines: {
    get: () => refusing.pipelines.get(id),
    list: () => each(refusing.pipelines.list()),
    create: () => refusing.pipelines.create({ name: "P", nodes: [], links: [] } as never),
    delete: () => refusing.pipelines.delete(id)
  },
  runs: {
    resume: () => refusing.runs.resume("not a run id"),
    cancel: () => refusing.runs.cancel(run),
    reconcile: () => refusing.runs.reconcile(lost()),
    list: () => each(refusing.runs.list()),
    get: () => refusing.runs.get(run),
    steps: () => each(refusing.runs.steps(run)),
    log: () => each(refusing.runs.log(run))
  },
  files: { upload: () => refusing.files.upload(new Uint8Array(1)) },
  models: { get: () => refusing.models.get(id) },
  corpora: { get: () => refusing.corpora.get(id) },
  datasets: { get: () => refusing.datasets.get(id) }
}

const failure = async (call: () => unknown): Promise<AixplainError> => {
  let error: unknown
  // The caller's own function, by whose name the stack is recognised.
  async function myOwnFunction(): Promise<void> {
    await call()
  }
  try {
    await myOwnFunction()
  } catch (caught) {
    error = caught
  }
  if (!isAixplainError(error)) throw new Error("it did not fail with an AixplainError", { cause: error })
  return error
}

const methodsOf = (value: object): readonly string[] =>
  Object.getOwnPropertyNames(Object.getPrototypeOf(value)).filter(
    (name) =>
      !["constructor", "toString", "toJSON", "ref"].includes(name) &&
      typeof (value as Record<string, unknown>)[name] === "function"
  )

describe("the stack of a failure holds the caller's line", () => {
  const all = [
    ...Object.entries(collections).flatMap(([name, calls]) =>
      Object.entries(calls).map(([method, call]) => [`${name}.${method}`, () => failure(call)] as const)
    ),
    ...Object.keys(pipelineCalls(refusing.pipelines.ref(id))).map(
      (method) =>
        [
          `pipeline.${method}`,
          () => failure(pipelineCalls(refusing.pipelines.ref(id))[method] as () => unknown)
        ] as const
    ),
    ...Object.keys(runCalls({} as Run)).map(
      (method) =>
        [
          `run.${method}`,
          async () => {
            const one = await refusing.runs.resume(run)
            return failure(runCalls(one)[method] as () => unknown)
          }
        ] as const
    ),
    ...(["text", "json", "bytes", "values"] as const).map(
      (method) =>
        [
          `output.${method}`,
          async () => {
            const { output } = await broken()
            return failure(() => output[method]())
          }
        ] as const
    ),
    [
      "output.each",
      async () => {
        const { output } = await broken()
        return failure(() => each(output.each()))
      }
    ],
    [
      "output.stream",
      async () => {
        const { output } = await broken()
        return failure(() => each(output.stream()))
      }
    ],
    [
      "output.saveTo",
      async () => {
        const { output } = await broken()
        return failure(() => output.saveTo(join(folder, "a")))
      }
    ],
    [
      "runMany",
      () =>
        failure(async () => {
          for await (const { error } of refusing.runMany(refusing.pipelines.ref(id), ["x"])) throw error
        })
    ]
  ] as readonly (readonly [string, () => Promise<AixplainError>])[]

  test.each(all)("%s", async (_, fail) => {
    const { message, stack } = await fail()
    expect(stack).toContain("surface.test.ts")
    expect(stack?.split("\n")[0]).toBe(`AixplainError: ${message}`)
    expect(stack).not.toContain("node_modules/effect")
  })

  test("also on the second page of a list", async () => {
    let pages = 0
    const { aixplain } = serve(({ path }) => {
      const declared = { "aixplain-extensions": "runs" }
      if (path.startsWith("/health")) return json({}, 200, declared)
      pages += 1
      return pages === 1
        ? json({ items: [{ id: run }], next: "2" }, 200, declared)
        : json({ message: "no" }, 400, declared)
    })
    expect((await failure(() => each(aixplain.runs.list()))).stack).toContain("surface.test.ts")
  })

  test("and no method is missing in these tables", async () => {
    const { output } = await broken()
    for (const [name, calls] of Object.entries(collections))
      expect([name, Object.keys(calls).toSorted()]).toEqual([
        name,
        (["models", "corpora", "datasets"].includes(name)
          ? Object.keys(refusing[name as "models"])
          : methodsOf(refusing[name as "runs"])
        ).toSorted()
      ])
    expect(Object.keys(pipelineCalls(refusing.pipelines.ref(id))).toSorted()).toEqual(
      methodsOf(refusing.pipelines.ref(id)).toSorted()
    )
    const one = await refusing.runs.resume(run)
    expect(
      Object.keys(runCalls(one))
        .filter((name) => !name.startsWith("Symbol"))
        .toSorted()
    ).toEqual(methodsOf(one).toSorted())
    expect(methodsOf(output).toSorted()).toEqual(["bytes", "each", "json", "saveTo", "stream", "text", "values"])
  })
})

describe("a failure that is printed", () => {
  test("says message, hint, status and request id once, in a few lines, with the caller's line", async () => {
    const { aixplain } = serve(() =>
      json({ message: "no such thing", detail: "It was swept." }, 404, { "x-request-id": "req-7" })
    )
    async function mine() {
      return aixplain.pipelines.get(id)
    }
    const error = await failure(mine)
    const printed = inspect(error)
    expect(printed.split("\n").length).toBeLessThanOrEqual(7)
    for (const once of [error.message, "It was swept.", "404", "req-7"])
      expect([once, printed.split(once).length - 1]).toEqual([once, 1])
    expect(printed).toContain("mine")
    expect(printed).toContain("surface.test.ts")
    expect(inspect({ error })).toContain("req-7")
  })
})
