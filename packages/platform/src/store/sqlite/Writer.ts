/**
 * Calls the write functions where they run: in this thread for a database in memory, in a separate thread for a data
 * folder, so that the disk's waits delay commits and never answers. Calls are done in the order in which they are made.
 */
import { Worker } from "node:worker_threads"
import { StoreError, storeError } from "../StoreError.ts"
import type { Writes } from "./Writes.ts"

export interface Writer {
  call<Name extends keyof Writes>(name: Name, ...args: Parameters<Writes[Name]>): Promise<ReturnType<Writes[Name]>>
  /** Does what is waiting, then ends. */
  close(): Promise<void>
}

export const inlineWriter = (writes: Writes): Writer => ({
  call: (name, ...args) => {
    try {
      const call = writes[name] as (...values: typeof args) => ReturnType<Writes[typeof name]>
      return Promise.resolve(call(...args))
    } catch (error) {
      return Promise.reject(storeError(error))
    }
  },
  close: () => Promise.resolve()
})

/** What the thread is asked and what it answers. */
export interface WriterCall {
  readonly id: number
  readonly name: keyof Writes | "close"
  readonly args: readonly unknown[]
}

export type WriterAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly reason: StoreError["reason"]; readonly message: string }

export interface WriterData {
  readonly file: string
  readonly values: string
  /** URL of a module that exports `at`, called at each point; for tests. */
  readonly probe: string | undefined
}

interface Waiting {
  readonly resolve: (result: never) => void
  readonly reject: (error: StoreError) => void
}

/** The thread starts with the first call, so that a server listens before it. */
export const threadWriter = (data: WriterData): Writer => {
  const waiting = new Map<number, Waiting>()
  let n = 0
  let worker: Worker | undefined
  const fail = (error: unknown): void => {
    for (const { reject } of waiting.values())
      reject(new StoreError("Unavailable", "The writer of the store ended.", { cause: error }))
    waiting.clear()
    worker = undefined
  }
  const start = (): Worker => {
    const source = import.meta.url.endsWith(".ts") ? "./writerThread.ts" : "./writerThread.js"
    const made = new Worker(new URL(source, import.meta.url), { workerData: data, name: "aixplain-store" })
    made.on("message", (answer: WriterAnswer) => {
      const call = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (waiting.size === 0) made.unref()
      if ("result" in answer) call?.resolve(answer.result as never)
      else call?.reject(new StoreError(answer.reason, answer.message))
    })
    made.on("error", fail)
    made.on("exit", () => {
      if (worker === made) fail(undefined)
    })
    return made
  }
  const post = (name: WriterCall["name"], args: readonly unknown[]): Promise<never> =>
    new Promise((resolve, reject) => {
      worker ??= start()
      // The process stays while something is being written, and not a moment longer.
      worker.ref()
      waiting.set(++n, { resolve, reject })
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage({ id: n, name, args } satisfies WriterCall)
    })
  return {
    call: (name, ...args) => post(name, args),
    close: async () => {
      if (worker === undefined) return
      const ending = worker
      await post("checkpoint", []).catch(() => {})
      await post("close", [])
      worker = undefined
      await ending.terminate()
    }
  }
}
