/**
 * Reads the OpenAPI document for the server: which operations there are, which need a key, what their bodies and
 * queries must look like. Nothing is described a second time. Validators are compiled when first needed.
 */
import { document } from "@aixplain-ts/api-types/document"
// oxlint-disable-next-line no-restricted-imports -- the documented entry for this draft; ajv has no other name for it
import type { Ajv2020, ErrorObject, ValidateFunction } from "ajv/dist/2020.js"
import { HttpError, invalidParam } from "../replies/HttpError.ts"

type OpenApiDocument = typeof document
type PathItem = OpenApiDocument["paths"][string]
type Parameter = NonNullable<OpenApiDocument["components"]["parameters"]>[string]

export interface Operation {
  readonly id: string
  /** Upper case. */
  readonly method: string
  /** Its path and older ones that mean the same; a parameter that takes the rest of the path is written `{name+}`. */
  readonly paths: readonly string[]
  /** As the document has it. */
  readonly path: string
  /** Answers without an API key. */
  readonly isPublic: boolean
  /** Media types of the body; empty when it has none. */
  readonly mediaTypes: readonly string[]
  readonly bodyRequired: boolean
  readonly parameters: readonly Parameter[]
}

const methods = ["get", "put", "post", "delete"] as const

const resolve = (parameter: NonNullable<PathItem["parameters"]>[number]): Parameter => {
  if (!("$ref" in parameter)) return parameter
  const found = document.components.parameters?.[parameter.$ref.slice("#/components/parameters/".length)]
  if (found === undefined) throw new Error(`The contract has no parameter ${parameter.$ref}.`)
  return found
}

const isOpen = (security: OpenApiDocument["security"]): boolean =>
  security === undefined || security.length === 0 || security.some((scheme) => Object.keys(scheme).length === 0)

const routePaths = (path: string, aliases: unknown, parameters: readonly Parameter[]): string[] => {
  const rest = parameters.find((parameter) => parameter.in === "path" && parameter["x-rest"] === true)
  const written = [path, ...(Array.isArray(aliases) ? (aliases as string[]) : [])]
  return rest === undefined ? written : written.map((text) => text.replace(`{${rest.name}}`, `{${rest.name}+}`))
}

/** Every operation of the contract by its id. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method]
      if (operation === undefined) return []
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(resolve)
      const value: Operation = {
        id: operation.operationId,
        method: method.toUpperCase(),
        paths: routePaths(path, operation["x-aliases"], parameters),
        path,
        isPublic: isOpen(operation.security ?? document.security),
        mediaTypes: Object.keys(operation.requestBody?.content ?? {}),
        bodyRequired: operation.requestBody?.required ?? false,
        parameters
      }
      return [[value.id, value] as const]
    })
  )
)

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const patterns = new Map<string, RegExp>()

/**
 * Holds path parameters to the operation's patterns. Needs no compiler: these are ids, and on the way of every request.
 * @throws HttpError 400 `err.invalid_param`
 */
export const checkPath = (operation: Operation, params: Readonly<Record<string, string>>): void => {
  for (const { in: where, name, schema, description } of operation.parameters) {
    if (where !== "path") continue
    const { format, pattern } = schema
    let good = format === "uuid" ? uuid : undefined
    if (typeof pattern === "string") {
      good = patterns.get(pattern) ?? new RegExp(pattern)
      patterns.set(pattern, good)
    }
    if (good !== undefined && !good.test(params[name] ?? ""))
      throw invalidParam(`\`${name}\` is not well formed. ${description}`)
  }
}

const root = "https://aixplain-ts.invalid/openapi.json"
const pointer = (...path: readonly string[]): string =>
  path.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))).join("/")

const compilers = new Map<boolean, Promise<Ajv2020>>()

/** Compilers are expensive to load, so that waits for the first body; two, because only queries are text to begin with. */
const compiler = (coerceTypes: boolean): Promise<Ajv2020> => {
  let made = compilers.get(coerceTypes)
  // oxlint-disable-next-line no-restricted-imports -- as above
  made ??= import("ajv/dist/2020.js").then(({ Ajv2020 }) =>
    new Ajv2020({ strict: false, validateFormats: false, coerceTypes, allErrors: false }).addSchema(
      document as object,
      root,
      false,
      false
    )
  )
  compilers.set(coerceTypes, made)
  return made
}

const validators = new Map<string, Promise<ValidateFunction>>()

const validator = (ref: string, coerceTypes = false): Promise<ValidateFunction> => {
  let made = validators.get(ref)
  made ??= compiler(coerceTypes).then((ajv) => ajv.compile({ $ref: `${root}#/${ref}` }))
  validators.set(ref, made)
  return made
}

