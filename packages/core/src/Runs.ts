/**
 * Runs: submit, check, await, watch, cancel, resume. A run is submitted once, whatever happens on the way.
 * How waiting works: docs/waiting.md. What goes into a run: `Payload.ts`; what comes out: `Outputs.ts`.
 */
import type { RunDetail, RunLogLine, RunStatus, RunStep, RunSummary } from "@aixplain-ts/api-types"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { AixplainError, SubmissionUncertain } from "./AixplainError.ts"
import type { DurationInput } from "./Durations.ts"
import type { RunResult } from "./Outputs.ts"
import type { RunEvent } from "./RunEvent.ts"
import type { RunOptions, StartOptions, WaitOptions } from "./RunOptions.ts"
import type { RunRef, RunRefInput } from "./RunRef.ts"

export type { PayloadOptions, RunOptions, StartOptions, WaitOptions } from "./RunOptions.ts"

/** A run that was accepted. */
export interface Submitted {
  readonly ref: RunRef
  /** The decoded body of the response, with keys redacted. */
  readonly raw: Readonly<Record<string, unknown>>
}

/** Options of one check. */
export interface CheckOptions {
  readonly pollTimeout?: DurationInput
  readonly apiKey?: string
}

/** Filter of `list` (servers that declare `runs`). */
export interface RunFilter {
  readonly pipeline?: string
  readonly status?: RunStatus
  /** `partial`: runs that succeeded although some of their segments failed. */
  readonly outcome?: "partial"
  /** Text in the name of the pipeline, or the beginning of the run's id. */
  readonly q?: string
  /** ISO time or milliseconds since the epoch. */
  readonly since?: string | number
  /** Only runs submitted before this time. */
  readonly until?: string | number
  readonly limit?: number
  /** Token of the page to start with. */
  readonly page?: string
}

/** Filter of `steps`; applied by the server, before the list is cut into pages. */
export interface StepFilter {
  /** Number of a node. */
  readonly node?: number
  readonly status?: RunStep["status"]
  /** Only steps that began more than once (`true`), or only the others. */
  readonly retried?: boolean
  readonly limit?: number
  /** Page token to continue from. */
  readonly page?: string
}

/** One page of a list; `next` is the token of the following one, or null. */
export interface Page<A> {
  readonly items: readonly A[]
  readonly next: string | null
  /** Items on all pages, where the server counts them. */
  readonly total?: number
}

export class Runs extends Context.Service<
  Runs,
  {
    /** Submits, waits, decodes. Fails with `RunFailed`, `RunCancelled`, `DeadlineExceeded`, `SubmissionUncertain`, … */
    readonly run: (pipeline: string, data: unknown, options?: RunOptions) => Effect.Effect<RunResult, AixplainError>
    /** Submits and returns at once. */
    readonly start: (pipeline: string, data: unknown, options?: StartOptions) => Effect.Effect<RunRef, AixplainError>
    /** The same, with the server's own dictionary beside the reference. */
    readonly submit: (
      pipeline: string,
      data: unknown,
      options?: StartOptions
    ) => Effect.Effect<Submitted, AixplainError>
    /** One check: the present state, whatever it is; fails only for transport, auth and unknown runs. */
    readonly check: (run: RunRefInput, options?: CheckOptions) => Effect.Effect<RunResult, AixplainError>
    /** Waits until the run ends. */
    readonly await: (
      run: RunRefInput,
      options?: WaitOptions & { readonly apiKey?: string }
    ) => Effect.Effect<RunResult, AixplainError>
    /** Follows a run; the last event is `finished`. Fails only when following becomes impossible. */
    readonly watch: (
      run: RunRefInput,
      options?: WaitOptions & { readonly apiKey?: string }
    ) => Stream.Stream<RunEvent, AixplainError>
    /** Asks the server to stop the run; `NotSupported` where it cannot. */
    readonly cancel: (run: RunRefInput, options?: CheckOptions) => Effect.Effect<void, AixplainError>
    /** A checked reference from a reference, its JSON text, a poll URL or an id. No request is made. */
    readonly ref: (run: RunRefInput, pipeline?: string) => Effect.Effect<RunRef, AixplainError>
    /** Runs that the lost submission may have started, newest first; `NotSupported` where the server lists none. */
    readonly reconcile: (uncertain: SubmissionUncertain) => Effect.Effect<readonly RunSummary[], AixplainError>
    readonly list: (filter?: RunFilter) => Stream.Stream<RunSummary, AixplainError>
    readonly page: (filter?: RunFilter) => Effect.Effect<Page<RunSummary>, AixplainError>
    readonly get: (id: string) => Effect.Effect<RunDetail, AixplainError>
    readonly steps: (id: string, filter?: StepFilter) => Stream.Stream<RunStep, AixplainError>
    readonly stepsPage: (id: string, filter?: StepFilter) => Effect.Effect<Page<RunStep>, AixplainError>
    readonly log: (id: string) => Stream.Stream<RunLogLine, AixplainError>
  }
>()("@aixplain-ts/core/Runs") {}
