/**
 * Every file of a server behind one door: uploads, scripts, files that assets made, and references to files elsewhere.
 * Routes store and serve through it; the engine reads through it (`files/Files.ts`). What a client calls a file never
 * becomes a path on this machine.
 */
import { createHash, randomUUID } from "node:crypto"
import { lookup } from "mrmime"
import { AssetError } from "../assets/AssetDefinition.ts"
import type { FileStore } from "./Files.ts"
import { HttpError } from "../replies/HttpError.ts"
import type { Upload, Uploads } from "../store/Uploads.ts"
import type { BlobStore } from "./BlobStore.ts"
import { extensionOf, mediaClassOf, mediaTypeOf, octets, sniff, sniffedBytes, type UploadLimits } from "./mediaTypes.ts"
import type { PublicFetch } from "./PublicFetch.ts"
import type { Signatures } from "./Signatures.ts"

export interface StoredFile {
  readonly bytes: number
  readonly mediaType: string
  /** What to call it when it is saved. */
  readonly name: string
  read(start?: number, end?: number): AsyncIterable<Uint8Array>
}

export interface UploadRequest {
  readonly team: string
  readonly kind: "temp" | "permanent" | "scripts"
  readonly contentType: string
  /** Whatever the client calls it, often a whole path. */
  readonly originalName: string
  readonly tags?: string | undefined
  readonly license?: string | undefined
}

export interface ServerFiles extends FileStore {
  /** Reserves a key for a file to come. */
  reserve(request: UploadRequest): string
  /**
   * Takes the bytes of a reserved key; a repetition replaces them.
   * @throws HttpError 404 for an unknown key, 413 above the limit of its media class, 400 for another checksum
   */
  store(key: string, content: AsyncIterable<Uint8Array>, options?: StoreOptions): Promise<Upload>
  /** Undefined for a key without bytes. Whoever has a file's address may read it; scripts have no address. */
  open(key: string): Promise<StoredFile | undefined>
  /** The team's upload behind `s3://<any bucket>/<key>`, if it is there. */
  uploadOf(team: string, reference: string): Upload | undefined
  /** Source and file name of a script that the team uploaded. */
  script(team: string, fileId: string): Promise<{ readonly name: string; readonly source: string } | undefined>
  /** Whether the team has uploaded that script. */
  hasScript(team: string, fileId: string): boolean
  /** Drops temporary files whose time is over. */
  sweep(): Promise<void>
}

export interface StoreOptions {
  /** Base64 of the SHA-256 that the bytes must have. */
  readonly sha256?: string
  /** A limit to use instead of the media class's. */
  readonly limit?: number
}

export interface ServerFilesOptions {
  readonly uploads: Uploads
  readonly blobs: BlobStore
  readonly signatures: Signatures
  readonly fetch: PublicFetch
  readonly limits: UploadLimits
  /** Milliseconds that a temporary upload is kept. */
  readonly temporaryMillis: number
  /** The text of a text output, by the parts of its address. */
  readonly output: (run: string, token: string, n: number) => Promise<string | undefined>
  /** Path of a URL that leads to this very server; undefined for all others. */
  readonly ownPath: (url: string) => string | undefined
  /** Server time. */
  readonly now: () => number
}

