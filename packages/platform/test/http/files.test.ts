import { createHash, randomBytes } from "node:crypto"
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises"
import { request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { operations } from "../../src/http/contract.ts"
import { checkAnswer, sentiment, type Answer, type Client } from "./Client.ts"
import { start } from "./Harness.ts"

const folder = async (): Promise<string> => {
  const data = await mkdtemp(join(tmpdir(), "platform-"))
  onTestFinished(() => rm(data, { recursive: true, force: true }))
  return data
}

interface Target {
  readonly key: string
  readonly uploadUrl: string
  readonly downloadUrl: string
}

const target = async (client: Client, originalName: string, more: object = {}): Promise<Target> =>
  (await client.call("createTemporaryUpload", { body: { contentType: "text/csv", originalName, ...more } })).body

/** PUT without any key, as clients of presigned URLs do it. */
const put = async (
  client: Client,
  url: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {}
): Promise<Answer> => {
  const answer = await client.send("PUT", url, { key: null, body, headers })
  const operation = operations.get("putUpload")
  if (operation !== undefined) checkAnswer(operation, answer)
  return answer
}

/** Reads to the end: an unread answer keeps its connection at work. */
const download = async (url: string): Promise<Response> => {
  const response = await fetch(url)
  await response.arrayBuffer()
  return response
}

const wav = (bytes: number): Buffer =>
  Buffer.concat([Buffer.from("RIFF\0\0\0\0WAVEfmt \x10\0\0\0"), Buffer.alloc(bytes - 20)])

describe("uploads", () => {
  it("go by a signed URL without a key, and come back byte for byte", async () => {
    for (const data of [undefined, await folder()]) {
      const { client, platform } = await start(data === undefined ? {} : { data })
      const { key, uploadUrl, downloadUrl } = await target(client, "notes.txt")
      expect(key).toMatch(/^temp\/[0-9a-f-]{36}\/notes\.txt$/)
      expect(new URL(uploadUrl).origin).toBe(platform.url)
      const content = randomBytes(300_000)
      const stored = await put(client, uploadUrl, content, { "content-type": "text/csv" })
      expect(stored.status).toBe(200)
      const digest = createHash("sha256").update(content).digest("base64")
      expect(stored.headers.get("content-digest")).toBe(`sha-256=:${digest}:`)
      const back = await fetch(downloadUrl)
      expect(Buffer.from(await back.arrayBuffer()).equals(content)).toBe(true)
      expect(back.headers.get("access-control-allow-origin")).toBe("*")
    }
  })

  it("may be asked for as a form or as JSON, temporary or to stay", async () => {
    const { client } = await start()
    const form = { "content-type": "application/x-www-form-urlencoded" }
    const temporary = await client.call("createTemporaryUpload", {
      body: "contentType=text%2Fcsv&originalName=a.csv",
      headers: form
    })
    expect(temporary.body.key).toMatch(/^temp\//)
    const permanent = await client.call("createPermanentUpload", {
      body: { contentType: "text/csv", originalName: "/home/ana/rows.csv", tags: "a,b", license: "MIT" }
    })
    expect(permanent.body.key).toMatch(/^permanent\/[0-9a-f-]{36}\/rows\.csv$/)
    expect((await client.call("createTemporaryUpload", { body: "originalName=a.csv", headers: form })).status).toBe(400)
    expect((await client.call("createTemporaryUpload", { body: { contentType: 1, originalName: "a" } })).status).toBe(
      400
    )
  })

  it.each([
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "/",
    "..",
    ".",
    "",
    "a/../../b",
    "%2e%2e%2fx",
    "a\0b",
    "x".repeat(5000),
    "ü ñ.txt",
    ".env",
    "CON",
    "-rf"
  ])("called %j stay inside the store", async (originalName) => {
    const data = await folder()
    const { client } = await start({ data })
    const { key, uploadUrl } = await target(client, originalName)
    expect(key).toMatch(/^temp\/[0-9a-f-]{36}\/[\w-][\w.-]{0,99}$/)
    expect((await put(client, uploadUrl, "x")).status).toBe(200)
    const stored = await readdir(join(data, "files", "uploads"))
    expect(stored).toHaveLength(1)
    expect(stored[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(await readdir(join(data, "files", "tmp"))).toEqual([])
  })

  it("are not readable through a path that is not a key", async () => {
    const data = await folder()
    const { client } = await start({ data })
    for (const key of [
      "../platform.db",
      "..%2f..%2flocal.key",
      "made/../../local.key",
      "uploads/x",
      "temp/../x",
      "%00",
      "outputs/../x"
    ]) {
      const answer = await client.send("GET", `/files/${key}`, { key: null })
      expect([400, 404]).toContain(answer.status)
    }
  })

  it("need the very signature, before it expires, and nothing else", async () => {
    const { client, platform } = await start({ clock: "virtual" })
    const { uploadUrl, key } = await target(client, "a.txt")
    const other = await target(client, "b.txt")
    const forged = new URL(uploadUrl)
    forged.searchParams.set("signature", "A".repeat(43))
    expect((await put(client, forged.href, "x")).status).toBe(403)
    const swapped = uploadUrl.replace(key, other.key)
    expect((await put(client, swapped, "x")).status).toBe(403)
    const later = new URL(uploadUrl)
    later.searchParams.set("expires", String(Number(later.searchParams.get("expires")) + 1000))
    expect((await put(client, later.href, "x")).status).toBe(403)
    for (const query of ["", "?expires=1", "?expires=soon&signature=x"])
      expect((await put(client, `${platform.url}/files/upload/${key}${query}`, "x")).status).toBe(400)
    expect((await put(client, uploadUrl, "one")).status).toBe(200)
    expect((await put(client, uploadUrl, "two")).status).toBe(200)
    expect((await client.send("GET", `/files/${key}`, { key: null })).text).toBe("two")
    await platform.clock.advance("2 hours")
    expect((await put(client, uploadUrl, "three")).body.message).toBe("This link has expired.")
  })

  it("are held to their checksum", async () => {
    const { client } = await start()
    const { uploadUrl, downloadUrl } = await target(client, "a.txt")
    const digest = createHash("sha256").update("right").digest("base64")
    expect((await put(client, uploadUrl, "wrong", { "content-digest": `sha-256=:${digest}:` })).status).toBe(400)
    expect((await download(downloadUrl)).status).toBe(404)
    expect((await put(client, uploadUrl, "right", { "content-digest": "sha-256=nonsense" })).status).toBe(400)
    expect((await put(client, uploadUrl, "right", { "content-digest": `sha-256=:${digest}:` })).status).toBe(200)
  })

  it.each([
    ["an empty file", "a.txt", Buffer.alloc(0), 200],
    ["one byte", "a.txt", Buffer.from("x"), 200],
    ["text one byte below its limit", "a.txt", Buffer.alloc(9_999, "x"), 200],
    ["text at its limit", "a.txt", Buffer.alloc(10_000, "x"), 200],
    ["text one byte above", "a.txt", Buffer.alloc(10_001, "x"), 413],
    ["sound at its limit, whatever it is called", "a.csv", wav(20_000), 200],
    ["sound one byte above", "a.csv", wav(20_001), 413],
    ["a database by its name", "a.db", Buffer.alloc(30_000), 200],
    ["a database one byte above", "a.db", Buffer.alloc(30_001), 413],
    ["something short above a tiny limit", "a.pdf", Buffer.from("%PDF-1.7 and some more of it"), 413]
  ])("of %s", async (_, name, content, status) => {
    const data = await folder()
    const { client } = await start({
      data,
      limits: { upload: { other: 10_000, audio: 20_000, database: 30_000, application: 10 } }
    })
    const { uploadUrl, downloadUrl } = await target(client, name)
    expect((await put(client, uploadUrl, content)).status).toBe(status)
    const stored = await download(downloadUrl)
    expect(stored.status).toBe(status === 200 ? 200 : 404)
    expect(stored.status === 200 ? Number(stored.headers.get("content-length")) : content.length).toBe(content.length)
    expect(await readdir(join(data, "files", "tmp"))).toEqual([])
    expect((await client.call("listPipelines")).status).toBe(200)
  })

  it("that break off leave nothing behind", async () => {
    const data = await folder()
    const { client, platform } = await start({ data })
    const { uploadUrl, downloadUrl } = await target(client, "a.txt")
    const sending = request(uploadUrl, { method: "PUT", headers: { "content-length": "1000000" } })
    sending.on("error", () => {})
    sending.write(Buffer.alloc(50_000), () => sending.destroy())
    await expect.poll(() => platform.requests.count({ operation: "putUpload" })).toBe(1)
    expect(await readdir(join(data, "files", "tmp"))).toEqual([])
    expect((await download(downloadUrl)).status).toBe(404)
  })

  it("that stall are given up with 408", async () => {
    const { client } = await start({ limits: { uploadIdleMillis: 20 } })
    const { uploadUrl } = await target(client, "a.txt")
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(10))
      }
    })
    const status = await fetch(uploadUrl, { method: "PUT", body, duplex: "half" }).then(
      (response) => response.status,
      () => "cut"
    )
    expect([408, "cut"]).toContain(status)
    expect((await client.call("listPipelines")).status).toBe(200)
  })

  it("are told by their bytes, not by what the client says", async () => {
    const { client } = await start()
    const typeOf = async (name: string, content: Uint8Array | string): Promise<string | null> => {
      const { uploadUrl, downloadUrl } = await target(client, name)
      await put(client, uploadUrl, content)
      return (await download(downloadUrl)).headers.get("content-type")
    }
    expect(await typeOf("speech.csv", wav(100))).toBe("audio/wav")
    expect(await typeOf("notes.wav", "plain words")).toBe("text/plain; charset=utf-8")
    expect(await typeOf("rows.csv", "a,b\n1,2\n")).toBe("text/csv; charset=utf-8")
    expect(await typeOf("unknown", randomBytes(100))).toBe("application/octet-stream")
  })

  it("of a page cannot act as this origin", async () => {
    const { client } = await start()
    const { uploadUrl, downloadUrl } = await target(client, "page.html")
    await put(client, uploadUrl, "<script>alert(1)</script>")
    const { headers } = await download(downloadUrl)
    expect(headers.get("content-security-policy")).toContain("sandbox")
    expect(headers.get("x-content-type-options")).toBe("nosniff")
  })

  it("are given in parts to those who ask for a range", async () => {
    const { client } = await start()
    const { uploadUrl, key } = await target(client, "a.txt")
    await put(client, uploadUrl, "0123456789")
    const part = async (range: string) => {
      const answer = await client.send("GET", `/files/${key}`, { key: null, headers: { range } })
      const operation = operations.get("getFile")
      if (operation !== undefined) checkAnswer(operation, answer)
      return [answer.status, answer.text.startsWith("{") ? "" : answer.text, answer.headers.get("content-range")]
    }
    expect(await part("bytes=0-3")).toEqual([206, "0123", "bytes 0-3/10"])
    expect(await part("bytes=7-")).toEqual([206, "789", "bytes 7-9/10"])
    expect(await part("bytes=-2")).toEqual([206, "89", "bytes 8-9/10"])
    expect(await part("bytes=5-100")).toEqual([206, "56789", "bytes 5-9/10"])
    expect(await part("bytes=10-")).toEqual([416, "", "bytes */10"])
    expect(await part("bytes=0-1,3-4")).toEqual([200, "0123456789", null])
    expect(await part("lines=1")).toEqual([200, "0123456789", null])
  })

  it("are gone when their time is over, and their bytes with them", async () => {
    const data = await folder()
    const { client, platform } = await start({ data, clock: "virtual" })
    const temporary = await target(client, "a.txt")
    await put(client, temporary.uploadUrl, "x")
    const permanent = (
      await client.call("createPermanentUpload", { body: { contentType: "text/plain", originalName: "b.txt" } })
    ).body
    await put(client, permanent.uploadUrl, "y")
    await platform.clock.advance("8 days")
    expect((await download(temporary.downloadUrl)).status).toBe(404)
    expect((await download(permanent.downloadUrl)).status).toBe(200)
    await target(client, "c.txt")
    await expect.poll(() => readdir(join(data, "files", "uploads"))).toHaveLength(1)
  })

  it("are an input of runs under any bucket name, for their own team", async () => {
    const { client, platform, engine } = await start()
    const { uploadUrl, key } = await target(client, "a.txt")
    await put(client, uploadUrl, "x")
    const body = { name: "Mood", architecture: sentiment }
    const { id } = (await client.call("createPipeline", { body })).body
    const run = (data: string, pipeline = id, apiKey?: string) =>
      client.call("runPipeline", { params: { id: pipeline }, body: { data }, key: apiKey })
    expect((await run(`s3://127/${key}`)).status).toBe(201)
    expect(engine.last.inputs[0]?.values).toEqual([`s3://127/${key}`])
    expect((await run(`s3://any-bucket/${key}`)).status).toBe(201)
    expect((await run("s3://127/temp/none/none.txt")).body.message).toContain("Uploaded file not found")
    const expired = `s3://127/${key.replace(/[^/]+$/, "gone.txt")}`
    expect((await run(expired)).body.detail).toBe("Upload it again: temporary uploads expire.")
    expect((await run("s3://aixplain-samples/audio/a.wav")).body.detail).toBe(
      "This server reads no bucket, only what was uploaded to it. Upload a copy of the file, or use a public https:// URL of it."
    )
    const others = platform.createKey("others")
    const theirs = (await client.call("createPipeline", { body, key: others })).body.id
    expect((await run(`s3://127/${key}`, theirs, others)).status).toBe(400)
  })

  it("get links that look like the hosted file store's for the client that wants them so", async () => {
    const { client } = await start()
    const answer = await client.call("createTemporaryUpload", {
      body: { contentType: "audio/wav", originalName: "a.wav" },
      headers: { "user-agent": "App/1 CFNetwork/1410.0.3 Darwin/22.6.0" }
    })
    expect(answer.body.downloadUrl).toBe(`https://aixplain.s3.amazonaws.com/${answer.body.key}`)
  })

  it("get an upload link with a bucket in it for the client that looks for one", async () => {
    const { client } = await start()
    const { uploadUrl } = (
      await client.call("createTemporaryUpload", {
        body: { contentType: "text/csv", originalName: "a.txt" },
        headers: { "user-agent": "python-requests/2.32.5" }
      })
    ).body
    expect(/https:\/\/(.*?).s3.amazonaws.com/.exec(uploadUrl)?.[1]).toBe("aixplain")
    expect((await put(client, uploadUrl, "x")).status).toBe(200)
  })

  it("keep their links over a restart", async () => {
    const data = await folder()
    const first = await start({ data })
    const { uploadUrl, key } = await target(first.client, "a.txt")
    await first.platform.close()
    expect((await stat(join(data, "signing.key"))).mode & 0o777).toBe(0o600)
    const second = await start({ data })
    const { pathname, search } = new URL(uploadUrl)
    expect((await put(second.client, second.platform.url + pathname + search, "x")).status).toBe(200)
    expect((await second.client.send("GET", `/files/${key}`, { key: null })).text).toBe("x")
    await second.platform.close()
  })
})

