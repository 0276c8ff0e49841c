/** Models, the assets behind ASSET nodes: look-ups only. */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { AixplainError } from "./AixplainError.ts"
import type { CallOptions } from "./Pipelines.ts"

export interface ModelParameter {
  readonly name: string
  readonly required: boolean
  readonly isFixed: boolean
  readonly dataType?: string
  readonly multipleValues: boolean
  readonly values: readonly { readonly value: unknown; readonly label?: string }[]
  readonly defaultValues: readonly { readonly value: unknown; readonly label?: string }[]
}

export interface Model {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly status?: string
  readonly supplier: { readonly id: string; readonly name: string; readonly code?: string }
  readonly function: string
  readonly functionType: string
  readonly version?: string
  readonly pricing?: { readonly price: number; readonly unitType?: string; readonly unitTypeScale?: string }
  readonly parameters: readonly ModelParameter[]
  readonly raw: Readonly<Record<string, unknown>>
}

export class Assets extends Context.Service<
  Assets,
  {
    readonly model: (id: string, options?: CallOptions) => Effect.Effect<Model, AixplainError>
    readonly modelByName: (name: string, options?: CallOptions) => Effect.Effect<Model, AixplainError>
  }
>()("@aixplain-ts/core/Assets") {}
