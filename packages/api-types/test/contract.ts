/**
 * The document as the tests read it: its operations flat, its examples with where they stand, and validators for its
 * schemas. Validation is strict about the schemas themselves: a keyword with a typo does not compile.
 */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"
import { document } from "@aixplain-ts/api-types/document"
import type { Example, MediaType, Method, Operation, PathItem, Reference } from "@aixplain-ts/api-types"

const id = "contract"
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true, strict: true, strictRequired: false })
addFormats.default(ajv)
ajv.addFormat("binary", true)
ajv.addVocabulary([
  ...Object.keys(document),
  "example",
  "discriminator",
  "x-aixplain-extension",
  "x-confidence",
  "x-open",
  "x-untyped"
])
ajv.addSchema(document, id)

/** Validates against the schema at a JSON pointer of the document. */
export const validatorAt = (pointer: string): ValidateFunction => ajv.compile({ $ref: `${id}#${pointer}` })

/** Validates against a schema of `components`, by name. */
export const validator = (schema: string): ValidateFunction => validatorAt(`/components/schemas/${schema}`)

/** What is wrong with a value, one line a fault; empty when it fits. */
export const faults = (validate: ValidateFunction, value: unknown): readonly string[] =>
  validate(value) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`)

const escape = (key: string): string => encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"))

/** A JSON pointer as a URI fragment. */
export const pointer = (...keys: readonly string[]): string => keys.map((key) => `/${escape(key)}`).join("")

const isReference = (value: unknown): value is Reference =>
  typeof value === "object" && value !== null && "$ref" in value && Object.keys(value).length === 1

/** Follows a reference within the document. */
export const resolve = <A>(value: A | Reference): A => {
  if (!isReference(value)) return value
  let at: unknown = document
  for (const key of value.$ref.slice(2).split("/")) {
    at = (at as Record<string, unknown>)[key.replaceAll("~1", "/").replaceAll("~0", "~")]
  }
  return at as A
}

export interface Entry {
  readonly path: string
  readonly method: Method
  readonly operation: Operation
  readonly item: PathItem
}

const methods: readonly Method[] = ["get", "put", "post", "delete"]

/** Every operation of the document. */
export const entries: readonly Entry[] = Object.entries(document.paths).flatMap(([path, item]) =>
  methods.flatMap((method) => {
    const operation = item[method]
    return operation === undefined ? [] : [{ path, method, operation, item }]
  })
)

/** The examples of one content type, by name. */
export const examplesOf = (media: MediaType): ReadonlyArray<readonly [name: string, value: unknown]> =>
  "example" in media
    ? [["example", media.example]]
    : Object.entries(media.examples ?? {}).map(([name, example]) => [name, resolve<Example>(example).value] as const)

/** Every body of the document: where its schema stands, and its examples. */
export const bodies: ReadonlyArray<{
  readonly where: string
  readonly type: string
  readonly schema: string
  readonly examples: ReturnType<typeof examplesOf>
}> = [
  ...entries.flatMap(({ path, method, operation }) =>
    Object.entries(operation.requestBody?.content ?? {}).map(([type, media]) => ({
      where: `${operation.operationId} request`,
      type,
      schema: pointer("paths", path, method, "requestBody", "content", type, "schema"),
      examples: examplesOf(media)
    }))
  ),
  ...entries.flatMap(({ path, method, operation }) =>
    Object.entries(operation.responses).flatMap(([status, response]) =>
      isReference(response)
        ? []
        : Object.entries(response.content ?? {}).map(([type, media]) => ({
            where: `${operation.operationId} ${status}`,
            type,
            schema: pointer("paths", path, method, "responses", status, "content", type, "schema"),
            examples: examplesOf(media)
          }))
    )
  ),
  ...Object.entries(document.components.responses).flatMap(([name, response]) =>
    Object.entries(response.content ?? {}).map(([type, media]) => ({
      where: `response ${name}`,
      type,
      schema: pointer("components", "responses", name, "content", type, "schema"),
      examples: examplesOf(media)
    }))
  )
]
