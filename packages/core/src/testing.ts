/**
 * For tests of programs that use the client: a server in memory that the real client talks to through its `fetch`, and
 * builders of the wire's answers. No socket is opened and no time passes.
 */
import type * as Layer from "effect/Layer"
import { type AixplainOptions, layer as clientLayer, type Services } from "./Aixplain.ts"
import type { Fetch } from "./http/Fetch.ts"

/** Address of the server in memory. */
export const address = "http://memory.test"

/** One request as the server got it. */
export interface Received {
  readonly method: string
  readonly url: URL
  readonly path: string
  readonly headers: Headers
  /** Body as text; empty for streams and forms. */
  readonly text: string
  /** Decoded JSON body, or undefined. */
  readonly json: unknown
  readonly init: RequestInit
}

/** A JSON answer. */
export const json = (body: unknown, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify(body), {
    ...init,
    headers: { "content-type": "application/json", ...Object.fromEntries(new Headers(init.headers)) }
  })

/** A `fetch` that answers with `handle` and remembers what was asked. */
export const scripted = (
  handle: (request: Received, index: number) => Response | Promise<Response>
): { readonly fetch: Fetch; readonly requests: readonly Received[] } => {
  const requests: Received[] = []
  return {
    requests,
    fetch: async (address, init) => {
      const url = new URL(address)
      const text = typeof init.body === "string" ? init.body : ""
      const request: Received = {
        method: init.method ?? "GET",
        url,
        path: url.pathname,
        headers: new Headers(init.headers),
        text,
        json: text.startsWith("{") ? (JSON.parse(text) as unknown) : undefined,
        init
      }
      requests.push(request)
      return handle(request, requests.length - 1)
    }
  }
}

const checkPath = "/assets/pipeline/execution/check/"

/** Answer to a submitted run. */
export const accepted = (run: string, origin: string = address): Record<string, unknown> => ({
  url: `${origin}${checkPath}${run}`,
  status: "IN_PROGRESS",
  batchMode: true
})

/** Check response of a run in progress. */
export const running = (progress?: number): Record<string, unknown> => ({
  status: "IN_PROGRESS",
  completed: false,
  ...(progress !== undefined && { progress: `${progress}%` })
})

/** Check answer of a run that ended well, with one inline segment for each output (several for an array). */
export const succeeded = (
  outputs: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>> = {}
): Record<string, unknown> => ({
  status: "SUCCESS",
  completed: true,
  data: Object.entries(outputs).map(([label, value], index) => ({
    node_id: index + 1,
    label,
    path: [],
    segments: (Array.isArray(value) ? value : [value]).map((response: unknown, position) => ({
      index: position,
      success: true,
      response,
      is_url: typeof response === "string" && /^https?:\/\//.test(response),
      output_type: "text",
      input_segment_info: []
    })),
    is_segmented: Array.isArray(value)
  })),
  ...more
})

/** Check answer of a run that failed. */
export const failed = (error: unknown): Record<string, unknown> => ({ status: "FAILED", completed: true, error })

/** Outputs by label, or an error, for the input of one run: values by label, or the value itself. */
export type Behaviour = (input: unknown, pipeline: string) => Readonly<Record<string, unknown>> | Error

const inputOf = (body: unknown): unknown => {
  const data = (body as { readonly data?: unknown } | undefined)?.data
  if (!Array.isArray(data) || !data.every((entry) => typeof entry === "object" && entry !== null && "nodeId" in entry))
    return data
  return Object.fromEntries(data.map((entry: { nodeId: string; value: unknown }) => [entry.nodeId, entry.value]))
}

/**
 * A server in memory whose pipelines do what `run` says. It stores and deletes pipelines, runs them, and answers checks.
 *
 * @example
 * const server = memory((input) => ({ Echo: input }))
 * program.pipe(Effect.provide(layer({ fetch: server.fetch })))
 */
export const memory = (run: Behaviour): { readonly fetch: Fetch; readonly requests: readonly Received[] } => {
  const pipelines = new Map<string, Record<string, unknown>>()
  const runs = new Map<string, Record<string, unknown>>()
  const missing = (): Response => json({ statusCode: 404, message: "Not Found" }, { status: 404 })
  const id = (size: number, length: number): string => (size + 1).toString(16).padStart(length, "0")

  const store = (request: Received, known: string): Response => {
    const { architecture, ...rest } = request.json as { architecture: object }
    pipelines.set(known, { id: known, ...rest, ...architecture })
    return json(pipelines.get(known), { status: request.method === "POST" ? 201 : 200 })
  }

  return scripted((request) => {
    const last = request.path.split("/").at(-1) ?? ""
    if (request.path === "/sdk/pipelines" && request.method === "POST") return store(request, id(pipelines.size, 24))
    if (request.path === "/sdk/pipelines/paginate") {
      const items = [...pipelines.values()].map(({ nodes: _nodes, links: _links, ...item }) => item)
      return json({ items, pageTotal: items.length, total: items.length, pageNumber: 0 }, { status: 201 })
    }
    if (request.path.startsWith("/sdk/pipelines/")) {
      const stored = pipelines.get(last)
      if (request.method === "PUT" && stored !== undefined) return store(request, last)
      if (request.method === "DELETE") return pipelines.delete(last) ? json({ id: last }) : missing()
      return stored === undefined ? missing() : json(stored)
    }
    if (request.path.startsWith("/assets/pipeline/execution/run/")) {
      const result = run(inputOf(request.json), last)
      const started = `00000000-0000-4000-8000-${id(runs.size, 12)}`
      runs.set(started, result instanceof Error ? failed(result.message) : succeeded(result))
      return json(accepted(started), { status: 201 })
    }
    if (request.path.startsWith(checkPath)) return runs.has(last) ? json(runs.get(last)) : missing()
    return missing()
  })
}

/** The whole client on a server in memory. */
export const layer = (options: AixplainOptions & { readonly fetch: Fetch }): Layer.Layer<Services> =>
  clientLayer({ apiKey: "memory-key", baseUrl: address, env: {}, ...options })
