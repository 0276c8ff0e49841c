/// <reference types="node" />
/** Files of Node, Bun and Deno. The only module of the client that imports `node:`; see the `#files` import. */
import { createHash } from "node:crypto"
import { mkdtemp, open, readFile, rename, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import type { Files, OpenFile } from "./Files.ts"

/** Small: Node 24 frees read buffers only after enough small objects were allocated as well (measured). */
const chunkBytes = 16 * 1024

const pathOf = (path: string | URL): string => (typeof path === "string" ? path : fileURLToPath(path))

const streamOf = (path: string): ReadableStream<Uint8Array> => {
  let handle: Awaited<ReturnType<typeof open>> | undefined
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        handle ??= await open(path)
        const { bytesRead, buffer } = await handle.read(new Uint8Array(chunkBytes), 0, chunkBytes)
        if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead))
        await handle.close()
        controller.close()
      },
      cancel: async () => {
        await handle?.close()
      }
    },
    // Read when it is asked for, so that counting what was read is counting what was sent.
    { highWaterMark: 0 }
  )
}

const openFile = async (path: string, name: string, close: () => Promise<void>): Promise<OpenFile> => {
  const facts = await stat(path)
  if (!facts.isFile()) throw new Error("it is not a file")
  return {
    name,
    size: facts.size,
    identity: `${path}\n${facts.size}\n${facts.mtimeMs}\n${facts.ino}`,
    head: async (bytes) => {
      const handle = await open(path)
      try {
        const { bytesRead, buffer } = await handle.read(new Uint8Array(bytes), 0, bytes, 0)
        return buffer.subarray(0, bytesRead)
      } finally {
        await handle.close()
      }
    },
    stream: () => streamOf(path),
    close
  }
}

const nothing = (): Promise<void> => Promise.resolve()

export const files: Files = {
  open: (path) => openFile(pathOf(path), basename(pathOf(path)), nothing),

  isFile: (path) =>
    stat(path).then(
      (facts) => facts.isFile(),
      () => false
    ),

  readText: (path) => readFile(pathOf(path), "utf8"),

  createSink: async (path) => {
    const folder = await mkdtemp(join(dirname(path), ".axp-"))
    const handle = await open(join(folder, "part"), "wx")
    const clean = (): Promise<void> => rm(folder, { recursive: true, force: true })
    return {
      write: async (chunk) => {
        await handle.writeFile(chunk)
      },
      commit: async () => {
        await handle.sync()
        await handle.close()
        await rename(join(folder, "part"), path)
        await clean()
      },
      abort: async () => {
        await handle.close().catch(nothing)
        await clean()
      }
    }
  },

  spool: async (stream, name, limit) => {
    const folder = await mkdtemp(join(tmpdir(), "axp-"))
    const path = join(folder, "content")
    const clean = (): Promise<void> => rm(folder, { recursive: true, force: true })
    try {
      const handle = await open(path, "wx")
      let size = 0
      try {
        for await (const chunk of stream) {
          size += chunk.byteLength
          if (size > limit) break
          await handle.writeFile(chunk)
        }
      } finally {
        await handle.close()
      }
      if (size <= limit) return await openFile(path, name, clean)
    } catch (error) {
      await clean()
      throw error
    }
    await clean()
    return "too large"
  },

  hasher: () => {
    const hash = createHash("sha256")
    return Promise.resolve({
      update: (chunk: Uint8Array) => {
        hash.update(chunk)
      },
      digest: () => new Uint8Array(hash.digest())
    })
  }
}
