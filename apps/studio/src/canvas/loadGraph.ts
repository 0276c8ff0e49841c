/** Builds the graph of a document: directly if that takes a few milliseconds, else in a worker. */
import { type Document, type GraphModel, graphModel, type GraphWork } from "./GraphModel.ts"

/** From this many nodes on, building would block the page. */
const manyNodes = 300

export const loadGraph = async (document: Document, signal: AbortSignal): Promise<GraphModel> => {
  if (document.nodes.length < manyNodes) return graphModel(document)
  try {
    return graphModel(document, await inWorker(document, signal))
  } catch {
    signal.throwIfAborted()
    // Without workers, or for a document that cannot be passed to one, the graph is built here.
    return graphModel(document)
  }
}

const inWorker = (document: Document, signal: AbortSignal): Promise<GraphWork> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./graphWorker.ts", import.meta.url), { type: "module" })
    const end = (settle: () => void): void => {
      worker.terminate()
      settle()
    }
    worker.addEventListener("message", ({ data }: MessageEvent<GraphWork>) => end(() => resolve(data)))
    worker.addEventListener("error", ({ message }) => end(() => reject(new Error(message))))
    signal.addEventListener("abort", () => end(() => reject(signal.reason as Error)))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage(document)
  })
