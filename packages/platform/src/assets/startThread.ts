/**
 * Starts a thread of the built-ins: without the environment, with the limits of this process.
 */
import { once } from "node:events"
import { Worker } from "node:worker_threads"

/** `file` is relative to this folder and without an ending: sources and what is built of them differ in it. */
export const startThread = (file: string, workerData?: unknown): Worker => {
  const ending = import.meta.url.endsWith(".ts") ? "ts" : "js"
  const thread = new Worker(new URL(`${file}.${ending}`, import.meta.url), {
    name: "aixplain-asset",
    env: {},
    workerData,
    // Says how `node -e` reads its text, which a thread has none of. All else is kept: a permission model above all.
    execArgv: process.execArgv.filter((argument) => !argument.startsWith("--input-type"))
  })
  // Calls listen for errors themselves; without this listener an idle thread would end the process.
  thread.on("error", () => {})
  return thread
}

/**
 * The thread's next message.
 * @throws what the thread failed with, or the reason of the signal as soon as that is aborted.
 */
export const nextMessage = async (thread: Worker, signal: AbortSignal): Promise<unknown> => {
  try {
    const [message] = await once(thread, "message", { signal })
    return message as unknown
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  }
}
