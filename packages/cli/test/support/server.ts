/**
 * A server with one pipeline and one run that answers every request of `axp`, or refuses them all, or cannot be
 * reached.
 */
import { accepted, json, type Received, scripted, succeeded } from "@aixplain-ts/core/testing"
import { inProcess, type InProcessOptions, type Said } from "../../src/inProcess.ts"

export const pipelineId = "6544ffbdf4644a9f6c2363a6"
export const runId = "7f3a5a0e-3c8f-4d7e-9a55-0d7a1f6c0000"
export const address = "http://memory.test"
const extensions = { headers: { "aixplain-extensions": "cancel, runs, steps, log, idempotency-key, if-match" } }

const pipeline = {
  id: pipelineId,
  name: "Reviews",
  status: "draft",
  nodes: [
    { number: 0, label: "Text", type: "INPUT", dataType: ["text"], outputValues: [{ code: "input" }] },
    { number: 1, label: "Same", type: "OUTPUT", dataType: ["text"], inputValues: [{ code: "output" }] }
  ],
  links: [{ from: 0, to: 1, paramMapping: [{ from: "input", to: "output" }] }]
}

const run = {
  id: runId,
  pipeline: { id: pipelineId, name: "Reviews" },
  status: "SUCCESS",
  createdAt: "2026-03-01T09:30:00.000Z",
  progress: 100,
  segments: { total: 1, done: 1, failed: 0 },
  nodes: [{ node: 0, label: "Text", type: "INPUT", status: "SUCCESS", segments: { total: 1, done: 1, failed: 0 } }]
}

/** Answers every request with success. */
export const works = ({ method, path }: Received): Response => {
  if (path === "/sdk/pipelines/paginate") return json({ items: [pipeline], total: 1, pageNumber: 0 }, extensions)
  if (path === "/sdk/pipelines") return json(pipeline, { status: 201, ...extensions })
  if (path.startsWith("/sdk/pipelines/"))
    return method === "DELETE"
      ? json({ id: pipelineId }, extensions)
      : json(method === "PUT" ? { ...pipeline, status: "onboarded" } : pipeline, extensions)
  if (path.startsWith("/assets/pipeline/execution/run/")) return json(accepted(runId, address), { status: 201 })
  if (path.startsWith("/assets/pipeline/execution/check/")) return json(succeeded({ Same: "hello" }), extensions)
  if (path.startsWith("/sdk/file/upload")) return json({ key: "k/note.txt", uploadUrl: `${address}/put/note.txt` })
  if (path.startsWith("/put/")) return new Response(null, { status: 200 })
  if (path === "/ext/runs") return json({ items: [run], next: null }, extensions)
  if (path.endsWith("/log")) return json({ items: [], next: null }, extensions)
  if (path.endsWith("/cancel")) return json(run, { status: 202, ...extensions })
  if (path.startsWith("/ext/runs/")) return json(run, extensions)
  return json({ status: "ok" }, extensions)
}

/** Refuses every request. */
export const refuses = (): Response =>
  json({ statusCode: 403, message: "Not yours.", error: "Forbidden" }, { status: 403, ...extensions })

/** Refuses the connection. */
export const unreachable = (): never => {
  throw new TypeError("fetch failed", {
    cause: Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED", syscall: "connect" })
  })
}

export interface Server {
  readonly requests: readonly Received[]
  axp(argv: readonly string[], options?: InProcessOptions): Promise<Said>
}

export const server = (handle: (request: Received, index: number) => Response | Promise<Response>): Server => {
  const { fetch, requests } = scripted(handle)
  return {
    requests,
    axp: (argv, options = {}) =>
      inProcess(argv, {
        fetch: (url, init) => fetch(url as string, init ?? {}),
        ...options,
        env: { AIXPLAIN_API_KEY: "canary-key", BACKEND_URL: address, ...options.env }
      })
  }
}
