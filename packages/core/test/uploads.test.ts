import { createHash } from "node:crypto"
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { file } from "@aixplain-ts/core/FileInput"
import type { RunEvent } from "@aixplain-ts/core/RunEvent"
import { Runs } from "@aixplain-ts/core/Runs"
import { accepted, json, type Received, succeeded } from "@aixplain-ts/core/testing"
import { type UploadOptions, Uploads } from "@aixplain-ts/core/Uploads"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { realTime } from "./support/virtualTime.ts"
import { client, type Handle, hang, key, reset } from "./support/client.ts"

let folder = ""
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "core-uploads-"))
  await writeFile(join(folder, "talk.txt"), "Good morning.")
  await writeFile(join(folder, "tone.wav"), wav)
})
afterAll(() => rm(folder, { recursive: true }))

const wav = Buffer.from("UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=", "base64")

async function* inPieces(): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode("a")
  yield new TextEncoder().encode("bc")
}

/** A server with a store: targets, what was put there, and everything it was asked. */
const store = (
  put: Handle = () => new Response(null, { status: 200 }),
  uploadUrl = "https://bucket.s3.amazonaws.com/temp/k?X-Amz-Signature=s"
) => {
  const stored: { bytes: Uint8Array; headers: Headers }[] = []
  const c = client(
    async (request, index, time) => {
      if (request.path.startsWith("/sdk/file/"))
        return json({ key: "temp/k", uploadUrl, downloadUrl: "https://x/temp/k" }, { status: 201 })
      if (request.method === "PUT") {
        const body = request.init.body
        const bytes =
          body === null || body === undefined
            ? new Uint8Array()
            : new Uint8Array(await new Response(body).arrayBuffer())
        stored.push({ bytes, headers: request.headers })
        return put(request, index, time)
      }
      return request.method === "POST" ? json(accepted("r1"), { status: 201 }) : json(succeeded({ Out: "x" }))
    },
    { time: realTime() }
  )
  return { ...c, stored }
}

const upload = (source: Parameters<Uploads["Service"]["upload"]>[0], options?: UploadOptions) =>
  Effect.flatMap(Uploads, (uploads) => uploads.upload(source, options))

const form = (request: Received | undefined) => Object.fromEntries(new URLSearchParams(request?.text))
const sha256 = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest("hex")

