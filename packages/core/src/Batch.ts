/** Many runs of one pipeline: bounded concurrency, results as they come, one outcome per item. */
import * as Context from "effect/Context"
import type * as Stream from "effect/Stream"
import type { AixplainError } from "./AixplainError.ts"
import type { RunResult } from "./Outputs.ts"
import type { RunOptions } from "./RunOptions.ts"

export interface BatchOptions extends Omit<RunOptions, "idempotencyKey"> {
  /** Concurrent runs. Default 8; fewer while the server limits the rate. */
  readonly concurrency?: number
}

/** The outcome of one input. */
export type BatchItem =
  | { readonly index: number; readonly result: RunResult }
  | { readonly index: number; readonly error: AixplainError }

export class Batch extends Context.Service<
  Batch,
  {
    /** In the order of completion. Inputs are pulled as slots become free; one failed item stops nothing. */
    readonly runMany: (
      pipeline: string,
      inputs: Iterable<unknown> | AsyncIterable<unknown>,
      options?: BatchOptions
    ) => Stream.Stream<BatchItem, AixplainError>
  }
>()("@aixplain-ts/core/Batch") {}
