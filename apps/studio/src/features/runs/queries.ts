/** Pages of runs, without their values; asked for again as long as one of them goes on. */
import type { RunSummary } from "@aixplain-ts/sdk"
import { infiniteQueryOptions } from "@tanstack/react-query"
import { aixplain } from "../../client.ts"

export interface RunFilter {
  readonly pipeline: string | undefined
  readonly status: RunSummary["status"] | undefined
}

export const runPages = ({ pipeline, status }: RunFilter) =>
  infiniteQueryOptions({
    queryKey: ["runs", "list", pipeline, status],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const listing = aixplain.runs.list({
        signal,
        limit: 50,
        ...(pipeline !== undefined && { pipeline }),
        ...(status !== undefined && { status }),
        ...(pageParam !== undefined && { page: pageParam })
      })
      for await (const page of listing.pages()) return page
      return { items: [], next: null }
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status: now }) => now === "IN_PROGRESS")) === true
        ? 2_000
        : false
  })
