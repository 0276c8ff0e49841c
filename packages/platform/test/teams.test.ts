/**
 * Two teams on one server. Every operation of the contract that is asked for something by name has a row here that says
 * what another team gets, so a new operation without a row fails.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { operations, type Operation } from "../src/http/contract.ts"
import { startPlatform, type Platform } from "../src/index.ts"
import { type Answer, Client, sentiment } from "./http/Client.ts"

/** What another team gets: "not found", or why the answer is the same for every team. */
const rows: Readonly<Record<string, "not found" | { readonly shared: string }>> = {
  getPipeline: "not found",
  updatePipeline: "not found",
  runPipeline: "not found",
  checkRun: "not found",
  getRun: "not found",
  listRunSteps: "not found",
  listRunOutput: "not found",
  getRunLog: "not found",
  streamRunEvents: "not found",
  cancelRun: "not found",
  // Last, because the owner's turn follows each row.
  deletePipeline: "not found",
  putUpload: { shared: "the signature in the URL is the right to upload, and no key is asked for" },
  getFile: { shared: "whoever has a file's address may read it, and no key is asked for; scripts have none" },
  getCorpus: { shared: "the server's owner offers corpora to every team" },
  getDataset: { shared: "the server's owner offers datasets to every team" },
  getModel: { shared: "the server's assets; stand-ins for models of a team's own pipelines are tested below" },
  getModelByName: { shared: "the server's assets" }
}

/** Members of the queries that name something of a team; each has a test below. */
const queries: readonly string[] = [
  "listModels ids",
  "listRuns pipeline",
  "listRuns page",
  "listRunSteps page",
  "listRunOutput page",
  "getRunLog page"
]
const harmless = new Set([
  "status",
  "since",
  "until",
  "outcome",
  "q",
  "node",
  "retried",
  "limit",
  "pageNumber",
  "expires",
  "signature"
])

const foreign = "6544ffbdf4644a9f6c23beef"
const source = 'def main(text):\n    return [{"data": "secret of team a"}]\n'
const scripted = (fileId: string) => ({
  nodes: [
    { number: 0, type: "INPUT", label: "Text", dataType: ["text"] },
    {
      number: 1,
      type: "SCRIPT",
      label: "S",
      fileId,
      inputValues: [{ code: "text" }],
      outputValues: [{ code: "data", dataType: "text" }]
    },
    { number: 2, type: "OUTPUT", label: "Out" }
  ],
  links: [
    { from: 0, to: 1, paramMapping: [{ from: "input", to: "text" }] },
    { from: 1, to: 2, paramMapping: [{ from: "data", to: "output" }] }
  ]
})

let platform: Platform
let client: Client
/** Key of the second team; the first one's is the client's own. */
let b = ""
const ids = { pipeline: "", run: "", fileId: "", upload: "" }
/** The same shapes, of nothing at all. */
const nothing = { pipeline: "0123456789abcdef01234567", run: "cf9728ff-9a38-4cf8-87c8-41edf2ad0000" }

beforeAll(async () => {
  platform = await startPlatform()
  client = new Client(platform)
  b = platform.createKey("b")
  const body = { name: "Secret of team a", architecture: sentiment }
  ids.pipeline = (await client.call("createPipeline", { body, headers: { "idempotency-key": "create" } })).body.id
  for (const key of ["one", "two"]) {
    const params = { id: ids.pipeline }
    const headers = { "idempotency-key": key }
    const { url } = (await client.call("runPipeline", { params, body: { data: "secret" }, headers })).body
    ids.run = url.split("/").at(-1)
    await client.call("checkRun", { params: { run: ids.run }, headers: { prefer: "wait=30" } })
  }
  const form = new FormData()
  form.set("file", new Blob([source]), "main.py")
  ids.fileId = (await client.call("uploadScript", { body: form })).body.fileId
  const target = await client.call("createTemporaryUpload", {
    body: { contentType: "text/plain", originalName: "a.txt" }
  })
  ids.upload = target.body.key
  await client.send("PUT", target.body.uploadUrl, { key: null, body: "secret" })
})
afterAll(() => platform.close())

