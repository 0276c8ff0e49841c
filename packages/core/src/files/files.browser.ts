/** Files without a file system: everything but paths works. See the `#files` import. */
import type { Files } from "./Files.ts"

const none = (): Promise<never> =>
  Promise.reject(new Error("this runtime has no file system: pass a File, Blob, bytes or stream instead of a path"))

export const files: Files = {
  open: none,
  isFile: () => Promise.resolve(false),
  readText: none,
  createSink: none,

  spool: async (stream, name, limit) => {
    const chunks: BlobPart[] = []
    let size = 0
    for await (const chunk of stream) {
      size += chunk.byteLength
      if (size > limit) return "too large"
      chunks.push(chunk.slice())
    }
    const blob = new Blob(chunks)
    return {
      name,
      size,
      identity: "",
      head: async (bytes) => new Uint8Array(await blob.slice(0, bytes).arrayBuffer()),
      stream: () => blob.stream(),
      blob,
      close: () => Promise.resolve()
    }
  },

  // Web Crypto hashes whole buffers only; a large file must not be held in memory for it.
  hasher: async () => {
    const { sha256 } = await import("@noble/hashes/sha2.js")
    const hash = sha256.create()
    return {
      update: (chunk) => {
        hash.update(chunk)
      },
      digest: () => hash.digest()
    }
  }
}
