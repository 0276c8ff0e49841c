/** Reads responses about pipelines. */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import type { PipelineItem, StoredPipeline } from "../Pipelines.ts"
import type { Answer } from "../http/Http.ts"
import { problemsOf } from "../http/answers.ts"
import { compact, isRecord, type JsonRecord, recordsOf, textOf } from "../http/json.ts"

/** Members that have their own property; all others are in `info`. */
const placed = new Set(["id", "name", "status", "nodes", "links", "problems"])

/** Everything else, without the key that a subscription holds. */
const infoOf = (body: JsonRecord): JsonRecord => {
  const rest = Object.fromEntries(Object.entries(body).filter(([key]) => !placed.has(key)))
  const subscription = rest["subscription"]
  if (!isRecord(subscription)) return rest
  const { apiKey: _apiKey, ...without } = subscription
  return { ...rest, subscription: without }
}

export const readItem = (body: JsonRecord): PipelineItem | undefined => {
  const id = textOf(body["id"])
  if (id === undefined) return undefined
  return { id, name: textOf(body["name"]) ?? id, status: textOf(body["status"]) ?? "draft", info: infoOf(body) }
}

/** The document of an answer: at the top level, or (seen in files) under `architecture`. */
const documentOf = (body: JsonRecord): PipelineDocument | undefined => {
  const from = Array.isArray(body["nodes"]) ? body : isRecord(body["architecture"]) ? body["architecture"] : {}
  const nodes = from["nodes"]
  if (!Array.isArray(nodes)) return undefined
  // The nodes are passed on unchanged; validating them is the job of the designer.
  return {
    nodes: nodes as PipelineDocument["nodes"],
    links: recordsOf(from["links"]) as unknown as PipelineDocument["links"]
  }
}

export const readPipeline = ({ body, headers }: Answer): StoredPipeline | undefined => {
  const item = isRecord(body) ? readItem(body) : undefined
  if (!isRecord(body) || item === undefined) return undefined
  return compact({
    ...item,
    document: documentOf(body),
    etag: headers.get("etag") ?? undefined,
    problems: problemsOf(body)
  })
}
