/**
 * Writes a reply to its socket: headers in one piece, bodies with back-pressure, and the ways in which an answer can be
 * cut short. The only module that touches a response.
 */
import { once } from "node:events"
import type { ServerResponse } from "node:http"
import type { Cut, Reply } from "../replies/Reply.ts"

const end = (response: ServerResponse, how: Cut["how"]): void => {
  if (how === "reset") response.socket?.resetAndDestroy()
  else response.socket?.destroy()
}

const bytesOf = (body: string | Uint8Array): Uint8Array => (typeof body === "string" ? Buffer.from(body) : body)

/** A refused body is read on for so long, so that its sender gets to see the refusal instead of a broken connection. */
const lingerBytes = 64 * 1024 * 1024
const lingerMillis = 10_000

/** `head` is what every answer carries. Resolves when everything is handed to the socket or the client is gone. */
export const send = async (
  response: ServerResponse,
  reply: Reply,
  head: Readonly<Record<string, string>>,
  cut?: Cut
): Promise<void> => {
  if (cut !== undefined && cut.afterBytes === undefined) return end(response, cut.how)
  if (!response.req.complete) response.once("finish", () => linger(response))
  const headers: Record<string, string | number> = { ...head, ...reply.headers }
  if (reply.closeConnection === true) headers["connection"] = "close"
  const { body } = reply
  if (body === undefined || typeof body === "string" || body instanceof Uint8Array) {
    const bytes = body === undefined ? undefined : bytesOf(body)
    if (reply.status !== 204 && reply.status !== 304) headers["content-length"] ??= bytes?.length ?? 0
    response.writeHead(reply.status, headers)
    if (cut === undefined) {
      response.end(bytes)
      return
    }
    response.write(bytes?.subarray(0, cut.afterBytes) ?? "", () => end(response, cut.how))
    return
  }
  response.writeHead(reply.status, headers)
  response.flushHeaders()
  let left = cut?.afterBytes ?? Number.POSITIVE_INFINITY
  try {
    if (response.req.method !== "HEAD")
      for await (const chunk of body) {
        if (response.destroyed) return
        const bytes = bytesOf(chunk).subarray(0, left)
        left -= bytes.length
        if (!response.write(bytes) && !(await drained(response))) return
        if (left <= 0 && cut !== undefined) return end(response, cut.how)
      }
    response.end()
  } catch (cause) {
    // The head is out: only a broken connection tells the client that this is not the whole body.
    response.destroy()
    throw cause
  }
}

const linger = ({ req: request }: ServerResponse): void => {
  if (request.complete || request.destroyed) return
  let left = lingerBytes
  const stop = setTimeout(() => request.destroy(), lingerMillis)
  request.once("close", () => clearTimeout(stop))
  request.on("data", (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) request.destroy()
  })
  request.resume()
}

/** False when the client went away instead. */
const drained = async (response: ServerResponse): Promise<boolean> => {
  const stop = new AbortController()
  const options = { signal: stop.signal }
  try {
    await Promise.race([once(response, "drain", options), once(response, "close", options)])
  } finally {
    stop.abort()
  }
  return !response.destroyed
}
