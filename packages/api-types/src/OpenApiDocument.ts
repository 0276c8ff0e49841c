/**
 * The shape of the exported document: just enough of OpenAPI 3.1 to find an operation, a schema, an answer or an example
 * in it. Used by servers that validate bodies and by the contract tests; types only.
 */

/** `x-confidence`, `x-aixplain-extension`, `x-aliases`, `x-rest`, `x-open` and others: docs/contract.md says what they mean. */
interface Extensible {
  readonly [extension: `x-${string}`]: unknown
}

/** `{ "$ref": "#/components/…" }`, always within the document. */
export interface Reference {
  readonly $ref: string
}

/** A JSON Schema of draft 2020-12; references in it point into `components.schemas` of the document. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

export interface Example {
  readonly summary: string
  readonly value: unknown
}

/** One content type of a body: its schema, and one example or several by name. */
export interface MediaType extends Extensible {
  readonly schema: JsonSchema
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, Example | Reference>>
}

export interface RequestBody {
  readonly description: string
  readonly required: boolean
  readonly content: Readonly<Record<string, MediaType>>
}

export interface Header extends Extensible {
  readonly description: string
  readonly schema: JsonSchema
  readonly example: unknown
}

export interface ResponseObject extends Extensible {
  readonly description: string
  readonly headers: Readonly<Record<string, Header | Reference>>
  /** Absent on answers without a body. */
  readonly content?: Readonly<Record<string, MediaType>>
  /** What can be asked next with what the answer holds. */
  readonly links?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export interface Parameter extends Extensible {
  readonly name: string
  readonly in: "path" | "query" | "header"
  readonly required?: boolean
  readonly description: string
  readonly schema: JsonSchema
  /** On required parameters only: tools send what they find here. */
  readonly example?: unknown
}

export interface Operation extends Extensible {
  readonly operationId: string
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  /** Empty: no key is needed. Absent: the document's list. */
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters?: readonly (Parameter | Reference)[]
  readonly requestBody?: RequestBody
  /** By status, `4XX` included. */
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>
}

export type Method = "get" | "put" | "post" | "delete"

export interface PathItem extends Readonly<Partial<Record<Method, Operation>>> {
  readonly parameters?: readonly (Parameter | Reference)[]
}

export interface OpenApiDocument extends Extensible {
  readonly openapi: "3.1.0"
  readonly info: Readonly<Record<string, unknown>>
  readonly servers: readonly Readonly<Record<string, unknown>>[]
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  /** Headers of cross-origin requests that are allowed, and those of responses that a page may read; lower case. */
  readonly "x-cors": { readonly requestHeaders: readonly string[]; readonly responseHeaders: readonly string[] }
  /** By path template, for example `/sdk/pipelines/{id}`. */
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>
    readonly responses: Readonly<Record<string, ResponseObject>>
    readonly parameters: Readonly<Record<string, Parameter>>
    readonly headers: Readonly<Record<string, Header>>
    readonly examples: Readonly<Record<string, Example>>
    readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
}
