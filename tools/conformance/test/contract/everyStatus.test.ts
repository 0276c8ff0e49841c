/**
 * Every pair of operation and status that the platform can answer is tested once over HTTP and checked against the
 * contract. At the end, the tested pairs and the pairs of other servers must make up the whole contract.
 */
import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import type { Platform, PlatformOptions } from "@aixplain-ts/platform"
import { describe, expect, it, onTestFinished } from "vitest"
import {
  aForm,
  type Ask,
  ask,
  body,
  create,
  ended,
  formType,
  given,
  idOf,
  operation,
  placeOf,
  run,
  save,
  script,
  target,
  upload
} from "../../src/ask.ts"
import { operations } from "../../src/Contract.ts"
import { gated, inputless, shout, through, unsupported } from "../../src/pipelines.ts"
import { startServer } from "../../src/startServer.ts"
import { temporaryFolder } from "../../src/temporaryFolder.ts"
import { elsewhere } from "./elsewhere.ts"

const keyed = operations.filter(({ isPublic }) => !isPublic)
const withBody = operations.filter(({ takes }) => takes.length > 0)
const withJson = withBody.filter(({ takes }) => takes.includes("application/json"))

const start = async (options: PlatformOptions = {}): Promise<Platform> => {
  const platform = await startServer({ onError: () => {}, ...options })
  onTestFinished(() => platform.close())
  return platform
}

describe("refused by every affected operation", () => {
  it("a request without a valid key is 401", async () => {
    const platform = await start()
    for (const one of keyed)
      for (const key of [null, "wrong"]) expect((await ask(platform, one, { key })).status, one.id).toBe(401)
  })

  it("a foreign host name is 421", async () => {
    const platform = await start()
    for (const one of operations)
      expect((await ask(platform, one, { headers: { host: "evil.example" } })).status).toBe(421)
  })

  it("a request above the rate limit is 429", async () => {
    const rateLimits = { requests: { requests: 1, perMillis: 60_000 } }
    const platform = await start({ clock: "virtual", rateLimits })
    await ask(platform, operation("listPipelines"))
    for (const one of keyed) expect((await ask(platform, one)).status, one.id).toBe(429)
  })

  it("a malformed id is 400", async () => {
    const platform = await start()
    for (const one of operations.filter(({ path }) => /pipeline.*\{id\}|\{run\}/.test(path))) {
      const { status, body: text } = await ask(platform, one, { params: { id: "nonsense", run: "nonsense" } })
      expect([one.id, status, JSON.parse(text ?? "").message]).toEqual([one.id, 400, "err.invalid_param"])
    }
  })

  it("a path or query that cannot be parsed is 400", async () => {
    const platform = await start()
    for (const id of ["listPipelines", "listRuns"])
      expect((await ask(platform, operation(id), { query: "?pageNumber=x&limit=x" })).status).toBe(400)
    for (const id of ["getCorpus", "getDataset", "getModel", "getModelByName", "getFile"])
      expect((await ask(platform, operation(id), { params: { id: "%E0%A4%A", name: "%FF", key: "%FF" } })).status).toBe(
        400
      )
    expect((await ask(platform, operation("putUpload"), { query: "?expires=soon", body: "x" })).status).toBe(400)
  })

  it("an unknown id is 404", async () => {
    const platform = await start()
    const byId = operations.filter(({ path, statuses }) => path.includes("{") && statuses.includes("404"))
    for (const one of byId.filter(({ id }) => id !== "putUpload")) {
      const json = one.takes.includes("application/json") ? { ...save(through("shout")), data: "x" } : undefined
      expect((await ask(platform, one, { json })).status, one.id).toBe(404)
    }
  })

  it("a body that is not JSON, has the wrong shape, or is empty is 400", async () => {
    const platform = await start()
    for (const one of withJson)
      for (const text of ["{", "[]", ""])
        expect(
          (await ask(platform, one, { body: text, headers: { "content-type": "application/json" } })).status,
          `${one.id} ${text}`
        ).toBe(400)
  })

  it("a body of another type is 415", async () => {
    const platform = await start()
    for (const one of withBody.filter(({ takes }) => !takes.includes("*/*")))
      expect((await ask(platform, one, { body: "<x/>", headers: { "content-type": "text/xml" } })).status, one.id).toBe(
        415
      )
  })

  it("a body above the limit is 413", async () => {
    const platform = await start({ limits: { bodyBytes: 100, scriptBytes: 100, upload: { other: 100 } } })
    for (const one of withJson)
      expect((await ask(platform, one, { json: { text: "x".repeat(200) } })).status, one.id).toBe(413)
    expect((await upload(platform, "x".repeat(200))).status).toBe(413)
    expect((await script(platform, "x".repeat(200))).status).toBe(413)
  })

  it("a body that does not arrive is 408", async () => {
    const platform = await start({ limits: { bodyMillis: 20, uploadIdleMillis: 20 } })
    const { uploadUrl } = body(await target(platform))
    await Promise.all(
      withBody.map(async (one) => {
        const type = one.takes.includes("multipart/form-data") ? formType : "application/json"
        const place = one.id === "putUpload" ? placeOf(uploadUrl) : {}
        const stalled = { body: "{", stall: true, headers: { "content-type": type } }
        expect((await ask(platform, one, { ...place, ...stalled })).status, one.id).toBe(408)
      })
    )
  })
})

