import { Assets } from "@aixplain-ts/core/Assets"
import { DataAssets } from "@aixplain-ts/core/DataAssets"
import { Runs } from "@aixplain-ts/core/Runs"
import { accepted, json, succeeded } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { client, key } from "./support/client.ts"

const corpus = {
  id: "c1",
  name: "Guest reviews",
  description: "One review a row.",
  status: "onboarded",
  suggestedFunction: ["sentiment-analysis"],
  data: [
    {
      id: "d1",
      name: "review",
      dataType: "TEXT",
      dataSubtype: "other",
      status: "onboarded",
      metadata: { languages: [{ language: "en" }, { language: "es", dialect: "Mexico" }] }
    }
  ],
  license: { typeId: "620ba3a83e2fa95c500b429d" },
  segmentsCount: 48
}
const dataset = {
  id: "x1",
  name: "Translations",
  description: "",
  status: "onboarded",
  function: "translation",
  input: [{ dataId: "d1" }],
  output: [{ dataIds: ["d2", "d3"] }],
  metadata: [{ dataId: "d4" }],
  data: [
    { id: "d1", name: "source" },
    { id: "d2", name: "target" }
  ]
}
const missing = () => json({ message: "Not Found" }, { status: 404 })

describe("corpora and datasets", () => {
  const find = (id: string) => Effect.flatMap(DataAssets, (assets) => assets.find(id))

  it("are read with their columns and languages", async () => {
    expect(await client(() => json(corpus)).run(find("c1"))).toEqual({
      kind: "corpus",
      id: "c1",
      name: "Guest reviews",
      description: "One review a row.",
      status: "onboarded",
      functions: ["sentiment-analysis"],
      license: "620ba3a83e2fa95c500b429d",
      segmentsCount: 48,
      data: [
        {
          id: "d1",
          name: "review",
          dataType: "text",
          dataSubtype: "other",
          status: "onboarded",
          languages: [{ language: "en" }, { language: "es", dialect: "Mexico" }]
        }
      ],
      raw: corpus
    })
  })

  it("are looked up as a corpus first, then as a dataset", async () => {
    const c = client((request) => (request.path.startsWith("/sdk/corpora") ? missing() : json(dataset)))
    expect(await c.run(find("x1"))).toMatchObject({
      kind: "dataset",
      function: "translation",
      input: ["d1"],
      output: ["d2", "d3"],
      metadata: ["d4"],
      hypotheses: []
    })
    expect(c.requests.map((r) => r.path)).toEqual(["/sdk/corpora/x1/overview", "/sdk/datasets/x1/overview"])
    expect(c.requests[0]?.headers.get("authorization")).toBe(`Token ${key}`)
  })

  it("that cannot be looked up fail with the failure itself, not as a missing corpus", async () => {
    const c = client(() => json({}, { status: 401 }))
    expect((await c.reason(find("c1")))._tag).toBe("Unauthorized")
    expect(c.requests).toHaveLength(1)
  })

  it("that do not exist are NotFound", async () => {
    expect(await client(missing).reason(find("c1"))).toMatchObject({ message: "Dataset c1 not found." })
  })
})

describe("a run on a data asset", () => {
  const run = (data: unknown, dataAsset: string | Record<string, string>) =>
    Effect.flatMap(Runs, (runs) => runs.run("p1", data, { dataAsset }))
  const server = () =>
    client((request) => {
      if (request.path === "/sdk/corpora/c1/overview") return json(corpus)
      if (request.path === "/sdk/datasets/x1/overview") return json(dataset)
      if (request.path.startsWith("/sdk/")) return missing()
      return request.method === "POST" ? json(accepted("r1"), { status: 201 }) : json(succeeded({ Out: "x" }))
    })

  it("names corpus or dataset and column", async () => {
    const c = server()
    await c.run(run("d1", "c1"))
    await c.run(run({ In: "d1", Ref: "d3" }, { In: "c1", Ref: "x1" }))
    expect(c.requests.filter((r) => r.method === "POST").map((r) => (r.json as { data: unknown }).data)).toEqual([
      [{ dataAsset: { corpus_id: "c1", data_id: "d1" } }],
      [
        { nodeId: "In", dataAsset: { corpus_id: "c1", data_id: "d1" } },
        { nodeId: "Ref", dataAsset: { dataset_id: "x1", data_id: "d3" } }
      ]
    ])
  })

  it("with a column that the asset has not is refused before it is sent, naming those it has", async () => {
    const c = server()
    const reason = await c.reason(run("d9", "c1"))
    expect(reason).toMatchObject({
      _tag: "InvalidInput",
      message: "d9 is not a usable column of corpus Guest reviews.",
      hint: "It has: review (d1)."
    })
    expect((await c.reason(run("d4", "x1"))).message).toBe("d4 is not a usable column of dataset Translations.")
    expect(c.requests.some((r) => r.method === "POST")).toBe(false)
  })
})

describe("models", () => {
  const model = {
    id: "60ddef828d38c51c5885d491",
    name: "Test Model",
    status: "onboarded",
    supplier: { id: "aiXplain", name: "aiXplain" },
    function: { id: "translation", name: "Translation" },
    subscription: { id: "s", apiKey: "model-key-1234" },
    pricing: { price: 0.000015, unitType: "CHAR", unitTypeScale: null },
    version: { name: null, id: null },
    params: [
      {
        name: "sourcelanguage",
        required: true,
        isFixed: true,
        values: [{ value: "en", label: "English" }],
        defaultValues: [],
        dataType: "label",
        multipleValues: false
      },
      { name: "text", required: true, isFixed: false, values: [], defaultValues: [], dataType: "text" }
    ]
  }

  it("are read with their parameters, without the key of a subscription", async () => {
    const c = client(() => json(model))
    const found = await c.run(Effect.flatMap(Assets, (assets) => assets.model("a/b")))
    expect(c.requests[0]?.url.pathname).toBe("/sdk/models/a%2Fb")
    expect(found).toMatchObject({
      id: model.id,
      supplier: { id: "aiXplain", name: "aiXplain" },
      function: "translation",
      functionType: "ai",
      pricing: { price: 0.000015, unitType: "CHAR" },
      parameters: [
        {
          name: "sourcelanguage",
          required: true,
          isFixed: true,
          dataType: "label",
          multipleValues: false,
          values: [{ value: "en", label: "English" }],
          defaultValues: []
        },
        { name: "text", required: true, isFixed: false }
      ]
    })
    expect(JSON.stringify(found)).not.toContain("model-key")
  })

  it("may have a supplier that is a word, and be asked for by name", async () => {
    const c = client(() => json({ id: "m", supplier: "openai", function: "x" }))
    const found = await c.run(Effect.flatMap(Assets, (assets) => assets.modelByName("my model")))
    expect(found).toMatchObject({
      name: "m",
      supplier: { id: "openai", name: "openai" },
      function: "x",
      parameters: []
    })
    expect(c.requests[0]?.path).toBe("/sdk/models/by-name/my%20model")
  })
})
