/** Every step of a run: node, segment, attempts, duration and error. */
import type { RunStep, StepListOptions } from "@aixplain-ts/sdk"
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query"
import { useState } from "react"
import { aixplain } from "../../store/client.ts"
import { type Column, DataTable, TableSkeleton } from "../../ui/DataTable.tsx"
import { ErrorNote, Sentence } from "../../ui/ErrorNote.tsx"
import { count, counted, duration } from "../../ui/format.ts"
import { Segmented } from "../../ui/Segmented.tsx"
import { useNow } from "../../ui/useNow.ts"
import { segmentName, stepMark } from "./segments.ts"
import "./steps.css"

export interface StepsProps {
  readonly run: string
  readonly isRunning: boolean
  /** Only steps of this node. */
  readonly node: number | undefined
  readonly labelOf: (node: number) => string
  /** Removes the filter by node. */
  readonly onShowAll: () => void
}

const filters = [
  { value: "all", label: "All" },
  { value: "failed", label: "Failed" },
  { value: "retried", label: "Retried" }
] as const

type FilterName = (typeof filters)[number]["value"]

/** The query for each filter; the server filters all steps, not only the loaded ones. */
const asked: { readonly [F in FilterName]: Pick<StepListOptions, "status" | "retried"> } = {
  all: {},
  failed: { status: "FAILED" },
  retried: { retried: true }
}

const nothing: { readonly [F in FilterName]: string } = {
  all: "No step has started yet.",
  failed: "No step failed.",
  retried: "No step was retried."
}

export const Steps = ({ isRunning, labelOf, node, onShowAll, run }: StepsProps) => {
  const [filter, setFilter] = useState<FilterName>("all")
  const { data, error, fetchNextPage, hasNextPage, isFetchingNextPage, isPending, refetch } = useInfiniteQuery({
    queryKey: ["run", run, "steps", filter, node],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const listing = aixplain.runs.steps(run, {
        signal,
        limit: 200,
        ...asked[filter],
        ...(node !== undefined && { node }),
        ...(pageParam !== undefined && { page: pageParam })
      })
      for await (const page of listing.pages()) return page
      return { items: [], next: null }
    },
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: isRunning ? 1_500 : false
  })
  const shown = data?.pages.flatMap(({ items }) => items) ?? []
  const total = Math.max(data?.pages.at(-1)?.total ?? 0, shown.length)
  return (
    <div className="steps">
      <div className="bar">
        <Segmented label="Steps" value={filter} options={filters} onChange={setFilter} />
        <span className="muted" role="status">
          {isPending ? "" : `${shown.length < total ? `${count(shown.length)} of ` : ""}${counted(total, "step")}`}
          {node === undefined || isPending ? null : (
            <>
              {" "}
              of “<bdi>{labelOf(node)}</bdi>”
            </>
          )}
        </span>
        {node === undefined ? null : (
          <button type="button" className="button quiet" onClick={onShowAll}>
            ✕ Only this node
          </button>
        )}
      </div>
      {isPending ? (
        <TableSkeleton />
      ) : data === undefined ? (
        <ErrorNote error={error} title="The steps could not be loaded." onRetry={() => void refetch()} />
      ) : shown.length === 0 ? (
        <p className="muted">{nothing[filter]}</p>
      ) : (
        <DataTable
          caption="Steps"
          columns={columns(
            labelOf,
            shown.some(({ error: why }) => why !== undefined)
          )}
          rows={shown}
          rowKey={(step) => `${step.node} ${step.segment}`}
        />
      )}
      {hasNextPage ? (
        <button type="button" className="button" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? "Loading…" : "Load more"}
        </button>
      ) : null}
    </div>
  )
}

/** How long a step took, or how long it has been running. */
const Took = ({ step: { endedAt, startedAt, status } }: { readonly step: RunStep }) => {
  const isAtWork = status === "IN_PROGRESS" && endedAt === undefined
  const now = useNow(isAtWork ? 1_000 : undefined)
  if (startedAt === undefined || (endedAt === undefined && !isAtWork)) return ""
  return duration((endedAt === undefined ? now : Date.parse(endedAt)) - Date.parse(startedAt))
}

const columns = (labelOf: StepsProps["labelOf"], hasErrors: boolean): readonly Column<RunStep>[] => [
  { key: "node", title: "Node", isName: true, cell: ({ node }) => labelOf(node) },
  {
    key: "segment",
    title: "Segment",
    cell: ({ segment }) => <span title={`Segment ${segment}`}>{segmentName(segment)}</span>
  },
  {
    key: "state",
    title: "State",
    cell: ({ status }) => {
      const { sign, tone, word } = stepMark(status)
      return (
        <span className={`run-state ${tone}`}>
          <span className="sign" aria-hidden="true">
            {sign}
          </span>
          {word}
        </span>
      )
    }
  },
  {
    key: "tries",
    title: "Attempts",
    isNumber: true,
    cell: ({ attempt }) => (attempt > 1 ? <span className="retried">↻ {attempt}</span> : "1")
  },
  {
    key: "took",
    title: "Duration",
    isNumber: true,
    cell: (step) => <Took step={step} />
  },
  ...(hasErrors ? [{ key: "why", title: "Error", cell: ({ error = "" }: RunStep) => <Sentence text={error} /> }] : [])
]
