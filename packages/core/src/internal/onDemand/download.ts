/**
 * Fetches what lies behind output URLs. The key never goes along: such URLs carry their own right to be read, and point
 * anywhere. A transfer may take as long as it likes as long as it goes on.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { AixplainError, type ErrorReason, InvalidInput, NotSupported, Timeout, Transport } from "../../AixplainError.ts"
import { type Chunks, chunksOf } from "../chunks.ts"
import type { Http } from "../http.ts"
import { reasonOf, requestIdOf } from "../httpErrors.ts"
import { transportFacts } from "../transport.ts"

const fail = (operation: string, reason: ErrorReason) => Effect.fail(new AixplainError({ operation, reason }))

/** Where a reference can be fetched: `s3://` through the server that knows its files by key, where it does. */
const locate = (http: Http["Service"], operation: string, reference: string): Effect.Effect<string, AixplainError> => {
  const text = reference.trim()
  const stored = /^s3:\/\/[^/]+\/(.+)$/i.exec(text)?.[1]
  if (stored !== undefined)
    return http.declares("files")
      ? Effect.succeed(`${http.baseUrl}/files/${stored.split("/").map(encodeURIComponent).join("/")}`)
      : fail(
          operation,
          new NotSupported({
            what: "reading s3:// references",
            hint: `Fetch it with credentials of that store: ${text}`
          })
        )
  try {
    return Effect.succeed(new URL(text, `${http.baseUrl}/`).href)
  } catch {
    return fail(operation, new InvalidInput({ message: "The output's URL cannot be understood.", parameter: "output" }))
  }
}

/** `data:` URLs hold their bytes themselves. */
const inline = (url: string): Uint8Array | undefined => {
  const match = /^data:[^,]*?(;base64)?,(.*)$/is.exec(url)
  if (match === null) return undefined
  const content = match[2] ?? ""
  if (match[1] === undefined) return new TextEncoder().encode(decodeURIComponent(content))
  return Uint8Array.from(atob(content), (character) => character.codePointAt(0) ?? 0)
}

/** Opens the bytes behind a reference; they are let go with the scope. */
export const openDownload = Effect.fnUntraced(function* (
  http: Http["Service"],
  operation: string,
  reference: string
): Effect.fn.Return<Chunks, AixplainError, Scope.Scope> {
  const held = /^data:/i.test(reference) ? inline(reference.trim()) : undefined
  if (held !== undefined) return chunksOf(held)
  const url = yield* locate(http, operation, reference)
  const signal = yield* Effect.abortSignal
  const limitMillis = http.requestTimeoutMillis
  const timely = Effect.timeoutOrElse({
    duration: limitMillis,
    orElse: () => fail(operation, new Timeout({ limitMillis, message: "The download stands still." }))
  })
  const broken = (cause: unknown) => {
    const { phase, code } = transportFacts(cause)
    return new AixplainError({
      operation,
      reason: new Transport({ phase, code, message: "The download broke off.", cause: http.safeCause(cause) })
    })
  }
  const response = yield* timely(
    Effect.tryPromise({
      try: () => http.fetch(url, { method: "GET", signal }),
      catch: broken
    })
  )
  if (!response.ok)
    return yield* fail(
      operation,
      reasonOf({
        status: response.status,
        headers: response.headers,
        body: undefined,
        requestId: http.strike(requestIdOf(response.headers)),
        now: yield* Clock.currentTimeMillis,
        subject: { what: "file behind the output (its link may have expired)" }
      })
    )
  const reader = response.body?.getReader()
  if (reader === undefined) return Effect.succeed(undefined)
  return timely(
    Effect.tryPromise({ try: () => reader.read().then(({ value }): Uint8Array | undefined => value), catch: broken })
  )
})

/** All the bytes behind a reference, fetched again after passing trouble. */
export const downloadAll = (
  http: Http["Service"],
  operation: string,
  reference: string
): Effect.Effect<Uint8Array, AixplainError> =>
  http.repeat(
    operation,
    Effect.scoped(
      Effect.gen(function* () {
        const next = yield* openDownload(http, operation, reference)
        const chunks: Uint8Array[] = []
        for (let chunk = yield* next; chunk !== undefined; chunk = yield* next) chunks.push(chunk)
        const bytes = new Uint8Array(chunks.reduce((size, chunk) => size + chunk.byteLength, 0))
        let offset = 0
        for (const chunk of chunks) {
          bytes.set(chunk, offset)
          offset += chunk.byteLength
        }
        return bytes
      })
    )
  )