describe("pipelines", () => {
  it("are created, found, changed and deleted", async () => {
    const platform = await start()
    const id = await create(platform, through("shout"))
    expect(body(await ask(platform, operation("getPipeline"), { params: { id } })).name).toBe("Through shout")
    for (const [one, more] of [
      ["listPipelines", {}],
      ["paginatePipelines", { json: { pageSize: 5, pageNumber: 0 } }]
    ] as const)
      expect(body(await ask(platform, operation(one), more)).total).toBe(1)
    const onboarded = { ...save(through("shout", "Other")), status: "onboarded" }
    expect((await ask(platform, operation("updatePipeline"), { params: { id }, json: onboarded })).status).toBe(200)
    expect((await ask(platform, operation("deletePipeline"), { params: { id } })).status).toBe(200)
  })

  it("that have changed in the meantime are 412", async () => {
    const platform = await start()
    const id = await create(platform, through("shout"))
    const headers = { "if-match": '"another"' }
    const json = save(through("shout"))
    expect((await ask(platform, operation("updatePipeline"), { params: { id }, json, headers })).status).toBe(412)
    expect((await ask(platform, operation("deletePipeline"), { params: { id }, headers })).status).toBe(412)
  })

  it("and runs that reuse an idempotency key for something else are 422", async () => {
    const platform = await start({ assets: [shout] })
    const headers = { "idempotency-key": "k" }
    const first = await ask(platform, operation("createPipeline"), { json: save(through("shout")), headers })
    expect(first.status).toBe(201)
    const again = await ask(platform, operation("createPipeline"), { json: save(through("shout", "B")), headers })
    expect(again.status).toBe(422)
    const { id } = body(first)
    expect((await run(platform, id, { headers })).status).toBe(201)
    expect((await run(platform, id, { headers, json: { data: "other" } })).status).toBe(422)
  })
})

describe("runs", () => {
  it("are started, followed and read afterwards", async () => {
    const platform = await start({ assets: [shout] })
    const started = await run(platform, await create(platform, through("shout")))
    expect(started.status).toBe(201)
    const id = idOf(started)
    await ended(platform, id)
    for (const one of ["getRun", "listRunSteps", "getRunLog", "streamRunEvents"])
      expect((await ask(platform, operation(one), { params: { run: id } })).status, one).toBe(200)
    const output = { params: { run: id, node: "2" } }
    expect((await ask(platform, operation("listRunOutput"), output)).status).toBe(200)
    expect((await ask(platform, operation("listRunOutput"), { ...output, query: "?limit=x" })).status).toBe(400)
    expect((await ask(platform, operation("listRunOutput"), { params: { run: id, node: "9" } })).status).toBe(404)
    expect(body(await ask(platform, operation("listRuns"))).items).toHaveLength(1)
    expect((await ask(platform, operation("cancelRun"), { params: { run: id } })).status).toBe(200)
    for (const one of ["listRunSteps", "getRunLog"])
      expect((await ask(platform, operation(one), { params: { run: id }, query: "?limit=x" })).status, one).toBe(400)
  })

  it("can be cancelled while they are running: 202, then ABORTED", async () => {
    const { asset, started } = gated()
    const platform = await start({ assets: [asset] })
    const id = idOf(await run(platform, await create(platform, through("gated"))))
    await started
    expect((await ask(platform, operation("listRunOutput"), { params: { run: id, node: "2" } })).status).toBe(409)
    expect((await ask(platform, operation("cancelRun"), { params: { run: id } })).status).toBe(202)
    await ended(platform, id)
  })

  it("of documents with errors are 400, and of functions that no asset serves 501", async () => {
    const platform = await start()
    const faulty = await run(platform, await create(platform, inputless))
    expect([faulty.status, body(faulty).problems.length > 0]).toEqual([400, true])
    const strange = await run(platform, await create(platform, unsupported()))
    expect([strange.status, body(strange).message]).toEqual([501, expect.stringContaining("text-to-video-generation")])
  })

  it("above the server's capacity are 429", async () => {
    const { asset, started, open } = gated()
    const platform = await start({ assets: [asset], limits: { openRuns: 1, queuedRuns: 0 } })
    const id = await create(platform, through("gated"))
    expect((await run(platform, id)).status).toBe(201)
    await started
    expect((await run(platform, id)).status).toBe(429)
    open()
  })

  it("are 503 while the server drains, and so is its health", async () => {
    const platform = await start({ assets: [shout] })
    const id = await create(platform, through("shout"))
    expect((await ask(platform, operation("health"))).status).toBe(200)
    await platform.drain()
    expect((await run(platform, id)).status).toBe(503)
    expect((await ask(platform, operation("health"))).status).toBe(503)
  })
})

