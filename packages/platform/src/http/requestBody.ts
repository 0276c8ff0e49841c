/**
 * Reads a request's body: bounded in bytes and time, then decoded by its media type. Nothing here knows the contract.
 */
import type { IncomingMessage } from "node:http"
import { HttpError } from "../replies/HttpError.ts"

export interface BodyLimits {
  /** Bytes of a body that is read whole. */
  readonly bytes: number
  /** Levels of nesting in a JSON body. */
  readonly depth: number
  /** Milliseconds from the head to the end of the body. */
  readonly millis: number
}

const tooLarge = (limit: number): HttpError =>
  new HttpError(413, `The body is larger than ${limit} bytes.`, {
    detail: "Send less, or upload large values as files and refer to them."
  })

/**
 * The whole body.
 * @throws HttpError 413 above the limit, 408 when the sender is too slow, 400 when it gives up
 */
export const readBytes = (request: IncomingMessage, limits: BodyLimits): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    if (Number(request.headers["content-length"] ?? 0) > limits.bytes) {
      reject(tooLarge(limits.bytes))
      return
    }
    const chunks: Buffer[] = []
    let size = 0
    const timer = setTimeout(
      () =>
        end(() =>
          reject(new HttpError(408, `The body did not arrive within ${limits.millis} ms.`, { closeConnection: true }))
        ),
      limits.millis
    )
    const onData = (chunk: Buffer): void => {
      size += chunk.length
      if (size > limits.bytes) end(() => reject(tooLarge(limits.bytes)))
      else chunks.push(chunk)
    }
    const onEnd = (): void =>
      end(() => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)))
    const onClose = (): void =>
      end(() => reject(new HttpError(400, "The connection ended before the body did.", { closeConnection: true })))
    const end = (done: () => void): void => {
      clearTimeout(timer)
      request.off("data", onData).off("end", onEnd).off("close", onClose).off("error", onClose).pause()
      done()
    }
    request.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose)
  })

/** The media type alone, lower case; undefined without a header. */
export const mediaTypeOf = (request: IncomingMessage): string | undefined =>
  request.headers["content-type"]?.split(";")[0]?.trim().toLowerCase()

/**
 * Picks the media type of the contract that the body is in. A body without a content type counts as the first one.
 * @throws HttpError 415
 */
export const pickMediaType = (request: IncomingMessage, accepted: readonly string[]): string => {
  const sent = mediaTypeOf(request)
  const encoding = request.headers["content-encoding"]?.toLowerCase() ?? "identity"
  const picked =
    sent === undefined
      ? accepted[0]
      : (accepted.find((type) => type === sent) ??
        (sent.endsWith("+json") ? accepted.find((type) => type === "application/json") : undefined))
  if (picked !== undefined && encoding === "identity") return picked
  throw new HttpError(
    415,
    picked === undefined ? `A body of type ${printable(sent ?? "")} is not accepted here.` : "The body is compressed.",
    { detail: `Send ${accepted.join(" or ")}, uncompressed.` }
  )
}

const printable = (text: string): string => JSON.stringify(text.slice(0, 80))

const decoder = new TextDecoder("utf-8", { fatal: true })

/**
 * Decodes JSON and form bodies.
 * @throws HttpError 400 for text that is not UTF-8, not JSON, or nested too deeply
 */
export const decode = (bytes: Uint8Array, mediaType: string, limits: BodyLimits): unknown => {
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch (cause) {
    throw new HttpError(400, "The body is not UTF-8 text.", { cause })
  }
  if (mediaType === "application/x-www-form-urlencoded") return Object.fromEntries(new URLSearchParams(text))
  if (depthOf(bytes, limits.depth) > limits.depth)
    throw new HttpError(400, `The body is nested more than ${limits.depth} levels deep.`)
  const value = parsed(text)
  if (hasInfinity(value))
    throw new HttpError(400, "The body has a number that is too large.", {
      detail: "Numbers are at most 1.7976931348623157e308. Send a larger one as text."
    })
  return value
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new HttpError(400, `The body is not JSON${positionOf(cause)}.`, { cause })
  }
}

/** Whether a number was too large to be read, like 1e400: it would be stored as null. */
const hasInfinity = (value: unknown): boolean => {
  if (typeof value === "number") return !Number.isFinite(value)
  if (typeof value !== "object" || value === null) return false
  if (Array.isArray(value)) return value.some(hasInfinity)
  for (const key in value) if (hasInfinity((value as Record<string, unknown>)[key])) return true
  return false
}

/** Only the position: the parser's own text quotes the body, which may hold anything. */
const positionOf = (cause: unknown): string => {
  const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : "")?.[1]
  return position === undefined ? "" : `: the mistake is at character ${position}`
}

/** Deepest nesting of brackets outside texts; stops counting above `limit`. */
const depthOf = (bytes: Uint8Array, limit: number): number => {
  let depth = 0
  let deepest = 0
  let inText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (inText) {
      if (byte === 0x5c) at++
      else if (byte === 0x22) inText = false
    } else if (byte === 0x22) inText = true
    else if (byte === 0x5b || byte === 0x7b) {
      deepest = Math.max(deepest, ++depth)
      if (deepest > limit) return deepest
    } else if (byte === 0x5d || byte === 0x7d) depth--
  }
  return deepest
}
