/** The implementation of `Uploads`: requests a target, sends the bytes, and returns the URL that runs take. */
import { files } from "#files"
import type { UploadTarget } from "@aixplain-ts/api-types"
import * as Effect from "effect/Effect"
import { AixplainError, type ErrorReason, InvalidInput, UploadRejected } from "../AixplainError.ts"
import { formatBytes } from "../Bytes.ts"
import type { FileInput, FileSource } from "../FileInput.ts"
import type { Uploaded, UploadOptions, Uploads } from "../Uploads.ts"
import { type Content, openContent } from "./Content.lazy.ts"
import type { Http } from "../http/Http.ts"
import { compact, isRecord, textOf } from "../http/json.ts"
import { log } from "../runtime/log.ts"
import { headBytes, largestLimit, sniff, type Sniffed } from "./mediaTypes.lazy.ts"
import { millis } from "../http/options.ts"
import { toUrl } from "../http/url.ts"
import { putBytes } from "./putBytes.lazy.ts"
import { Runtime } from "../runtime/Runtime.ts"
import { Reuse } from "./UploadReuse.lazy.ts"

const operation = "Uploads.upload"

const fail = (reason: ErrorReason) => Effect.fail(new AixplainError({ operation, reason }))

const unreadable = (content: Content) => (cause: unknown) =>
  new AixplainError({
    operation,
    reason: new InvalidInput({
      message: `The file ${content.name} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      parameter: "file"
    })
  })

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")

const readTarget = (body: unknown, baseUrl: string): UploadTarget | undefined => {
  if (!isRecord(body)) return undefined
  const key = textOf(body["key"])
  const uploadUrl = textOf(body["uploadUrl"])
  if (key === undefined || uploadUrl === undefined) return undefined
  const protocol = toUrl(uploadUrl, `${baseUrl}/`)?.protocol
  if (protocol !== "https:" && protocol !== "http:")
    throw new Error("The server named an upload URL that is not http(s).")
  return compact({ key, uploadUrl, downloadUrl: textOf(body["downloadUrl"]) })
}

const isStore = (label: string): boolean => label === "s3" || /^s3(?:express)?-/.test(label)

/**
 * The bucket that an upload URL writes to: `<bucket>.s3.<region>.amazonaws.com` or `s3.<region>.amazonaws.com/<bucket>`, in
 * all spellings of the middle; a bucket may have dots.
 */
export const bucketOf = (uploadUrl: URL, key: string): string => {
  const host = uploadUrl.hostname
  const labels = host.split(".")
  const store = /\.amazonaws\.com(?:\.cn)?$/.test(host) ? labels.findLastIndex(isStore) : -1
  if (store > 0) return labels.slice(0, store).join(".")
  const [first = "", ...rest] = uploadUrl.pathname.slice(1).split("/").map(decoded)
  // Other stores than Amazon's are asked with the bucket in the path, too.
  if (store === 0 || (first !== "" && rest.join("/") === key)) return first
  return labels[0] ?? ""
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** How runs name the file: bucket as the upload URL has it, key as the server says. */
const storedUrl = (target: UploadTarget, baseUrl: string): string =>
  `s3://${bucketOf(new URL(target.uploadUrl, `${baseUrl}/`), target.key)}/${target.key}`

/** Reads the content once for its checksum, without keeping it in memory. */
const checksum = (content: Content): Effect.Effect<Uint8Array, AixplainError> =>
  Effect.tryPromise({
    try: async (signal) => {
      const hasher = await files.hasher()
      const reader = content.stream().getReader()
      try {
        for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
          signal.throwIfAborted()
          hasher.update(chunk.value)
        }
      } finally {
        await reader.cancel()
      }
      return hasher.digest()
    },
    catch: unreadable(content)
  })

export const makeUploads = (http: Http["Service"]): Uploads["Service"] => {
  const askTarget = Effect.fnUntraced(function* (content: Content, type: string, options: UploadOptions) {
    const timeoutMillis = yield* millis(operation, "requestTimeout", options.requestTimeout, http.requestTimeoutMillis)
    const form = { contentType: type, originalName: content.name }
    return yield* http.request<UploadTarget>({
      operation,
      // The vendor's own spelling of the scheme on these routes.
      key: "lower-token",
      // A second target for the same file does no harm.
      mode: "safe",
      apiKey: options.apiKey,
      timeoutMillis,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      send: (client, init) => {
        const bodySerializer = (body: Record<string, unknown>): string =>
          new URLSearchParams(Object.entries(body).map(([name, value]) => [name, String(value)])).toString()
        return options.permanent === true
          ? client.POST("/sdk/file/upload-url", {
              ...init,
              body: { ...form, tags: (options.tags ?? []).join(","), ...compact({ license: options.license }) },
              bodySerializer
            })
          : client.POST("/sdk/file/upload/temp-url", { ...init, body: form, bodySerializer })
      },
      decode: ({ body }) => readTarget(body, http.baseUrl)
    })
  })

  const checkLimit = (content: Content, { kind, limit }: Sniffed, own: number | undefined) => {
    const most = own ?? limit
    if (content.size <= most) return Effect.void
    const whose =
      own === undefined ? `${kind} files may have ${formatBytes(most)}` : `the limit is ${formatBytes(most)}`
    return fail(
      new UploadRejected({
        file: content.name,
        size: content.size,
        limit: most,
        message: `${content.name} has ${formatBytes(content.size)}, and ${whose}.`,
        hint: [{ text: "Make it smaller." }, { text: "Raise {option} if the server takes more.", option: "limit" }]
      })
    )
  }

  const send = Effect.fnUntraced(function* (
    content: Content,
    sniffed: Sniffed,
    digest: Uint8Array | undefined,
    options: UploadOptions
  ) {
    const target = yield* askTarget(content, sniffed.type, options)
    const runtime = yield* Runtime
    const asBlob = runtime === "browser" && content.blob !== undefined
    // A server that keeps files itself is told the checksum, and refuses what arrives otherwise.
    const verified =
      http.declares("files") && new URL(target.uploadUrl, http.baseUrl).origin === new URL(http.baseUrl).origin
    const first = (asBlob || verified) && content.repeatable
    const sum = yield* putBytes(http, {
      operation,
      target,
      content,
      type: sniffed.type,
      digest: digest ?? (first ? yield* checksum(content) : undefined),
      verified,
      asBlob,
      runtime,
      onProgress: options.onProgress
    })
    yield* log("debug", "file uploaded", { operation, bytes: content.size })
    const uploaded: Uploaded = {
      url: storedUrl(target, http.baseUrl),
      key: target.key,
      name: content.name,
      size: content.size,
      type: sniffed.type,
      sha256: hex(sum),
      ...compact({ downloadUrl: target.downloadUrl })
    }
    return uploaded
  })

  const upload = Effect.fn(operation)(
    function* (source: FileSource | FileInput, options: UploadOptions = {}) {
      const content = yield* openContent(operation, source, { ...options, limit: options.limit ?? largestLimit })
      const sniffed = yield* Effect.tryPromise({
        try: async () => sniff(await content.head(headBytes), content.name, content.declaredType),
        catch: unreadable(content)
      })
      yield* checkLimit(content, sniffed, options.limit)
      const reuse = yield* Reuse
      if (reuse === undefined || !content.repeatable) return yield* send(content, sniffed, undefined, options)
      const known = reuse.known.get(content.identity)
      const digest = known === undefined ? yield* checksum(content) : undefined
      const sum = known ?? hex(digest ?? new Uint8Array())
      if (content.identity !== "") reuse.known.set(content.identity, sum)
      return yield* reuse.once(
        `${sum} ${options.permanent === true} ${sniffed.type}`,
        send(content, sniffed, digest, options)
      )
    },
    (effect) => Effect.scoped(effect)
  )

  const script = Effect.fn("Uploads.script")(
    function* (source: FileSource | FileInput, options: UploadOptions = {}) {
      const content = yield* openContent("Uploads.script", source, { ...options, limit: options.limit ?? largestLimit })
      const head = yield* Effect.tryPromise({ try: () => content.head(content.size), catch: unreadable(content) })
      const timeoutMillis = yield* millis(
        "Uploads.script",
        "requestTimeout",
        options.requestTimeout,
        http.requestTimeoutMillis
      )
      const fileId = yield* http.request({
        operation: "Uploads.script",
        key: "token",
        // A second copy of a script that no node names does no harm.
        mode: "safe",
        apiKey: options.apiKey,
        timeoutMillis,
        send: (client, init) =>
          client.POST("/sdk/pipelines/script", {
            ...init,
            body: { file: content.name },
            bodySerializer: () => {
              const form = new FormData()
              form.append("file", new Blob([head as Uint8Array<ArrayBuffer>]), content.name)
              return form
            }
          }),
        decode: ({ body }) => (isRecord(body) ? textOf(body["fileId"]) : undefined)
      })
      const name = content.name.replace(/\.[^.]+$/, "")
      return { fileId, fileMetadata: JSON.stringify({ name, size: content.size }) }
    },
    (effect) => Effect.scoped(effect)
  )

  return { upload, script }
}
