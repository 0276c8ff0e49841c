/**
 * Puts the bytes of a file where the server said, as they are read: memory does not grow with the file, and progress is
 * what was handed to the network. No key goes along: the URL carries its own right.
 */
import { files } from "#files"
import type { UploadTarget } from "@aixplain-ts/api-types"
import * as Effect from "effect/Effect"
import { AixplainError, type ErrorReason, Timeout, Transport, UploadRejected } from "../AixplainError.ts"
import { formatDuration } from "../Durations.ts"
import type { Content } from "./Content.lazy.ts"
import type { Hasher } from "./Files.ts"
import type { Http } from "../http/Http.ts"
import { readErrorText } from "../http/body.ts"
import { parseJson } from "../http/json.ts"
import { requestIdOf } from "../http/answers.ts"
import type { RuntimeKind } from "../runtime/Runtime.ts"
import { reasonOf } from "../http/refusals.lazy.ts"
import { type Clock, clock, dateOf, nowOf } from "../runtime/time.ts"
import { transportFacts } from "../http/transport.ts"

export interface Put {
  readonly operation: string
  readonly target: UploadTarget
  readonly content: Content
  readonly type: string
  /** SHA-256 where it is known already. */
  readonly digest: Uint8Array | undefined
  /** The server checks the checksum it is told. */
  readonly verified: boolean
  /** Pass the Blob instead of a stream: browsers read it in chunks, but report no progress. */
  readonly asBlob: boolean
  readonly runtime: RuntimeKind
  readonly onProgress: ((sent: number, total: number | undefined) => void) | undefined
}

/** A transfer that moves no data for this long has stalled. */
const stallMillis = 60_000

/** Bytes between two words on progress. */
const tellEvery = 128 * 1024

const base64 = (bytes: Uint8Array): string => btoa(String.fromCodePoint(...bytes))

/** The content as a stream that counts, hashes and tells. */
const counted = (put: Put, hasher: Hasher | undefined, moved: (sent: number) => void): ReadableStream<Uint8Array> => {
  const reader = put.content.stream().getReader()
  let sent = 0
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const chunk = await reader.read()
        if (!chunk.done) {
          sent += chunk.value.byteLength
          hasher?.update(chunk.value)
          controller.enqueue(chunk.value)
          moved(sent)
          return
        }
        if (sent === put.content.size) controller.close()
        else controller.error(new SizeChanged(sent))
      },
      cancel: (reason) => reader.cancel(reason)
    },
    { highWaterMark: 0 }
  )
}

class SizeChanged extends Error {
  readonly sent: number
  constructor(sent: number) {
    super("the size changed")
    this.sent = sent
  }
}

/** The error of a stream, which runtimes wrap when a request dies of it. */
const sizeChanged = (error: unknown): SizeChanged | undefined =>
  error instanceof SizeChanged
    ? error
    : error instanceof Error && error.cause !== undefined
      ? sizeChanged(error.cause)
      : undefined

/** Puts the bytes; gives their SHA-256. Repeated like any safe request, as far as the content can be read again. */
export const putBytes = Effect.fnUntraced(function* (http: Http["Service"], put: Put) {
  const { operation, target, content, asBlob } = put
  const url = new URL(target.uploadUrl, `${http.baseUrl}/`)
  const own = yield* http.headersFor(operation, url)
  const here = yield* clock
  const fail = (reason: ErrorReason) => Effect.fail(new AixplainError({ operation, reason }))

  const attempt = Effect.gen(function* () {
    const hasher = put.digest === undefined ? yield* Effect.promise(() => files.hasher()) : undefined
    const state = { last: nowOf(here), told: 0 }
    const moved = (sent: number): void => {
      state.last = nowOf(here)
      if (sent - state.told < tellEvery && sent !== content.size) return
      state.told = sent
      put.onProgress?.(sent, content.size)
    }
    put.onProgress?.(0, content.size)
    const request = Effect.tryPromise({
      try: (signal) => {
        const headers: Record<string, string> = {
          ...own,
          "content-type": put.type,
          ...(put.verified && put.digest !== undefined && { "content-digest": `sha-256=:${base64(put.digest)}:` })
        }
        // A redirect would carry the caller's headers to another place.
        const redirect = Object.keys(own).length > 0 ? { redirect: "error" as const } : {}
        if (asBlob)
          return http.fetch(url.href, { method: "PUT", headers, body: content.blob ?? null, signal, ...redirect })
        const init: RequestInit & { readonly duplex: "half" } = {
          method: "PUT",
          headers: { ...headers, "content-length": String(content.size) },
          body: content.size === 0 ? "" : counted(put, hasher, moved),
          duplex: "half",
          // Otherwise Node's fetch keeps a second branch of the stream, and with it the whole file, for a redirect.
          redirect: put.runtime === "workerd" ? "manual" : "error",
          window: null,
          signal
        }
        return http.fetch(url.href, init)
      },
      catch: (error) => {
        const changed = sizeChanged(error)
        return new AixplainError({
          operation,
          reason:
            changed === undefined
              ? new Transport({ ...transportFacts(error), origin: url.origin, cause: http.safeCause(error) })
              : new UploadRejected({
                  file: content.name,
                  size: content.size,
                  message: `${content.name} changed while it was uploaded: it had ${content.size} bytes and gave ${changed.sent}.`
                })
        })
      }
    })
    const response = yield* Effect.raceFirst(request, watchdog(operation, state, here))
    if (!response.ok) {
      const text = yield* Effect.promise(() => readErrorText(response).catch(() => ""))
      const body = parseJson(text) ?? text
      const reason = reasonOf({
        status: response.status,
        headers: response.headers,
        body: body === "" ? undefined : http.strike(body),
        requestId: http.strike(requestIdOf(response.headers)),
        now: dateOf(here),
        subject: { what: "upload (its link may have expired)" }
      })
      if (!reason.isRetryable)
        return yield* fail(
          new UploadRejected({
            file: content.name,
            size: content.size,
            status: response.status,
            body: reason.body,
            requestId: reason.requestId,
            cause: reason,
            // No key goes to this place, so a refusal is about the link.
            message: `The server refused ${content.name}: ${
              reason._tag === "Forbidden"
                ? "the link it was to be uploaded to is not valid, or has expired."
                : reason.message
            }`
          })
        )
      return yield* fail(reason)
    }
    if (asBlob) put.onProgress?.(content.size, content.size)
    return { digest: put.digest ?? hasher?.digest() ?? new Uint8Array(), headers: response.headers }
  })

  const { digest, headers } = yield* content.repeatable ? http.repeat(operation, attempt) : attempt
  const answered = headers.get("x-amz-checksum-sha256")
  if (answered !== null && answered !== base64(digest))
    return yield* fail(
      new UploadRejected({
        file: content.name,
        size: content.size,
        message: `${content.name} arrived damaged: the server's checksum is another.`
      })
    )
  return digest
})

/** Fails when a transfer stalls; never succeeds. */
const watchdog = (
  operation: string,
  state: { readonly last: number },
  here: Clock
): Effect.Effect<never, AixplainError> =>
  Effect.suspend(() => {
    const idle = nowOf(here) - state.last
    if (idle >= stallMillis)
      return Effect.fail(
        new AixplainError({
          operation,
          reason: new Timeout({
            limitMillis: stallMillis,
            message: `The upload stalled: no data for ${formatDuration(stallMillis)}.`
          })
        })
      )
    return Effect.delay(watchdog(operation, state, here), stallMillis - idle)
  })
