/**
 * Downloads from output URLs, without the key: such URLs contain their own authorization and can point anywhere. A download has no time limit as long as data arrives.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Scope from "effect/Scope"
import {
  AixplainError,
  Decode,
  type ErrorReason,
  InvalidInput,
  NotSupported,
  Timeout,
  Transport
} from "../AixplainError.ts"
import { formatBytes } from "../Bytes.ts"
import { formatDuration } from "../Durations.ts"
import { type Chunks, chunksOf } from "./Chunks.lazy.ts"
import type { Http } from "../http/Http.ts"
import { requestIdOf } from "../http/answers.ts"
import { reasonOf } from "../http/refusals.lazy.ts"
import { toUrl } from "../http/url.ts"
import { date } from "../runtime/time.ts"
import { transportFacts } from "../http/transport.ts"

const fail = (operation: string, reason: ErrorReason) => Effect.fail(new AixplainError({ operation, reason }))

const refuse = (operation: string, message: string, hint?: string) =>
  fail(operation, new InvalidInput({ message, parameter: "output", ...(hint !== undefined && { hint }) }))

/** Where a reference can be fetched: `s3://` through the server that knows its files by key, where it does. */
const locate = (http: Http["Service"], operation: string, reference: string): Effect.Effect<URL, AixplainError> => {
  const text = reference.trim()
  const stored = /^s3:\/\/[^/]+\/(.+)$/i.exec(text)?.[1]
  if (stored !== undefined)
    return http.declares("files")
      ? Effect.succeed(new URL(`${http.baseUrl}/files/${stored.split("/").map(encodeURIComponent).join("/")}`))
      : fail(
          operation,
          new NotSupported({
            what: "reading s3:// references",
            hint: `Fetch it with credentials of that store: ${text}`
          })
        )
  const url = toUrl(text, `${http.baseUrl}/`)
  if (url === undefined) return refuse(operation, `The URL of the output is not valid: ${shorten(text)}`)
  if (url.protocol === "http:" || url.protocol === "https:") return Effect.succeed(url)
  return refuse(
    operation,
    `The URL of the output begins with ${url.protocol}//, which is not fetched: ${shorten(text)}`,
    "Only http, https, data and (where the server keeps files) s3 URLs are read."
  )
}

const shorten = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text)

/** `data:` URLs hold their bytes themselves; undefined for one that cannot be decoded. */
const inline = (url: string): Uint8Array | undefined => {
  const match = /^data:[^,]*?(;base64)?,(.*)$/is.exec(url)
  if (match === null) return undefined
  const content = match[2] ?? ""
  try {
    if (match[1] === undefined) return new TextEncoder().encode(decodeURIComponent(content))
    return Uint8Array.from(atob(content), (character) => character.codePointAt(0) ?? 0)
  } catch {
    return undefined
  }
}

/**
 * Fetches a URL without the key. The caller's headers go along to the configured and trusted origins only, so redirects
 * are followed here: a `fetch` would carry the headers to any place.
 */
const fetchOpen = async (
  http: Http["Service"],
  url: URL,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal
): Promise<Response> => {
  if (Object.keys(headers).length === 0) return http.fetch(url.href, { method: "GET", signal })
  const response = await http.fetch(url.href, { method: "GET", signal, headers, redirect: "manual" })
  const location = response.headers.get("location")
  const moved = response.status >= 300 && response.status < 400 && location !== null
  if (!moved && response.type !== "opaqueredirect") return response
  await response.body?.cancel()
  return http.fetch(moved ? new URL(location, url).href : url.href, { method: "GET", signal })
}

/** An answer whose bytes are read as they come; `size` is what the server announced of bytes that arrive as they are. */
interface Download {
  readonly next: Chunks
  readonly size: number | undefined
}