describe("an upload", () => {
  it("asks where, puts the bytes there without the key, and gives the name that runs use", async () => {
    const c = store()
    expect(await c.run(upload(join(folder, "talk.txt")))).toEqual({
      url: "s3://bucket/temp/k",
      key: "temp/k",
      downloadUrl: "https://x/temp/k",
      name: "talk.txt",
      size: 13,
      type: "text/plain",
      sha256: sha256("Good morning.")
    })
    expect(c.requests.map((r) => `${r.method} ${r.path}`)).toEqual(["POST /sdk/file/upload/temp-url", "PUT /temp/k"])
    expect(c.requests[0]?.headers.get("authorization")).toBe(`token ${key}`)
    expect(form(c.requests[0])).toEqual({ contentType: "text/plain", originalName: "talk.txt" })
    expect(c.requests[0]?.headers.get("content-type")).toBe("application/x-www-form-urlencoded")
    expect(Buffer.from(c.stored[0]?.bytes ?? []).toString()).toBe("Good morning.")
    // What keeps Node's fetch from holding the whole file for a redirect.
    expect(c.requests[1]?.init).toMatchObject({ redirect: "error", window: null, duplex: "half" })
    expect([...(c.stored[0]?.headers ?? [])]).toEqual([
      ["content-length", "13"],
      ["content-type", "text/plain"]
    ])
  })

  it("never tells the path of a file, only its name", async () => {
    const c = store()
    await c.run(upload(pathToFileURL(join(folder, "talk.txt")), { permanent: true }))
    expect(JSON.stringify(c.requests.map((r) => [r.url, r.text]))).not.toContain(folder.split("/").at(-1))
  })

  it("that is to stay carries tags and license", async () => {
    const c = store()
    await c.run(
      upload(new Uint8Array([1]), { permanent: true, name: "rows.csv", tags: ["sales", "2026"], license: "l1" })
    )
    expect(c.requests[0]?.path).toBe("/sdk/file/upload-url")
    expect(form(c.requests[0])).toEqual({
      contentType: "text/csv",
      originalName: "rows.csv",
      tags: "sales,2026",
      license: "l1"
    })
  })

  it.each<[string, () => Parameters<typeof upload>[0], string]>([
    ["bytes", () => new TextEncoder().encode("abc"), "content"],
    ["a buffer", () => new TextEncoder().encode("abc").buffer, "content"],
    ["a Blob", () => new Blob(["abc"]), "content"],
    ["a File", () => new File(["abc"], "n.txt"), "n.txt"],
    ["a stream", () => new Blob(["abc"]).stream(), "content"],
    ["a generator", () => inPieces(), "content"],
    ["a marked stream of known size", () => file(new Blob(["abc"]).stream(), { size: 3, name: "s.txt" }), "s.txt"]
  ])("takes %s", async (_, source, name) => {
    const c = store()
    const given = source()
    const uploaded = await c.run(upload(given))
    expect(uploaded).toMatchObject({ name, size: 3, sha256: sha256("abc") })
    expect(Buffer.from(c.stored[0]?.bytes ?? []).toString()).toBe("abc")
  })

  it("sniffs what the content is, whatever its name says", async () => {
    const c = store()
    expect((await c.run(upload(wav, { name: "song.txt" }))).type).toBe("audio/wav")
    expect((await c.run(upload(wav, { type: "audio/x-own" }))).type).toBe("audio/x-own")
    expect((await c.run(upload(new Uint8Array()))).size).toBe(0)
  })

  it.each([
    ["https://bucket.s3.amazonaws.com/k", "s3://bucket/temp/k"],
    ["https://data.s3.us-east-1.amazonaws.com/k", "s3://data/temp/k"],
    ["https://my.dotted.bucket.s3.amazonaws.com/k", "s3://my.dotted.bucket/temp/k"],
    ["https://my.s3.bucket.s3.eu-west-1.amazonaws.com/k", "s3://my.s3.bucket/temp/k"],
    ["https://bucket.s3-us-west-2.amazonaws.com/k", "s3://bucket/temp/k"],
    ["https://bucket.s3.dualstack.us-west-2.amazonaws.com/k", "s3://bucket/temp/k"],
    ["https://bucket.s3-accelerate.amazonaws.com/k", "s3://bucket/temp/k"],
    ["https://bucket.s3-accelerate.dualstack.amazonaws.com/k", "s3://bucket/temp/k"],
    ["https://bucket.s3-fips.dualstack.us-east-1.amazonaws.com/k", "s3://bucket/temp/k"],
    ["https://bucket.s3.cn-north-1.amazonaws.com.cn/k", "s3://bucket/temp/k"],
    ["https://b--usw2-az1--x-s3.s3express-usw2-az1.us-west-2.amazonaws.com/k", "s3://b--usw2-az1--x-s3/temp/k"],
    ["https://s3.amazonaws.com/my-bucket/temp/k?X=1", "s3://my-bucket/temp/k"],
    ["https://s3.us-east-1.amazonaws.com/my-bucket/temp/k?X=1", "s3://my-bucket/temp/k"],
    ["https://s3.us-east-1.amazonaws.com/my.dotted.bucket/temp/k", "s3://my.dotted.bucket/temp/k"],
    ["https://s3-us-west-2.amazonaws.com/my-bucket/temp/k", "s3://my-bucket/temp/k"],
    ["https://s3.dualstack.us-west-2.amazonaws.com/my-bucket/temp/k", "s3://my-bucket/temp/k"],
    ["https://s3-fips.us-east-1.amazonaws.com/my-bucket/temp/k", "s3://my-bucket/temp/k"],
    ["https://s3.cn-north-1.amazonaws.com.cn/my-bucket/temp/k", "s3://my-bucket/temp/k"],
    ["https://account.r2.cloudflarestorage.com/my-bucket/temp/k", "s3://my-bucket/temp/k"],
    ["http://minio:9000/my-bucket/temp/k", "s3://my-bucket/temp/k"],
    ["http://127.0.0.1:8799/files/upload/k?signature=s", "s3://127/temp/k"],
    ["http://127.0.0.1:8799/files/upload/temp/k?signature=s", "s3://127/temp/k"],
    ["http://localhost:8080/files/upload/k", "s3://localhost/temp/k"]
  ])("is named after the bucket of %s", async (url, name) => {
    expect((await store(undefined, url).run(upload(new Uint8Array([1])))).url).toBe(name)
  })
})