export const serverFiles = (options: ServerFilesOptions): ServerFiles => {
  const { uploads, blobs, limits } = options

  const open = async (key: string): Promise<StoredFile | undefined> => {
    if (key.startsWith("made/")) return openMade(blobs, key)
    if (key.startsWith("outputs/")) return openOutput(key, options.output)
    const upload = key.startsWith(scriptKey("")) ? undefined : uploads.find(key)
    if (upload?.file === undefined || (upload.expiresMs !== undefined && upload.expiresMs < options.now()))
      return undefined
    const { file, bytes = 0, contentType, originalName } = upload
    return { bytes, mediaType: contentType, name: originalName, read: (start, end) => blobs.read(file, start, end) }
  }

  const store = async (key: string, content: AsyncIterable<Uint8Array>, given: StoreOptions = {}): Promise<Upload> => {
    const upload = uploads.find(key)
    if (upload === undefined)
      throw new HttpError(404, "Not Found", { detail: "No upload with this key was asked for." })
    const file = `uploads/${randomUUID()}`
    const measured = new Measured(upload.originalName, limits, given.limit)
    const { bytes, sha256 } = await blobs.write(file, measured.read(content))
    if (given.sha256 !== undefined && Buffer.from(sha256, "hex").toString("base64") !== given.sha256) {
      await blobs.remove(file)
      throw new HttpError(400, "The bytes do not have the checksum of Content-Digest.", {
        detail: "Nothing was kept. Send the file again."
      })
    }
    const contentType = await mediaTypeOf(measured.start, upload.originalName, upload.contentType)
    const replaced = uploads.store(key, { file, bytes, sha256, contentType })
    if (replaced !== undefined) await blobs.remove(replaced)
    return { ...upload, file, bytes, sha256, contentType }
  }

  const byReference = async (reference: string): Promise<StoredFile | undefined> => {
    const key = keyOf(reference, options.ownPath)
    return key === undefined ? undefined : open(key)
  }

  const found = async (reference: string): Promise<StoredFile | undefined> => {
    const file = await byReference(reference)
    if (file !== undefined) return file
    if (/^https?:\/\//i.test(reference) && options.ownPath(reference) === undefined) return undefined
    throw new AssetError(
      reference.startsWith("s3://")
        ? `Uploaded file not found on this server: ${JSON.stringify(reference.slice(0, 200))}. ${missingUploadAdvice(reference)}`
        : `File not found on this server: ${JSON.stringify(reference.slice(0, 200))}.`
    )
  }

  return {
    reserve({ team, kind, contentType, originalName, tags, license }) {
      const name = lastPart(originalName)
      const key = `${kind}/${randomUUID()}/${safeName(name)}`
      const expiresMs = kind === "scripts" ? undefined : options.now() + options.temporaryMillis
      uploads.add({ key, team, contentType, originalName: name, permanent: kind !== "temp", tags, license, expiresMs })
      return key
    },
    store,
    open,
    uploadOf(team, reference) {
      const upload = uploads.findOf(team, keyOf(reference, options.ownPath) ?? "")
      return upload?.file !== undefined && !upload.key.startsWith(scriptKey("")) ? upload : undefined
    },
    hasScript: (team, fileId) => uploads.findOf(team, scriptKey(fileId))?.file !== undefined,
    async script(team, fileId) {
      const upload = uploads.findOf(team, scriptKey(fileId))
      if (upload?.file === undefined) return undefined
      return { name: upload.originalName, source: Buffer.from(await collect(blobs.read(upload.file))).toString("utf8") }
    },
    async sweep() {
      for (const file of uploads.expire()) await blobs.remove(file)
    },
    async put(content, mediaType) {
      const hash = createHash("sha256").update(content).digest("hex")
      const extension = extensionOf(mediaType)
      const type = lookup(extension) === mediaType ? "" : `~${Buffer.from(mediaType).toString("base64url")}`
      const key = `made/${options.signatures.name(`${mediaType}\n${hash}`)}${type}.${extension}`
      if ((await blobs.size(key)) === undefined) await blobs.write(key, [content])
      return `/files/${key}`
    },
    async drop(path) {
      const key = keyOf(path, options.ownPath)
      if (key?.startsWith("made/") === true) await blobs.remove(key)
    },
    async read(reference, signal) {
      if (reference.startsWith("data:")) return (await readDataUrl(reference)).bytes
      const file = await found(reference)
      if (file !== undefined) return collect(file.read())
      return (await options.fetch(reference, signal === undefined ? {} : { signal })).bytes
    },
    async mediaType(reference, signal) {
      if (reference.startsWith("data:")) return (await readDataUrl(reference)).mediaType
      const file = await found(reference)
      if (file !== undefined) return file.mediaType
      const start = await options.fetch(reference, {
        ...(signal === undefined ? {} : { signal }),
        startOnly: sniffedBytes
      })
      return mediaTypeOf(start.bytes, URL.parse(reference)?.pathname ?? "", start.mediaType)
    }
  }
}

/** Keeps the start of a passing file for its type, and stops it at the limit of its class. */
class Measured {
  start: Uint8Array = new Uint8Array()
  readonly #name: string
  readonly #limits: UploadLimits
  readonly #limit: number | undefined

  constructor(name: string, limits: UploadLimits, limit: number | undefined) {
    this.#name = name
    this.#limits = limits
    this.#limit = limit
  }

  async *read(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    let bytes = 0
    let limit = this.#limit
    for await (const chunk of content) {
      bytes += chunk.length
      if (this.start.length < sniffedBytes)
        this.start = Buffer.concat([this.start, chunk.subarray(0, sniffedBytes - this.start.length)])
      if (this.start.length >= sniffedBytes) limit ??= await this.#limitOf()
      if (limit !== undefined && bytes > limit) throw tooLarge(limit)
      yield chunk
    }
    // A file shorter than what is looked at is still held to small limits.
    limit ??= await this.#limitOf()
    if (bytes > limit) throw tooLarge(limit)
  }

  async #limitOf(): Promise<number> {
    return this.#limits[mediaClassOf(this.#name, await sniff(this.start))]
  }
}