const ask = (operation: Operation, key: string | undefined, { pipeline, run }: typeof nothing): Promise<Answer> =>
  client.call(operation.id, {
    params: { id: pipeline, run, node: "2" },
    ...(key === undefined ? {} : { key }),
    ...(operation.mediaTypes.length === 0 ? {} : { body: { name: "b", data: "x", architecture: sentiment } })
  })

describe("what one team has, another team", () => {
  it("does not reach by any operation: each one that takes a name has a row", () => {
    const named = [...operations.values()].filter(({ parameters }) => parameters.some((it) => it.in === "path"))
    expect(named.map(({ id }) => id).toSorted()).toEqual(Object.keys(rows).toSorted())
    const asked = [...operations.values()].flatMap(({ id, parameters }) =>
      parameters.filter((it) => it.in === "query" && !harmless.has(it.name)).map(({ name }) => `${id} ${name}`)
    )
    expect(asked.toSorted()).toEqual(queries.toSorted())
  })

  it.each(Object.keys(rows).filter((id) => rows[id] === "not found"))("is told of nothing by %s", async (id) => {
    const operation = operations.get(id)!
    const [answer, none] = [await ask(operation, b, ids), await ask(operation, b, nothing)]
    expect(answer.status).toBe(404)
    const plain = ({ body }: Answer, { pipeline, run }: typeof nothing): unknown => {
      const { requestId: _, ...rest } = body
      return JSON.parse(JSON.stringify(rest).replaceAll(pipeline, "ID").replaceAll(run, "ID"))
    }
    expect(plain(answer, ids)).toEqual(plain(none, nothing))
    expect(answer.text).not.toContain("secret")
    // The same words reach it with the key of the owning team, so the 404 is not a mistake of the test.
    expect((await ask(operation, undefined, ids)).status).toBeLessThan(400)
  })

  it("does not find in a list, nor with another team's page token or filter", async () => {
    expect((await client.call("listPipelines", { key: b })).body.total).toBe(0)
    expect((await client.call("paginatePipelines", { key: b, body: { q: "secret" } })).body.items).toEqual([])
    expect((await client.call("listRuns", { key: b, query: `?pipeline=${ids.pipeline}` })).body.items).toEqual([])
    const { next } = (await client.call("listRuns", { query: "?limit=1" })).body
    expect(next).toEqual(expect.any(String))
    const page = await client.send("GET", `/ext/runs?page=${encodeURIComponent(next)}`, { key: b })
    expect(page.body.items ?? []).toEqual([])
  })

  it("does not meet with the same idempotency key", async () => {
    const body = { name: "Own", architecture: sentiment }
    const created = await client.call("createPipeline", { key: b, body, headers: { "idempotency-key": "create" } })
    expect(created.status).toBe(201)
    expect(created.body.id).not.toBe(ids.pipeline)
    const params = { id: created.body.id as string }
    const headers = { "idempotency-key": "two" }
    const submitted = await client.call("runPipeline", { key: b, params, body: { data: "x" }, headers })
    expect(submitted.status).toBe(201)
    expect(submitted.body.url).not.toContain(ids.run)
  })

  it("does not run: a script of another team is one that is not there, and the save warns", async () => {
    const outcome = async (key: string | undefined, fileId: string) => {
      const by = key === undefined ? {} : { key }
      const saved = await client.call("createPipeline", { ...by, body: { name: "S", architecture: scripted(fileId) } })
      const params = { id: saved.body.id as string }
      const { url } = (await client.call("runPipeline", { ...by, params, body: { data: "x" } })).body
      const run = { run: url.split("/").at(-1) as string }
      const answer = await client.call("checkRun", { ...by, params: run, headers: { prefer: "wait=30" } })
      return { problems: saved.body.problems, answer: answer.body }
    }
    const own = await outcome(undefined, ids.fileId)
    expect(own.problems).toEqual([])
    expect(own.answer.data[0].segments[0]).toMatchObject({ success: true, response: "secret of team a" })
    const unknown = `${ids.fileId}x`
    for (const fileId of [ids.fileId, unknown]) {
      const other = await outcome(b, fileId)
      expect(other.answer.status).toBe("FAILED")
      expect(JSON.stringify(other.answer)).toContain("The script of S is not on this server: upload it again.")
      expect(JSON.stringify(other.answer)).not.toContain("secret")
      expect(other.problems).toMatchObject([
        { code: "unknown_script", level: "warning", node: 1, message: expect.stringContaining(fileId) }
      ])
    }
  })

  it("does not read: scripts have no address, with or without a key", async () => {
    for (const key of [null, undefined, b])
      for (const path of [
        `/files/scripts/${ids.fileId}`,
        `/files/scripts%2F${ids.fileId}`,
        `/files//scripts/${ids.fileId}`
      ]) {
        const answer = await client.send("GET", path, key === undefined ? {} : { key })
        expect([path, answer.status]).toEqual([path, 404])
      }
  })

  it("does not send into a run: neither by s3:// reference nor by a reference hidden in an object", async () => {
    const body = { name: "Echo", architecture: sentiment }
    const params = { id: (await client.call("createPipeline", { key: b, body })).body.id as string }
    const run = (data: unknown) => client.call("runPipeline", { key: b, params, body: { data: { Text: data } } })
    for (const reference of [`s3://x/${ids.upload}`, `S3://x/${ids.upload}`, `s3://x/scripts/${ids.fileId}`])
      expect((await run(reference)).status).toBe(400)
    expect((await run([`s3://x/${ids.upload}`])).status).toBe(400)
    const hidden = { $file: { reference: `s3://x/${ids.upload}`, mediaType: "text/plain", type: "text" } }
    const { url } = (await run(hidden)).body
    const answer = await client.call("checkRun", {
      key: b,
      params: { run: url.split("/").at(-1) as string },
      headers: { prefer: "wait=30" }
    })
    // It is an object like any other, and the parameter takes text.
    expect(JSON.stringify(answer.body)).toContain('The parameter \\"text\\" must be text')
  })

  it("does not see as a model that only its pipelines name", async () => {
    const nodes = sentiment.nodes.map((node) => (node.type === "ASSET" ? { ...node, assetId: foreign } : node))
    await client.call("createPipeline", { body: { name: "M", architecture: { ...sentiment, nodes } } })
    expect((await client.call("getModel", { params: { id: foreign } })).status).toBe(200)
    expect((await client.call("getModel", { key: b, params: { id: foreign } })).status).toBe(404)
    expect((await client.call("listModels", { query: `?ids=${foreign}` })).body.total).toBe(1)
    expect((await client.call("listModels", { key: b, query: `?ids=${foreign}` })).body.total).toBe(0)
  })
})

it("an object with a key $file comes back as it was sent", async () => {
  const value = {
    $file: { reference: "s3://x/y", mediaType: "text/plain", type: "text" },
    $$file: 1,
    list: [{ $file: 2 }]
  }
  const architecture = {
    nodes: [
      { number: 0, type: "INPUT", label: "Text" },
      { number: 1, type: "OUTPUT", label: "Out" }
    ],
    links: [{ from: 0, to: 1, paramMapping: [{ from: "input", to: "output" }] }]
  }
  const params = {
    id: (await client.call("createPipeline", { body: { name: "Echo", architecture } })).body.id as string
  }
  const { url } = (await client.call("runPipeline", { params, body: { data: { Text: value } } })).body
  const run = { run: url.split("/").at(-1) as string }
  const answer = await client.call("checkRun", { params: run, headers: { prefer: "wait=30" } })
  const text = await (await fetch(answer.body.data[0].segments[0].response)).text()
  expect(JSON.parse(text)).toEqual(value)
})
