/** The bytes of a request as they come, given up when nothing comes for too long. */
import type { IncomingMessage } from "node:http"
import { HttpError } from "../replies/HttpError.ts"

/**
 * Leaves the request open when its reader stops early, so that a refusal can still be answered.
 * @throws HttpError 408 when the sender stalls, 400 when it goes away
 */
export async function* incoming(request: IncomingMessage, idleMillis: number): AsyncIterable<Uint8Array> {
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer, undefined>
  // Each wait has its own promise: one that they all shared would keep every chunk until the end of the body.
  let giveUp: (error: HttpError) => void = () => {}
  const timer = setTimeout(() => {
    giveUp(new HttpError(408, `Nothing was received for ${idleMillis} ms.`, { closeConnection: true }))
  }, idleMillis)
  try {
    for (;;) {
      const { done, value } = await new Promise<IteratorResult<Buffer, undefined>>((resolve, reject) => {
        giveUp = reject
        timer.refresh()
        chunks.next().then(resolve, reject)
      })
      if (done === true) return
      yield value
    }
  } catch (cause) {
    if (cause instanceof HttpError) throw cause
    throw new HttpError(400, "The connection ended before the body did.", { cause, closeConnection: true })
  } finally {
    clearTimeout(timer)
  }
}
