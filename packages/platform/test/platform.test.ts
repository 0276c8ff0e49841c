import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { defineAsset, startPlatform, type Platform, type PlatformOptions } from "../src/index.ts"
import { Client, sentiment } from "./http/Client.ts"

const start = async (
  options: PlatformOptions = {}
): Promise<{ readonly platform: Platform; readonly client: Client }> => {
  const platform = await startPlatform(options)
  onTestFinished(() => platform.close())
  return { platform, client: new Client(platform) }
}

const create = async (client: Client, architecture: object = sentiment): Promise<string> =>
  (await client.call("createPipeline", { body: { name: "Mood", architecture } })).body.id

const run = async (client: Client, id: string, body: object) => {
  const submitted = await client.call("runPipeline", { params: { id }, body })
  const params = { run: submitted.body.url.split("/").at(-1) as string }
  return { params, answer: await client.call("checkRun", { params, headers: { prefer: "wait=30" } }) }
}

const textOf = async (url: string): Promise<string> => (await fetch(url)).text()

describe("a platform", () => {
  it("runs a pipeline, every answer on the way being one of the contract", async () => {
    const { client } = await start()
    const id = await create(client)
    const { params, answer } = await run(client, id, { data: "I love this wonderful hotel" })
    expect(answer.body).toMatchObject({ status: "SUCCESS", completed: true, progress: "100%" })
    const [segment] = answer.body.data[0].segments
    expect(segment).toMatchObject({ success: true, is_url: true, output_type: "label" })
    expect(await textOf(segment.response)).toBe("POSITIVE")
    for (const operation of ["getRun", "listRunSteps", "getRunLog", "streamRunEvents", "cancelRun"])
      expect((await client.call(operation, { params })).status).toBe(200)
    expect((await client.call("listRuns", { query: `?pipeline=${id}&status=SUCCESS` })).body.items).toHaveLength(1)
    expect((await client.call("listRuns", { query: "?status=FAILED" })).body.items).toEqual([])
  })

  it("gives text inline where told so", async () => {
    const { client } = await start({ textOutputs: "inline" })
    const { answer } = await run(client, await create(client), { data: "I hate it" })
    expect(answer.body.data[0].segments[0]).toMatchObject({ response: "NEGATIVE", is_url: false })
  })

  it("reads an uploaded file, and hands a text output on to the next run by its URL", async () => {
    const { client } = await start()
    const id = await create(client)
    const target = (
      await client.call("createTemporaryUpload", { body: { contentType: "text/plain", originalName: "a.txt" } })
    ).body
    await client.send("PUT", target.uploadUrl, { key: null, body: "What a terrible, awful day" })
    const first = await run(client, id, { data: `s3://127/${target.key}` })
    const { response } = first.answer.body.data[0].segments[0]
    expect(await textOf(response)).toBe("NEGATIVE")
    const second = await run(client, id, { data: response })
    expect(second.answer.body.status).toBe("SUCCESS")
    const byLink = await run(client, id, { data: target.downloadUrl })
    expect(await textOf(byLink.answer.body.data[0].segments[0].response)).toBe("NEGATIVE")
  })

  it("does not fetch private addresses for an input, unless they are opened", async () => {
    const other = await start()
    const id = await create(other.client)
    const made = await run(other.client, id, { data: "I love it" })
    const url = made.answer.body.data[0].segments[0].response as string
    const { client } = await start()
    const refused = await run(client, await create(client), { data: url })
    expect(refused.answer.body).toMatchObject({ status: "FAILED", completed: true })
    expect(JSON.stringify(refused.answer.body)).toContain("is not a public address")
    const open = await start({ allowPrivate: true })
    expect((await run(open.client, await create(open.client), { data: url })).answer.body.status).toBe("SUCCESS")
  })

  it("runs custom assets, and serves the files they make", async () => {
    const sound = Buffer.concat([Buffer.from("RIFF\u0024\0\0\0WAVEfmt \u0010\0\0\0"), Buffer.alloc(40)])
    const speak = defineAsset({
      id: "speak",
      function: "speech-synthesis",
      run: () => ({ data: { content: sound, mediaType: "audio/wav" } })
    })
    const { client } = await start({ assets: [speak] })
    const [input, asset, output] = sentiment.nodes
    const id = await create(client, {
      ...sentiment,
      nodes: [input, { ...asset, function: "speech-synthesis", assetId: "speak" }, output]
    })
    const { answer } = await run(client, id, { data: "hello" })
    const [segment] = answer.body.data[0].segments
    expect(segment).toMatchObject({ success: true, output_type: "audio", is_url: true })
    const response = await fetch(segment.response)
    expect(response.headers.get("content-type")).toBe("audio/wav")
    expect(Buffer.from(await response.arrayBuffer()).equals(sound)).toBe(true)
  })

  it("refuses what it cannot run with 501, and says how to get it", async () => {
    const { client } = await start()
    const [input, asset, output] = sentiment.nodes
    const id = await create(client, {
      ...sentiment,
      nodes: [input, { ...asset, function: "video-generation" }, output]
    })
    const answer = await client.call("runPipeline", { params: { id }, body: { data: "x" } })
    expect(answer).toMatchObject({ status: 501, body: { message: expect.stringContaining('"video-generation"') } })
  })

  it("runs on a virtual clock", async () => {
    let calls = 0
    const flaky = defineAsset({
      id: "flaky",
      function: "sentiment-analysis",
      run: async () => {
        calls++
        const { AssetError } = await import("../src/index.ts")
        if (calls < 4) throw new AssetError("busy", { transient: true, retryAfter: 2 * 3_600_000 })
        return { data: "POSITIVE" }
      }
    })
    const { client, platform } = await start({ clock: "virtual", assets: [flaky] })
    const id = await create(client)
    const submitted = await client.call("runPipeline", { params: { id }, body: { data: "x" } })
    const params = { run: submitted.body.url.split("/").at(-1) as string }
    expect((await client.call("checkRun", { params })).body.completed).toBe(false)
    await platform.clock.advance("6 hours")
    expect((await client.call("checkRun", { params })).body).toMatchObject({ status: "SUCCESS", completed: true })
    expect(calls).toBe(4)
    const { platform: real } = await start()
    await expect(real.clock.advance(1)).rejects.toThrow("Only a virtual clock can be moved")
    await expect(platform.clock.advance("6 moons" as "6 hours")).rejects.toThrow("not a duration")
  })

  it("continues after a restart with the same folder, key and answers", async () => {
    const data = await mkdtemp(join(tmpdir(), "platform-"))
    onTestFinished(() => rm(data, { recursive: true, force: true }))
    const first = await start({ data })
    const { params, answer } = await run(first.client, await create(first.client), { data: "I love it" })
    await first.platform.close()
    const second = await start({ data })
    expect(second.platform.apiKey).toBe(first.platform.apiKey)
    const after = await second.client.call("checkRun", { params })
    expect(after.body.status).toBe(answer.body.status)
    const { response } = after.body.data[0].segments[0]
    expect(new URL(response).port).toBe(String(second.platform.port))
    expect(await textOf(response)).toBe("POSITIVE")
    await expect(startPlatform({ data })).rejects.toThrow("is in use by another server")
    await second.platform.close()
  })

  it("stands beside fifty others in one process, none of which knows another's key or pipeline", async () => {
    const all = await Promise.all(Array.from({ length: 50 }, () => start()))
    const ids = await Promise.all(all.map(({ client }) => create(client)))
    const ports = new Set(all.map(({ platform }) => platform.port))
    expect(ports.size).toBe(50)
    const lists = await Promise.all(all.map(({ client }) => client.call("listPipelines")))
    expect(lists.map(({ body }) => body.items[0].id)).toEqual(ids)
    const [first, second] = all
    expect((await second?.client.call("listPipelines", { key: first?.platform.apiKey }))?.status).toBe(401)
    expect((await second?.client.call("getPipeline", { params: { id: ids[0] ?? "" } }))?.status).toBe(404)
  })
})

