/** Queries of the pipeline list: one page of names at a time, never a document. */
import type { AssetStatus, RunSummary } from "@aixplain-ts/sdk"
import { isAixplainError } from "@aixplain-ts/sdk"
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query"
import { aixplain } from "../../store/client.ts"
import { isOpen, runPhase } from "../../store/RunView.ts"
import { isolate } from "../../text/isolate.ts"

export interface PipelineRow {
  readonly id: string
  readonly name: string
  readonly status: AssetStatus
  readonly updatedAt?: string
  /** Absent if the server does not count problems. */
  readonly problems?: { readonly errors: number; readonly warnings: number }
}

export const pipelinePages = (query: string, draftsOnly: boolean) =>
  infiniteQueryOptions({
    queryKey: ["pipelines", query, draftsOnly],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const listing = aixplain.pipelines.list({
        signal,
        pageSize: 100,
        ...(query !== "" && { query }),
        ...(draftsOnly && { draftsOnly }),
        ...(pageParam !== undefined && { page: pageParam })
      })
      for await (const { items, next, total } of listing.pages()) return { rows: items.map(rowOf), next, total }
      return { rows: [], next: null, total: 0 }
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

export interface LastRuns {
  readonly newest: ReadonlyMap<string, RunSummary>
  /** These are all runs: a pipeline without one here never ran. */
  readonly isAll: boolean
}

/** The newest run of each pipeline among the last hundred runs; undefined if the server cannot list runs. */
export const lastRuns = queryOptions({
  queryKey: ["runs", "last"],
  queryFn: async ({ signal }): Promise<LastRuns | null> => {
    try {
      for await (const { items, next } of aixplain.runs.list({ limit: 100, signal }).pages()) {
        const newest = new Map<string, RunSummary>()
        for (const run of items) if (!newest.has(run.pipeline.id)) newest.set(run.pipeline.id, run)
        return { newest, isAll: next === null }
      }
      return { newest: new Map(), isAll: true }
    } catch (error) {
      if (isAixplainError(error) && error.reason._tag === "NotSupported") return null
      throw error
    }
  },
  refetchInterval: ({ state }) =>
    Array.from(state.data?.newest.values() ?? []).some((run) => isOpen(runPhase(run))) ? 2_000 : 10_000
})

/** The newest run of one pipeline, for those that did not run lately; null if it never ran. */
export const lastRunOf = (pipeline: string) =>
  queryOptions({
    queryKey: ["runs", "last", pipeline],
    queryFn: async ({ signal }): Promise<RunSummary | null> => {
      for await (const run of aixplain.runs.list({ pipeline, limit: 1, signal })) return run
      return null
    },
    staleTime: 60_000
  })
