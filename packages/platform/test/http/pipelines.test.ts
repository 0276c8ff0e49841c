import { describe, expect, it } from "vitest"
import { inputless, sentiment, type Client } from "./Client.ts"
import { start } from "./Harness.ts"

const create = async (client: Client, fields: Record<string, unknown> = {}) =>
  (await client.call("createPipeline", { body: { name: "Mood", architecture: sentiment, ...fields } })).body

describe("stored pipelines", () => {
  it("refuses a prompt of more than 100,000 characters, and looks for variables in linear time up to there", async () => {
    const { client } = await start()
    const body = (value: string) => ({
      name: "P",
      architecture: {
        nodes: [
          {
            number: 0,
            type: "ASSET",
            label: "g",
            function: "text-generation",
            inputValues: [{ code: "prompt", dataType: "text", value }],
            outputValues: [{ code: "data" }]
          }
        ],
        links: []
      }
    })
    const before = process.threadCpuUsage()
    expect((await client.call("createPipeline", { body: body("{{".repeat(50_000)) })).status).toBe(201)
    // In milliseconds; it took more than a minute when every pair of braces was searched to the end of the text.
    expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(5000)
    expect(await client.call("createPipeline", { body: body("x".repeat(100_001)) })).toMatchObject({
      status: 400,
      body: { message: "The prompt of g has 100001 characters; this server takes 100000." }
    })
  })

  it("are kept word for word and answered in canonical form, complete in what clients need", async () => {
    const { client, parts } = await start()
    const architecture = {
      nodes: [
        { number: 0, type: "INPUT", note: { deep: [1] } },
        {
          number: 1,
          type: "asset",
          function: "translation",
          functionType: "AI",
          inputValues: [{ code: "max_tokens", dataType: null }],
          status: "Exists",
          position: { x: 1, y: 2 }
        },
        { number: 2, type: "SCRIPT" },
        { number: 3, type: "DECISION" },
        { number: 5, type: "OUTPUT", dataType: ["TEXT"] }
      ],
      links: [{ from: 0, to: 1, paramMapping: [{ from: "input", to: "text", dataSourceId: 0 }] }],
      zoom: 2
    }
    const { id } = await create(client, { architecture, folder: "mine" })
    const { body, headers } = await client.call("getPipeline", { params: { id } })
    expect(body).toMatchObject({
      id,
      name: "Mood",
      status: "draft",
      folder: "mine",
      zoom: 2,
      subscription: { id: expect.stringMatching(/^[0-9a-f]{24}$/), apiKey: "" },
      nodes: [
        { number: 0, type: "INPUT", label: "INPUT(ID=0)", dataType: [], note: { deep: [1] } },
        {
          type: "ASSET",
          label: "ASSET(ID=1)",
          assetId: "",
          functionType: "ai",
          inputValues: [{ code: "max_tokens" }],
          status: "Exists",
          position: { x: 1, y: 2 }
        },
        { label: "SCRIPT(ID=2)", fileId: "", fileMetadata: '{"name":"","size":0}' },
        { label: "DECISION(ID=3)", routes: [] },
        { label: "OUTPUT(ID=5)", dataType: ["text"] }
      ],
      links: architecture.links
    })
    expect(headers.get("etag")).toMatch(/^"[\w-]+"$/)
    const { document } = parts.database.sql.prepare("select document from pipelines").get() as { document: string }
    expect(JSON.parse(document)).toEqual({ architecture, rest: { folder: "mine" } })
  })

  it("have 24 hex characters as id, may share a name, and belong to one team", async () => {
    const { client, platform } = await start()
    const [first, second] = [await create(client), await create(client)]
    expect(first.id).toMatch(/^[0-9a-f]{24}$/)
    expect(second.id).not.toBe(first.id)
    const key = platform.createKey("others")
    expect((await client.call("listPipelines", { key })).body.total).toBe(0)
    for (const id of ["getPipeline", "deletePipeline", "runPipeline"])
      expect(
        (await client.call(id, { key, params: { id: first.id }, body: id === "runPipeline" ? {} : undefined })).status
      ).toBe(404)
    expect(
      (
        await client.call("updatePipeline", {
          key,
          params: { id: first.id },
          body: { name: "X", architecture: sentiment }
        })
      ).status
    ).toBe(404)
  })

  it("answer a malformed id with 400 and an unknown one with 404, as the hosted platform does", async () => {
    const { client } = await start()
    const malformed = await client.call("getPipeline", { params: { id: "zz" } })
    expect(malformed).toMatchObject({
      status: 400,
      body: { statusCode: 400, message: "err.invalid_param", error: "Bad Request" }
    })
    const unknown = await client.call("getPipeline", { params: { id: "0123456789abcdef01234567" } })
    expect(unknown).toMatchObject({ status: 404, body: { statusCode: 404, message: "Not Found" } })
  })

  it("list their problems when saved, and are saved all the same", async () => {
    const { client } = await start()
    const answer = await client.call("createPipeline", { body: { name: "Draft", architecture: inputless } })
    expect(answer.status).toBe(201)
    expect(answer.body.problems).toContainEqual(expect.objectContaining({ code: "no_input", level: "error" }))
    expect((await client.call("createPipeline", { body: { name: "Later", architecture: { nodes: [] } } })).status).toBe(
      201
    )
  })

  it("refuse a body that is not a document, naming the place", async () => {
    const { client } = await start()
    const refused = async (architecture: unknown) =>
      (await client.call("createPipeline", { body: { name: "A", architecture } })).body.message
    expect(await refused({ nodes: [{ type: "INPUT" }] })).toBe("`architecture.nodes[0]` has no `number`.")
    expect(await refused({ nodes: [{ number: "0", type: "INPUT" }] })).toContain("`architecture.nodes[0].number`")
    expect(await refused({ nodes: {} })).toBe("`architecture.nodes` must be an array.")
    expect(await refused({ nodes: [], links: [{ from: 0 }] })).toContain("`architecture.links[0]`")
    expect(await refused("text")).toBe("`architecture` must be an object.")
    const save = (body: object) => client.call("createPipeline", { body: { architecture: sentiment, ...body } })
    expect(await save({ name: "" })).toMatchObject({ status: 400, body: { message: "`name` must not be empty." } })
    expect(await save({})).toMatchObject({ status: 400, body: { message: "The body has no `name`." } })
    expect(await save({ name: "A", status: "live" })).toMatchObject({
      status: 400,
      body: { message: '`status` must be one of "draft", "onboarded".' }
    })
  })

  it("keep their document when an update sends no nodes, where a create is refused", async () => {
    const { client } = await start()
    const { id, nodes, links } = (await client.call("createPipeline", { body: { name: "A", architecture: sentiment } }))
      .body
    for (const [name, more] of Object.entries({ B: {}, C: { architecture: {} }, D: { architecture: { nodes: [] } } })) {
      const answer = await client.call("updatePipeline", { params: { id }, body: { name, ...more } })
      expect(answer).toMatchObject({ status: 200, body: { id, name, nodes, links } })
    }
    for (const more of [{}, { architecture: {} }])
      expect((await client.call("createPipeline", { body: { name: "A", ...more } })).status).toBe(400)
    const wrong = await client.call("updatePipeline", {
      params: { id },
      body: { name: "E", architecture: { nodes: 1 } }
    })
    expect(wrong.status).toBe(400)
    expect((await client.call("getPipeline", { params: { id } })).body).toMatchObject({ name: "D", nodes, links })
  })

  it("have a largest size", async () => {
    const { client } = await start({ limits: { nodes: 10 } })
    const nodes = Array.from({ length: 11 }, (_, number) => ({ number, type: "INPUT" }))
    const answer = await client.call("createPipeline", { body: { name: "Large", architecture: { nodes } } })
    expect(answer).toMatchObject({
      status: 400,
      body: { message: "The pipeline has 11 nodes and 0 links; this server takes 10 and 50." }
    })
  })

  it("are deployed only without errors, and a deploy lists every one of them", async () => {
    const { client } = await start()
    const broken = {
      nodes: [
        { number: 0, type: "OUTPUT" },
        { number: 0, type: "OUTPUT" },
        { number: 1, type: "WHAT" }
      ],
      links: [{ from: 0, to: 9, paramMapping: [] }]
    }
    const answer = await client.call("createPipeline", {
      body: { name: "A", status: "onboarded", architecture: broken }
    })
    expect(answer.status).toBe(400)
    expect(new Set(answer.body.problems.map(({ code }: { code: string }) => code))).toEqual(
      new Set(["no_input", "duplicate_number", "unknown_kind", "dangling_link"])
    )
    expect((await client.call("listPipelines")).body.total).toBe(0)
    const { id } = await create(client, { architecture: inputless })
    const deploy = await client.call("updatePipeline", {
      params: { id },
      body: { name: "A", status: "onboarded", architecture: { nodes: [] } }
    })
    expect(deploy.status).toBe(400)
    expect((await client.call("getPipeline", { params: { id } })).body.status).toBe("draft")
  })

  it("keep their nodes and status when a PUT has none, and change what it has", async () => {
    const { client } = await start()
    const { id } = await create(client)
    const deployed = await client.call("updatePipeline", {
      params: { id },
      body: { name: "Live", status: "onboarded", architecture: { nodes: [], links: [] } }
    })
    expect(deployed.body).toMatchObject({ id, name: "Live", status: "onboarded" })
    expect(deployed.body.nodes).toHaveLength(3)
    const replaced = await client.call("updatePipeline", {
      params: { id },
      body: { name: "Live", architecture: { nodes: [{ number: 7, type: "INPUT" }] } }
    })
    expect(replaced.body).toMatchObject({ status: "onboarded", nodes: [{ number: 7 }], links: [] })
  })

  it("are not overwritten by someone who saw an older version", async () => {
    const { client } = await start()
    const created = await client.call("createPipeline", { body: { name: "A", architecture: sentiment } })
    const etag = created.headers.get("etag") as string
    const params = { id: created.body.id }
    const save = (name: string, ifMatch: string) =>
      client.call("updatePipeline", {
        params,
        headers: { "if-match": ifMatch },
        body: { name, architecture: sentiment }
      })
    const first = await save("B", etag)
    expect(first.status).toBe(200)
    const late = await save("C", etag)
    expect(late.status).toBe(412)
    expect(late.headers.get("etag")).toBe(first.headers.get("etag"))
    expect((await client.call("deletePipeline", { params, headers: { "if-match": etag } })).status).toBe(412)
    expect((await save("D", `"other", ${first.headers.get("etag")}`)).status).toBe(200)
    expect((await save("E", "*")).status).toBe(200)
    expect((await client.call("getPipeline", { params })).body.name).toBe("E")
  })

  it("are created once for one Idempotency-Key", async () => {
    const { client, platform } = await start()
    const save = (name: string, key: string, apiKey?: string) =>
      client.call("createPipeline", {
        body: { name, architecture: sentiment },
        headers: { "idempotency-key": key },
        key: apiKey
      })
    const answers = await Promise.all([save("A", "k1"), save("A", "k1"), save("A", "k1")])
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    await client.call("deletePipeline", { params: { id: answers[0]?.body.id } })
    expect((await save("A", "k1")).text).toBe(answers[0]?.text)
    expect(await save("B", "k1")).toMatchObject({ status: 422 })
    expect((await save("A", "k1", platform.createKey("others"))).body.id).not.toBe(answers[0]?.body.id)
    expect((await save("A", "k2")).status).toBe(201)
    expect((await save("A", "x".repeat(256))).status).toBe(400)
    expect((await client.call("listPipelines")).body.total).toBe(1)
  })

  it("is not created when its key's first request was refused", async () => {
    const { client } = await start()
    const headers = { "idempotency-key": "k" }
    const body = { name: "A", status: "onboarded", architecture: inputless }
    expect((await client.call("createPipeline", { headers, body })).status).toBe(400)
    expect((await client.call("createPipeline", { headers, body: { ...body, architecture: sentiment } })).status).toBe(
      201
    )
  })

  it("are deleted with exactly 200, once", async () => {
    const { client } = await start()
    const { id } = await create(client)
    expect(await client.call("deletePipeline", { params: { id } })).toMatchObject({ status: 200, body: { id } })
    expect((await client.call("deletePipeline", { params: { id } })).status).toBe(404)
  })

  it("come ten a page in the older list, newest first", async () => {
    const { client } = await start()
    for (let n = 0; n < 12; n++) await create(client, { name: `P${n}` })
    const first = (await client.call("listPipelines", { query: "/?pageNumber=0" })).body
    const second = (await client.call("listPipelines", { query: "/?pageNumber=1" })).body
    expect(first).toMatchObject({ pageTotal: 10, total: 12, filteredFrom: 12 })
    expect(second).toMatchObject({ pageTotal: 2, total: 12, pageNumber: 1 })
    expect(first.results).toEqual(first.items)
    expect(first.items[0].nodes).toBeUndefined()
    const ids = new Set([...first.items, ...second.items].map(({ id }: { id: string }) => id))
    expect(ids.size).toBe(12)
    expect((await client.call("listPipelines", { query: "?pageNumber=-1" })).status).toBe(400)
    expect(await client.call("listPipelines", { query: `?pageNumber=${"9".repeat(400)}` })).toMatchObject({
      status: 400,
      body: { message: "`pageNumber` must be at most 9007199254740991." }
    })
  })

  it("are found by every filter that clients send", async () => {
    const { client } = await start()
    const asset = (fields: object) => ({
      nodes: [
        { number: 0, type: "INPUT", dataType: ["audio"] },
        { number: 1, type: "ASSET", ...fields },
        { number: 2, type: "OUTPUT", dataType: ["label"] }
      ]
    })
    await create(client, {
      name: "Speech to text",
      architecture: asset({ function: "speech-recognition", assetId: "m1", supplier: "aws" })
    })
    await create(client, { name: "Mood", status: "onboarded" })
    const find = async (query: object) =>
      (await client.call("paginatePipelines", { body: query })).body.items.map(({ name }: { name: string }) => name)
    expect(await find({ pageSize: 20, pageNumber: 0, draftsOnly: false })).toHaveLength(2)
    expect(await find({ q: "SPEECH" })).toEqual(["Speech to text"])
    expect(await find({ draftsOnly: true })).toEqual(["Speech to text"])
    expect(await find({ functions: ["sentiment-analysis"] })).toEqual(["Mood"])
    expect(await find({ models: ["m1"] })).toEqual(["Speech to text"])
    expect(await find({ suppliers: [{ id: 1, name: "AWS", code: "aws" }] })).toEqual(["Speech to text"])
    expect(await find({ suppliers: ["AWS"] })).toEqual(["Speech to text"])
    expect(await find({ inputDataTypes: ["text"] })).toEqual(["Mood"])
    expect(await find({ outputDataTypes: ["label"] })).toEqual(["Speech to text"])
    expect(await find({ functions: ["translation"] })).toEqual([])
    expect(
      (
        await client.call("paginatePipelines", {
          body: { functions: ["speech-recognition"], pageSize: 1, pageNumber: 1 }
        })
      ).body
    ).toMatchObject({ items: [], total: 1, filteredFrom: 2 })
    expect((await client.call("paginatePipelines", { body: { pageSize: 101 } })).status).toBe(400)
  })

  it("are listed with how many problems they have, without their documents", async () => {
    const { client } = await start()
    await create(client, { name: "Good" })
    await create(client, { name: "Bad", architecture: inputless })
    const { items } = (await client.call("paginatePipelines", { body: {} })).body
    const [bad, good] = items
    expect(good).toMatchObject({ name: "Good", problemCount: { errors: 0, warnings: 0 } })
    expect(bad.problemCount.errors).toBeGreaterThan(0)
    expect(bad).not.toHaveProperty("nodes")
    const { client: plain } = await start({ extensions: false })
    await plain.send("POST", "/sdk/pipelines", { body: { name: "Good", architecture: sentiment } })
    const listed = await plain.send("POST", "/sdk/pipelines/paginate", { body: {} })
    expect(JSON.parse(listed.text).items[0]).not.toHaveProperty("problemCount")
  })

  it("survive a restart, with their versions and idempotency keys", async () => {
    const { mkdtemp, rm, stat } = await import("node:fs/promises")
    const { tmpdir } = await import("node:os")
    const { join } = await import("node:path")
    const data = await mkdtemp(join(tmpdir(), "platform-"))
    const headers = { "idempotency-key": "k" }
    const body = { name: "A", architecture: sentiment }
    const before = await start({ data })
    const created = await before.client.call("createPipeline", { headers, body })
    const key = before.platform.apiKey
    expect((await stat(join(data, "local.key"))).mode & 0o777).toBe(0o600)
    await before.platform.close()
    const after = await start({ data })
    expect(after.platform.apiKey).toBe(key)
    expect((await after.client.call("createPipeline", { headers, body })).text).toBe(created.text)
    expect((await after.client.call("getPipeline", { params: { id: created.body.id } })).headers.get("etag")).toBe(
      created.headers.get("etag")
    )
    await after.platform.close()
    await rm(data, { recursive: true })
  })
})
