/** What the pipeline list asks the server for: one page of names at a time, never a document. */
import type { AssetStatus, RunSummary } from "@aixplain-ts/sdk"
import { isAixplainError } from "@aixplain-ts/sdk"
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { aixplain } from "../../client.ts"
import { isolate } from "../../ui/isolate.ts"

export interface PipelineRow {
  readonly id: string
  readonly name: string
  readonly status: AssetStatus
  readonly updatedAt?: string
  /** Absent where the server counts none. */
  readonly problems?: { readonly errors: number; readonly warnings: number }
}

export const pipelinePages = (query: string, draftsOnly: boolean) =>
  infiniteQueryOptions({
    queryKey: ["pipelines", query, draftsOnly],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const listing = aixplain.pipelines.list({
        signal,
        pageSize: 50,
        ...(query !== "" && { query }),
        ...(draftsOnly && { draftsOnly }),
        ...(pageParam !== undefined && { page: pageParam })
      })
      for await (const { items, next } of listing.pages()) return { rows: items.map(rowOf), next }
      return { rows: [], next: null }
    },
    getNextPageParam: ({ next }) => next ?? undefined
  })

const rowOf = (pipeline: {
  readonly id: string
  readonly name: string
  readonly status: AssetStatus
  readonly additionalInfo: Readonly<Record<string, unknown>>
}): PipelineRow => {
  const { problemCount, updatedAt } = pipeline.additionalInfo
  return {
    id: pipeline.id,
    name: isolate(pipeline.name),
    status: pipeline.status,
    ...(typeof updatedAt === "string" && { updatedAt }),
    ...(isCount(problemCount) && { problems: problemCount })
  }
}

const isCount = (value: unknown): value is { errors: number; warnings: number } =>
  typeof value === "object" && value !== null && "errors" in value && "warnings" in value

/** The newest run of each pipeline, among the last hundred runs; empty where the server lists none. */
export const lastRuns = queryOptions({
  queryKey: ["runs", "last"],
  queryFn: async ({ signal }): Promise<ReadonlyMap<string, RunSummary>> => {
    const newest = new Map<string, RunSummary>()
    try {
      for await (const { items } of aixplain.runs.list({ limit: 100, signal }).pages()) {
        for (const run of items) if (!newest.has(run.pipeline.id)) newest.set(run.pipeline.id, run)
        break
      }
    } catch (error) {
      if (!isAixplainError(error) || error.reason._tag !== "NotSupported") throw error
    }
    return newest
  },
  refetchInterval: ({ state }) =>
    Array.from(state.data?.values() ?? []).some(({ status }) => status === "IN_PROGRESS") ? 2_000 : false
})