describe("scripts", () => {
  const form = (content: string, name = "script.py", field = "file"): FormData => {
    const data = new FormData()
    data.set(field, new Blob([content]), name)
    return data
  }

  it("are taken as a form with one file, and read by their id", async () => {
    const { client, parts } = await start()
    const answer = await client.call("uploadScript", { body: form("def main(x):\n    return x\n", "my script.py") })
    expect(answer.status).toBe(201)
    expect(await parts.files.script("default", answer.body.fileId)).toEqual({
      name: "my script.py",
      source: "def main(x):\n    return x\n"
    })
    expect(await parts.files.script("default", "../keys")).toBeUndefined()
  })

  it("are refused when the body is not a form, has no file, or is too large", async () => {
    const { client } = await start({ limits: { scriptBytes: 100 } })
    const multipart = { "content-type": "multipart/form-data; boundary=x" }
    expect(
      (await client.call("uploadScript", { body: "{}", headers: { "content-type": "application/json" } })).status
    ).toBe(415)
    expect((await client.call("uploadScript", { body: "nonsense", headers: multipart })).status).toBe(400)
    expect(
      (await client.call("uploadScript", { body: "x", headers: { "content-type": "multipart/form-data" } })).status
    ).toBe(400)
    expect((await client.call("uploadScript", { body: "--x--\r\n", headers: multipart })).status).toBe(400)
    expect((await client.call("uploadScript", { body: form("x", "a.py", "other") })).status).toBe(400)
    expect((await client.call("uploadScript", { body: form("x".repeat(101)) })).status).toBe(413)
    expect((await client.call("uploadScript", { body: form("x".repeat(100)) })).status).toBe(201)
    expect((await client.call("listPipelines")).status).toBe(200)
  })
})