describe("a server that keeps files itself", () => {
  it("is told the checksum, so that it can refuse what arrives otherwise", async () => {
    const c = client(
      (request) =>
        request.method === "PUT"
          ? new Response(null, { status: 200 })
          : json(
              { key: "k", uploadUrl: "http://memory.test/files/upload/k?signature=s" },
              { headers: { "aixplain-extensions": "files" } }
            ),
      { time: realTime() }
    )
    const uploaded = await c.run(upload(join(folder, "talk.txt")))
    const digest = Buffer.from(uploaded.sha256, "hex").toString("base64")
    expect(c.requests[1]?.headers.get("content-digest")).toBe(`sha-256=:${digest}:`)
    expect(c.requests[1]?.headers.get("authorization")).toBeNull()
  })
})

describe("runtimes", () => {
  const put = async (runtime: "browser" | "workerd", source: Parameters<typeof upload>[0]) => {
    const seen: number[] = []
    const c = client(
      (request) =>
        request.method === "PUT"
          ? new Response(null, { status: 200 })
          : json({ key: "k", uploadUrl: "https://bucket.s3.amazonaws.com/k" }),
      { time: realTime(), runtime }
    )
    const uploaded = await c.run(upload(source, { onProgress: (sent) => seen.push(sent) }))
    return { uploaded, seen, init: c.requests.find((request) => request.method === "PUT")?.init }
  }

  it("browsers are handed the Blob itself, and its checksum is known all the same", async () => {
    const blob = new Blob(["abc"])
    const { uploaded, seen, init } = await put("browser", blob)
    expect(init?.body).toBe(blob)
    expect(new Headers(init?.headers).get("content-length")).toBeNull()
    expect(uploaded.sha256).toBe(sha256("abc"))
    expect(seen).toEqual([0, 3])
  })

  it("workerd is not asked for what it does not know", async () => {
    expect((await put("workerd", new Blob(["abc"]))).init?.redirect).toBe("manual")
  })
})

describe("limits", () => {
  it("are checked before the first byte, by what the content is", async () => {
    const c = store()
    const big = new Uint8Array(26_214_401)
    big.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
    const reason = await c.reason(upload(big, { name: "a.png" }))
    expect(reason).toMatchObject({
      _tag: "UploadRejected",
      file: "a.png",
      size: 26_214_401,
      limit: 26_214_400,
      message: "a.png has 25 MiB, and image files may have 25 MiB."
    })
    expect(c.requests).toHaveLength(0)
  })

  it("can be raised, and lowered", async () => {
    const c = store()
    expect((await c.reason(upload(new Uint8Array(11), { limit: 10 }))).message).toBe(
      "content has 11 bytes, and the limit is 10 bytes."
    )
    await c.run(upload(new Uint8Array(60_000_000), { limit: 70_000_000 }))
    expect(c.stored[0]?.bytes.byteLength).toBe(60_000_000)
  })

  it("hold for streams of unknown length without keeping them", async () => {
    const before = (await readdir(tmpdir())).filter((name) => name.startsWith("axp-"))
    const endless = async function* () {
      for (;;) yield new Uint8Array(1_000)
    }
    const reason = await store().reason(upload(endless(), { limit: 5_000, name: "log" }))
    expect(reason.message).toBe("log holds more than the 5000 bytes that may be uploaded.")
    expect((await readdir(tmpdir())).filter((name) => name.startsWith("axp-"))).toEqual(before)
  })
})