describe("files", () => {
  it("are uploaded to the server's URL, and read completely or in part", async () => {
    const platform = await start()
    const answer = body(await target(platform))
    const put = await ask(platform, operation("putUpload"), {
      key: null,
      body: "Good morning",
      ...placeOf(answer.uploadUrl)
    })
    expect(put.status).toBe(200)
    const place = { key: null, params: { key: answer.key } }
    const get = (headers: Record<string, string> = {}) => ask(platform, operation("getFile"), { ...place, headers })
    expect((await get()).body).toBe("Good morning")
    expect([(await get({ range: "bytes=0-3" })).status, (await get({ range: "bytes=90-" })).status]).toEqual([206, 416])
    const permanent = { contentType: "text/plain", originalName: "b.txt", tags: "a,b", license: "x" }
    expect((await ask(platform, operation("createPermanentUpload"), { json: permanent })).status).toBe(201)
  })

  it("with a forged or expired signature are 403, and with a malformed one 400", async () => {
    const platform = await start({ clock: "virtual" })
    const place = placeOf(body(await target(platform)).uploadUrl)
    const put = (more: Ask) => ask(platform, operation("putUpload"), { key: null, body: "x", ...place, ...more })
    expect((await put({ query: place.query?.replace(/signature=.*/, "signature=forged") ?? "" })).status).toBe(403)
    expect((await put({ headers: { "content-digest": `sha-256=:${"A".repeat(43)}=:` } })).status).toBe(400)
    await platform.clock.advance("2 hours")
    expect((await put({})).status).toBe(403)
  })

  it("whose upload has expired are 404", async () => {
    const platform = await start({ clock: "virtual", limits: { temporaryMillis: 1000 } })
    const place = placeOf(body(await target(platform)).uploadUrl)
    await platform.clock.advance("1 minute")
    await target(platform)
    expect((await ask(platform, operation("putUpload"), { key: null, body: "x", ...place })).status).toBe(404)
  })

  it("that are scripts are uploaded as forms", async () => {
    const platform = await start()
    expect((await script(platform, "def main(text): return text")).status).toBe(201)
    expect((await script(platform, "x", "other")).status).toBe(400)
  })
})

describe("look-ups", () => {
  it("return the corpora and datasets of the server's settings", async () => {
    const file = join(temporaryFolder(), "lines.csv")
    writeFileSync(file, "Line,Answer\none,eins\ntwo,zwei\n")
    const platform = await start({
      assets: [shout],
      corpora: [{ id: "corpus", name: "Corpus", file }],
      datasets: [{ id: "dataset", name: "Dataset", function: "translation", file, input: ["Line"], output: ["Answer"] }]
    })
    for (const [one, params] of [
      ["getCorpus", { id: "corpus" }],
      ["getDataset", { id: "dataset" }],
      ["getModel", { id: "shout" }],
      ["getModelByName", { name: "shout" }],
      ["listFunctions", {}],
      ["listSuppliers", {}],
      ["listLanguages", {}],
      ["listLicenses", {}]
    ] as const)
      expect((await ask(platform, operation(one), { params })).status, one).toBe(200)
    for (const one of ["paginateCorpora", "paginateDatasets", "paginateModels"])
      expect((await ask(platform, operation(one), { json: {} })).status, one).toBe(200)
    expect((await ask(platform, operation("listModels"), { query: "?ids=shout" })).status).toBe(200)
    expect((await ask(platform, operation("listModels"))).status).toBe(400)
  })

  it("sign a page in with a one-time code", async () => {
    const platform = await start()
    const code = new URL(platform.signInUrl()).hash.replace("#code=", "")
    const open = () => ask(platform, operation("openSession"), { key: null, json: { code } })
    expect([(await open()).status, (await open()).status]).toEqual([204, 401])
  })
})

