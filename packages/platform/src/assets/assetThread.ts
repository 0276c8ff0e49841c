/**
 * The thread behind `threads.ts`: takes one task at a time, runs the built-in, posts the reply.
 */
import { parentPort } from "node:worker_threads"
import { type AssetContext, AssetError } from "./AssetDefinition.ts"
import { codeOf } from "./index.ts"
import type { ReadMedia, Reply, Task } from "./threads.ts"

const isReadMedia = (value: unknown): value is ReadMedia =>
  typeof value === "object" && value !== null && "content" in value && "mediaType" in value

/** Gives media their `bytes` back. */
const revive = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(revive)
  return isReadMedia(value) ? { ...value, bytes: () => Promise.resolve(value.content) } : value
}

const handle = async ({ context, functionId, inputs }: Task): Promise<Reply> => {
  const lines: string[] = []
  const reports: Parameters<AssetContext["report"]>[0][] = []
  try {
    const run = await codeOf(functionId)
    const revived = Object.fromEntries(Object.entries(inputs).map(([code, value]) => [code, revive(value)]))
    const result = await run(revived, {
      ...context,
      // Whoever aborts ends this thread.
      signal: new AbortController().signal,
      // What runs here computes; nothing waits.
      sleep: () => Promise.resolve(),
      log: (line) => void lines.push(line),
      report: (facts) => void reports.push(facts)
    })
    return { lines, reports, result }
  } catch (error) {
    const isExplained = error instanceof AssetError
    const message = error instanceof Error ? error.message : String(error)
    return { lines, reports, failure: { message, isExplained, transient: isExplained && error.transient } }
  }
}

parentPort?.on("message", (task: Task) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  void handle(task).then((reply) => parentPort?.postMessage(reply))
})