describe("an invalid file", () => {
  it.each([
    ["none.txt", "The file none.txt cannot be read: there is no such file."],
    [".", /^The file .* cannot be read: it is not a file\.$/],
    ["https://host/a.wav", "https://host/a.wav is an address, not a file: put it into the input as text."]
  ])("%s is refused with a sentence", async (name, message) => {
    const path = name.startsWith("http") ? name : join(folder, name)
    const c = store()
    const reason = await c.reason(upload(path))
    expect(reason._tag).toBe("InvalidInput")
    expect(reason.message).toMatch(message)
    expect(c.requests).toHaveLength(0)
  })
})

describe("progress", () => {
  it("is true to the byte, and memory does not grow with the file", async () => {
    const size = 8 * 1024 * 1024
    const path = join(folder, "big.bin")
    await writeFile(path, new Uint8Array(size))
    const seen: number[] = []
    let most = 0
    const c = client(
      async (request) => {
        if (request.method === "POST") return json({ key: "k", uploadUrl: "https://bucket.s3.amazonaws.com/k" })
        const reader = (request.init.body as ReadableStream<Uint8Array>).getReader()
        let read = 0
        for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
          read += chunk.value.byteLength
          // What was told is never ahead of what was read by more than one chunk.
          most = Math.max(most, (seen.at(-1) ?? 0) - read)
        }
        return new Response(null, { status: 200 })
      },
      { time: realTime() }
    )
    await c.run(upload(path, { onProgress: (sent) => seen.push(sent) }))
    expect(seen[0]).toBe(0)
    expect(seen.at(-1)).toBe(size)
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.length).toBeGreaterThan(16)
    expect(most).toBeLessThanOrEqual(256 * 1024)
  })
})

describe("trouble on the way", () => {
  it("is tried again as long as the content can be read again, each time anew", async () => {
    let tries = 0
    const c = store(() => (tries++ < 2 ? Promise.reject(reset()) : new Response(null, { status: 200 })))
    await c.run(upload(join(folder, "talk.txt")))
    expect(c.stored.map((one) => Buffer.from(one.bytes).toString())).toEqual(
      Array.from({ length: 3 }, () => "Good morning.")
    )
    expect(c.requests.filter((r) => r.method === "POST")).toHaveLength(1)
  })

  it("keeps the key of the call and says what the store said", async () => {
    const c = store(() => new Response("<Error><Code>AccessDenied</Code></Error>", { status: 403 }))
    const reason = await c.reason(upload(new Uint8Array([1]), { apiKey: "own-key-424242" }))
    expect(reason).toMatchObject({
      _tag: "UploadRejected",
      status: 403,
      body: "<Error><Code>AccessDenied</Code></Error>"
    })
    expect(c.requests.map((r) => r.headers.get("authorization"))).toEqual(["token own-key-424242", null])
  })

  it("with a stream that was read once is not tried again", async () => {
    const c = store(() => Promise.reject(reset()))
    expect((await c.reason(upload(file(new Blob(["abc"]).stream(), { size: 3 }))))._tag).toBe("Transport")
    expect(c.stored).toHaveLength(1)
  })

  it("reports that a file changed while it was read", async () => {
    const c = store()
    const reason = await c.reason(upload(file(new Blob(["abcd"]).stream(), { size: 5, name: "s" })))
    expect(reason).toMatchObject({
      _tag: "UploadRejected",
      message: "s changed while it was uploaded: it had 5 bytes and gave 4."
    })
  })

  it("reports that a file arrived damaged", async () => {
    const c = store(() => new Response(null, { status: 200, headers: { "x-amz-checksum-sha256": "other" } }))
    expect((await c.reason(upload(new Uint8Array([1])))).message).toBe(
      "content arrived damaged: the server's checksum is another."
    )
  })

  it("that stalls for a minute is a Timeout", async () => {
    const c = client((request) =>
      request.method === "POST" ? json({ key: "k", uploadUrl: "https://bucket.s3.amazonaws.com/k" }) : hang(request)
    )
    expect(await c.reason(upload(file(new Blob(["abc"]).stream(), { size: 3 })))).toMatchObject({
      _tag: "Timeout",
      message: "The upload stalled: no data for 1 min."
    })
    expect(c.time.now()).toBe(60_000)
    expect(c.time.waiting()).toBe(0)
  })
})