/** A platform whose store is then damaged. */
const broken = async (damage: (sql: DatabaseSync) => void) => {
  const folder = temporaryFolder()
  const platform = await startServer({ data: folder, limits: { drainMillis: 0 }, onError: () => {} })
  onTestFinished(() => platform.close().catch(() => {}))
  const place = placeOf(body(await target(platform)).uploadUrl)
  const sql = new DatabaseSync(join(folder, "platform.db"), { defensive: false })
  damage(sql)
  sql.close()
  return { platform, place }
}

const valid: Readonly<Record<string, Ask>> = {
  createPipeline: { json: save(through("shout")) },
  updatePipeline: { json: save(through("shout")) },
  runPipeline: { json: { data: "x" } },
  paginatePipelines: { json: {} },
  listModels: { query: "?ids=shout" },
  getModelByName: { params: { name: "Sentiment by word lists" } },
  createTemporaryUpload: { json: { contentType: "text/plain", originalName: "a.txt" } },
  createPermanentUpload: { json: { contentType: "text/plain", originalName: "a.txt" } }
}

const tables = "select name from sqlite_schema where type = 'table' and name not like 'sqlite%'"
const dropAll = (sql: DatabaseSync): void => {
  sql.exec("pragma foreign_keys = off")
  for (const { name } of sql.prepare(tables).all()) sql.exec(`drop table "${String(name)}"`)
}

/** The schema points to pages that the file does not have. */
const damageAll = (sql: DatabaseSync): void => {
  const { schema_version: version } = sql.prepare("pragma schema_version").get() as { schema_version: number }
  sql.exec("pragma writable_schema = on; update sqlite_schema set rootpage = 1000000 where type = 'table'")
  sql.exec(`pragma schema_version = ${version + 1}`)
}

describe("a damaged store", () => {
  it.each([
    [500, "lost its tables", dropAll],
    [503, "is damaged", damageAll]
  ])("answers %i if it %s, on every route that needs it", async (status, _, damage) => {
    const { place, platform } = await broken(damage)
    const storing = operations.filter(
      ({ id, statuses }) => statuses.includes(String(status)) && elsewhere(`${id} ${status}`) === undefined
    )
    for (const one of storing.filter(
      ({ id }) => !["health", "getCorpus", "getDataset", "paginateCorpora", "paginateDatasets"].includes(id)
    )) {
      const more =
        one.id === "putUpload" ? { ...place, body: "x" } : one.id === "uploadScript" ? aForm("x") : valid[one.id]
      expect((await ask(platform, one, more)).status, one.id).toBe(status)
    }
  })

  it("answers 500 for a corpus whose file is missing, and lists without it", async () => {
    const file = join(temporaryFolder(), "lines.csv")
    writeFileSync(file, "Line\none\n")
    const platform = await start({
      corpora: [{ id: "corpus", name: "Corpus", file }],
      datasets: [{ id: "dataset", name: "Dataset", function: "translation", file, input: ["Line"], output: [] }]
    })
    rmSync(file)
    expect((await ask(platform, operation("getCorpus"), { params: { id: "corpus" } })).status).toBe(500)
    expect((await ask(platform, operation("getDataset"), { params: { id: "dataset" } })).status).toBe(500)
    expect((await ask(platform, operation("paginateCorpora"), { json: {} })).status).toBe(200)
    expect((await ask(platform, operation("paginateDatasets"), { json: {} })).status).toBe(200)
  })
})

describe("the whole contract", () => {
  it("was tested, except for the answers of other servers", () => {
    const declared = operations.flatMap(({ id, statuses }) => statuses.map((status) => `${id} ${status}`))
    const missing = declared.filter((pair) => !given.has(pair))
    expect(missing.filter((pair) => elsewhere(pair) === undefined)).toEqual([])
    expect([...given].filter((pair) => elsewhere(pair) !== undefined)).toEqual([])
    expect(given.size).toBeGreaterThan(200)
  })
})
