import { createHash } from "node:crypto"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { document } from "@aixplain-ts/api-types/document"
import { catalogue } from "@aixplain-ts/designer"
import { describe, expect, it, onTestFinished } from "vitest"
import { defineAsset } from "../../src/assets/AssetDefinition.ts"
import { sentiment, type Client } from "./Client.ts"
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

describe("presets of models", () => {
  const id = "0123456789abcdef01234567"
  const node = (number: number, inputValues: readonly object[], rest: object = {}): object => ({
    number,
    type: "ASSET",
    label: `A${number}`,
    function: "translation",
    assetId: id,
    inputValues,
    outputValues: [{ code: "data" }],
    ...rest
  })
  const save = (client: Client, ...nodes: readonly object[]) =>
    client.call("createPipeline", { body: { name: "A", architecture: { nodes, links: [] } } })
  type Told = { readonly value: unknown }[]
  const params = async (
    client: Client,
    key?: string
  ): Promise<Record<string, { values: Told; defaultValues: Told }>> => {
    const { body } = await client.call("getModel", { params: { id }, key })
    return Object.fromEntries(body.params.map((param: { name: string }) => [param.name, param]))
  }
  const values = (list: Told | undefined): unknown[] | undefined => list?.map(({ value }) => value)

  it("are what the team's nodes store, languages in `values`, everything in `defaultValues`", async () => {
    const { client } = await start()
    await save(
      client,
      node(0, [
        { code: "targetlanguage", value: "fr" },
        { code: "sourcelanguage", value: "" },
        { code: "dialect_in", value: "Quebec" },
        { code: "script_in", value: "Latn" },
        { code: "text", value: null }
      ]),
      node(1, [
        { code: "targetlanguage", values: ["es", "fr"] },
        { code: "dialect_in", value: "Chile" }
      ]),
      node(2, [{ code: "targetlanguage", value: "de" }], { assetId: "another" })
    )
    const { targetlanguage, sourcelanguage, text, ...others } = await params(client)
    expect(targetlanguage?.values).toEqual([
      { value: "fr", label: "French" },
      { value: "es", label: "Spanish" },
      { value: "en", label: "English" }
    ])
    expect(values(targetlanguage?.defaultValues)).toEqual(["fr", "es"])
    expect(values(sourcelanguage?.values)).toEqual(["en"])
    expect(values(text?.defaultValues)).toEqual([])
    expect(values(others["dialect_in"]?.defaultValues)).toEqual(["Quebec", "Chile"])
    expect(values(others["script_in"]?.defaultValues)).toEqual([])
  })

  it("are left out where aixplain 0.2.48 drops the pipeline over them", async () => {
    const { client } = await start()
    const generation = (number: number, temperature: unknown): object =>
      node(
        number,
        [
          { code: "prompt", value: "Say {{hello}}." },
          { code: "temperature", value: temperature }
        ],
        { function: "text-generation" }
      )
    await save(client, generation(0, "hot"), generation(1, 0.2), generation(2, { a: 1 }))
    const { prompt, temperature } = await params(client)
    expect(values(prompt?.defaultValues)).toEqual([])
    expect(values(temperature?.defaultValues)).toEqual([0.2])
  })

  it("are those of the pipeline that was saved last, before those of older ones", async () => {
    const { client, platform } = await start({ clock: "virtual" })
    const { body } = await save(client, node(0, [{ code: "targetlanguage", value: "fr" }]))
    await platform.clock.advance(1000)
    await save(client, node(0, [{ code: "targetlanguage", value: "es" }]))
    expect(values((await params(client))["targetlanguage"]?.values)).toEqual(["es", "fr", "en"])
    await platform.clock.advance(1000)
    await client.call("updatePipeline", { params: { id: body.id }, body: { name: "Renamed" } })
    expect(values((await params(client))["targetlanguage"]?.values)).toEqual(["fr", "es", "en"])
  })

  it("are not those of another team", async () => {
    const { client, platform } = await start()
    const other = platform.createKey("others")
    await save(client, node(0, [{ code: "targetlanguage", value: "fr" }]))
    await client.call("createPipeline", {
      body: { name: "B", architecture: { nodes: [node(0, [])], links: [] } },
      key: other
    })
    expect(values((await params(client, other))["targetlanguage"]?.values)).toEqual(["en"])
  })

  it("come after what the asset declares of its parameters only where no node presets them", async () => {
    const asset = defineAsset({
      id,
      function: "translation",
      parameters: {
        targetlanguage: { values: ["it", "pt"], default: "pt" },
        tone: { default: "formal", values: ["formal", "plain"], required: true }
      },
      run: () => ({ data: "" })
    })
    const { client } = await start({ assets: [asset] })
    const before = await params(client)
    expect(values(before["targetlanguage"]?.values)).toEqual(["pt", "it"])
    expect(before["tone"]).toMatchObject({
      required: true,
      dataType: "text",
      defaultValues: [{ value: "formal" }],
      availableOptions: [{ value: "formal" }, { value: "plain" }]
    })
    await save(client, node(0, [{ code: "targetlanguage", value: "it" }]))
    expect(values((await params(client))["targetlanguage"]?.values)).toEqual(["it", "pt"])
  })

  it("of a utility with its own parameters are those and no others", async () => {
    const declared = { id: "me/util", function: "utilities", run: () => ({ data: "" }) }
    const { client } = await start({
      assets: [defineAsset({ ...declared, parameters: { a: { required: true }, b: { dataType: "number" } } })]
    })
    const { body } = await client.call("getModel", { params: { id: "me%2Futil" } })
    expect(body.params).toMatchObject([
      { name: "a", required: true, dataType: "text" },
      { name: "b", required: false, dataType: "number" }
    ])
  })
})

