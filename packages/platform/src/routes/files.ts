/**
 * Uploads and downloads: reserve a key, take its bytes under a signed URL, serve files to whoever has their URL, take
 * scripts as forms. Bytes are streamed; nothing here holds a file.
 */
import { Busboy } from "@fastify/busboy"
import parseRange from "range-parser"
import type { components } from "@aixplain-ts/api-types"
import { contentTypeHeader } from "../files/mediaTypes.ts"
import type { ServerFiles, UploadRequest } from "../files/ServerFiles.ts"
import type { Signatures } from "../files/Signatures.ts"
import type { Exchange, Handlers } from "../http/Exchange.ts"
import { readQuery } from "../http/contract.ts"
import { HttpError, notFound } from "../replies/HttpError.ts"
import { empty, json, type Reply } from "../replies/Reply.ts"
import { mediaTypeOf } from "../http/requestBody.ts"
import { incoming } from "./incoming.ts"

type PermanentUpload = components["schemas"]["PermanentUpload"]

export interface FileRoutes {
  readonly files: ServerFiles
  readonly signatures: Signatures
  /** Server time: dates in links are the server's own business. */
  readonly now: () => number
  /** Milliseconds that an upload URL works. */
  readonly uploadUrlMillis: number
  /** Milliseconds without a byte after which a sender is given up. */
  readonly idleMillis: number
  /** Bytes that a script may have. */
  readonly scriptBytes: number
}

export const fileRoutes = ({ files, signatures, now, uploadUrlMillis, idleMillis, scriptBytes }: FileRoutes) => {
  const target = (exchange: Exchange, request: UploadRequest): Reply => {
    // What is not dropped now is dropped at the next upload.
    files.sweep().catch(() => {})
    const key = files.reserve(request)
    const expires = Math.ceil((now() + uploadUrlMillis) / 1000)
    const signature = signatures.sign(key, expires)
    return json(201, {
      key,
      uploadUrl: `${exchange.origin}/files/upload/${key}?expires=${expires}&signature=${signature}${bucketIn(exchange)}`,
      downloadUrl: wantsBucket(exchange)
        ? `https://aixplain.s3.amazonaws.com/${key}`
        : `${exchange.origin}/files/${key}`
    })
  }

  const reserve =
    (kind: "temp" | "permanent") =>
    (exchange: Exchange): Reply => {
      const { contentType, originalName, tags, license } = exchange.body as PermanentUpload
      return target(exchange, { team: exchange.team, kind, contentType, originalName, tags, license })
    }

  return {
    createTemporaryUpload: reserve("temp"),
    createPermanentUpload: reserve("permanent"),
    async putUpload(exchange) {
      const { operation, params, query, headers, request } = exchange
      const key = params["key"] ?? ""
      const { expires, signature } = (await readQuery(operation, query)) as { expires: number; signature: string }
      if (!signatures.verify(key, expires, signature))
        throw new HttpError(403, "The signature of this URL is not ours.")
      if (expires * 1000 < now())
        throw new HttpError(403, "This link has expired.", { detail: "Ask for a new upload target." })
      const sha256 = digestOf(headers["content-digest"])
      const stored = await files.store(key, incoming(request, idleMillis), sha256 === undefined ? {} : { sha256 })
      return empty(200, { "content-digest": `sha-256=:${Buffer.from(stored.sha256 ?? "", "hex").toString("base64")}:` })
    },
    async getFile({ params, headers }) {
      const file = await files.open(params["key"] ?? "")
      if (file === undefined) throw notFound("There is no such file, or it has expired.")
      const type = {
        "content-type": contentTypeHeader(file.mediaType),
        "accept-ranges": "bytes",
        "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        "cache-control": "private, max-age=3600",
        ...untrusted
      }
      const range = wantedRange(file.bytes, headers.range)
      if (range === undefined)
        return { status: 200, headers: { ...type, "content-length": String(file.bytes) }, body: file.read() }
      const { start, end } = range
      return {
        status: 206,
        headers: {
          ...type,
          "content-length": String(end - start + 1),
          "content-range": `bytes ${start}-${end}/${file.bytes}`
        },
        body: file.read(start, end)
      }
    },
    async uploadScript({ team, request, headers }) {
      if (mediaTypeOf(request) !== "multipart/form-data")
        throw new HttpError(415, "A script is sent as a form.", {
          detail: "Send multipart/form-data with one part `file`."
        })
      const { name, content } = await firstFile(
        incoming(request, idleMillis),
        headers["content-type"] ?? "",
        scriptBytes
      )
      const key = files.reserve({ team, kind: "scripts", contentType: "text/plain", originalName: name })
      await files.store(key, content(), { limit: scriptBytes })
      return json(201, { fileId: key.slice("scripts/".length) })
    }
  } satisfies Partial<Handlers>
}

