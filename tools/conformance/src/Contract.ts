/**
 * Checks one HTTP exchange against the OpenAPI document: the request's body, and the answer's status, headers and
 * body. Used by the recording fetch and by the tests of every route; independent of server and client.
 */
import { document } from "@aixplain-ts/api-types/document"
// oxlint-disable-next-line no-restricted-imports -- the documented entry for this draft; ajv has no other name for it
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js"
import addFormats from "ajv-formats"

/** One request and its answer. */
export interface Exchange {
  readonly method: string
  /** Absolute. */
  readonly url: string
  readonly requestType: string | undefined
  /** The body, if it is text. */
  readonly requestBody: string | undefined
  readonly status: number
  readonly headers: Headers
  /** Undefined if it is not text, or was not read to its end. */
  readonly body: string | undefined
  /** Whether the answer's body was read completely. */
  readonly isWhole: boolean
}

type Item = (typeof document.paths)[string]
const methods = ["get", "put", "post", "delete"] as const

/** One operation of the document. */
export interface Operation {
  readonly id: string
  readonly method: (typeof methods)[number]
  /** As written in the document. */
  readonly path: string
  /** Needs no key. */
  readonly isPublic: boolean
  /** Media types of the request's body. */
  readonly takes: readonly string[]
  /** Declared statuses as they are written, `4XX` among them. */
  readonly statuses: readonly string[]
  readonly fits: (path: string) => boolean
}

const pattern = (template: string, rest: boolean): RegExp =>
  new RegExp(`^${template.replaceAll(/\{\w+\}/g, rest ? ".+" : "[^/]+")}/*$`)

const parameterOf = (parameter: NonNullable<Item["parameters"]>[number]) =>
  "$ref" in parameter ? document.components.parameters[parameter.$ref.split("/").at(-1) ?? ""] : parameter

/** Every operation, those with the most literal paths first. */
export const operations: readonly Operation[] = Object.entries(document.paths)
  .flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method]
      if (operation === undefined) return []
      const rest = [...(item.parameters ?? []), ...(operation.parameters ?? [])].some(
        (parameter) => parameterOf(parameter)?.["x-rest"] === true
      )
      const aliases = (operation["x-aliases"] as readonly string[] | undefined) ?? []
      const patterns = [path, ...aliases].map((template) => pattern(template, rest))
      return [
        {
          id: operation.operationId,
          method,
          path,
          isPublic: operation.security?.length === 0,
          takes: Object.keys(operation.requestBody?.content ?? {}),
          statuses: Object.keys(operation.responses),
          fits: (text: string) => patterns.some((one) => one.test(text))
        }
      ]
    })
  )
  .toSorted((a, b) => a.path.split("{").length - b.path.split("{").length || b.path.length - a.path.length)

export const operationFor = (method: string, path: string): Operation | undefined =>
  operations.find((operation) => operation.method === method.toLowerCase() && operation.fits(path))

/** `runPipeline 201`: the name of a pair, with the status as the document declares it. */
export const pairOf = (operation: Operation, status: number): string | undefined => {
  const exact = String(status)
  const range = `${exact[0]}XX`
  const declared = [exact, range].find((name) => operation.statuses.includes(name))
  return declared === undefined ? undefined : `${operation.id} ${declared}`
}

const root = "https://contract.invalid/"
const ajv = new Ajv2020({ strict: false, allErrors: true }).addSchema(document, root, false, false)
// CommonJS: the type says module, the value is the function.
;(addFormats as unknown as (to: Ajv2020) => void)(ajv)
const escape = (part: string): string => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))
const validators = new Map<string, ValidateFunction>()

const mismatch = (pointer: string, value: unknown): string | undefined => {
  let validate = validators.get(pointer)
  if (validate === undefined) {
    validate = ajv.compile({ $ref: `${root}#/${pointer}` })
    validators.set(pointer, validate)
  }
  return validate(value) ? undefined : ajv.errorsText(validate.errors, { dataVar: "body" })
}

const mediaType = (type: string | null | undefined): string => type?.split(";")[0]?.trim().toLowerCase() ?? ""

/** Declared headers that are present only under a condition. */
const conditional = new Set(["preference-applied", "retry-after", "retry-after-ms"])

