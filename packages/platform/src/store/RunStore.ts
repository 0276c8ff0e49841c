/**
 * The two ports behind which the engine's durability lies: `RunStore` keeps runs, steps and values, `RunQueue` hands
 * runs to executors. All the executor knows of storage is here; no SQL, no transaction and no database is above it.
 *
 * Implementations: `sqlite/` (in memory, or in a data folder). `test/store/contract.ts` is the suite that each must pass.
 */
import type { DataType, PipelineDocument } from "@aixplain-ts/api-types"
import type { Origin } from "../assets/AssetDefinition.ts"
import type { SegmentKey } from "../plan/SegmentKey.ts"

/** A run's number in the database; its public id is a UUID. */
export type RunKey = number

/** The right to write to a run, until someone else takes it: a stale `fence` writes nothing. */
export interface Lease {
  readonly run: RunKey
  readonly fence: number
}

/** How a step stands. `split`: it became a list; `like`: a list shaped like its input. The last four are final. */
export type StepState = "started" | "retry" | "done" | "failed" | "skipped" | "split" | "like"

/** What a step row says beyond its state; kept as JSON. Absent parts are left out. */
export interface StepOut {
  /** Number of the value of each output. */
  readonly values?: Readonly<Record<string, number>>
  /** Numbers of the nodes that a router or decision chose. */
  readonly taken?: readonly number[]
  /** Length of the list that it became. */
  readonly size?: number
  /** Number of the node whose list gave the shape. */
  readonly model?: number
  /** Where a piece was cut from. */
  readonly origin?: Origin
  readonly details?: Readonly<Record<string, unknown>>
  readonly language?: string
  /** Of a step that began: how often the process had ended before while it was at work. */
  readonly crashes?: number
  /** How many attempts really failed: neither crashes nor stops of the server count. */
  readonly failures?: number
  /** Milliseconds of the pause before the next attempt. */
  readonly pause?: number
}

export interface StepRow {
  readonly run: RunKey
  readonly node: number
  readonly seg: SegmentKey
  readonly state: StepState
  /** Counted from 1. */
  readonly attempt: number
  readonly startedAt?: number
  readonly endedAt?: number
  /** When the next attempt begins: as a date, and in server time. */
  readonly dueAt?: number
  readonly dueMs?: number
  /** A member of a list: final only once the step that made the list is. */
  readonly part: boolean
  readonly out?: StepOut
  readonly error?: string
  readonly credits: number
}

/** A value as it is kept: text as it is, other values as JSON, files as references. */
export interface StoredValue {
  readonly kind: "text" | "json" | "file"
  readonly type: DataType
  /** Media type of a file. */
  readonly media?: string
  readonly body: string
}

export interface ValueRow extends StoredValue {
  readonly run: RunKey
  /** Number within the run, from 1. */
  readonly n: number
}

export interface NodeCounts {
  readonly run: RunKey
  readonly node: number
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly skipped: number
  readonly firstAt?: number
  readonly lastAt?: number
}

export interface Counts {
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly skipped: number
}

export type RunState = "queued" | "running" | "SUCCESS" | "FAILED" | "ABORTED"

/** What changed of a run; with an ended state it is the run's last write. */
export interface RunChange {
  readonly run: RunKey
  readonly state: RunState
  readonly progress: number
  readonly counts: Counts
  readonly credits: number
  readonly startedAt?: number
  readonly endedAt?: number
  /** Server time of its end. */
  readonly endedMs?: number
  readonly error?: string
  readonly answer?: RunAnswer
}

/** What a run came to: the `data` of its answer as JSON text in parts, and how many segments its outputs have. */
export interface RunAnswer {
  readonly parts: readonly AnswerPart[]
  readonly segments: OutputCounts
}

export interface OutputCounts {
  readonly total: number
  readonly failed: number
}

