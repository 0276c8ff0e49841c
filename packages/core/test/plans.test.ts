import {
  emptyLock,
  layer as plansLayer,
  parseLock,
  type PipelineLock,
  type PipelinePlan,
  PipelinePlans,
  type PlannedFile,
  printLock
} from "@aixplain-ts/core/PipelinePlans"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { json, layer, memory, type Received, scripted } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { describe, expect, it } from "vitest"

const document = (name: string, assetId = "one") => ({
  name,
  nodes: [
    { number: 0, label: "Text", type: "INPUT", dataType: ["text"], outputValues: [{ code: "input" }] },
    { number: 1, label: "Mood", type: "ASSET", function: "sentiment-analysis", functionType: "ai", assetId },
    { number: 2, label: "Out", type: "OUTPUT", dataType: ["label"], inputValues: [{ code: "output" }] }
  ],
  links: [
    { from: 0, to: 1, paramMapping: [{ from: "input", to: "text" }] },
    { from: 1, to: 2, paramMapping: [{ from: "data", to: "output" }] }
  ]
})

const file = (name: string, source: object): PlannedFile => ({ file: `${name}.json`, name, source })

/**
 * A server without versions, and what is done with it one after the other. `instead` may answer a request itself; it is told
 * how many pipelines were created before.
 */
const world = (instead: (request: Received, created: number) => Response | undefined = () => undefined) => {
  const stored = memory(() => ({}))
  const created = (): number =>
    stored.requests.filter(({ method, path }) => method === "POST" && path === "/sdk/pipelines").length
  const server = scripted((request) => instead(request, created()) ?? stored.fetch(request.url.href, request.init))
  const services = plansLayer.pipe(Layer.provideMerge(layer({ fetch: server.fetch })))
  const run = <A, E>(effect: Effect.Effect<A, E, PipelinePlans | Pipelines>): Promise<A> =>
    Effect.runPromise(Effect.provide(effect, services))
  const plan = (files: readonly PlannedFile[], lock: PipelineLock, prune = false): Promise<PipelinePlan> =>
    run(Effect.flatMap(PipelinePlans, (plans) => plans.plan(files, lock, { prune })))
  const apply = (made: PipelinePlan, overwrite = false): Promise<PipelineLock> =>
    run(Effect.flatMap(PipelinePlans, (plans) => plans.apply(made, { overwrite })))
  const pipelines = <A, E>(use: (all: Pipelines["Service"]) => Effect.Effect<A, E>): Promise<A> =>
    run(Effect.flatMap(Pipelines, use))
  return { server, plan, apply, pipelines, run }
}

const actions = ({ steps }: PipelinePlan): string[] => steps.map(({ action }) => action)

