/**
 * What the HTTP routes know of the engine. Everything below this line (journal, queue, nodes) is invisible to them,
 * and the engine knows nothing of HTTP: no status codes, no headers, no URLs but those it is handed.
 */
import type {
  CheckAnswer,
  PipelineDocument,
  RunDetail,
  RunEvent,
  RunLogLine,
  RunStatus,
  RunStep,
  RunSummary,
  StepStatus
} from "@aixplain-ts/api-types"
import type { Value } from "../assets/AssetDefinition.ts"

/** Values of one input: one per instance, in input order. */
export interface RunInput {
  /** Number of the INPUT node. */
  readonly node: number
  readonly values: readonly Value[]
}

export interface NewRun {
  readonly team: string
  readonly pipeline: { readonly id: string; readonly name: string }
  /** As stored when the run was asked for: later saves do not change a run. */
  readonly document: PipelineDocument
  readonly inputs: readonly RunInput[]
  readonly batchMode: boolean
  /** Engine version that the caller named: "2.0", "3.0" or nothing. */
  readonly version?: string
  /** Same key and same `fingerprint` answers with the first run; another fingerprint is refused. */
  readonly idempotency?: { readonly key: string; readonly fingerprint: string }
  /** Sentences that open the run's log, as warnings. */
  readonly warnings?: readonly string[]
}

export type Submitted =
  | { readonly _tag: "Accepted"; readonly id: string; readonly repeated: boolean }
  | { readonly _tag: "KeyReused" }
  /** More than this server keeps of one run; `message` says what and how much. */
  | { readonly _tag: "TooLarge"; readonly message: string }
  | { readonly _tag: "Busy"; readonly retryAfterMillis: number }

/** A function or node kind that this server cannot execute. */
export interface Unsupported {
  readonly node: number
  /** Function id or node kind. */
  readonly what: string
  /** One sentence: what is missing and how to get it. */
  readonly message: string
}

export interface Page<A> {
  readonly items: readonly A[]
  /** Token of the next page, or null. */
  readonly next: string | null
}

export interface RunQuery {
  readonly pipeline?: string
  readonly status?: RunStatus
  /** Milliseconds since the epoch: submitted then or later. */
  readonly since?: number
  /** Submitted before. */
  readonly until?: number
  /** Succeeded although segments failed. */
  readonly outcome?: "partial"
  /** A part of the pipeline's name, or the beginning of the run's id. */
  readonly text?: string
  readonly limit: number
  readonly page?: string
}

export interface PageQuery {
  readonly limit: number
  readonly page?: string
}

export interface StepQuery extends PageQuery {
  /** Number of the node. */
  readonly node?: number
  readonly status?: StepStatus
  /** Whether it began more than once. */
  readonly retried?: boolean
}

/** `total`: items on all pages. */
export interface CountedPage<A> extends Page<A> {
  readonly total: number
}

/** A run as it is now. */
export interface CheckedRun extends CheckAnswer {
  /** Of a run that has ended: the JSON text of `data` in parts, from bracket to bracket. */
  readonly parts?: readonly string[]
}

/** One segment of an output, with its value in place of a text's address. */
export interface OutputItem {
  readonly index: number
  readonly success: boolean
  readonly value?: unknown
  readonly url?: string
  readonly type?: string
  readonly error?: string
  readonly separator?: string
  readonly language?: string
}

export type OutputPage =
  | { readonly _tag: "Page"; readonly page: CountedPage<OutputItem> }
  /** The run has not ended. */
  | { readonly _tag: "Running" }
  /** Nothing reached that output, or there is no such node. */
  | { readonly _tag: "NotReached" }

export interface Engine {
  /** Everything in the document that cannot run here; empty when it can. Decided at the run, never at the save. */
  unsupported(document: PipelineDocument): readonly Unsupported[]
  submit(run: NewRun): Promise<Submitted>
  /** The present state. With `waitMillis` it answers when the run ends or the time is up, whichever is first. */
  check(
    team: string,
    run: string,
    options?: { readonly waitMillis?: number; readonly signal?: AbortSignal }
  ): Promise<CheckedRun | undefined>
  cancel(team: string, run: string): Promise<"requested" | "ended" | "unknown">
  /** Lists reject with `InvalidPageToken` for a page that they did not name. */
  list(team: string, query: RunQuery): Promise<Page<RunSummary>>
  get(team: string, run: string): Promise<RunDetail | undefined>
  /** Steps that began: those of the journal, and those that are at work and not in it yet. `total` counts the former. */
  steps(team: string, run: string, query: StepQuery): Promise<CountedPage<RunStep> | undefined>
  /** The segments of one output, by the number of its OUTPUT, in the order of the answer. Undefined for an unknown run. */
  outputs(team: string, run: string, node: number, query: PageQuery): Promise<OutputPage | undefined>
  log(team: string, run: string, query: PageQuery): Promise<Page<RunLogLine> | undefined>
  /** Events from now on, after one that tells the present state; ends with the run. Undefined for an unknown run. */
  events(
    team: string,
    run: string,
    options: { readonly after?: string; readonly signal: AbortSignal }
  ): Promise<AsyncIterable<RunEvent> | undefined>
  /**
   * The text behind the address of a text output, `{origin}/files/outputs/{run}/{token}/{n}.txt`; undefined unless all parts
   * are right. The token is the secret: whoever has the address may read it.
   */
  output(run: string, token: string, n: number): Promise<string | undefined>
  /** Stops taking runs, lets running steps finish for at most `millis`, writes everything down. */
  drain(millis: number): Promise<void>
}
