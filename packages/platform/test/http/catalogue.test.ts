import { createHash } from "node:crypto"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { document } from "@aixplain-ts/api-types/document"
import { catalogue } from "@aixplain-ts/designer"
import { describe, expect, it, onTestFinished } from "vitest"
import { defineAsset } from "../../src/Asset.ts"
import { sentiment } from "./Client.ts"
import { start } from "./Harness.ts"

const shout = defineAsset({
  id: "me/shout",
  name: "Shout",
  function: "text-normalization",
  supplier: "me",
  run: ({ text }) => ({ data: String(text).toUpperCase() })
})

describe("the contract", () => {
  it.each([
    ["/openapi.json", "application/json; charset=utf-8"],
    ["/openapi.yaml", "application/yaml; charset=utf-8"]
  ])("is served at %s without a key, with this server as the one to send to", async (path, type) => {
    const { client, platform } = await start()
    const answer = await client.send("GET", path, { key: null })
    expect(answer.status).toBe(200)
    expect(answer.headers.get("content-type")).toBe(type)
    expect(answer.headers.get("access-control-allow-origin")).toBe("*")
    const served = JSON.parse(answer.text)
    expect(served.servers).toEqual([{ url: platform.url, description: "This server." }])
    expect({ ...served, servers: document.servers }).toEqual(document)
    const { client: plain } = await start({ extensions: false })
    expect((await plain.send("GET", path)).status).toBe(404)
  })
})

describe("models", () => {
  it("are the assets of the server, found by id and by name", async () => {
    const { client } = await start({ assets: [shout] })
    const byId = await client.call("getModel", { params: { id: encodeURIComponent("me/shout") } })
    expect(byId.body).toMatchObject({
      id: "me/shout",
      name: "Shout",
      status: "onboarded",
      function: { id: "text-normalization" },
      functionType: "ai",
      supplier: { code: "me" },
      version: { id: null }
    })
    expect(byId.body.params.map(({ name }: { name: string }) => name)).toEqual(["text", "language", "settings"])
    expect((await client.call("getModelByName", { params: { name: "shout" } })).body.id).toBe("me/shout")
    const builtIn = await client.call("getModel", { params: { id: encodeURIComponent("local/split-on-linebreak") } })
    expect(builtIn.body.functionType).toBe("segmentor")
    expect((await client.call("getModel", { params: { id: "nobody" } })).status).toBe(404)
    expect((await client.call("getModelByName", { params: { name: "nobody" } })).status).toBe(404)
  })

  it("have a first language where clients take the first value as preset", async () => {
    const { client } = await start()
    const { body } = await client.call("getModel", { params: { id: encodeURIComponent("local/sentiment-analysis") } })
    const language = body.params.find(({ name }: { name: string }) => name === "language")
    expect(language.values[0]).toEqual({ value: "en", label: "English" })
  })

  it("of the hosted platform are answered where a pipeline of the team names them, unless told otherwise", async () => {
    const hosted = "60ddef828d38c51c5885d491"
    const [input, asset, output] = sentiment.nodes
    const architecture = { ...sentiment, nodes: [input, { ...asset, assetId: hosted, supplier: "AWS" }, output] }
    for (const [strictAssets, status] of [
      [false, 200],
      [true, 404]
    ] as const) {
      const { client, platform } = await start({ strictAssets })
      expect((await client.call("getModel", { params: { id: hosted } })).status).toBe(404)
      await client.call("createPipeline", { body: { name: "A", architecture } })
      const answer = await client.call("getModel", { params: { id: hosted } })
      expect(answer.status).toBe(status)
      const expected = { id: hosted, function: { id: "sentiment-analysis" }, supplier: { name: "AWS" } }
      expect(answer.body).toMatchObject(strictAssets ? { message: "Not Found" } : expected)
      expect(
        (await client.call("getModel", { params: { id: hosted }, key: platform.createKey("others") })).status
      ).toBe(404)
    }
  })
})

describe("the catalogue", () => {
  it("is the designer's, in the envelope that clients need", async () => {
    const { client } = await start()
    const { body } = await client.call("listFunctions")
    const total = Object.keys(catalogue).length
    expect(body).toMatchObject({ total, filteredFrom: total, pageTotal: total })
    expect(body.results).toEqual(body.items)
    const translation = body.items.find(({ id }: { id: string }) => id === "translation")
    expect(translation).toMatchObject({ name: "Translation", modalities: ["text-text"] })
    expect(translation.params.find(({ code }: { code: string }) => code === "sourcelanguage")).toMatchObject({
      required: true,
      isFixed: true,
      dataType: "label"
    })
    const onset = body.items
      .find(({ id }: { id: string }) => id === "voice-activity-detection")
      .params.find(({ code }: { code: string }) => code === "onset")
    expect(onset.defaultValues).toEqual([{ value: "0.5", label: "0.5" }])
  })

  it("has suppliers, languages and licences", async () => {
    const { client } = await start({ assets: [shout] })
    expect((await client.call("listSuppliers")).body).toContainEqual({ id: expect.any(Number), name: "me", code: "me" })
    const languages = (await client.call("listLanguages")).body
    expect(languages).toContainEqual({ id: "af", value: "af", label: "Afrikaans", dialects: [] })
    expect(new Set(languages.map(({ label }: { label: string }) => label)).size).toBe(languages.length)
    expect((await client.call("listLicenses")).body).toContainEqual(
      expect.objectContaining({ id: "620ba3a83e2fa95c500b429d", name: "MIT" })
    )
  })
})