const place = (error: ErrorObject, what: string): string => {
  const path = error.instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((text, part) => (/^\d+$/.test(part) ? `${text}[${part}]` : text === "" ? part : `${text}.${part}`), "")
  return path === "" ? what : `\`${path}\``
}

/** The sentence of the deepest mismatch: with alternatives, that is the branch that came closest. */
const sentence = (errors: readonly ErrorObject[], what: string): string => {
  const deepest = errors.reduce<ErrorObject | undefined>(
    (best, error) => (best === undefined || error.instancePath.length > best.instancePath.length ? error : best),
    undefined
  )
  if (deepest === undefined) return `${what} is not valid.`
  return `${place(deepest, what)} ${predicate(withTypesOf(errors, deepest))}.`
}

/** Alternatives that differ in their type only are one mismatch: a text or a whole number. */
const withTypesOf = (errors: readonly ErrorObject[], one: ErrorObject): ErrorObject => {
  if (one.keyword !== "type") return one
  const same = errors.filter((error) => error.keyword === "type" && error.instancePath === one.instancePath)
  const type = [...new Set(same.flatMap((error) => error.params["type"] as string | readonly string[]))]
  return { ...one, params: { type } }
}

const typeWords: Readonly<Record<string, string>> = {
  object: "an object",
  array: "an array",
  string: "a text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  null: "null"
}

/** What is wrong, in words; ajv's own where it has found something rare. */
const predicate = ({ keyword, params, message = "is not valid" }: ErrorObject): string => {
  const { type, missingProperty, allowedValues, limit } = params as Readonly<Record<string, unknown>>
  switch (keyword) {
    case "type":
      return `must be ${[type]
        .flat()
        .map((name) => typeWords[String(name)] ?? String(name))
        .join(" or ")}`
    case "required":
      return `has no \`${String(missingProperty)}\``
    case "enum":
      return `must be one of ${(allowedValues as readonly unknown[]).map((value) => JSON.stringify(value)).join(", ")}`
    case "minimum":
      return `must be at least ${String(limit)}`
    case "maximum":
      return `must be at most ${String(limit)}`
    case "minLength":
    case "minItems":
      return limit === 1 ? "must not be empty" : message
    default:
      return message
  }
}

/**
 * Holds a decoded body to the operation's schema for its media type.
 * @throws HttpError 400 that names the place
 */
export const checkBody = async (operation: Operation, mediaType: string, body: unknown): Promise<void> => {
  const validate = await validator(
    pointer("paths", operation.path, operation.method.toLowerCase(), "requestBody", "content", mediaType, "schema")
  )
  if (!validate(body)) throw new HttpError(400, sentence(validate.errors ?? [], "The body"))
}

/**
 * Reads the query as the operation declares it; numbers and booleans arrive as such, unknown names are ignored.
 * @throws HttpError 400 that names the parameter
 */
export const readQuery = async (operation: Operation, query: URLSearchParams): Promise<Record<string, unknown>> => {
  const values: Record<string, unknown> = {}
  for (const parameter of operation.parameters) {
    if (parameter.in !== "query") continue
    const text = query.get(parameter.name)
    if (text === null || text === "") {
      if (parameter.required === true) throw new HttpError(400, `The query has no \`${parameter.name}\`.`)
      continue
    }
    const holder: { value: unknown } = { value: text }
    const validate = await queryValidator(operation, parameter)
    if (!validate(holder))
      throw new HttpError(400, sentence(validate.errors ?? [], "`value`").replace("`value`", `\`${parameter.name}\``))
    if (typeof holder.value === "number" && Math.abs(holder.value) > Number.MAX_SAFE_INTEGER)
      throw new HttpError(400, `\`${parameter.name}\` must be at most ${Number.MAX_SAFE_INTEGER}.`)
    values[parameter.name] = holder.value
  }
  return values
}

const queryValidator = (operation: Operation, parameter: Parameter): Promise<ValidateFunction> => {
  const name = `query ${operation.id} ${parameter.name}`
  let made = validators.get(name)
  made ??= compiler(true).then((ajv) =>
    ajv.compile({ type: "object", properties: { value: rebase(parameter.schema) } })
  )
  validators.set(name, made)
  return made
}

/** Schemas of parameters are compiled on their own, so their references must name the document. */
const rebase = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(rebase)
  if (typeof schema !== "object" || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) =>
      key === "$ref" && typeof value === "string" ? [key, `${root}${value}`] : [key, rebase(value)]
    )
  )
}
