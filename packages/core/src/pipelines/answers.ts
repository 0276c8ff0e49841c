/** Readers of what servers say about pipelines, and the query of a list. */
import type { components, PipelineDocument } from "@aixplain-ts/api-types"
import { type ErrorReason, InvalidInput } from "../AixplainError.ts"
import type { PipelineFilter, PipelineItem, PipelinePage, StoredPipeline } from "../Pipelines.ts"
import type { Answer } from "../http/Http.ts"
import { problemsOf } from "../http/answers.ts"
import { compact, isRecord, type JsonRecord, numberOf, recordsOf, textOf } from "../http/json.ts"

/** Members with a place of their own; all others are `info`. */
const placed = new Set(["id", "name", "status", "nodes", "links", "problems"])

/** Everything else, without the key that a subscription holds. */
const infoOf = (body: JsonRecord): JsonRecord => {
  const rest = Object.fromEntries(Object.entries(body).filter(([key]) => !placed.has(key)))
  const subscription = rest["subscription"]
  if (!isRecord(subscription)) return rest
  const { apiKey: _apiKey, ...without } = subscription
  return { ...rest, subscription: without }
}

const readItem = (body: JsonRecord): PipelineItem | undefined => {
  const id = textOf(body["id"])
  if (id === undefined) return undefined
  return { id, name: textOf(body["name"]) ?? id, status: textOf(body["status"]) ?? "draft", info: infoOf(body) }
}

/** The document of an answer: at the top level, or (seen in files) under `architecture`. */
const documentOf = (body: JsonRecord): PipelineDocument | undefined => {
  const from = Array.isArray(body["nodes"]) ? body : isRecord(body["architecture"]) ? body["architecture"] : {}
  const nodes = from["nodes"]
  if (!Array.isArray(nodes)) return undefined
  // The nodes are handed on as the server has them; judging them is validation's business.
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

export const readPage = ({ body }: Answer, pageNumber: number, pageSize: number): PipelinePage | undefined => {
  if (!isRecord(body)) return undefined
  const items = recordsOf(body["items"] ?? body["results"])
    .map(readItem)
    .filter((item) => item !== undefined)
  const total = numberOf(body["total"]) ?? pageNumber * pageSize + items.length
  const more = items.length > 0 && (pageNumber + 1) * pageSize < total
  return { items, total, pageNumber, next: more ? String(pageNumber + 1) : null }
}

type Query = components["schemas"]["PipelineQuery"]

const refuse = (message: string, parameter: string): { readonly problem: ErrorReason } => ({
  problem: new InvalidInput({ message, parameter })
})

/** The body of a list request. Input and output types are two filters. */
export const toQuery = (
  filter: PipelineFilter
):
  | { readonly body: Query; readonly pageNumber: number; readonly pageSize: number }
  | { readonly problem: ErrorReason } => {
  const pageSize = filter.pageSize ?? 20
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 100)
    return refuse(`pageSize is ${pageSize}; it can be 1 to 100.`, "pageSize")
  const pageNumber = Number(filter.page ?? 0)
  if (!Number.isInteger(pageNumber) || pageNumber < 0)
    return refuse(`page is ${JSON.stringify(filter.page)}, which is no page token.`, "page")
  const list = <A>(values: readonly A[] | undefined): A[] | undefined =>
    values === undefined || values.length === 0 ? undefined : [...values]
  return {
    pageSize,
    pageNumber,
    body: compact({
      pageSize,
      pageNumber,
      draftsOnly: filter.draftsOnly ?? false,
      q: filter.query,
      functions: list(filter.functions),
      suppliers: list(filter.suppliers),
      models: list(filter.models),
      inputDataTypes: list(filter.inputDataTypes),
      outputDataTypes: list(filter.outputDataTypes)
    })
  }
}
