import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { document } from "@aixplain-ts/api-types/document"
import { expect, it, onTestFinished } from "vitest"
import { operations, type Operation } from "../../src/http/contract.ts"
import { checkAnswer, inputless, seen, type Answer, sentiment, type CallOptions } from "./Client.ts"
import { start } from "./Harness.ts"

/** Statuses of the contract that this server never gives, and why. */
const never: Readonly<Record<string, string>> = {
  "402": "the server does not count credits",
  "403": "a key either speaks for a team or is unknown; only links can be expired",
  "409": "the first request with a key is always answered before the second is looked at",
  "4XX": "the hosted platform's own ranges",
  "500": "a fault of the server; everyRoute.test.ts breaks it once to see",
  "504": "the server is not behind a gateway"
}
const exceptions: Readonly<Record<string, boolean>> = {
  "putUpload 403": true,
  "paginatePipelines 201": false,
  // Only signed links of other servers expire.
  "getFile 403": false,
  // Of a run that is not over; no other 409 can be seen (above).
  "listRunOutput 409": true,
  // Their files and their bodies are read from the request itself: nothing to mistake in the query.
  "uploadScript 400": true
}

/** Answers that all routes give alike, each shown for every route in everyRoute.test.ts. */
const shownElsewhere = new Set(["401", "421", "429", "503"])

