/**
 * An engine whose runs do what a test says: routes are tested against every answer the port allows, also those that a
 * healthy engine gives rarely. Everything is kept in memory; nothing is executed.
 */
import { randomUUID } from "node:crypto"
import type { CheckAnswer, RunDetail, RunEvent } from "@aixplain-ts/api-types"
import type { NewRun, Submitted, Unsupported } from "../../src/engine/Engine.ts"
import type { OwnedEngine } from "../../src/startWith.ts"

interface Kept {
  readonly run: NewRun
  readonly createdAt: string
  answer: CheckAnswer
  readonly waiting: Set<() => void>
}

export class ScriptedEngine implements OwnedEngine {
  readonly runs = new Map<string, Kept>()
  readonly keys = new Map<string, { readonly fingerprint: string; readonly id: string }>()
  unsupportedNodes: readonly Unsupported[] = []
  /** Overrides the next submissions. */
  nextSubmit: Submitted | Error | undefined
  drained = false
  closed = false

  get last(): NewRun {
    const last = [...this.runs.values()].at(-1)
    if (last === undefined) throw new Error("No run was submitted.")
    return last.run
  }

  finish(id: string, answer: CheckAnswer = { status: "SUCCESS", completed: true, data: [], progress: "100%" }): void {
    const kept = this.runs.get(id)
    if (kept === undefined) throw new Error("There is no such run.")
    kept.answer = answer
    for (const wake of kept.waiting) wake()
  }

  unsupported(): readonly Unsupported[] {
    return this.unsupportedNodes
  }

  async submit(run: NewRun): Promise<Submitted> {
    if (this.nextSubmit instanceof Error) throw this.nextSubmit
    if (this.nextSubmit !== undefined) return this.nextSubmit
    const { key, fingerprint } = run.idempotency ?? {}
    const name = `${run.team} ${key}`
    const before = key === undefined ? undefined : this.keys.get(name)
    if (before !== undefined)
      return before.fingerprint === fingerprint
        ? { _tag: "Accepted", id: before.id, repeated: true }
        : { _tag: "KeyReused" }
    const id = randomUUID()
    if (fingerprint !== undefined) this.keys.set(name, { fingerprint, id })
    const answer = { status: "IN_PROGRESS", completed: false, progress: "0%" }
    this.runs.set(id, { run, createdAt: "2026-01-01T00:00:00.000Z", answer, waiting: new Set() })
    return { _tag: "Accepted", id, repeated: false }
  }

  #find(team: string, id: string): Kept | undefined {
    const kept = this.runs.get(id)
    return kept?.run.team === team ? kept : undefined
  }

  async check(
    team: string,
    id: string,
    options: { readonly waitMillis?: number; readonly signal?: AbortSignal } = {}
  ): Promise<CheckAnswer | undefined> {
    const kept = this.#find(team, id)
    if (kept !== undefined && (options.waitMillis ?? 0) > 0 && !kept.answer.completed)
      await new Promise<void>((resolve) => {
        kept.waiting.add(resolve)
        options.signal?.addEventListener("abort", () => resolve())
      })
    return kept?.answer
  }

  async cancel(team: string, id: string): Promise<"requested" | "ended" | "unknown"> {
    const kept = this.#find(team, id)
    if (kept === undefined) return "unknown"
    if (kept.answer.completed) return "ended"
    return "requested"
  }

  async list(team: string) {
    const items = [...this.runs.keys()].flatMap((id) => this.#detail(team, id) ?? [])
    return {
      items: items.map(({ id, pipeline, status, createdAt, progress, segments }) => ({
        id,
        pipeline,
        status,
        createdAt,
        progress,
        segments
      })),
      next: null
    }
  }

  async get(team: string, id: string): Promise<RunDetail | undefined> {
    return this.#detail(team, id)
  }

  #detail(team: string, id: string): RunDetail | undefined {
    const kept = this.#find(team, id)
    if (kept === undefined) return undefined
    return {
      id,
      pipeline: { ...kept.run.pipeline },
      status: kept.answer.status as "IN_PROGRESS",
      createdAt: kept.createdAt,
      progress: 0,
      url: "",
      nodes: [],
      segments: { total: 1, done: 0, failed: 0 },
      batchMode: kept.run.batchMode
    }
  }

  async steps(team: string, id: string) {
    if (this.#find(team, id) === undefined) return undefined
    return { items: [{ node: 0, segment: "00000", status: "SUCCESS" as const, attempt: 1 }], next: null, total: 1 }
  }

  async outputs(team: string, id: string) {
    const kept = this.#find(team, id)
    if (kept === undefined) return undefined
    if (!kept.answer.completed) return { _tag: "Running" as const }
    const items = [{ index: 0, success: true, value: "hello", type: "text" }]
    return { _tag: "Page" as const, page: { items, next: null, total: 1 } }
  }

  async log(team: string, id: string) {
    if (this.#find(team, id) === undefined) return undefined
    return { items: [{ at: "2026-01-01T00:00:00.000Z", level: "info" as const, text: "hello" }], next: null }
  }

  async events(team: string, id: string): Promise<AsyncIterable<RunEvent> | undefined> {
    const state = this.#detail(team, id)
    if (state === undefined) return undefined
    const at = "2026-01-01T00:00:00.000Z"
    const events: readonly RunEvent[] = [
      { type: "run.state", id: "1", at, run: id, state },
      { type: "run.finished", id: "2", at, run: id, status: "SUCCESS" }
    ]
    async function* stream(): AsyncIterable<RunEvent> {
      yield* events
    }
    return stream()
  }

  async output(): Promise<string | undefined> {
    return undefined
  }

  async drain(): Promise<void> {
    this.drained = true
  }

  async close(): Promise<void> {
    this.closed = true
  }
}
