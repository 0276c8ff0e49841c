/**
 * Calls a server over real HTTP and holds every answer to the OpenAPI document: status, required headers, body. A test
 * that passes has therefore also shown that what it saw is in the contract.
 */
import { document } from "@aixplain-ts/api-types/document"
// oxlint-disable-next-line no-restricted-imports -- the documented entry for this draft
import { Ajv2020 } from "ajv/dist/2020.js"
import { expect } from "vitest"
import { operations, type Operation } from "../../src/http/contract.ts"
import type { Platform } from "../../src/PlatformOptions.ts"

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- tests read what they expect
  readonly body: any
}

export interface CallOptions {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON unless it is text or bytes. */
  readonly body?: unknown
  /** `null` sends no key. */
  readonly key?: string | null | undefined
  readonly signal?: AbortSignal
}

const root = "https://contract.invalid/"
const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, root, false, false)
const escape = (part: string): string => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"))

interface Declared {
  readonly pointer: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly content: Readonly<Record<string, unknown>> | undefined
}

/** Operation and status pairs that were answered, for the test that asks for completeness. */
export const seen = new Set<string>()

const declaredFor = (operation: Operation, status: number): Declared => {
  const item = document.paths[operation.path]?.[operation.method.toLowerCase() as "get"]
  const responses = item?.responses ?? {}
  const name = responses[String(status)] === undefined ? `${Math.floor(status / 100)}XX` : String(status)
  const response = responses[name]
  if (response === undefined) throw new Error(`${operation.id} answered ${status}, which the contract does not have.`)
  const pointer =
    "$ref" in response
      ? response.$ref.slice(2)
      : ["paths", operation.path, operation.method.toLowerCase(), "responses", name].map(escape).join("/")
  const found = "$ref" in response ? document.components.responses?.[pointer.split("/").at(-1) ?? ""] : response
  return { pointer, headers: found?.headers ?? {}, content: found?.content }
}

/** Headers that the contract declares but that an answer has only when something was asked or known. */
const conditional = new Set(["preference-applied", "retry-after", "retry-after-ms"])

/** Throws unless the answer is one that the contract has. */
export const checkAnswer = (operation: Operation, answer: Answer, headOnly = false): void => {
  const declared = declaredFor(operation, answer.status)
  seen.add(`${operation.id} ${answer.status}`)
  const required = Object.keys(declared.headers).filter((name) => !conditional.has(name.toLowerCase()))
  for (const name of required)
    expect(answer.headers.get(name), `${operation.id} ${answer.status} ${name}`).not.toBeNull()
  expect(answer.headers.get("access-control-allow-origin")).toBe("*")
  if (answer.status === 429 || answer.status === 503)
    expect(
      answer.headers.get("retry-after") ?? answer.headers.get("retry-after-ms"),
      "says when to come back"
    ).not.toBeNull()
  if (headOnly) return
  const type = answer.headers.get("content-type")?.split(";")[0] ?? ""
  if (declared.content === undefined) {
    expect(answer.text, `${operation.id} ${answer.status} has no body`).toBe("")
    return
  }
  if (declared.content["*/*"] !== undefined) return
  expect(Object.keys(declared.content)).toContain(type)
  if (type !== "application/json") return
  const validate = ajv.compile({ $ref: `${root}#/${declared.pointer}/content/${escape(type)}/schema` })
  expect(validate(answer.body), `${operation.id} ${answer.status}: ${ajv.errorsText(validate.errors)}`).toBe(true)
}

export class Client {
  readonly platform: Platform
  constructor(platform: Platform) {
    this.platform = platform
  }

  /** Calls an operation of the contract. */
  async call(id: string, options: CallOptions = {}): Promise<Answer> {
    const operation = operations.get(id)
    if (operation === undefined) throw new Error(`The contract has no operation ${id}.`)
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => options.params?.[name] ?? "")
    const answer = await this.send(operation.method, path + (options.query ?? ""), options)
    checkAnswer(operation, answer)
    return answer
  }

  /** Any request; nothing is checked. */
  async send(method: string, path: string, { headers, body, key, signal }: CallOptions = {}): Promise<Answer> {
    const raw = typeof body === "string" || body instanceof Uint8Array || body instanceof FormData
    const response = await fetch(new URL(path, this.platform.url), {
      method,
      headers: {
        ...(key === null ? {} : { "x-api-key": key ?? this.platform.apiKey }),
        ...(body === undefined || raw ? {} : { "content-type": "application/json" }),
        ...headers
      },
      ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
      redirect: "error"
    })
    const text = await response.text()
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== "" ? JSON.parse(text) : undefined
    }
  }
}

/** INPUT → sentiment → OUTPUT, as a client posts it. */
export const sentiment = {
  nodes: [
    { number: 0, type: "INPUT", label: "Text", dataType: ["text"] },
    {
      number: 1,
      type: "ASSET",
      function: "sentiment-analysis",
      assetId: "",
      functionType: "AI",
      inputValues: [
        { code: "text", dataType: null },
        { code: "language", value: "en" }
      ],
      outputValues: [{ code: "data", dataType: "LABEL" }]
    },
    { number: 2, type: "OUTPUT", label: "Mood" }
  ],
  links: [
    { from: 0, to: 1, paramMapping: [{ from: "input", to: "text" }] },
    { from: 1, to: 2, paramMapping: [{ from: "data", to: "output" }] }
  ]
}

/** A document with an error: no input. */
export const inputless = { nodes: [{ number: 0, type: "OUTPUT", label: "Out" }], links: [] }
