import { document } from "@aixplain-ts/api-types/document"
import * as fc from "fast-check"
import { describe, expect, it, onTestFinished } from "vitest"
import { operations } from "../../src/http/contract.ts"
import { startPlatform } from "../../src/index.ts"
import { checkAnswer, Client, sentiment } from "./Client.ts"

// FC_SEED and FC_RUNS repeat or lengthen a run; a failure prints its seed.
const settings = {
  numRuns: Number(process.env["FC_RUNS"] ?? 150),
  ...(process.env["FC_SEED"] === undefined ? {} : { seed: Number(process.env["FC_SEED"]) })
}

const withJson = [...operations.values()].filter(({ mediaTypes }) => mediaTypes.includes("application/json"))

const examples = withJson.flatMap((operation) => {
  const content = document.paths[operation.path]?.[operation.method.toLowerCase() as "post"]?.requestBody?.content
  const { example, examples: named = {} } = content?.["application/json"] ?? {}
  const values = [example, ...Object.values(named).map((one) => ("value" in one ? one.value : undefined))]
  return values.filter((value) => value !== undefined).map((value) => ({ operation, value }))
})

/** Every place in a JSON value, as a path. */
const places = (value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] =>
  typeof value === "object" && value !== null
    ? [
        path,
        ...Object.entries(value).flatMap(([key, item]) =>
          places(item, [...path, Array.isArray(value) ? Number(key) : key])
        )
      ]
    : [path]

const replaceAt = (value: unknown, path: readonly (string | number)[], by: unknown): unknown => {
  const [key, ...rest] = path
  if (key === undefined) return by
  const copy = structuredClone(value) as Record<string | number, unknown>
  copy[key] = replaceAt(copy[key], rest, by)
  return copy
}

const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom(
    null,
    "",
    -1,
    1e308,
    2 ** 53,
    "\u0000",
    "__proto__",
    "constructor",
    [],
    {},
    [[]],
    "s3://",
    "http://",
    "data:",
    "INPUT"
  ),
  fc.string({ unit: "binary", maxLength: 50 })
)

/** A value with one to three of its places replaced. */
const mutations = (value: unknown): fc.Arbitrary<unknown> =>
  fc.array(fc.tuple(fc.constantFrom(...places(value)), odd), { minLength: 1, maxLength: 3 }).map((changes) =>
    changes.reduce<unknown>((body, [path, by]) => {
      try {
        return replaceAt(body, path, by)
      } catch {
        // An earlier change took this place away.
        return body
      }
    }, value)
  )

const mutated = fc
  .constantFrom(...examples)
  .chain(({ operation, value }) => fc.record({ operation: fc.constant(operation), body: mutations(value) }))

describe("a server that is sent nonsense", () => {
  it("answers as the contract says, below 500, and lives", async () => {
    const faults: unknown[] = []
    const platform = await startPlatform({ onError: (error) => faults.push(error) })
    onTestFinished(() => platform.close())
    const client = new Client(platform)
    const { id } = (await client.call("createPipeline", { body: { name: "A", architecture: sentiment } })).body
    await fc.assert(
      fc.asyncProperty(mutated, async ({ operation, body }) => {
        const answer = await client.send(operation.method, operation.path.replace("{id}", id), {
          body: JSON.stringify(body),
          headers: { "content-type": "application/json" }
        })
        checkAnswer(operation, answer)
        expect(answer.status).toBeLessThan(500)
      }),
      settings
    )
    expect((await client.call("health", { key: null })).status).toBe(200)
    expect(faults.map((fault) => (fault as Error).stack)).toEqual([])
  })

  it("runs or refuses whatever document was saved, in a sentence", async () => {
    const faults: unknown[] = []
    const platform = await startPlatform({ onError: (error) => faults.push(error) })
    onTestFinished(() => platform.close())
    const client = new Client(platform)
    await fc.assert(
      fc.asyncProperty(mutations(sentiment), async (architecture) => {
        const saved = await client.call("createPipeline", { body: { name: "A", architecture } })
        if (saved.status !== 201) return saved.status === 400
        await client.call("getPipeline", { params: { id: saved.body.id } })
        const run = await client.call("runPipeline", { params: { id: saved.body.id }, body: { data: "I love it" } })
        if (run.status !== 201) return [400, 501].includes(run.status)
        const params = { run: run.body.url.split("/").at(-1) }
        const { body } = await client.call("checkRun", { params, headers: { prefer: "wait=20" } })
        await client.call("getRun", { params })
        return body.completed === true && ["SUCCESS", "FAILED"].includes(body.status)
      }),
      { ...settings, numRuns: Math.ceil(settings.numRuns / 2) }
    )
    expect(faults.map((fault) => (fault as Error).stack)).toEqual([])
  })
})
