/**
 * Bytes under names that the server makes: on disk beside the database, or in memory for a server that keeps nothing.
 * A blob is there whole or not at all, and is on the disk before `write` answers.
 */
import { createHash, randomUUID } from "node:crypto"
import { createReadStream } from "node:fs"
import { mkdir, open, rename, rm, stat } from "node:fs/promises"
import { dirname, join } from "node:path"

export interface Written {
  readonly bytes: number
  /** Hex. */
  readonly sha256: string
}

export interface BlobStore {
  /** Replaces what has that name. When `content` throws, nothing is left and the error is thrown. */
  write(name: string, content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Written>
  /** Size in bytes; undefined for a name that is not there. */
  size(name: string): Promise<number | undefined>
  /** Bytes from `start` to `end`, both included; all of them by default. */
  read(name: string, start?: number, end?: number): AsyncIterable<Uint8Array>
  /** Does nothing for a name that is not there. */
  remove(name: string): Promise<void>
}

/** The store's record of a file and its bytes have parted, for example because files were deleted by hand. */
export class FileGone extends Error {
  constructor(options?: ErrorOptions) {
    super("The file is missing from the server's storage. Upload it again.", options)
  }
}

/** An error of the file system as clients may see it: its code, without a path of this machine. */
const unreadable = (cause: unknown): Error => {
  const { code } = cause as NodeJS.ErrnoException
  return Object.assign(
    new Error(`The file cannot be read from the server's storage (${code ?? "unknown"}).`, { cause }),
    {
      code
    }
  )
}

const goodName = /^(?:[\w-][\w.~-]*\/)*[\w-][\w.~-]*$/

/** Names come from this server alone; this is the last fence, should one ever hold what a client sent. */
const checked = (name: string): string => {
  if (!goodName.test(name)) throw new Error("A stored file has a name that the store does not take.")
  return name
}

export const memoryBlobs = (): BlobStore => {
  const blobs = new Map<string, Uint8Array>()
  return {
    async write(name, content) {
      const hash = createHash("sha256")
      const chunks: Uint8Array[] = []
      for await (const chunk of content) {
        hash.update(chunk)
        chunks.push(chunk)
      }
      const whole = Buffer.concat(chunks)
      blobs.set(checked(name), whole)
      return { bytes: whole.length, sha256: hash.digest("hex") }
    },
    size: (name) => Promise.resolve(blobs.get(name)?.length),
    async *read(name, start = 0, end = Number.POSITIVE_INFINITY) {
      const whole = blobs.get(name)
      if (whole === undefined) throw new FileGone()
      if (whole.length > 0) yield whole.subarray(start, end + 1)
    },
    remove(name) {
      blobs.delete(name)
      return Promise.resolve()
    }
  }
}

/** `directory` belongs to this store alone; what an earlier process left half written in it is dropped. */
export const diskBlobs = async (directory: string): Promise<BlobStore> => {
  const unfinished = join(directory, "tmp")
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  const path = (name: string): string => join(directory, checked(name))
  return {
    async write(name, content) {
      const target = path(name)
      const temporary = join(unfinished, randomUUID())
      const hash = createHash("sha256")
      let bytes = 0
      const file = await open(temporary, "wx", 0o600)
      try {
        for await (const chunk of content) {
          hash.update(chunk)
          bytes += chunk.length
          await file.writeFile(chunk)
        }
        await file.sync()
      } catch (error) {
        await file.close()
        await rm(temporary, { force: true })
        throw error
      }
      await file.close()
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await rename(temporary, target)
      await syncDirectory(dirname(target))
      return { bytes, sha256: hash.digest("hex") }
    },
    async size(name) {
      const found = await stat(path(name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return undefined
        throw error
      })
      return found?.size
    },
    async *read(name, start = 0, end = Number.POSITIVE_INFINITY) {
      try {
        yield* createReadStream(path(name), { start, end, highWaterMark: 256 * 1024 })
      } catch (cause) {
        throw (cause as NodeJS.ErrnoException).code === "ENOENT" ? new FileGone({ cause }) : unreadable(cause)
      }
    },
    remove: (name) => rm(path(name), { force: true })
  }
}

/** A rename is durable once its directory is. Windows cannot open directories and does not need to. */
const syncDirectory = async (directory: string): Promise<void> => {
  if (process.platform === "win32") return
  const handle = await open(directory, "r")
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