describe("an uploaded text", () => {
  const upload = async (client: Client, bytes: Uint8Array): Promise<string> => {
    const body = { contentType: "text/plain", originalName: "a.txt" }
    const target = (await client.call("createTemporaryUpload", { body })).body
    await client.send("PUT", target.uploadUrl, { key: null, body: bytes })
    return `s3://x/${target.key}`
  }

  it("is UTF-8, with or without a byte order mark", async () => {
    const { client } = await start({ textOutputs: "inline" })
    const id = await create(client)
    const text = Buffer.from("\ufeffI love this wonderful hotel")
    for (const bytes of [text, text.subarray(3)]) {
      const { answer } = await run(client, id, { data: await upload(client, bytes) })
      expect(answer.body.data[0].segments[0]).toMatchObject({ success: true, response: "POSITIVE" })
      expect(JSON.stringify(answer.body)).not.toContain("\ufeff")
    }
  })

  it.each([
    ["Latin-1", Buffer.from("caf\u00e9", "latin1")],
    ["UTF-16", Buffer.from("\ufeffcaf\u00e9 au lait", "utf16le")]
  ])("in another encoding is refused instead of mangled: %s", async (_, bytes) => {
    const { client } = await start()
    const { answer } = await run(client, await create(client), { data: await upload(client, bytes) })
    expect(answer.body.status).toBe("FAILED")
    expect(JSON.stringify(answer.body)).toMatch(/is not UTF-8|Text is needed here|must be text/)
    expect(JSON.stringify(answer.body)).not.toContain("\ufffd")
  })
})

it("a script whose file was deleted by hand fails with a sentence that holds no path of the server", async () => {
  const data = await mkdtemp(join(tmpdir(), "platform-"))
  onTestFinished(() => rm(data, { recursive: true }))
  const { client } = await start({ data })
  const form = new FormData()
  form.set("file", new Blob(["def main(x): return x"]), "s.py")
  const { fileId } = (await client.call("uploadScript", { body: form })).body
  await rm(join(data, "files", "uploads"), { recursive: true })
  const id = await create(client, {
    nodes: [
      { number: 0, type: "INPUT", label: "Text" },
      { number: 1, type: "SCRIPT", label: "S", fileId, inputValues: [{ code: "x" }], outputValues: [{ code: "data" }] },
      { number: 2, type: "OUTPUT", label: "Out" }
    ],
    links: [
      { from: 0, to: 1, paramMapping: [{ from: "input", to: "x" }] },
      { from: 1, to: 2, paramMapping: [{ from: "data", to: "output" }] }
    ]
  })
  const { answer, params } = await run(client, id, { data: "x" })
  const log = await client.call("getRunLog", { params })
  for (const { text } of [await client.call("getRun", { params }), log]) expect(text).not.toContain(data)
  expect(JSON.stringify(answer.body)).toContain("The file is missing from the server's storage. Upload it again.")
  expect(JSON.stringify(answer.body)).not.toContain(data)
})