it("every status of the contract that this server can give is given, by every route", async () => {
  const folder = await mkdtemp(join(tmpdir(), "platform-"))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, "rows.csv")
  await writeFile(file, "a,b\n1,2\n")
  const { client, engine } = await start({
    limits: { bodyBytes: 3000, scriptBytes: 3000, upload: { other: 3000 }, headMillis: 5000 },
    corpora: [{ id: "c", name: "Rows", file }],
    datasets: [{ id: "d", name: "Rows", file, function: "translation", input: ["a"], output: ["b"] }]
  })
  const call = (id: string, options: CallOptions = {}) => client.call(id, options)
  const large = "x".repeat(4000)
  const missing = { id: "0123456789abcdef01234567", run: "cf9728ff-9a38-4cf8-87c8-41edf2ad0000" }
  const body = { name: "A", architecture: sentiment }

  // Success.
  const created = await call("createPipeline", { body, headers: { "idempotency-key": "k" } })
  const params = { id: created.body.id }
  await call("listPipelines")
  await call("paginatePipelines", { body: {} })
  await call("getPipeline", { params })
  await call("updatePipeline", { params, body })
  const submitted = await call("runPipeline", { params, body: { data: "x" }, headers: { "idempotency-key": "k" } })
  const run = { run: submitted.body.url.split("/").at(-1) as string }
  await call("checkRun", { params: run })
  for (const id of ["getRun", "listRunSteps", "getRunLog", "streamRunEvents", "cancelRun"])
    await call(id, { params: run })
  await call("listRuns")
  await call("listRunOutput", { params: { ...run, node: "2" } })
  engine.finish(run.run)
  await call("listRunOutput", { params: { ...run, node: "2" } })
  await call("cancelRun", { params: run })
  const target = (await call("createTemporaryUpload", { body: { contentType: "a", originalName: "a.txt" } })).body
  await call("createPermanentUpload", { body: { contentType: "a", originalName: "a.txt" } })
  const key = target.key as string
  const signed = new URL(target.uploadUrl).search
  await call("putUpload", { params: { key }, query: signed, body: "0123", key: null })
  await call("getFile", { params: { key } })
  await call("getFile", { params: { key }, headers: { range: "bytes=1-2" } })
  const form = new FormData()
  form.set("file", new Blob(["def main(x): return x"]), "s.py")
  await call("uploadScript", { body: form })
  await call("getCorpus", { params: { id: "c" } })
  await call("getDataset", { params: { id: "d" } })
  for (const id of ["listFunctions", "listSuppliers", "listLanguages", "listLicenses", "health"]) await call(id)
  const code = new URL(client.platform.signInUrl()).hash.slice("#code=".length)
  await call("openSession", { body: { code } })
  await call("getModel", { params: { id: "local%2Fsentiment-analysis" } })
  await call("listModels", { query: "?ids=local/sentiment-analysis,nobody" })
  for (const id of ["paginateModels", "paginateCorpora", "paginateDatasets"]) await call(id, { body: {} })
  await call("getModelByName", { params: { name: "Sentiment%20by%20word%20lists" } })

  // What is asked for wrongly.
  for (const { id, mediaTypes, path } of operations.values()) {
    if (path.includes("{id}") && path.includes("pipeline"))
      await call(id, { params: { id: "zz" }, body: mediaTypes.length > 0 ? body : undefined })
    if (path.includes("{run}")) await call(id, { params: { run: "zz" } })
    if (path.includes("{id}"))
      await call(id, { params: { id: missing.id }, body: mediaTypes.length > 0 ? body : undefined })
    if (path.includes("{run}")) await call(id, { params: { run: missing.run } })
    if (path.includes("{name}")) await call(id, { params: { name: "nobody" } })
    if (!mediaTypes.includes("application/json")) continue
    const type = { "content-type": "application/json" }
    await call(id, { params: missing, body: "{", headers: type })
    await call(id, { params: missing, body: JSON.stringify(large), headers: type })
    await call(id, { params: missing, body: "<x/>", headers: { "content-type": "text/xml" } })
  }
  for (const id of ["getModel", "getModelByName", "getCorpus", "getDataset", "getFile"]) {
    const operation = operations.get(id) as Operation
    const answer = await client.send("GET", operation.path.replaceAll(/\{(\w+)\}/g, "%E0%A4%A"))
    checkAnswer(operation, answer)
  }
  await call("listPipelines", { query: "?pageNumber=x" })
  await call("listRuns", { query: "?limit=x" })
  await call("listModels")
  await call("listRunOutput", { params: { ...run, node: "2" }, query: "?limit=x" })
  await call("createPipeline", { body: { ...body, name: "B" }, headers: { "idempotency-key": "k" } })
  await call("runPipeline", { params, body: { data: "y" }, headers: { "idempotency-key": "k" } })
  await call("updatePipeline", { params, body, headers: { "if-match": '"old"' } })
  await call("deletePipeline", { params, headers: { "if-match": '"old"' } })
  await call("createPipeline", { body: { name: "B", status: "onboarded", architecture: inputless } })
  engine.unsupportedNodes = [{ node: 1, what: "x", message: "No." }]
  await call("runPipeline", { params, body: { data: "x" } })
  await call("deletePipeline", { params })
  await call("getFile", { params: { key }, headers: { range: "bytes=9-" } })
  await call("getFile", { params: { key: "temp/none/none.txt" } })
  await call("putUpload", { params: { key }, body: "x", key: null })
  await call("putUpload", {
    params: { key },
    query: signed.replace(/signature=.+/, "signature=x"),
    body: "x",
    key: null
  })
  await call("putUpload", { params: { key }, query: signed, body: large, key: null })
  await call("uploadScript", { body: "x", headers: { "content-type": "multipart/form-data; boundary=x" } })
  await call("uploadScript", { body: "x", headers: { "content-type": "text/plain" } })
  const wide = new FormData()
  wide.set("file", new Blob([large]), "s.py")
  await call("uploadScript", { body: wide })

  // A sender that stalls, and a place for a file that is gone.
  const impatient = await start({
    clock: "virtual",
    limits: { bodyMillis: 20, uploadIdleMillis: 20, temporaryMillis: 1 }
  })
  const place = async () =>
    (await impatient.client.call("createTemporaryUpload", { body: { contentType: "a", originalName: "a.txt" } })).body
  const first = await place()
  for (const operation of operations.values()) {
    if (operation.mediaTypes.length === 0) continue
    const path = operation.id === "putUpload" ? first.uploadUrl : operation.path.replace("{id}", missing.id)
    checkAnswer(operation, await stalled(new URL(path, impatient.platform.url), operation, impatient.platform.apiKey))
  }
  await impatient.platform.clock.advance(10)
  await place()
  const gone = { params: { key: first.key }, query: new URL(first.uploadUrl).search, body: "x", key: null }
  await expect.poll(async () => (await impatient.client.call("putUpload", gone)).status).toBe(404)

  const declared = [...operations.values()].flatMap(({ id, path, method }) => {
    const responses = document.paths[path]?.[method.toLowerCase() as "get"]?.responses ?? {}
    return Object.keys(responses)
      .map((status) => [`${id} ${status}`, status] as const)
      .filter(([name, status]) => !shownElsewhere.has(status) && (exceptions[name] ?? never[status] === undefined))
      .map(([name]) => name)
  })
  expect(declared.filter((name) => !seen.has(name))).toEqual([])
})

/** Sends the head of a request that promises a body, and nothing more. */
const stalled = (url: URL, { method, mediaTypes }: Operation, key: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const type = mediaTypes[0] === "multipart/form-data" ? "multipart/form-data; boundary=x" : (mediaTypes[0] ?? "")
    const headers = { "x-api-key": key, "content-type": type, "content-length": "100" }
    request(url, { method, headers }, (response) => {
      let text = ""
      response.on("data", (chunk: Buffer) => (text += chunk.toString()))
      response.on("end", () => {
        const { statusCode: status = 0 } = response
        resolve({
          status,
          headers: new Headers(response.headers as Record<string, string>),
          text,
          body: JSON.parse(text)
        })
      })
    })
      .on("error", reject)
      .flushHeaders()
  })
