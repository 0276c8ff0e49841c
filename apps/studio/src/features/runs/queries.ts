/** Pages of runs, without their values; refetched periodically, more often while one of them is running. */
import { infiniteQueryOptions } from "@tanstack/react-query"
import { aixplain } from "../../store/client.ts"
import { isOpen, runPhase } from "../../store/RunView.ts"
import { type RunFilterName, runFilters } from "../../ui/states.ts"

/** Milliseconds between two reads while a run is active, and otherwise: runs may be started elsewhere. */
const often = 2_000
const seldom = 10_000

export interface RunFilter {
  readonly pipeline: string | undefined
  readonly status: RunFilterName | undefined
  readonly q?: string | undefined
}

export const runPages = ({ pipeline, q, status }: RunFilter) =>
  infiniteQueryOptions({
    queryKey: ["runs", "list", pipeline, status, q],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const listing = aixplain.runs.list({
        signal,
        limit: 50,
        ...(pipeline !== undefined && { pipeline }),
        ...(status !== undefined && runFilters[status].query),
        ...(q !== undefined && q !== "" && { q }),
        ...(pageParam !== undefined && { page: pageParam })
      })
      for await (const page of listing.pages()) return page
      return { items: [], next: null }
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((run) => isOpen(runPhase(run)))) === true ? often : seldom
  })
