/**
 * Delivers a built single-page app: its files as they are, its one page for every path that is no file, under a content
 * policy with a fresh nonce for styles (component libraries insert style elements; nothing else may).
 */
import { randomBytes } from "node:crypto"
import { readFileSync, readdirSync } from "node:fs"
import { readFile } from "node:fs/promises"
import type { IncomingMessage } from "node:http"
import { join, relative, sep } from "node:path"
import { lookup } from "mrmime"
import { contentTypeHeader, octets } from "../files/MediaTypes.ts"
import type { Reply } from "./Reply.ts"

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
  return async (request, path) => {
    const file = files.get(safeDecode(path))
    if (file !== undefined) return asset(path, await readFile(file))
    return wantsPage(request, path) ? pageReply(page) : undefined
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

const asset = (path: string, body: Uint8Array): Reply => ({
  status: 200,
  headers: {
    ...common,
    "content-type": contentTypeHeader(lookup(path) ?? octets),
    // Build tools put a hash into the names of assets.
    "cache-control": /\/assets\//.test(path) ? "public, max-age=31536000, immutable" : "no-cache"
  },
  body
})

const pageReply = (page: string): Reply => {
  const nonce = randomBytes(18).toString("base64url")
  return {
    status: 200,
    headers: {
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
    body: page.replace(/<head[^<>]*>/i, (head) => `${head}<meta property="csp-nonce" nonce="${nonce}">`)
  }
}