export interface AnswerPart {
  readonly text: string
  /** Of a part that holds segments and nothing else: the number of their OUTPUT, the index of the first one, how many. */
  readonly place?: { readonly node: number; readonly first: number; readonly count: number }
}

export interface LogLine {
  readonly run: RunKey
  readonly n: number
  readonly at: number
  readonly node?: number
  readonly seg?: SegmentKey
  readonly level: "debug" | "info" | "warning" | "error"
  readonly text: string
}

export interface Batch {
  readonly leases: readonly Lease[]
  readonly values: readonly ValueRow[]
  readonly steps: readonly StepRow[]
  readonly nodes: readonly NodeCounts[]
  readonly runs: readonly RunChange[]
  readonly log: readonly LogLine[]
  /** Server time, kept with what is written. */
  readonly now?: number
}

export interface SubmitRun {
  readonly id: string
  /** Secret part of the addresses of its text outputs. */
  readonly token: string
  readonly team: string
  readonly pipeline: { readonly id: string; readonly name: string }
  readonly document: PipelineDocument
  readonly batchMode: boolean
  readonly version?: string
  readonly inputs: readonly { readonly node: number; readonly values: readonly StoredValue[] }[]
  readonly idempotency?: { readonly key: string; readonly fingerprint: string }
  /** The first lines of its log. */
  readonly warnings?: readonly string[]
  readonly at: number
  /** Server time of its submission, and when it is over. */
  readonly submittedMs: number
  readonly deadlineMs: number
}

export type SubmitResult =
  | { readonly _tag: "Submitted"; readonly run: RunKey }
  | { readonly _tag: "Known"; readonly id: string }
  | { readonly _tag: "KeyReused" }

/** One run as lists and checks read it. */
export interface RunRow {
  readonly run: RunKey
  readonly id: string
  readonly token: string
  readonly team: string
  readonly pipeline: { readonly id: string; readonly name: string }
  readonly state: RunState
  readonly batchMode: boolean
  readonly version?: string
  readonly progress: number
  readonly counts: Counts
  readonly credits: number
  readonly createdAt: number
  readonly startedAt?: number
  readonly endedAt?: number
  readonly submittedMs: number
  readonly endedMs?: number
  readonly deadlineMs: number
  /** Segments of its outputs, once it has ended. */
  readonly outputs?: OutputCounts
  readonly cancelAt?: number
  readonly error?: string
}

/** All that an executor needs to continue a run. */
export interface OpenRun extends RunRow {
  /** One object for all runs of a version, as long as it is in use. */
  readonly document: PipelineDocument
  /** Numbers of the values of each INPUT, by node number. */
  readonly inputs: ReadonlyMap<number, readonly number[]>
  /** First free number of a value and of a log line. */
  readonly nextValue: number
  readonly nextLog: number
  /** How often it was taken without a new row since; more than once also after a process ended while it was at work. */
  readonly takes: number
}

export interface RunsQuery {
  readonly pipeline?: string
  readonly state?: readonly RunState[]
  readonly since?: number
  readonly until?: number
  /** Succeeded although segments failed. */
  readonly partial?: boolean
  /** A part of the pipeline's name (ASCII letters of either case), or the beginning of the id. */
  readonly text?: string
  readonly limit: number
  /** Runs with a smaller number than this. */
  readonly before?: RunKey
}

/** Which steps of a run: all that was executed (no members of lists) unless something is said. */
export interface StepsFilter {
  readonly node?: number
  readonly state?: readonly StepState[]
  /** Whether it began more than once. */
  readonly retried?: boolean
}

export interface StepsQuery extends StepsFilter {
  readonly limit: number
  /** Steps behind this place. */
  readonly after?: { readonly node: number; readonly seg: SegmentKey }
}

export interface Swept {
  /** Runs that are gone altogether. */
  readonly runs: number
  /** References that they held. */
  readonly files: readonly string[]
  /** Whether there is more to delete. */
  readonly more: boolean
}

