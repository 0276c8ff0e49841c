/** The Promise client: `new Aixplain()` and what hangs on it. Argument shape → effect of core → Promise. */
import { Assets, type Model } from "@aixplain-ts/core/Assets"
import { Batch } from "@aixplain-ts/core/Batch"
import { type Corpus, DataAssets, type Dataset } from "@aixplain-ts/core/DataAssets"
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import type { CallOptions, ClientOptions, RunManyOptions } from "./Options.ts"
import { type FileCollection, fileCollection } from "./Files.ts"
import type { Pipeline } from "./Pipeline.ts"
import { type PipelineCollection, pipelineCollection } from "./Pipelines.ts"
import { type RunCollection, runCollection } from "./Runs.ts"
import { resultOf, type RunResult } from "./RunResult.ts"
import { type Client, clientOf } from "./internal/Client.ts"
import { calledAt, placeOf } from "./internal/Place.ts"

/** The outcome of one input of `runMany`. */
export type RunManyItem<Types> =
  | { readonly index: number; readonly result: RunResult<Types>; readonly error?: never }
  | { readonly index: number; readonly error: AixplainError; readonly result?: never }

/** Look-ups of one kind of asset. */
export interface Lookup<A> {
  get(id: string, options?: CallOptions): Promise<A>
}

/**
 * @example
 * const aixplain = new Aixplain()
 * const pipeline = await aixplain.pipelines.get("6544ffbdf4644a9f6c2363a6")
 * const result = await pipeline.run({ Text: "I love it" })
 * console.log(await result.output("Mood").text())
 */
export class Aixplain {
  readonly pipelines: PipelineCollection
  readonly runs: RunCollection
  readonly files: FileCollection
  readonly models: Lookup<Model>
  readonly corpora: Lookup<Corpus>
  readonly datasets: Lookup<Dataset>
  readonly #client: Client

  /** Key and origin come from the environment where they are not given; no request is made. */
  constructor(options: ClientOptions = {}) {
    const client = clientOf(options)
    const { runtime } = client
    this.#client = client
    this.pipelines = pipelineCollection(client)
    this.runs = runCollection(client)
    this.files = fileCollection(client)
    this.models = { get: (id, call = {}) => runtime.call(Assets, (assets) => assets.model(id, call), call.signal) }
    this.corpora = { get: (id, call = {}) => runtime.call(DataAssets, (data) => data.corpus(id, call), call.signal) }
    this.datasets = { get: (id, call = {}) => runtime.call(DataAssets, (data) => data.dataset(id, call), call.signal) }
  }

  /** Origin that requests go to. */
  get baseUrl(): string {
    return this.#client.baseUrl
  }

  /**
   * Runs a pipeline for many inputs, from an array or an async iterable; yields in the order of completion. One failed
   * item stops nothing. Leaving the loop starts no further runs; those that were started continue on the server.
   */
  runMany<Inputs, Types>(
    pipeline: Pipeline<Inputs, Types>,
    inputs: Iterable<Inputs> | AsyncIterable<Inputs>,
    options: RunManyOptions = {}
  ): AsyncGenerator<RunManyItem<Types>, void, undefined> {
    const { runtime } = this.#client
    const place = placeOf(this.runMany)
    const items = runtime.iterate(
      Batch,
      (batch) => batch.runMany(pipeline.id, inputs, { ...options, document: pipeline.document }),
      options.signal
    )
    async function* wrapped(): AsyncGenerator<RunManyItem<Types>, void, undefined> {
      for await (const item of items)
        yield "error" in item
          ? { index: item.index, error: calledAt(item.error, place) }
          : { index: item.index, result: resultOf<Types>(item.result, runtime) }
    }
    return wrapped()
  }

  toJSON(): Readonly<Record<string, unknown>> {
    return { baseUrl: this.baseUrl }
  }

  toString(): string {
    return `Aixplain (${this.baseUrl})`
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString()
  }
}
