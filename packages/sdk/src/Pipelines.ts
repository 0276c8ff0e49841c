/** `aixplain.pipelines`: find, create and refer to stored pipelines. */
import {
  type CreateOptions as CoreCreateOptions,
  type PipelineFilter,
  type PipelineItem,
  Pipelines,
  type PipelineSource
} from "@aixplain-ts/core/Pipelines"
import type { Abortable, CallOptions, RunData } from "./Options.ts"
import { type Pipeline, pipelineOf } from "./Pipeline.ts"
import type { OutputTypes } from "./RunResult.ts"
import type { PipelineFor } from "./Typed.ts"
import type { Client } from "./internal/Client.ts"
import { type Listing, listing } from "./internal/Listing.ts"

export interface CreateOptions extends CoreCreateOptions, Abortable {}
export interface PipelineListOptions extends PipelineFilter, CallOptions {}

let make: (client: Client) => PipelineCollection

export class PipelineCollection {
  static {
    make = (client) => new PipelineCollection(client)
  }

  readonly #client: Client

  private constructor(client: Client) {
    this.#client = client
  }

  /** One stored pipeline, with its document. A typed handle gives the typed pipeline. */
  async get<const Source extends string | { readonly id: string }>(
    source: Source,
    options: CallOptions = {}
  ): Promise<PipelineFor<Source>> {
    const id = typeof source === "string" ? source : source.id
    const stored = await this.#client.runtime.call(Pipelines, (all) => all.get(id, options), options.signal)
    return pipelineOf(this.#client, stored) as PipelineFor<Source>
  }

  /** The pipelines that match, as an async iterable; `.pages()` gives pages with their token. No documents. */
  list(options: PipelineListOptions = {}): Listing<Pipeline> {
    return listing(
      () => this.#client.runtime.iterate(Pipelines, (all) => all.pages(options, options), options.signal),
      (item: PipelineItem) => pipelineOf<RunData, OutputTypes>(this.#client, item)
    )
  }

  /** Stores a new pipeline: a document, the path of a JSON file, or a designer pipeline. */
  async create<Source extends PipelineSource>(
    source: Source,
    options: CreateOptions = {}
  ): Promise<PipelineFor<Source>> {
    const stored = await this.#client.runtime.call(Pipelines, (all) => all.create(source, options), options.signal)
    return pipelineOf(this.#client, stored) as PipelineFor<Source>
  }

  /** Deletes a stored pipeline; this cannot be undone. */
  async delete(id: string, options: CallOptions = {}): Promise<void> {
    await this.#client.runtime.call(Pipelines, (all) => all.delete(id, options), options.signal)
  }

  /** A pipeline by its id alone: no request is made, and its name is its id until `load()`. */
  ref(id: string): Pipeline {
    return pipelineOf(this.#client, { id, name: id, status: "draft", info: {} })
  }
}

export { make as pipelineCollection }
