import { createHash } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { once } from "node:events"
import { request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it, onTestFinished } from "vitest"
import { startPlatform, type Platform } from "../../src/index.ts"

const MiB = 1024 * 1024
const heads: Record<string, Buffer> = {
  video: Buffer.from("\0\0\0\u0020ftypisom\0\0\u0002\0isomiso2avc1mp41"),
  audio: Buffer.from("RIFF\0\0\0\0WAVEfmt \u0010\0\0\0"),
  image: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]),
  application: Buffer.from("%PDF-1.7\n"),
  other: Buffer.from("plain words ")
}

async function* content(kind: string, bytes: number): AsyncIterable<Buffer> {
  const head = heads[kind] ?? Buffer.alloc(0)
  yield head.subarray(0, bytes)
  const block = Buffer.alloc(MiB, 7)
  for (let left = bytes - head.length; left > 0; left -= MiB) yield block.subarray(0, left)
}

const target = async (
  platform: Platform,
  originalName: string
): Promise<{ uploadUrl: string; downloadUrl: string }> => {
  const response = await fetch(`${platform.url}/sdk/file/upload/temp-url`, {
    method: "POST",
    headers: { "x-api-key": platform.apiKey, "content-type": "application/json" },
    body: JSON.stringify({ contentType: "text/csv", originalName })
  })
  return (await response.json()) as { uploadUrl: string; downloadUrl: string }
}

const put = (url: string, bytes: number, kind: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const sending = request(url, { method: "PUT", headers: { "content-length": String(bytes) } }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0))
    })
    sending.on("error", reject)
    const gone = new AbortController()
    sending.once("close", () => gone.abort())
    void (async () => {
      for await (const chunk of content(kind, bytes)) {
        if (sending.destroyed) return
        if (!sending.write(chunk)) await once(sending, "drain", { signal: gone.signal }).catch(() => {})
      }
      sending.end()
    })()
  })

const start = async (): Promise<Platform> => {
  const data = await mkdtemp(join(tmpdir(), "platform-"))
  const platform = await startPlatform({ data })
  onTestFinished(async () => {
    await platform.close()
    await rm(data, { recursive: true, force: true })
  })
  return platform
}

describe("uploads of real sizes", () => {
  it.each([
    ["audio", "a.wav", 50 * MiB],
    ["application", "a.pdf", 25 * MiB],
    ["video", "a.mp4", 300 * MiB],
    ["image", "a.png", 25 * MiB],
    ["other", "a.txt", 50 * MiB],
    ["other", "a.db", 300 * MiB]
  ])("%s called %s: the limit is %i bytes, to the byte", async (kind, name, limit) => {
    const platform = await start()
    for (const [bytes, status] of [
      [0, 200],
      [1, 200],
      [limit - 1, 200],
      [limit, 200],
      [limit + 1, 413]
    ] as const)
      expect({
        bytes,
        status: await put((await target(platform, name)).uploadUrl, bytes, bytes < 20 ? "other" : kind)
      }).toEqual({ bytes, status })
  })

  it("take constant memory up and down, and come back byte for byte", async () => {
    const platform = await start()
    const { uploadUrl, downloadUrl } = await target(platform, "a.mp4")
    const sent = createHash("sha256")
    for await (const chunk of content("video", 300 * MiB)) sent.update(chunk)
    globalThis.gc?.()
    const before = process.memoryUsage().rss
    let peak = before
    const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5)
    expect(await put(uploadUrl, 300 * MiB, "video")).toBe(200)
    const received = createHash("sha256")
    const response = await fetch(downloadUrl)
    for await (const chunk of response.body as ReadableStream<Uint8Array>) received.update(chunk)
    clearInterval(watch)
    expect(received.digest("hex")).toBe(sent.digest("hex"))
    process.stdout.write(`grew by ${((peak - before) / MiB).toFixed(0)} MiB for 300 MiB up and down, client included\n`)
    expect(peak - before).toBeLessThan(128 * MiB)
  })
})
