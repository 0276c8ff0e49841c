/**
 * What a run gave back, read with Promises: outputs by label, fetched only when they are read.
 *
 * Constructors are private, so that nothing of Effect shows in the published declarations; `resultOf` is
 * the door for this package.
 */
import type { Output as CoreOutput, RunResult as CoreRunResult, SegmentValue } from "@aixplain-ts/core/Outputs"
import type { PathStep, RunPhase, RunStatusWord, Segment } from "@aixplain-ts/core/RunSnapshot"
import type { Abortable } from "./Options.ts"
import type { Runtime } from "./internal/Runtime.ts"

let makeOutput: (output: CoreOutput, runtime: Runtime) => Output
let makeResult: <Types>(result: CoreRunResult, runtime: Runtime) => RunResult<Types>

/** One output of a run. */
export class Output<Type extends string = string> {
  readonly label: string
  readonly nodeId: number | undefined
  /** Data type, for example `text` or `audio`. */
  readonly type: Type | undefined
  /** In order; failed ones in place, with `success: false` and `error`. */
  readonly segments: readonly Segment[]
  /** Segments that did not succeed. */
  readonly failed: readonly Segment[]
  /** The nodes that the value went through. */
  readonly path: readonly PathStep[]
  readonly #output: CoreOutput
  readonly #runtime: Runtime

  static {
    makeOutput = (output, runtime) => new Output(output, runtime)
  }

  private constructor(output: CoreOutput, runtime: Runtime) {
    this.label = output.label
    this.nodeId = output.nodeId
    this.type = output.type as Type | undefined
    this.segments = output.segments
    this.failed = output.failed
    this.path = output.path
    this.#output = output
    this.#runtime = runtime
  }

  /**
   * The text. Pieces of one text are joined by what stood between them, other segments with newlines; failed ones are
   * left
   * out (`failed` has them). Rejects with `RunFailed` when none succeeded.
   */
  text(options?: Abortable): Promise<string> {
    return this.#runtime.run(this.#output.text(), options?.signal)
  }

  toString(): string {
    return `Output: ${this.label}`
  }

  /** Parsed JSON; an array when there are several segments. */
  json(options?: Abortable): Promise<unknown> {
    return this.#runtime.run(this.#output.json(), options?.signal)
  }

  /** The bytes of the only segment. */
  bytes(options?: Abortable): Promise<Uint8Array> {
    return this.#runtime.run(this.#output.bytes(), options?.signal)
  }

  /** The bytes of the only segment, as they arrive. */
  stream(options?: Abortable): ReadableStream<Uint8Array> {
    return this.#runtime.readable(this.#output.stream(), options?.signal)
  }

  /**
   * Writes to a file, whole or not at all; gives the paths. Several segments become `name-0.ext`, `name-1.ext`, …,
   * pieces of
   * one text one file.
   */
  saveTo(path: string, options?: Abortable): Promise<readonly string[]> {
    return this.#runtime.run(this.#output.saveTo(path), options?.signal)
  }

  /** One per segment, in order, failures in place. Text, label and number segments are read; media are URLs. */
  values(options?: Abortable): Promise<readonly SegmentValue[]> {
    return this.#runtime.run(this.#output.values(), options?.signal)
  }

  /** The same one by one, read as the loop comes to them; leaving the loop ends the reading. */
  each(options?: Abortable): AsyncIterableIterator<SegmentValue> {
    return this.#runtime.items(this.#output.each(), options?.signal)
  }

  /** `for await (const value of output)`: what `each()` gives. */
  [Symbol.asyncIterator](): AsyncIterableIterator<SegmentValue> {
    return this.each()
  }
}

/** Label → data type word; optional where a run may not reach the output. */
export type OutputTypes = Readonly<Record<string, string>>

/** The record of outputs: optional exactly where the run may not reach them. */
export type OutputsOf<Types> = { readonly [Label in keyof Types]: Output<Types[Label] & string> }

/** A finished run, or the present state of one. */
export class RunResult<Types = OutputTypes> {
  readonly id: string
  readonly url: string
  readonly status: RunStatusWord
  readonly phase: RunPhase
  readonly completed: boolean
  /** By label. Of two outputs with one label it keeps the first by node number; `data` has all. */
  readonly outputs: OutputsOf<Types>
  /** Wire order. */
  readonly data: readonly Output[]
  /** 0 to 100, if the server reports it. */
  readonly progress: number | undefined
  /** Seconds by the server's clock. */
  readonly elapsedTime: number | undefined
  readonly usedCredits: number | undefined
  readonly segments: { readonly total: number; readonly failed: number }
  /** The server's reason for a failure, as sent. */
  readonly error: unknown
  readonly supplierError: string | undefined
  /** The id of the answer in the server's logs, if the server sends one. */
  readonly requestId: string | undefined
  /** The decoded body, with secrets redacted. */
  readonly raw: unknown

  static {
    makeResult = (result, runtime) => new RunResult(result, runtime)
  }

  private constructor(result: CoreRunResult, runtime: Runtime) {
    const wrapped = new Map(result.data.map((output) => [output, makeOutput(output, runtime)]))
    const named = Object.entries(result.outputs).map(([label, output]) => [
      label,
      wrapped.get(output) ?? makeOutput(output, runtime)
    ])
    this.id = result.id
    this.url = result.url
    this.status = result.status
    this.phase = result.phase
    this.completed = result.completed
    this.outputs = Object.fromEntries(named) as OutputsOf<Types>
    this.data = [...wrapped.values()]
    this.progress = result.progress
    this.elapsedTime = result.elapsedTime
    this.usedCredits = result.usedCredits
    this.segments = result.segments
    this.error = result.error
    this.supplierError = result.supplierError
    this.requestId = result.requestId
    this.raw = result.raw
    this.#output = (label) => wrapped.get(result.output(label)) ?? makeOutput(result.output(label), runtime)
  }

  readonly #output: (label: string) => Output

  toString(): string {
    return `RunResult: ${this.status} (id=${this.id})`
  }

  /** The output with this label. Throws an error that lists the labels if the label is unknown. */
  output<Label extends keyof Types & string>(label: Label): Output<Types[Label] & string> {
    return this.#output(label) as Output<Types[Label] & string>
  }
}

export { makeResult as resultOf }
