/** The bytes of a request as they come, given up when nothing comes for too long. */
import type { IncomingMessage } from "node:http"
import { HttpError } from "../http/HttpError.ts"

/**
 * Leaves the request open when its reader stops early, so that a refusal can still be answered.
 * @throws HttpError 408 when the sender stalls, 400 when it goes away
 */
export async function* incoming(request: IncomingMessage, idleMillis: number): AsyncIterable<Uint8Array> {
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer, undefined>
  let timer: NodeJS.Timeout | undefined
  const stalled = new Promise<never>((_, reject) => {
    const error = new HttpError(408, `Nothing was received for ${idleMillis} ms.`, { closeConnection: true })
    timer = setTimeout(() => reject(error), idleMillis)
  })
  stalled.catch(() => {})
  try {
    for (;;) {
      const next = chunks.next()
      next.catch(() => {})
      const { done, value } = await Promise.race([next, stalled])
      if (done === true) return
      timer?.refresh()
      yield value
    }
  } catch (cause) {
    if (cause instanceof HttpError) throw cause
    throw new HttpError(400, "The connection ended before the body did.", { cause, closeConnection: true })
  } finally {
    clearTimeout(timer)
  }
}
