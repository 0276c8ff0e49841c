/**
 * Runs built-ins that compute for long in threads, so that a server answers while they do. As many threads as
 * processors but one, shared by all servers of a process, started at the first call; one stays for the next call and
 * does not keep the process alive.
 */
import { availableParallelism } from "node:os"
import type { Worker } from "node:worker_threads"
import { type AssetContext, AssetError, type AssetResult } from "./AssetDefinition.ts"
import { ConcurrencyLimit } from "../scheduling/ConcurrencyLimit.ts"
import { callerOf } from "./caller.ts"
import type { Inputs } from "./Inputs.ts"
import { isMedia } from "./readText.ts"
import { nextMessage, startThread } from "./startThread.ts"

/** What goes into a thread. Media travel with their content: a thread cannot ask back. */
export interface Task {
  readonly functionId: string
  readonly inputs: Inputs
  readonly context: Pick<AssetContext, "attempt" | "idempotencyKey" | "origins">
}

/** What comes out. */
export type Reply = {
  readonly lines: readonly string[]
  readonly reports: readonly Parameters<AssetContext["report"]>[0][]
} & (
  | { readonly result: AssetResult }
  | { readonly failure: { readonly message: string; readonly transient: boolean; readonly isExplained: boolean } }
)

/** A media value that has been read. */
export interface ReadMedia {
  readonly type: string
  readonly mediaType: string
  readonly url: string
  readonly content: Uint8Array
}

const MAX_THREADS = Math.max(1, availableParallelism() - 1)
const idle: Worker[] = []
/** Calls wait here; the teams behind them take turns. */
const limit = new ConcurrencyLimit({ atOnce: MAX_THREADS })

const acquire = (): Worker => {
  const thread = idle.pop() ?? startThread("./assetThread")
  thread.ref()
  return thread
}

const release = async (thread: Worker, isUsable: boolean): Promise<void> => {
  if (!isUsable) return void (await thread.terminate())
  thread.unref()
  idle.push(thread)
  // One stays for the next call.
  if (idle.length > 1) await idle.shift()?.terminate()
}

/** Waits for its turn; what it gets must be called at the end. @throws the signal's reason when that is aborted first */
const enter = (team: string, signal: AbortSignal): Promise<() => void> => {
  const visitor = { team }
  return new Promise((resolve, reject) => {
    const give = (): void => {
      signal.removeEventListener("abort", stop)
      const from = performance.now()
      resolve(() => limit.release(visitor, performance.now() - from))
    }
    const stop = (): void => limit.drop(visitor)
    signal.addEventListener("abort", stop, { once: true })
    limit.acquire(visitor, give, () => reject(signal.reason as Error))
  })
}

/** Replaces each media value, in lists too, by its content. */
const readMedia = async (value: unknown): Promise<unknown> => {
  if (Array.isArray(value)) return await Promise.all(value.map(readMedia))
  if (!isMedia(value)) return value
  const { mediaType, type, url } = value
  return { type, mediaType, url, content: await value.bytes() } satisfies ReadMedia
}

/** Runs a built-in like its own `run`; an aborted signal ends the thread that works on it. */
export const runInThread = async (functionId: string, inputs: Inputs, context: AssetContext): Promise<AssetResult> => {
  const { attempt, idempotencyKey, origins, signal } = context
  signal.throwIfAborted()
  const read = await Promise.all(
    Object.entries(inputs).map(async ([code, value]) => [code, await readMedia(value)] as const)
  )
  const task: Task = {
    functionId,
    inputs: Object.fromEntries(read),
    context: { attempt, idempotencyKey, ...(origins === undefined ? {} : { origins }) }
  }
  const leave = await enter(callerOf(context), signal)
  const thread = acquire()
  let isUsable = true
  try {
    signal.throwIfAborted()
    isUsable = false
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    thread.postMessage(task)
    const reply = (await nextMessage(thread, signal)) as Reply
    isUsable = true
    for (const line of reply.lines) context.log(line)
    for (const facts of reply.reports) context.report(facts)
    if ("result" in reply) return reply.result
    const { isExplained, message, transient } = reply.failure
    throw isExplained ? new AssetError(message, { transient }) : new Error(message)
  } finally {
    await release(thread, isUsable).finally(leave)
  }
}
