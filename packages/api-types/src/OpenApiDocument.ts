/**
 * The shape of the exported document: just enough of OpenAPI 3.1 to find a schema, an operation or an answer in it.
 * Used by servers that validate bodies and by the contract tests.
 */

/** A JSON Schema 2020-12 object, or a boolean schema. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown }

/** `{ "$ref": "#/components/…" }`. */
export interface Reference {
  readonly $ref: string
}

export interface MediaType {
  readonly schema?: JsonSchema
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value?: unknown } | Reference>>
}

export interface ResponseObject {
  readonly description: string
  readonly headers?: Readonly<Record<string, unknown>>
  readonly content?: Readonly<Record<string, MediaType>>
}

export interface ParameterObject {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: JsonSchema
}

export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters?: readonly (ParameterObject | Reference)[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, MediaType>> }
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>
  readonly "x-confidence"?: string
  readonly "x-aixplain-extension"?: boolean
}

export interface PathItem {
  readonly parameters?: readonly (ParameterObject | Reference)[]
  readonly get?: Operation
  readonly put?: Operation
  readonly post?: Operation
  readonly delete?: Operation
}

export interface OpenApiDocument {
  readonly openapi: string
  readonly info: Readonly<Record<string, unknown>>
  readonly servers?: readonly Readonly<Record<string, unknown>>[]
  readonly tags?: readonly Readonly<Record<string, unknown>>[]
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly responses?: Readonly<Record<string, ResponseObject>>
    readonly parameters?: Readonly<Record<string, ParameterObject>>
    readonly headers?: Readonly<Record<string, unknown>>
    readonly examples?: Readonly<Record<string, unknown>>
    readonly securitySchemes?: Readonly<Record<string, unknown>>
  }
}