/** Files come from users: a page among them must not act as this origin. */
const untrusted = {
  "x-content-type-options": "nosniff",
  "content-security-policy":
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; media-src 'self'",
  "cross-origin-resource-policy": "cross-origin"
}

/** One client takes bucket and key out of the link and refuses any that does not look like the hosted file store's. */
const wantsBucket = ({ headers }: Exchange): boolean => /\bCFNetwork\//.test(headers["user-agent"] ?? "")

/** Another one looks for the bucket in the link it uploads to, and up to 2025 fails without it. */
const bucketIn = ({ headers }: Exchange): string =>
  /\bpython-requests\//.test(headers["user-agent"] ?? "") ? "&as=https://aixplain.s3.amazonaws.com" : ""

/** Undefined without a range, or with one that this server answers as a whole. @throws HttpError 416 */
const wantedRange = (
  bytes: number,
  header: string | undefined
): { readonly start: number; readonly end: number } | undefined => {
  if (header === undefined) return undefined
  const ranges = parseRange(bytes, header)
  if (ranges === -1)
    throw new HttpError(416, `The file has ${bytes} bytes.`, { headers: { "content-range": `bytes */${bytes}` } })
  return ranges === -2 || ranges.type !== "bytes" || ranges.length !== 1 ? undefined : ranges[0]
}

/** Base64 of `sha-256=:…:`; other algorithms are left alone. @throws HttpError 400 */
const digestOf = (header: string | string[] | undefined): string | undefined => {
  const members = [header ?? ""].flat().join(",").split(",")
  const given = members.map((member) => member.trim()).find((member) => /^sha-256=/i.test(member))
  if (given === undefined) return undefined
  const digest = /^:([A-Za-z0-9+/]+=):$/.exec(given.slice("sha-256=".length))?.[1]
  if (digest?.length !== 44)
    throw new HttpError(400, "Content-Digest is not well formed.", { detail: "Write sha-256=:<base64>:." })
  return digest
}

/** The part `file` of a form, small enough to be held. @throws HttpError */
const firstFile = async (
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  limit: number
): Promise<{ readonly name: string; readonly content: () => AsyncIterable<Uint8Array> }> => {
  const malformed = (cause?: unknown): HttpError => new HttpError(400, "The form is not well formed.", { cause })
  let form: InstanceType<typeof Busboy>
  try {
    form = new Busboy({ headers: { "content-type": contentType }, limits: { files: 1, fileSize: limit, fields: 20 } })
  } catch (cause) {
    throw malformed(cause)
  }
  const chunks: Buffer[] = []
  let name: string | undefined
  let cut = false
  const done = new Promise<void>((resolve, reject) => {
    form.on("file", (field, stream, fileName) => {
      if (field === "file") name = fileName || "script.py"
      stream.on("data", (chunk: Buffer) => field === "file" && chunks.push(chunk))
      stream.on("limit", () => (cut = true))
    })
    form.on("finish", resolve)
    form.on("error", (cause) => reject(malformed(cause)))
  })
  done.catch(() => {})
  for await (const chunk of body) if (!form.write(chunk)) await Promise.race([done, drained(form)])
  form.end()
  await done
  if (cut) throw new HttpError(413, `The script is larger than ${limit} bytes.`)
  if (name === undefined)
    throw new HttpError(400, "The form has no file.", { detail: "Send one part named `file` with a file name." })
  async function* content(): AsyncIterable<Uint8Array> {
    yield* chunks
  }
  return { name, content }
}

const drained = (form: InstanceType<typeof Busboy>): Promise<void> =>
  new Promise((resolve) => form.once("drain", () => resolve()))