describe("data assets", () => {
  const files = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), "platform-"))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    await writeFile(join(folder, "reviews.csv"), '\uFEFFtext,stars\n"Good, really",5\n"Bad\nvery",1\n')
    await writeFile(
      join(folder, "speech.jsonl"),
      '{"audio":"a.wav","text":"hi","n":3}\n\n{"audio":"https://a.example/b.wav","text":"ho","n":4}\n'
    )
    await writeFile(join(folder, "a.wav"), "RIFF\0\0\0\0WAVEfmt ")
    return folder
  }

  it("are corpora from CSV files, whose columns are inputs of runs", async () => {
    const folder = await files()
    const { client, engine } = await start({
      corpora: [
        {
          name: "Reviews",
          file: join(folder, "reviews.csv"),
          functions: ["sentiment-analysis"],
          columns: { text: { languages: ["en"] } }
        }
      ]
    })
    const id = createHash("sha256").update("Reviews").digest("hex").slice(0, 24)
    const overview = (await client.call("getCorpus", { params: { id } })).body
    expect(overview).toMatchObject({ id, name: "Reviews", segmentsCount: 2, suggestedFunction: ["sentiment-analysis"] })
    expect(overview.data.map(({ name, dataType }: { name: string; dataType: string }) => [name, dataType])).toEqual([
      ["text", "text"],
      ["stars", "text"]
    ])
    expect(overview.data[0].metadata).toEqual({ languages: [{ language: "en" }] })
    const pipeline = (await client.call("createPipeline", { body: { name: "A", architecture: sentiment } })).body
    const run = (dataAsset: object) =>
      client.call("runPipeline", { params: { id: pipeline.id }, body: { data: [{ dataAsset }] } })
    expect((await run({ corpus_id: id, data_id: overview.data[0].id })).status).toBe(201)
    expect(engine.last.inputs).toEqual([{ node: 0, values: ["Good, really", "Bad\nvery"] }])
    expect((await run({ corpus_id: id, data_id: "nope" })).body.detail).toContain(overview.data[0].id)
    expect((await run({ dataset_id: id, data_id: overview.data[0].id })).body.message).toBe(
      `There is no dataset "${id}".`
    )
    expect((await client.call("getCorpus", { params: { id: "nope" } })).status).toBe(404)
    expect((await client.send("GET", `/sdk/corpus/${id}/overview`)).status).toBe(200)
    expect((await client.call("getDataset", { params: { id } })).status).toBe(404)
  })

  it("are datasets from JSON Lines files; paths in media columns become files of the server", async () => {
    const folder = await files()
    const { client, engine, parts } = await start({
      datasets: [
        {
          id: "speech",
          name: "Speech",
          function: "speech-recognition",
          file: join(folder, "speech.jsonl"),
          input: ["audio"],
          output: ["text"],
          columns: { audio: { dataType: "audio" } }
        }
      ]
    })
    const overview = (await client.call("getDataset", { params: { id: "speech" } })).body
    const idOf = (name: string): string => overview.data.find((column: { name: string }) => column.name === name).id
    expect(overview).toMatchObject({
      function: "speech-recognition",
      input: [{ dataId: idOf("audio") }],
      output: [{ dataIds: [idOf("text")] }],
      metadata: [{ dataId: idOf("n") }]
    })
    const pipeline = (await client.call("createPipeline", { body: { name: "A", architecture: sentiment } })).body
    const column = async (name: string) => {
      const answer = await client.call("runPipeline", {
        params: { id: pipeline.id },
        body: { data: [{ dataAsset: { dataset_id: "speech", data_id: idOf(name) } }] }
      })
      expect(answer.status).toBe(201)
      return engine.last.inputs[0]?.values
    }
    expect(await column("n")).toEqual([3, 4])
    const [file, url] = (await column("audio")) as [
      { readonly mediaType: string; bytes(): Promise<Uint8Array> },
      string
    ]
    expect(file.mediaType).toBe("audio/wav")
    expect(Buffer.from(await file.bytes()).toString()).toContain("WAVE")
    expect(url).toBe("https://a.example/b.wav")
    void parts
  })

  it("are refused at the start when their file is missing or of no known kind", async () => {
    await expect(start({ corpora: [{ name: "A", file: "/nowhere/a.csv" }] })).rejects.toThrow("/nowhere/a.csv")
    await expect(start({ corpora: [{ name: "A", file: "/nowhere/a.xlsx" }] })).rejects.toThrow(
      "must be a .csv or a .jsonl file"
    )
  })
})
