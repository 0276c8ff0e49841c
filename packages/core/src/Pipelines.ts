/**
 * Stored pipelines: get, list, create, save, update, deploy, delete.
 * Documents are kept word for word: what was loaded is what is saved, plus the change that was asked for.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { AssetStatus as WireStatus, PipelineDocument, Problem } from "@aixplain-ts/api-types"
import type { AixplainError } from "./AixplainError.ts"
import type { DurationInput } from "./Durations.ts"

/** Status words of assets; an unknown word is kept. */
export type AssetStatus = WireStatus | (string & {})

/** A pipeline of a list: no document. */
export interface PipelineItem {
  readonly id: string
  readonly name: string
  readonly status: AssetStatus
  /** Every other member of the answer, but for the key a subscription holds. Sent back on save. */
  readonly info: Readonly<Record<string, unknown>>
}

/** A pipeline with its document. */
export interface StoredPipeline extends PipelineItem {
  /** Nodes and links, word for word. Absent when the answer held none. */
  readonly document?: PipelineDocument
  /** Version for the lost-update check, on servers that declare `if-match`. */
  readonly etag?: string
  /** What the server found when it was saved. */
  readonly problems: readonly Problem[]
}

/**
 * A document (`{ nodes, links }`, or the whole `{ name, architecture }`), a path or file URL of a JSON file, or anything
 * with `toJSON()` such as a designer pipeline.
 */
export type PipelineSource = string | URL | object

export interface CallOptions {
  readonly requestTimeout?: DurationInput
  /** For this call instead of the client's own key. */
  readonly apiKey?: string
}

export interface SaveOptions extends CallOptions {
  readonly name?: string
  /** True stores it as onboarded, false as draft; not set keeps `status`. */
  readonly saveAsAsset?: boolean
  /** Present status of a pipeline that is saved again: `onboarded` keeps it deployed. Draft unless known. */
  readonly status?: AssetStatus
  /** Only save when the server still has this version. */
  readonly etag?: string
}

export interface CreateOptions extends SaveOptions {
  /** Sent where the server declares it. One is made where none is given. */
  readonly idempotencyKey?: string
}

export interface PipelineFilter {
  /** Searches name and description. */
  readonly query?: string
  readonly functions?: readonly string[]
  /** Entries of the supplier list (`{ id, name, code }`), or their codes. */
  readonly suppliers?: readonly (
    | string
    | { readonly id?: string | number; readonly name?: string; readonly code?: string }
  )[]
  readonly models?: readonly string[]
  readonly inputDataTypes?: readonly string[]
  /** No client of the vendor's sends this one: the hosted service may ignore it. */
  readonly outputDataTypes?: readonly string[]
  readonly draftsOnly?: boolean
  /** 1 to 100, default 20. */
  readonly pageSize?: number
  /** Token of the page to start with, from `next` of an earlier one; also a zero-based number. */
  readonly page?: string | number
}

export interface PipelinePage {
  readonly items: readonly PipelineItem[]
  /** Token of the following page, or null. */
  readonly next: string | null
  readonly total: number
  readonly pageNumber: number
}

export class Pipelines extends Context.Service<
  Pipelines,
  {
    readonly get: (id: string, options?: CallOptions) => Effect.Effect<StoredPipeline, AixplainError>
    readonly list: (filter?: PipelineFilter, options?: CallOptions) => Stream.Stream<PipelineItem, AixplainError>
    readonly pages: (filter?: PipelineFilter, options?: CallOptions) => Stream.Stream<PipelinePage, AixplainError>
    readonly page: (filter?: PipelineFilter, options?: CallOptions) => Effect.Effect<PipelinePage, AixplainError>
    /** Stores a new pipeline; sent once (`SubmissionUncertain` when the answer is lost). */
    readonly create: (source: PipelineSource, options?: CreateOptions) => Effect.Effect<StoredPipeline, AixplainError>
    /** Without an id creates, with one updates in place. */
    readonly save: (
      pipeline: { readonly id?: string | undefined; readonly source: PipelineSource },
      options?: CreateOptions
    ) => Effect.Effect<StoredPipeline, AixplainError>
    readonly update: (
      id: string,
      source: PipelineSource,
      options?: SaveOptions
    ) => Effect.Effect<StoredPipeline, AixplainError>
    /**
     * From draft to onboarded, and nothing else changes: what is stored is fetched first, unless the caller's version is
     * compared by the server (`If-Match`).
     */
    readonly deploy: (
      pipeline: string | StoredPipeline,
      options?: CallOptions
    ) => Effect.Effect<StoredPipeline, AixplainError>
    /** For good. `NotFound`, `Forbidden` and other refusals are different reasons. */
    readonly delete: (
      id: string,
      options?: CallOptions & { readonly etag?: string }
    ) => Effect.Effect<void, AixplainError>
  }
>()("@aixplain-ts/core/Pipelines") {}
