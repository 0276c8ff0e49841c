/** Memory stays bounded with many runs and large files. Each test uses a separate process. */
import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { file } from "@aixplain-ts/sdk"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { scripted, ScriptedServer } from "../../src/runtimes/ScriptedServer.ts"
import { contentOf } from "../../src/runtimes/wire.ts"
import { clientOf } from "../../src/safety/outside.ts"

const MiB = 1024 * 1024

const childOf = async (name: string, ...args: readonly string[]): Promise<Record<string, unknown>> => {
  const path = fileURLToPath(new URL(`../../src/safety/${name}.ts`, import.meta.url))
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", path, ...args], { timeout: 280_000 })
  return JSON.parse(stdout) as Record<string, unknown>
}

test("100,000 runs from an async iterable grow the process by at most 50 MB, and no result is lost", async () => {
  const many = 100_000
  const found = await childOf("manyRuns", String(many))
  console.log(`runMany of ${many}: ${JSON.stringify(found)}`)
  expect(found).toMatchObject({ done: many, failed: 0, told: many, runs: many })
  expect(found["widest"]).toBeLessThanOrEqual(64)
  // Inputs are pulled as slots become free, never far ahead of the results.
  expect(found["furthest"]).toBeLessThanOrEqual(2 * 64 + 1)
  const grown = found["grown"] as { readonly heap: number; readonly rss: number }
  expect(grown.heap).toBeLessThanOrEqual(10_000_000)
  expect(grown.rss).toBeLessThanOrEqual(50_000_000)
})

describe("a large upload", () => {
  const sizes = [300 * MiB, ...(process.env["UPLOAD_2_GIB"] === undefined ? [] : [2048 * MiB])]
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "upload-"))
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Writes a file in chunks; returns its checksum. */
  const make = (path: string, size: number): string => {
    const piece = contentOf(MiB)
    const hash = createHash("sha256")
    const descriptor = openSync(path, "w")
    for (let written = 0; written < size; written += MiB) {
      piece[0] = written / MiB
      writeSync(descriptor, piece)
      hash.update(piece)
    }
    closeSync(descriptor)
    return hash.digest("hex")
  }

  // The time of Node's garbage collections varies, and 64 MiB leave little room: one retry is allowed.
  test.each(sizes)(
    "of %i bytes grows the process by at most 64 MiB and arrives completely",
    { retry: 1 },
    async (size) => {
      await using server = await scripted()
      const path = join(folder, "large.bin")
      const sha256 = make(path, size)
      const found = await childOf("upload", server.url, path)
      console.log(`upload of ${size / MiB} MiB: ${JSON.stringify(found)}`)
      expect(found).toMatchObject({ sha256, size, last: size, monotone: true })
      expect(server.of("put").at(-1)).toMatchObject({ sha256, bytes: size })
      expect(found["grown"]).toBeLessThanOrEqual(64 * MiB)
    }
  )

  test("reports as progress what was sent: it stops when the server stops reading", async () => {
    const size = 300 * MiB
    const taken = MiB
    let received = 0
    let stopped = (): void => {}
    const standing = new Promise<void>((resolve) => (stopped = resolve))
    const sink = createServer((request) => {
      request.on("data", (chunk: Buffer) => {
        received += chunk.byteLength
        if (received < taken) return
        request.pause()
        stopped()
      })
    })
    await new Promise<void>((resolve) => void sink.listen(0, "127.0.0.1", resolve))
    const put = `http://127.0.0.1:${(sink.address() as AddressInfo).port}/put/1`
    await using server = await new ScriptedServer({
      steps: { target: [{ json: { key: "1/large.bin", uploadUrl: put } }] }
    }).listen()
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let index = 0; index < 300; index++) yield contentOf(MiB)
    }
    const controller = new AbortController()
    const progress: number[] = []
    const upload = clientOf(server).files.upload(file(pieces(), { name: "large.bin", size }), {
      signal: controller.signal,
      limit: size,
      onProgress: (sent) => progress.push(sent)
    })
    const why = new Error("enough")
    const ended = upload.catch((error: unknown) => error)
    await standing
    // The kernel still buffers some data: wait until progress stops.
    for (let before = -1; before !== progress.length;) {
      before = progress.length
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    controller.abort(why)
    expect(await ended).toBe(why)
    sink.closeAllConnections()
    sink.close()
    // Buffers of both ends and of the kernel, but not the file.
    expect(progress.at(-1)).toBeGreaterThanOrEqual(taken)
    expect(progress.at(-1)).toBeLessThanOrEqual(24 * MiB)
  })
})
