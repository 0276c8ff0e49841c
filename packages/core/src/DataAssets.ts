/** Corpora and datasets: looked up by id, and checked before a run that names one of their columns. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { AixplainError } from "./AixplainError.ts"
import type { CallOptions } from "./Pipelines.ts"

/** One column. */
export interface DataColumn {
  readonly id: string
  readonly name: string
  readonly dataType: string
  readonly dataSubtype?: string
  readonly status?: string
  readonly languages: readonly { readonly language: string; readonly dialect?: string }[]
}

interface DataAsset {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly status: string
  readonly license?: string
  readonly segmentsCount?: number
  readonly data: readonly DataColumn[]
  readonly raw: Readonly<Record<string, unknown>>
}

export interface Corpus extends DataAsset {
  readonly kind: "corpus"
  readonly functions: readonly string[]
}

export interface Dataset extends DataAsset {
  readonly kind: "dataset"
  readonly function: string
  /** Data ids by role. */
  readonly input: readonly string[]
  readonly output: readonly string[]
  readonly metadata: readonly string[]
  readonly hypotheses: readonly string[]
}

export class DataAssets extends Context.Service<
  DataAssets,
  {
    readonly corpus: (id: string, options?: CallOptions) => Effect.Effect<Corpus, AixplainError>
    readonly dataset: (id: string, options?: CallOptions) => Effect.Effect<Dataset, AixplainError>
    /** Corpus first; a dataset when there is no such corpus. */
    readonly find: (id: string, options?: CallOptions) => Effect.Effect<Corpus | Dataset, AixplainError>
  }
>()("@aixplain-ts/core/DataAssets") {}
