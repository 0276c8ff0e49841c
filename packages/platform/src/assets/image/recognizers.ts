/**
 * Tesseract in WebAssembly: the optional packages `tesseract.js` and `@tesseract.js-data/eng`. Nothing is fetched or
 * cached on disk: code and English model come from the packages. A recognizer is a thread (0.4 s to start, 60 MB):
 * it serves the next image while calls are under way and ends with the last of them.
 */
import { dirname, join } from "node:path"
import type { Page, Worker, createWorker as CreateWorker } from "tesseract.js"
import { AssetError } from "../AssetDefinition.ts"
import { requireOptional } from "../optionalPackages.ts"

const MODEL = "@tesseract.js-data/eng"
const LSTM_ONLY = 1

/** What Tesseract saw; `blocks` holds paragraphs, those lines, those words. */
export type { Page }

const create = (): Promise<Worker> => {
  const require = requireOptional("Text recognition", ["tesseract.js", MODEL])
  const { createWorker } = require("tesseract.js") as { createWorker: typeof CreateWorker }
  const langPath = join(dirname(require.resolve(`${MODEL}/package.json`)), "4.0.0_best_int")
  return new Promise((resolve, reject) => {
    // Failures to start reach the error handler only; later ones reject their call as well.
    const errorHandler = (cause: unknown): void => reject(new Error(`Text recognition did not start: ${String(cause)}`))
    createWorker("eng", LSTM_ONLY, { langPath, gzip: true, cacheMethod: "none", errorHandler }).then(resolve, reject)
  })
}

const idle: Worker[] = []
let calls = 0

/** Settles as the work does, or rejects with the signal's reason as soon as that is aborted. */
const orAborted = <A>(work: Promise<A>, signal: AbortSignal): Promise<A> =>
  new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error)
    if (signal.aborted) stop()
    signal.addEventListener("abort", stop, { once: true })
    void work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop))
  })

/** Reads an image file. */
export const recognize = async (image: Uint8Array, signal: AbortSignal): Promise<Page> => {
  calls++
  let recognizer = idle.pop()
  try {
    recognizer ??= await create()
    const { data } = await orAborted(recognizer.recognize(Buffer.from(image), {}, { text: true, blocks: true }), signal)
    idle.push(recognizer)
    return data
  } catch (cause) {
    // It may still be busy with an image that nobody waits for.
    await recognizer?.terminate()
    if (signal.aborted) throw signal.reason
    if (cause instanceof AssetError) throw cause
    throw new AssetError(`The image cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause
    })
  } finally {
    calls--
    if (calls === 0) await Promise.all(idle.splice(0).map((each) => each.terminate()))
  }
}
