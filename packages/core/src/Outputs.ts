/**
 * The outputs of a run, by label. They are read on demand, in the same way for inline values and URLs.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { AixplainError } from "./AixplainError.ts"
import type { OutputSnapshot, RunSnapshot, Segment } from "./RunSnapshot.ts"

/** A media value that was not downloaded. */
export interface MediaValue {
  readonly url: string
  readonly type: string
}

/** One value of an output: that of a segment, or why the segment failed. */
export type SegmentValue =
  | { readonly index: number; readonly success: true; readonly value: unknown }
  | { readonly index: number; readonly success: false; readonly error: string }

/** One output. A reader fetches the URLs when it is called, not earlier. */
export interface Output extends OutputSnapshot {
  /** Segments that did not succeed. */
  readonly failed: readonly Segment[]
  /**
   * The text. Pieces of one text are joined by what stood between them, other segments with newlines; failed ones are left
   * out (`failed` has them). Fails with `RunFailed` when none succeeded.
   */
  readonly text: () => Effect.Effect<string, AixplainError>
  /** Parsed JSON; an array when there are several segments. */
  readonly json: () => Effect.Effect<unknown, AixplainError>
  /** The bytes of the only segment. */
  readonly bytes: () => Effect.Effect<Uint8Array, AixplainError>
  /** The bytes of the only segment, as they arrive. */
  readonly stream: () => Stream.Stream<Uint8Array, AixplainError>
  /**
   * Writes to a file, whole or not at all; gives the paths. Several segments become `name-0.ext`, `name-1.ext`, …, pieces of
   * one text one file.
   */
  readonly saveTo: (path: string) => Effect.Effect<readonly string[], AixplainError>
  /** One per segment, in order, failures in place. Texts, labels, numbers and booleans are read; media stay `{ url, type }`. */
  readonly values: () => Effect.Effect<readonly SegmentValue[], AixplainError>
  /** The same one by one, read as they are pulled. */
  readonly each: () => Stream.Stream<SegmentValue, AixplainError>
}

/** A finished run, or the present state of one. */
export interface RunResult extends Omit<RunSnapshot, "outputs"> {
  /** By label. Of two outputs with one label it keeps the first by node number; `data` has all. */
  readonly outputs: Readonly<Record<string, Output>>
  /** Wire order. */
  readonly data: readonly Output[]
  /** The output with this label; throws a sentence that names the labels there are. */
  readonly output: (label: string) => Output
  /** The output of this node. */
  readonly outputOf: (nodeId: number) => Output | undefined
}

/** Makes readable results of decoded answers. */
export class Outputs extends Context.Service<
  Outputs,
  {
    readonly result: (snapshot: RunSnapshot) => RunResult
    readonly output: (snapshot: OutputSnapshot) => Output
  }
>()("@aixplain-ts/core/Outputs") {}