const tooLarge = (limit: number): HttpError =>
  new HttpError(413, `The file is larger than ${limit} bytes, the limit for files of its kind.`, {
    detail: "Nothing was kept."
  })

/** A made file tells its media type by its name alone. */
const openMade = async (blobs: BlobStore, key: string): Promise<StoredFile | undefined> => {
  const [, type, extension] = /^made\/[0-9a-f]{48}(?:~([\w-]+))?\.(\w+)$/.exec(key) ?? []
  if (extension === undefined) return undefined
  const bytes = await blobs.size(key)
  if (bytes === undefined) return undefined
  const mediaType = type === undefined ? (lookup(extension) ?? octets) : Buffer.from(type, "base64url").toString()
  return { bytes, mediaType, name: `output.${extension}`, read: (start, end) => blobs.read(key, start, end) }
}

/** The engine keeps text outputs as values; here they are text files. */
const openOutput = async (key: string, read: ServerFilesOptions["output"]): Promise<StoredFile | undefined> => {
  const [, run, token, n] = /^outputs\/([0-9a-f-]{36})\/([0-9a-f]+)\/(\d+)\.txt$/.exec(key) ?? []
  if (run === undefined || token === undefined) return undefined
  const text = await read(run, token, Number(n))
  if (text === undefined) return undefined
  const whole = Buffer.from(text)
  async function* part(start = 0, end = whole.length - 1): AsyncIterable<Uint8Array> {
    if (end >= start) yield whole.subarray(start, end + 1)
  }
  return { bytes: whole.length, mediaType: "text/plain", name: "output.txt", read: part }
}

/** Ids of scripts are the one part of their key that cannot be guessed. */
export const scriptKey = (fileId: string): string => `scripts/${fileId}`

/** `s3://<any bucket>/<key>` with a key as this server makes them. */
const ownKey = /^s3:\/\/[^/]*\/(?:temp|permanent)\/[\da-f]{8}-[\da-f-]{27}\//i

/** What to do about an `s3://` reference that leads to no upload: an upload that expired, or another store's bucket. */
export const missingUploadAdvice = (reference: string): string =>
  ownKey.test(reference)
    ? "Upload it again: temporary uploads expire."
    : "This server reads no bucket, only what was uploaded to it. Upload a copy of the file, or use a public https:// URL of it."

const keyOf = (reference: string, ownPath: ServerFilesOptions["ownPath"]): string | undefined => {
  const s3 = /^s3:\/\/[^/]*\/(.+)$/i.exec(reference)?.[1]
  if (s3 !== undefined) return s3
  const path = /^https?:\/\//i.test(reference) ? ownPath(reference) : reference
  return /^\/files\/([^?#]+)/.exec(path ?? "")?.[1]
}

const readDataUrl = async (reference: string): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }> => {
  try {
    const response = await fetch(reference)
    const declared = response.headers.get("content-type") ?? octets
    const bytes = new Uint8Array(await response.arrayBuffer())
    return { bytes, mediaType: (await sniff(bytes.subarray(0, sniffedBytes))) ?? declared.split(";")[0] ?? octets }
  } catch (cause) {
    throw new AssetError("The data URL is not well formed.", { cause })
  }
}

const collect = async (content: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks)
}

/** Clients send whole paths of either kind of machine. */
const lastPart = (name: string): string => name.split(/[/\\]/).at(-1)?.slice(0, 255) || "file"

/** Fit for a URL and an `s3://` reference without encoding. */
const safeName = (name: string): string =>
  name
    .normalize("NFKD")
    .replaceAll(/[^\w.-]+/g, "_")
    .replace(/^[.]+/, "_")
    .slice(-100) || "file"