export interface Server {
  /** False for a server that declares no extensions: members of extensions may then be missing. */
  readonly extended?: boolean
}

/** All differences between an exchange and the contract, as sentences; empty if it conforms. */
export const differences = (exchange: Exchange, { extended = true }: Server = {}): string[] => {
  const { pathname } = new URL(exchange.url)
  const operation = operationFor(exchange.method, pathname)
  if (operation === undefined) return [`${exchange.method} ${pathname} is not an operation of the contract.`]
  const name = pairOf(operation, exchange.status)
  if (name === undefined) return [`${operation.id} answered ${exchange.status}, which the contract does not declare.`]
  const at = ["paths", operation.path, operation.method].map(escape).join("/")
  const status = name.split(" ")[1] ?? ""
  const written = document.paths[operation.path]?.[operation.method]?.responses[status]
  const isReference = written !== undefined && "$ref" in written
  const pointer = isReference ? written.$ref.slice(2) : `${at}/responses/${status}`
  const declared = isReference ? document.components.responses[pointer.split("/").at(-1) ?? ""] : written
  return [
    ...(exchange.status < 400 ? requestDifferences(exchange, operation, at) : []),
    ...headerDifferences(exchange, expectedHeaders(declared?.headers ?? {}, extended)),
    ...bodyDifferences(exchange, Object.keys(declared?.content ?? {}), pointer)
  ].map((sentence) => `${name}: ${sentence}`)
}

const requestDifferences = ({ requestBody, requestType }: Exchange, operation: Operation, at: string): string[] => {
  if (requestBody === undefined || requestBody === "" || operation.takes.includes("*/*")) return []
  const type = mediaType(requestType)
  if (!operation.takes.includes(type))
    return [`a request of type ${type}, but the operation takes ${operation.takes.join()}`]
  if (type !== "application/json") return []
  const wrong = mismatch(`${at}/requestBody/content/${escape(type)}/schema`, JSON.parse(requestBody))
  return wrong === undefined ? [] : [`the request: ${wrong}`]
}

type DeclaredHeaders = (typeof document.components.responses)[string]["headers"]

const expectedHeaders = (declared: DeclaredHeaders, extended: boolean): string[] =>
  Object.entries(declared).flatMap(([name, header]) => {
    const meant = "$ref" in header ? document.components.headers[header.$ref.split("/").at(-1) ?? ""] : header
    const isExtension = meant?.["x-aixplain-extension"] === true
    return conditional.has(name.toLowerCase()) || (isExtension && !extended) ? [] : [name]
  })

const headerDifferences = ({ headers, status }: Exchange, expected: readonly string[]): string[] => {
  const wrong = expected.filter((name) => headers.get(name) === null).map((name) => `no header ${name}`)
  if (headers.get("access-control-allow-origin") !== "*") wrong.push("no header Access-Control-Allow-Origin: *")
  if ((status === 429 || status === 503) && (headers.get("retry-after") ?? headers.get("retry-after-ms")) === null)
    wrong.push("no Retry-After")
  return wrong
}

const bodyDifferences = (exchange: Exchange, types: readonly string[], pointer: string): string[] => {
  const { body, headers, isWhole, method } = exchange
  if (method.toUpperCase() === "HEAD" || !isWhole) return []
  if (types.length === 0) return body === "" || body === undefined ? [] : ["a body, but the contract declares none"]
  if (types.includes("*/*")) return []
  const type = mediaType(headers.get("content-type"))
  if (!types.includes(type)) return [`a body of type ${type}, but the contract declares ${types.join(" or ")}`]
  if (type === "text/event-stream") return eventsOf(body ?? "").flatMap(eventDifferences)
  if (type !== "application/json") return []
  const wrong = mismatch(`${pointer}/content/${escape(type)}/schema`, JSON.parse(body ?? ""))
  return wrong === undefined ? [] : [wrong]
}

const eventsOf = (stream: string): string[] =>
  stream
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5))

const eventDifferences = (data: string): string[] => {
  const wrong = mismatch("components/schemas/RunEvent", JSON.parse(data))
  return wrong === undefined ? [] : [`the event ${data}: ${wrong}`]
}