describe("plans", () => {
  it("know the version of a pipeline from its content where the server gives none", async () => {
    const { apply, pipelines, plan } = world()
    const files = [file("a", document("A"))]
    const lock = await apply(await plan(files, emptyLock))
    expect(lock.pipelines["a.json"]?.etag).toMatch(/^sha256-[0-9a-f]{64}$/)
    expect(await plan(files, lock)).toMatchObject({ isEmpty: true, steps: [{ action: "unchanged" }] })
    await pipelines((all) => all.update(lock.pipelines["a.json"]?.id ?? "", document("A", "theirs")))
    const changed = await plan(files, lock)
    expect(changed.steps).toMatchObject([{ action: "update", conflict: true }])
    await expect(apply(changed)).rejects.toMatchObject({ reason: { _tag: "Conflict" } })
    const after = await apply(changed, true)
    expect(actions(await plan(files, after))).toEqual(["unchanged"])
  })

  it("report each step as it is done, with the lock to keep when the next one fails", async () => {
    const { plan, run, server } = world(({ method, path }, created) =>
      method === "POST" && path === "/sdk/pipelines" && created === 1
        ? json({ message: "no more pipelines" }, { status: 400 })
        : undefined
    )
    const files = [file("a", document("A")), file("b", { ...document("B"), name: "B" })]
    const made = await plan(files, emptyLock)
    let kept = emptyLock
    const failing = Effect.flatMap(PipelinePlans, (plans) =>
      plans.apply(made, { onStep: (_, lock) => Effect.sync(() => void (kept = lock)) })
    )
    await expect(run(failing)).rejects.toMatchObject({ reason: { _tag: "InvalidRequest" } })
    expect(Object.keys(kept.pipelines)).toEqual(["a.json"])
    // With that lock the rest is done, and nothing twice.
    const rest = await plan(files, kept)
    expect(actions(rest)).toEqual(["unchanged", "create"])
    expect(server.requests.filter(({ method, path }) => method === "POST" && path === "/sdk/pipelines")).toHaveLength(2)
  })

  it("report every step when none fails", async () => {
    const { plan, run } = world()
    const made = await plan([file("a", document("A")), file("b", { ...document("B"), name: "B" })], emptyLock)
    const kept: string[][] = []
    const whole = Effect.flatMap(PipelinePlans, (plans) =>
      plans.apply(made, { onStep: (_, lock) => Effect.sync(() => void kept.push(Object.keys(lock.pipelines))) })
    )
    await run(whole)
    expect(kept).toEqual([["a.json"], ["a.json", "b.json"]])
  })

  it("see no conflict in a pipeline that is found by its name only", async () => {
    const { apply, pipelines, plan } = world()
    await pipelines((all) => all.create(document("A", "theirs")))
    const found = await plan([file("a", { ...document("A"), name: "A" })], emptyLock)
    expect(found.steps).toMatchObject([{ action: "update", conflict: false }])
    const lock = await apply(found)
    expect(Object.keys(lock.pipelines)).toEqual(["a.json"])
  })

  it("forget what was deleted on both sides, and delete nothing unasked", async () => {
    const { apply, pipelines, plan } = world()
    const lock = await apply(await plan([file("a", document("A")), file("b", document("B"))], emptyLock))
    expect(actions(await plan([], lock))).toEqual(["keep", "keep"])
    await pipelines((all) => all.delete(lock.pipelines["a.json"]?.id ?? ""))
    const left = await plan([], lock, true)
    expect([actions(left), left.isEmpty]).toEqual([["forget", "delete"], false])
    expect(await apply(left)).toEqual(emptyLock)
  })

  it("make no request for files with problems, and list those of all files", async () => {
    const { plan, server } = world()
    const bad = { name: "Bad", nodes: [{ number: 0, type: "LOOP" }], links: [] }
    const planned = plan([file("a", bad), file("b", { nodes: 12 })], emptyLock)
    const problems = [{ message: /^a\.json: / }, { message: /^a\.json: / }, { message: /^b\.json: / }]
    await expect(planned).rejects.toMatchObject({
      reason: {
        _tag: "InvalidPipeline",
        problems: problems.map(({ message }) => ({ message: expect.stringMatching(message) }))
      }
    })
    expect(server.requests).toEqual([])
  })
})

describe("the lock", () => {
  const lock: PipelineLock = {
    version: 1,
    pipelines: {
      "b.json": { id: "2", etag: "y", scripts: { 3: { sha256: "s", fileId: "f", fileMetadata: "{}" } } },
      "a.json": { id: "1", etag: "x" }
    }
  }

  it("is read as it was written, with its files in order", async () => {
    const text = printLock(lock)
    expect(text.indexOf("a.json")).toBeLessThan(text.indexOf("b.json"))
    expect(await Effect.runPromise(parseLock(text))).toEqual(lock)
  })

  it.each([
    ["invalid JSON", "{", "it is not JSON"],
    ["no lock", "[]", "no `pipelines`"],
    ["another version", '{"version":2,"pipelines":{}}', "a version that this client does not know"],
    ["an entry without an id", '{"version":1,"pipelines":{"a.json":{"etag":"x"}}}', "entry of a.json"]
  ])("is refused when it is %s", async (_, text, sentence) => {
    await expect(Effect.runPromise(parseLock(text))).rejects.toMatchObject({
      message: expect.stringContaining(sentence),
      reason: { _tag: "InvalidInput" }
    })
  })
})
