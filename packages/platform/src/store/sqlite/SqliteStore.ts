/**
 * The two ports on SQLite: in memory, or in the data folder that an open `Database` owns.
 */
import { createHash } from "node:crypto"
import { join } from "node:path"
import type { Database } from "../Database.ts"
import type { RunQueue, RunStore, Signal, StepRow } from "../RunStore.ts"
import { storeError } from "../StoreError.ts"
import { openReads } from "./Reads.ts"
import { valueFiles } from "./ValueFiles.ts"
import { inlineWriter, threadWriter, type Writer } from "./Writer.ts"
import { openWrites } from "./Writes.ts"

export interface SqliteOptions {
  readonly database: Database
  /** URL of a module that exports `at(point)`; tests end the process there. */
  readonly probe?: string
}

export interface SqliteStore {
  readonly store: RunStore
  readonly queue: RunQueue
  /** Writes what waits, then ends. The database stays open. */
  close(): Promise<void>
}

/** How many rows of a journal are read at once. */
const pageSize = 1000

/**
 * Opens both ports. Runs that an earlier process was at work on go back to the queue.
 * @throws StoreError
 */
export const openSqliteStore = ({ database, probe }: SqliteOptions): SqliteStore => {
  const values = database.directory === undefined ? undefined : join(database.directory, "values")
  const files = values === undefined ? undefined : valueFiles(values)
  const reads = openReads(database.sql, files)
  const writes = openWrites(database.sql, undefined, () => {})
  const writer: Writer =
    database.file === undefined || values === undefined
      ? inlineWriter(writes)
      : threadWriter({ file: database.file, values, probe })
  try {
    // Nothing else writes yet: this needs no thread.
    writes.recover()
  } catch (error) {
    throw storeError(error)
  }
  const arrivals = new Arrivals()
  const listeners = new Set<(signal: Signal) => void>()

  const store: RunStore = {
    submit: async (run) => {
      const documentText = JSON.stringify(run.document)
      const hash = createHash("sha256").update(documentText).digest("hex")
      const submitted = await writer.call("submit", { ...run, documentText, hash })
      arrivals.add()
      return submitted
    },
    row: (team, id) => attempt(() => reads.row(team, id)),
    answer: (run) => attempt(() => reads.answer(run)),
    countOutput: (run, node) => attempt(() => reads.countOutput(run, node)),
    outputParts: (run, node, index, limit) => attempt(() => reads.outputParts(run, node, index, limit)),
    open: (lease) => attempt(() => reads.open(lease.run, lease.fence)),
    async *heads(run) {
      let after: Pick<StepRow, "node" | "seg"> | undefined = { node: -1, seg: "" }
      while (after !== undefined) {
        const from: Pick<StepRow, "node" | "seg"> = after
        const page = await attempt(() => reads.heads(run, from, pageSize))
        yield page
        after = page.length < pageSize ? undefined : page.at(-1)
      }
    },
    rowsAt: (run, node, segs) => attempt(() => reads.rowsAt(run, node, segs)),
    output: (id, token, n) => attempt(() => reads.output(id, token, n)),
    values: (run, numbers) => attempt(() => reads.values(run, numbers)),
    commit: (batch) => writer.call("commit", batch),
    requestCancel: async (team, id, at, now) => {
      const { how, run } = await writer.call("requestCancel", team, id, at, now)
      if (run !== undefined) for (const listener of listeners) listener({ run, kind: "cancel" })
      return how
    },
    list: (team, query) => attempt(() => reads.list(team, query)),
    nodes: (run) => attempt(() => reads.nodes(run)),
    steps: (run, query) => attempt(() => reads.steps(run, query)),
    countSteps: (run, filter) => attempt(() => reads.countSteps(run, filter)),
    log: (run, after, limit) => attempt(() => reads.log(run, after, limit)),
    document: (run) => attempt(() => reads.document(run)),
    sweep: (before, limit) => writer.call("sweep", before, limit),
    keepTime: (now) => writer.call("keepTime", now),
    isNamed: (reference) => attempt(() => reads.isNamed(reference)),
    queued: () => attempt(() => reads.queued())
  }
  const queue: RunQueue = {
    take: async (limit, signal) => {
      for (;;) {
        if (signal?.aborted === true) return []
        const leases = await writer.call("take", limit)
        if (leases.length > 0) return leases
        await arrivals.next(signal)
      }
    },
    settle: async (leases, how) => {
      await writer.call("settle", leases, how)
      if (how === "returned") arrivals.add()
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
  return { store, queue, close: () => writer.close() }
}

const attempt = async <A>(body: () => A): Promise<A> => {
  try {
    return body()
  } catch (error) {
    throw storeError(error)
  }
}

/** Remembers that runs arrived in the queue since its taker last looked. */
class Arrivals {
  #isNew = false
  #wake: (() => void) | undefined

  add(): void {
    this.#isNew = true
    this.#wake?.()
  }

  /** Resolves after the next arrival, at once for one that was not seen yet, or when `signal` is aborted. */
  async next(signal?: AbortSignal): Promise<void> {
    if (!this.#isNew && signal?.aborted !== true)
      await new Promise<void>((resolve) => {
        const done = (): void => {
          signal?.removeEventListener("abort", done)
          resolve()
        }
        this.#wake = done
        signal?.addEventListener("abort", done)
      })
    this.#isNew = false
    this.#wake = undefined
  }
}
