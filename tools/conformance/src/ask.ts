/**
 * Calls operations of the contract over raw HTTP, checks each answer against it, and records the pairs of operation
 * and status. For the tests of every route.
 */
import type { Platform } from "@aixplain-ts/platform"
import { expect } from "vitest"
import { differences, type Exchange, type Operation, operations, pairOf } from "./Contract.ts"
import { rawRequest, type RawRequest } from "./rawRequest.ts"

/** Pairs such as `runPipeline 201`, as the contract writes them. */
export const given = new Set<string>()

export const operation = (id: string): Operation => operations.find((one) => one.id === id) as Operation

/** Values for path parameters: well formed, but of nothing that exists. */
const nobody: Readonly<Record<string, string>> = {
  id: "0123456789abcdef01234567",
  run: "cf9728ff-9a38-4cf8-87c8-41edf2ad0000",
  node: "99",
  name: "some",
  key: "temp/none/none.txt"
}

export interface Ask extends Partial<RawRequest> {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: string
  readonly json?: unknown
  /** `null` sends no key. */
  readonly key?: string | null
}

/** Calls an operation; the answer must conform to the contract. */
export const ask = async (platform: Platform, { id, method, path }: Operation, ask: Ask = {}): Promise<Exchange> => {
  const { headers, json, key = platform.apiKey, params, query = "", ...rest } = ask
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params?.[name] ?? nobody[name] ?? "")
  const exchange = await rawRequest(`${platform.url}${filled}${query}`, {
    method: method.toUpperCase(),
    headers: {
      ...(key !== null && { "x-api-key": key }),
      ...(json !== undefined && { "content-type": "application/json" }),
      ...headers
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
    ...rest
  })
  expect(differences(exchange), id).toEqual([])
  given.add(pairOf(operation(id), exchange.status) ?? "")
  return exchange
}

export const body = (exchange: Exchange): any => JSON.parse(exchange.body ?? "")
export const save = (document: { readonly name: string; readonly nodes: unknown; readonly links: unknown }) => ({
  name: document.name,
  architecture: { nodes: document.nodes, links: document.links }
})
export const create = async (platform: Platform, document: Parameters<typeof save>[0]): Promise<string> =>
  body(await ask(platform, operation("createPipeline"), { json: save(document) })).id
export const run = (platform: Platform, id: string, more: Ask = {}): Promise<Exchange> =>
  ask(platform, operation("runPipeline"), { params: { id }, json: { data: "hello" }, ...more })
export const idOf = (started: Exchange): string => body(started).url.split("/").at(-1)
export const ended = async (platform: Platform, id: string): Promise<void> => {
  const check = await ask(platform, operation("checkRun"), { params: { run: id }, headers: { prefer: "wait=30" } })
  expect(body(check).completed).toBe(true)
}

export const formType = "multipart/form-data; boundary=b"
export const aForm = (text: string, field = "file"): Ask => ({
  body: `--b\r\ncontent-disposition: form-data; name="${field}"; filename="s.py"\r\n\r\n${text}\r\n--b--\r\n`,
  headers: { "content-type": formType }
})
export const script = (platform: Platform, text: string, field?: string): Promise<Exchange> =>
  ask(platform, operation("uploadScript"), aForm(text, field))
export const target = (platform: Platform): Promise<Exchange> =>
  ask(platform, operation("createTemporaryUpload"), { json: { contentType: "text/plain", originalName: "a.txt" } })
export const placeOf = (url: string): Ask => {
  const { pathname, search } = new URL(url)
  return { params: { key: pathname.replace("/files/upload/", "") }, query: search }
}
export const upload = async (platform: Platform, text: string, more: Ask = {}): Promise<Exchange> => {
  const place = placeOf(body(await target(platform)).uploadUrl)
  return ask(platform, operation("putUpload"), { key: null, body: text, ...place, ...more })
}