describe("files that assets make", () => {
  it("are kept once for the same content, under a name that the content does not tell", async () => {
    const data = await folder()
    const { platform, parts } = await start({ data })
    const { files } = parts
    const bytes = wav(1000)
    const path = await files.put(bytes, "audio/wav")
    expect(await files.put(bytes, "audio/wav")).toBe(path)
    expect(path).not.toContain(createHash("sha256").update(bytes).digest("hex").slice(0, 48))
    const odd = await files.put(Buffer.from("x"), "application/x-own; v=1")
    expect((await download(platform.url + path)).headers.get("content-type")).toBe("audio/wav")
    expect((await download(platform.url + odd)).headers.get("content-type")).toBe("application/x-own; v=1")
    expect(await files.mediaType(odd)).toBe("application/x-own; v=1")
    expect(Buffer.from(await files.read(path)).equals(bytes)).toBe(true)
    expect(Buffer.from(await files.read(`${platform.url}${path}`)).equals(bytes)).toBe(true)
    expect(await readFile(join(data, "files", path.slice("/files/".length)))).toEqual(bytes)
  })

  it("may come as data URLs", async () => {
    const { parts } = await start()
    const { files } = parts
    const url = `data:image/png;base64,${Buffer.from("\x89PNG\r\n\x1a\n").toString("base64")}`
    expect(await files.mediaType(url)).toBe("image/png")
    expect(Buffer.from(await files.read("data:text/plain,hi%20there")).toString()).toBe("hi there")
    await expect(files.read("data:;base64,%%%")).rejects.toThrow("data URL")
    await expect(files.read("s3://b/none")).rejects.toThrow("Uploaded file not found")
    await expect(files.read("/files/none")).rejects.toThrow("File not found")
  })
})