const begin = Effect.fnUntraced(function* (
  http: Http["Service"],
  operation: string,
  reference: string
): Effect.fn.Return<Download, AixplainError, Scope.Scope> {
  if (/^\s*data:/i.test(reference)) {
    const held = inline(reference.trim())
    if (held === undefined) return yield* refuse(operation, "The output is a data: URL that cannot be decoded.")
    return { next: chunksOf(held), size: held.byteLength }
  }
  const url = yield* locate(http, operation, reference)
  const headers = yield* http.headersFor(operation, url)
  const signal = yield* Effect.abortSignal
  const limitMillis = http.requestTimeoutMillis
  const timely = Effect.timeoutOrElse({
    duration: limitMillis,
    orElse: () =>
      fail(
        operation,
        new Timeout({ limitMillis, message: `The download stalled: no data for ${formatDuration(limitMillis)}.` })
      )
  })
  const broken = (cause: unknown) => {
    const facts = transportFacts(cause)
    return new AixplainError({
      operation,
      reason: new Transport({
        ...facts,
        origin: url.origin,
        ...(facts.certificate === undefined && { message: "The download was interrupted." }),
        cause: http.safeCause(cause)
      })
    })
  }
  const response = yield* timely(Effect.tryPromise({ try: () => fetchOpen(http, url, headers, signal), catch: broken }))
  if (!response.ok)
    return yield* fail(
      operation,
      reasonOf({
        status: response.status,
        headers: response.headers,
        body: undefined,
        requestId: http.strike(requestIdOf(response.headers)),
        now: yield* date,
        subject: { what: "output file (the link may have expired)" }
      })
    )
  const reader = response.body?.getReader()
  const length = Number(response.headers.get("content-length") ?? Number.NaN)
  return {
    size: response.headers.has("content-encoding") || !Number.isFinite(length) ? undefined : length,
    next:
      reader === undefined
        ? Effect.succeed(undefined)
        : timely(
            Effect.tryPromise({
              try: () => reader.read().then(({ value }): Uint8Array | undefined => value),
              catch: broken
            })
          )
  }
})

/** Opens the bytes behind a reference; they are released with the scope. */
export const openDownload = (http: Http["Service"], operation: string, reference: string) =>
  Effect.map(begin(http, operation, reference), ({ next }) => next)

/** How many bytes one reader may still take into memory, over all its segments. */
export interface Room {
  left: number
}

export const roomOf = (http: Http["Service"]): Room => ({ left: http.maxResponseBytes })

/**
 * All the bytes behind a reference, fetched again after passing trouble. More than there is room for are refused, so that
 * no server fills the memory; `announced`: bytes whose number the server announces are accepted up to that number.
 */
export const downloadAll = (
  http: Http["Service"],
  operation: string,
  reference: string,
  room: Room,
  announced = false
): Effect.Effect<Uint8Array, AixplainError> =>
  http.repeat(
    operation,
    Effect.scoped(
      Effect.gen(function* () {
        const { next, size } = yield* begin(http, operation, reference)
        if (announced && size !== undefined) room.left = Math.max(room.left, size)
        const chunks: Uint8Array[] = []
        let total = 0
        yield* Effect.addFinalizer((exit) =>
          Effect.sync(() => {
            if (Exit.isFailure(exit)) room.left += total
          })
        )
        for (let chunk = yield* next; chunk !== undefined; chunk = yield* next) {
          if (chunk.byteLength > room.left)
            return yield* fail(
              operation,
              new Decode({
                message: `The output is larger than ${formatBytes(http.maxResponseBytes)}, and was not read to its end.`,
                isFinal: true,
                safeToResubmit: "no",
                hint: [
                  { text: "Read it with stream() or saveTo()." },
                  { text: "Or raise {option}.", option: "maxResponseBytes" }
                ]
              })
            )
          room.left -= chunk.byteLength
          total += chunk.byteLength
          chunks.push(chunk)
        }
        const bytes = new Uint8Array(total)
        let offset = 0
        for (const chunk of chunks) {
          bytes.set(chunk, offset)
          offset += chunk.byteLength
        }
        return bytes
      })
    )
  )
