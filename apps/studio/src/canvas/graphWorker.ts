/** Lays out and validates a large document beside the page's own thread, which stays free to answer. */
import { type Document, type GraphWork, workOn } from "./graphModel.ts"

addEventListener("message", ({ data }: MessageEvent<Document>) => {
  const work: GraphWork = workOn(data)
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker answers its own page alone
  postMessage(work)
})