/** Keeps runs, steps and values. Every function rejects with a `StoreError`. */
export interface RunStore {
  /** Run, inputs and queue entry in one transaction; a known idempotency key gives the first run. */
  readonly submit: (run: SubmitRun) => Promise<SubmitResult>
  readonly row: (team: string, id: string) => Promise<RunRow | undefined>
  /** The JSON text of an ended run's `data`, in parts. */
  readonly answer: (run: RunKey) => Promise<readonly string[]>
  /** Segments of one output of an ended run; undefined when nothing reached it. */
  readonly countOutput: (run: RunKey, node: number) => Promise<number | undefined>
  /** Among them, in order, those with segments of one output, from the one that holds the segment `index` on. */
  readonly outputParts: (
    run: RunKey,
    node: number,
    index: number,
    limit: number
  ) => Promise<readonly { readonly first: number; readonly text: string }[]>
  readonly open: (lease: Lease) => Promise<OpenRun | undefined>
  /** Journaled steps by (node, segment), in pages; without values. */
  readonly heads: (run: RunKey) => AsyncIterable<readonly StepRow[]>
  /** Rows of one node at some segments, in the order asked for; undefined where a segment has no row. */
  readonly rowsAt: (run: RunKey, node: number, segs: readonly SegmentKey[]) => Promise<readonly (StepRow | undefined)[]>
  /** Values by number, in the order asked for. */
  readonly values: (run: RunKey, numbers: readonly number[]) => Promise<readonly StoredValue[]>
  /** All or nothing for each run; a run whose fence is stale is left out and named in `lost`. */
  readonly commit: (batch: Batch) => Promise<{ readonly lost: readonly RunKey[] }>
  readonly requestCancel: (
    team: string,
    id: string,
    at: number,
    now: number
  ) => Promise<"requested" | "ended" | "unknown">
  readonly list: (team: string, query: RunsQuery) => Promise<readonly RunRow[]>
  readonly nodes: (run: RunKey) => Promise<readonly (NodeCounts & { readonly error?: string })[]>
  /** Steps that were executed, by node and segment. */
  readonly steps: (run: RunKey, query: StepsQuery) => Promise<readonly StepRow[]>
  readonly countSteps: (run: RunKey, filter: StepsFilter) => Promise<number>
  readonly log: (run: RunKey, after: number, limit: number) => Promise<readonly LogLine[]>
  /** A text output by the parts of its address; undefined unless all of them are right. */
  readonly output: (id: string, token: string, n: number) => Promise<StoredValue | undefined>
  /** The document that a run executes. */
  readonly document: (run: RunKey) => Promise<PipelineDocument | undefined>
  /**
   * Deletes runs that ended before a moment of server time, oldest first, about `rows` rows in one call: a large run takes
   * several calls.
   */
  readonly sweep: (before: number, rows: number) => Promise<Swept>
  /** Keeps the reading of server time, unless a later one is kept already. */
  readonly keepTime: (now: number) => Promise<void>
  /** Whether a value of any run is a reference to this. */
  readonly isNamed: (reference: string) => Promise<boolean>
  /** Runs that wait for an executor. */
  readonly queued: () => Promise<number>
}

export interface Signal {
  readonly run: RunKey
  readonly kind: "cancel" | "lost"
}

/** Gives runs to executors. Every function rejects with a `StoreError`. */
export interface RunQueue {
  /**
   * Waits until there is at least one run to take, then takes up to `limit`, team by team. When `signal` is aborted while
   * it waits, the list is empty.
   */
  readonly take: (limit: number, signal?: AbortSignal) => Promise<readonly Lease[]>
  /** Gives leases back: the run ended, or another executor shall continue it. */
  readonly settle: (leases: readonly Lease[], how: "ended" | "returned") => Promise<void>
  /** Calls `listener` with each signal from now on; the result ends it. */
  readonly listen: (listener: (signal: Signal) => void) => () => void
}