describe("lists of models", () => {
  it("hold every asset of the server, by pages", async () => {
    const { client } = await start({ assets: [shout] })
    const page = async (query: object) => (await client.call("paginateModels", { body: query })).body
    const { total } = await page({})
    const ids: string[] = []
    for (let pageNumber = 0; pageNumber * 7 < total; pageNumber++)
      ids.push(...(await page({ pageSize: 7, pageNumber })).items.map(({ id }: { id: string }) => id))
    expect(new Set(ids).size).toBe(total)
    expect(ids).toEqual(expect.arrayContaining(["me/shout", "local/sentiment-analysis"]))
    expect(await page({ pageNumber: 1000 })).toEqual({ items: [], pageTotal: 0, total })
    expect((await client.call("paginateModels", { body: { pageSize: 101 } })).status).toBe(400)
  })

  it("filter by text, function, supplier and what parameters take, and sort by name", async () => {
    const spanish = defineAsset({
      ...shout,
      id: "me/es",
      name: "Un asset",
      parameters: { language: { values: ["es"] } }
    })
    const { client } = await start({ assets: [shout, spanish] })
    const ids = async (query: object): Promise<string[]> =>
      (await client.call("paginateModels", { body: query })).body.items.map(({ id }: { id: string }) => id)
    expect(await ids({ q: "SHOUT" })).toEqual(["me/shout"])
    expect(await ids({ functions: ["sentiment-analysis"] })).toEqual(["local/sentiment-analysis"])
    const me = (await client.call("listSuppliers")).body.find(({ code }: { code: string }) => code === "me")
    for (const supplier of [me, me.id, String(me.id), "me"])
      expect(await ids({ suppliers: [supplier] })).toEqual(["me/shout", "me/es"])
    expect(await ids({ suppliers: ["me"], sort: [{ field: "name", dir: -1 }] })).toEqual(["me/es", "me/shout"])
    expect(await ids({ suppliers: ["me"], ioFilter: [{ code: "language", value: "fr" }] })).toEqual(["me/shout"])
    expect(await ids({ isFineTunable: true })).toEqual([])
  })

  it("by ids leave out what is unknown, and have no pageTotal, which makes a client ask for more", async () => {
    const { client } = await start({ assets: [shout] })
    const { body } = await client.call("listModels", {
      query: "?ids=me/shout,nobody,local/sentiment-analysis,me/shout"
    })
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual(["me/shout", "local/sentiment-analysis"])
    expect(Object.keys(body).toSorted()).toEqual(["items", "total"])
    expect(await client.call("listModels")).toMatchObject({ status: 400, body: { message: "The query has no `ids`." } })
    const many = Array.from({ length: 101 }, (_, n) => `m${n}`).join()
    expect(await client.call("listModels", { query: `?ids=${many}` })).toMatchObject({ status: 400 })
  })

  it("are named by the refusal of an unknown id", async () => {
    const { client } = await start()
    const { body } = await client.call("getModel", { params: { id: "60ddef828d38c51c5885d491" } })
    expect(body.detail).toContain("local/<function>")
    expect(body.detail).toContain("/sdk/models/paginate")
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
      `Dataset not found: "${id}".`
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

  it("are listed with filters and pages", async () => {
    const folder = await files()
    const file = join(folder, "reviews.csv")
    const { client } = await start({
      corpora: [
        { name: "Reviews", file, functions: ["sentiment-analysis"], columns: { text: { languages: ["en"] } } },
        { name: "Notes", description: "Of guests", file, license: "l" }
      ],
      datasets: [
        {
          name: "Pairs",
          function: "translation",
          file,
          input: ["text"],
          output: ["stars"],
          columns: { text: { languages: ["en"] }, stars: { languages: ["es"], dataType: "number" } }
        },
        { name: "Lone", function: "sentiment-analysis", file, input: ["text"], output: [] }
      ]
    })
    const names = async (operation: string, body: object): Promise<readonly string[]> =>
      (await client.call(operation, { body })).body.results.map(({ name }: { name: string }) => name)
    const corpora = (body: object) => names("paginateCorpora", body)
    const datasets = (body: object) => names("paginateDatasets", body)
    const newestFirst = { pageSize: 20, pageNumber: 0, sort: [{ field: "createdAt", dir: -1 }] }
    expect(await corpora(newestFirst)).toEqual(["Reviews", "Notes"])
    expect(await corpora({ q: "guests" })).toEqual(["Notes"])
    expect(await corpora({ function: "sentiment-analysis" })).toEqual(["Reviews"])
    expect(await corpora({ language: ["en", "fr"] })).toEqual(["Reviews"])
    expect(await corpora({ license: "l" })).toEqual(["Notes"])
    expect(await corpora({ dataType: "audio" })).toEqual([])
    expect((await client.call("paginateCorpora", { body: { pageSize: 1, pageNumber: 1 } })).body).toMatchObject({
      results: [{ name: "Notes", languages: [] }],
      pageTotal: 1,
      total: 2
    })
    expect((await client.call("paginateCorpora", { body: {} })).body.results[0].languages).toEqual([{ language: "en" }])

    expect(await datasets({ ...newestFirst, input: {}, output: {} })).toEqual(["Pairs", "Lone"])
    expect(await datasets({ q: "pair" })).toEqual(["Pairs"])
    expect(await datasets({ function: "translation", input: { languages: ["en"] } })).toEqual(["Pairs"])
    expect(await datasets({ input: { languages: ["es"] } })).toEqual([])
    expect(await datasets({ output: { languages: ["es"] } })).toEqual(["Pairs"])
    expect(await datasets({ isReferenceless: true })).toEqual(["Lone"])
    expect(await datasets({ dataType: "number" })).toEqual(["Pairs"])
    expect(await datasets({ sort: [{ field: "name", dir: 1 }] })).toEqual(["Lone", "Pairs"])
    const listed = (await client.call("paginateDatasets", { body: { q: "pair" } })).body.results[0]
    expect(listed).toEqual((await client.call("getDataset", { params: { id: listed.id } })).body)
  })

  it("are refused at the start when their file is missing or of no known kind", async () => {
    await expect(start({ corpora: [{ name: "A", file: "/nowhere/a.csv" }] })).rejects.toThrow("/nowhere/a.csv")
    await expect(start({ corpora: [{ name: "A", file: "/nowhere/a.xlsx" }] })).rejects.toThrow(
      "must be a .csv or a .jsonl file"
    )
  })
})
