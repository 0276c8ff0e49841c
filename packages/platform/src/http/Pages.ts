/**
 * Delivers a built single-page app: its files as they are, its one page for every path that is not a file, under a content
 * policy with a fresh nonce for styles (component libraries insert style elements; nothing else may). Text is sent as
 * Brotli or gzip to whoever accepts it.
 */
import { randomBytes } from "node:crypto"
import { readFileSync, readdirSync } from "node:fs"
import { readFile } from "node:fs/promises"
import type { IncomingMessage } from "node:http"
import { join, relative, sep } from "node:path"
import { promisify } from "node:util"
import { brotliCompress, constants, gzip as gzipCompress } from "node:zlib"
import { lookup } from "mrmime"
import { contentTypeHeader, octets } from "../files/mediaTypes.ts"
import type { Reply } from "../replies/Reply.ts"

export interface StudioOptions {
  /** Folder of the built app, with its `index.html`. */
  readonly directory: string
}

export type Pages = (request: IncomingMessage, path: string) => Promise<Reply | undefined>

/** @throws Error when the folder holds no `index.html` */
export const openPages = ({ directory }: StudioOptions): Pages => {
  const page = readPage(directory)
  // Only what is there now is served: a path of a request never becomes a path of a file.
  const files = new Map(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [`/${relative(directory, file).split(sep).join("/")}`, file])
  )
  files.delete("/index.html")
  /** Compressed when first asked for, and kept: the files do not change while the server runs. */
  const compressed = new Map<string, Promise<Uint8Array>>()
  const asset = async (path: string, file: string, encoding: Encoding | undefined): Promise<Reply> => {
    const type = contentTypeHeader(lookup(path) ?? octets)
    const headers = {
      ...common,
      "content-type": type,
      // Build tools put a hash into the names of assets.
      "cache-control": /\/assets\//.test(path) ? "public, max-age=31536000, immutable" : "no-cache"
    }
    if (!isText.test(type)) return { status: 200, headers, body: await readFile(file) }
    const varied = { ...headers, vary: "accept-encoding" }
    if (encoding === undefined) return { status: 200, headers: varied, body: await readFile(file) }
    const key = `${encoding} ${file}`
    let body = compressed.get(key)
    if (body === undefined) {
      body = readFile(file).then((bytes) => compress(bytes, encoding, 9))
      compressed.set(key, body)
      // A file that could not be read is tried again.
      body.catch(() => compressed.delete(key))
    }
    return { status: 200, headers: { ...varied, "content-encoding": encoding }, body: await body }
  }
  return async (request, path) => {
    const file = files.get(safeDecode(path))
    if (file !== undefined) return asset(path, file, encodingFor(request))
    return wantsPage(request, path) ? pageReply(page, encodingFor(request)) : undefined
  }
}

const readPage = (directory: string): string => {
  try {
    return readFileSync(join(directory, "index.html"), "utf8")
  } catch (cause) {
    throw new Error(`The studio folder ${directory} has no index.html. Build the studio first.`, { cause })
  }
}

const safeDecode = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** A browser that opens a path; programs that ask for data get the 404 they expect. */
const wantsPage = ({ headers }: IncomingMessage, path: string): boolean =>
  path === "/" || (headers.accept?.includes("text/html") === true && !/\.\w+$/.test(path))

const common = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin"
}

/** What compresses well; pictures and sound are compressed already. */
const isText = /^(?:text\/|image\/svg\+xml|application\/(?:json|manifest\+json|wasm|javascript|xml))/

type Encoding = "br" | "gzip"

const compress = (bytes: Uint8Array, encoding: Encoding, effort: number): Promise<Uint8Array> =>
  encoding === "br"
    ? brotli(bytes, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: effort,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
        }
      })
    : gzip(bytes, { level: effort })

const brotli = promisify(brotliCompress)
const gzip = promisify(gzipCompress)

/** The best encoding that a request accepts; one that it refuses with `q=0` is never used. */
const encodingFor = ({ headers }: Pick<IncomingMessage, "headers">): Encoding | undefined => {
  const weights = new Map<string, number>()
  for (const entry of (headers["accept-encoding"] ?? "").toLowerCase().split(",")) {
    const [name = "", ...parameters] = entry.split(";").map((part) => part.trim())
    const weight = parameters.find((parameter) => parameter.startsWith("q="))
    if (name !== "") weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)) || 0)
  }
  const weightOf = (encoding: Encoding): number => weights.get(encoding) ?? weights.get("*") ?? 0
  const [br, gz] = [weightOf("br"), weightOf("gzip")]
  if (br === 0 && gz === 0) return undefined
  return br >= gz ? "br" : "gzip"
}

const pageReply = async (page: string, encoding: Encoding | undefined): Promise<Reply> => {
  const nonce = randomBytes(18).toString("base64url")
  const head = page.indexOf(">", page.search(/<head[\s>]/i)) + 1
  const body = `${page.slice(0, head)}<meta property="csp-nonce" nonce="${nonce}">${page.slice(head)}`
  return {
    status: 200,
    headers: {
      vary: "accept-encoding",
      ...(encoding !== undefined && { "content-encoding": encoding }),
      ...common,
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'"
      ].join("; "),
      "cross-origin-opener-policy": "same-origin"
    },
    // Made for each request, because of the nonce: quickly.
    body: encoding === undefined ? body : await compress(Buffer.from(body), encoding, 4)
  }
}
