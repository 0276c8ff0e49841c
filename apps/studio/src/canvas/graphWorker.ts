/** Lays out and validates a large document off the main thread, so that the page stays responsive. */
import { type Document, type GraphWork, workOn } from "./GraphModel.ts"

addEventListener("message", ({ data }: MessageEvent<Document>) => {
  const work: GraphWork = workOn(data)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker only answers its own page
  postMessage(work)
})