describe("files in the input of a run", () => {
  it("are uploaded where they are marked, and told as events", async () => {
    const events: RunEvent[] = []
    const c = store()
    await c.run(
      Effect.flatMap(Runs, (runs) =>
        runs.run(
          "p1",
          { Talk: file(join(folder, "tone.wav")), Text: join(folder, "talk.txt") },
          { onEvent: (event) => events.push(event) }
        )
      )
    )
    expect(c.requests.find((r) => r.path.includes("/run/"))?.json).toMatchObject({
      data: [
        { value: "s3://bucket/temp/k", nodeId: "Talk" },
        { value: join(folder, "talk.txt"), nodeId: "Text" }
      ]
    })
    const progress = events.filter((event) => event.type === "upload.progress")
    expect(progress.at(-1)).toMatchObject({ name: "tone.wav", sent: wav.byteLength, total: wav.byteLength, run: null })
  })

  it("named by plain text are uploaded only on request", async () => {
    const c = store()
    await c.run(Effect.flatMap(Runs, (runs) => runs.run("p1", { Text: join(folder, "talk.txt") }, { files: "detect" })))
    expect(c.requests.find((r) => r.path.includes("/run/"))?.json).toMatchObject({
      data: [{ value: "s3://bucket/temp/k" }]
    })
  })

  it("that cannot be uploaded start no run", async () => {
    const c = store(() => new Response(null, { status: 403 }))
    const reason = await c.reason(Effect.flatMap(Runs, (runs) => runs.run("p1", file(join(folder, "talk.txt")))))
    expect(reason._tag).toBe("UploadRejected")
    expect(c.requests.some((r) => r.path.includes("/run/"))).toBe(false)
  })
})

describe("an upload target that cannot be used", () => {
  it.each(["file:///etc/passwd", "data:text/plain,x", "http://", "ftp://store.test/k"])(
    "is a Decode failure: %s",
    async (url) => {
      expect((await store(undefined, url).reason(upload(new Uint8Array([1]))))._tag).toBe("Decode")
    }
  )
})

describe("a refused upload", () => {
  it.each([
    ['{"statusCode":400,"message":"The checksum differs.","error":"Bad Request"}', "The checksum differs"],
    [
      '<?xml version="1.0"?><Error><Code>InvalidDigest</Code><Message>The digest is not valid.</Message></Error>',
      "The digest is not valid"
    ]
  ])("says it in the words of the store, not as its raw body", async (body, words) => {
    const c = client((request) =>
      request.method === "POST"
        ? json({ key: "k", uploadUrl: "https://bucket.s3.amazonaws.com/k" })
        : new Response(body, { status: 400 })
    )
    const { message } = await c.reason(upload(new Uint8Array([1]), { name: "a.bin" }))
    expect(message).toBe(`The server refused a.bin: The server does not accept the request: ${words}.`)
  })
})
