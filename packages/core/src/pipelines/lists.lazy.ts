/** Lists of stored pipelines. A separate chunk, because a program that runs a pipeline needs none. */
import type { components } from "@aixplain-ts/api-types"
import * as Effect from "effect/Effect"
import { AixplainError, type ErrorReason, InvalidInput } from "../AixplainError.ts"
import type { CallOptions, PipelineFilter, PipelinePage, Pipelines } from "../Pipelines.ts"
import type { Answer, Http } from "../http/Http.ts"
import { compact, isRecord, numberOf, recordsOf } from "../http/json.ts"
import { pagesOf, pageStream } from "../http/pages.lazy.ts"
import { readItem } from "./answers.ts"
import { pipelineCall } from "./call.ts"

const readPage = ({ body }: Answer, pageNumber: number, pageSize: number): PipelinePage | undefined => {
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
const toQuery = (
  filter: PipelineFilter
):
  | { readonly body: Query; readonly pageNumber: number; readonly pageSize: number }
  | { readonly problem: ErrorReason } => {
  const pageSize = filter.pageSize ?? 20
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 100)
    return refuse(`pageSize is ${pageSize}; it can be 1 to 100.`, "pageSize")
  const pageNumber = Number(filter.page ?? 0)
  if (!Number.isInteger(pageNumber) || pageNumber < 0)
    return refuse(`Invalid page: ${JSON.stringify(filter.page)}.`, "page")
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

export const makePipelineLists = (http: Http["Service"]): Pick<Pipelines["Service"], "page" | "pages" | "list"> => {
  const page = Effect.fn("Pipelines.page")(function* (filter: PipelineFilter = {}, call: CallOptions = {}) {
    const query = toQuery(filter)
    if ("problem" in query)
      return yield* Effect.fail(new AixplainError({ operation: "Pipelines.page", reason: query.problem }))
    return yield* http.request({
      ...(yield* pipelineCall(http, "Pipelines.page", undefined, call)),
      // A search by POST: repeating it is safe.
      mode: "safe",
      send: (client, init) => client.POST("/sdk/pipelines/paginate", { ...init, body: query.body }),
      decode: (answer) => readPage(answer, query.pageNumber, query.pageSize)
    })
  })

  const from = (filter: PipelineFilter, call: CallOptions) => (token: string | undefined) =>
    page({ ...filter, ...compact({ page: token }) }, call)

  return {
    page,
    pages: (filter = {}, call = {}) => pagesOf(filter.page?.toString(), from(filter, call)),
    list: (filter = {}, call = {}) => pageStream(filter.page?.toString(), from(filter, call))
  }
}
