/** Runs, newest first: of all pipelines or of one, refreshed while one of them is running. */
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link, useNavigate, useSearch } from "@tanstack/react-router"
import type { RunSummary } from "@aixplain-ts/sdk"
import { isOpen, runPhase } from "../../store/RunView.ts"
import { Ago } from "../../ui/Ago.tsx"
import { type Column, DataTable, TableSkeleton } from "../../ui/DataTable.tsx"
import { EmptyState } from "../../ui/EmptyState.tsx"
import { ErrorNote, Sentence } from "../../ui/ErrorNote.tsx"
import { count, duration, shortId } from "../../ui/format.ts"
import { isolate } from "../../text/isolate.ts"
import { RunState } from "../../ui/RunState.tsx"
import { Segmented } from "../../ui/Segmented.tsx"
import { type RunFilterName, runFilterNames, runFilters, runMarks } from "../../ui/states.ts"
import { useDebounced } from "../../ui/useDebounced.ts"
import { useNow } from "../../ui/useNow.ts"
import { runPages } from "./queries.ts"
import "./runs.css"

const capitalized = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

const statuses: readonly { readonly value: RunFilterName | "all"; readonly label: string }[] = [
  { value: "all", label: "All" },
  ...runFilterNames.map((value) => ({ value, label: capitalized(runMarks[runFilters[value].phase].word) }))
]

const columns: readonly Column<RunSummary>[] = [
  {
    key: "run",
    title: "Run",
    isName: true,
    cell: ({ id, pipeline }) => (
      <Link to="/runs/$id" params={{ id }} className="row-link">
        {isolate(pipeline.name)} <span className="mono muted">{shortId(id)}</span>
      </Link>
    )
  },
  {
    key: "state",
    title: "State",
    cell: (run) => (
      <span className="run-cell">
        <RunState phase={runPhase(run)} />
        {runPhase(run) === "partial" ? (
          <span className="num muted">
            {run.outputSegments === undefined ? "" : `${count(run.outputSegments.failed)} failed`}
          </span>
        ) : null}
        {isOpen(runPhase(run)) ? <span className="num muted">{Math.round(run.progress)} %</span> : null}
      </span>
    )
  },
  { key: "started", title: "Submitted", cell: ({ createdAt }) => <Ago at={createdAt} /> },
  { key: "took", title: "Duration", isNumber: true, cell: (run) => <Took run={run} /> }
]

/** A cancelled run did not fail: its state says all. */
const reasonOf = (run: RunSummary): string | undefined => (runPhase(run) === "cancelled" ? undefined : run.error)

const why: Column<RunSummary> = {
  key: "why",
  title: "Why it failed",
  cell: (run) => {
    const reason = reasonOf(run)
    return reason === undefined ? (
      ""
    ) : (
      <span className="why">
        <Sentence text={reason} />
      </span>
    )
  }
}

const Took = ({ run }: { readonly run: RunSummary }) => {
  const now = useNow(run.endedAt === undefined ? 1_000 : undefined)
  const end = run.endedAt === undefined ? now : Date.parse(run.endedAt)
  return <span className="num">{duration(end - Date.parse(run.createdAt))}</span>
}

export const RunList = () => {
  const { pipeline, q = "", status = "all" } = useSearch({ from: "/runs" })
  const settled = useDebounced(q, 200)
  const navigate = useNavigate({ from: "/runs" })
  const pages = useInfiniteQuery(runPages({ pipeline, q: settled, status: status === "all" ? undefined : status }))
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? []
  const setSearch = (wanted: {
    pipeline?: string | undefined
    q?: string
    status: (typeof statuses)[number]["value"]
  }): void => {
    void navigate({
      search: {
        ...(wanted.q !== undefined && wanted.q !== "" && { q: wanted.q }),
        ...(wanted.pipeline !== undefined && { pipeline: wanted.pipeline }),
        ...(wanted.status !== "all" && { status: wanted.status })
      },
      replace: true
    })
  }
  return (
    <div className="page runs">
      <title>Runs · Studio</title>
      <div className="page-head">
        <h1>Runs</h1>
      </div>
      <div className="filters">
        <input
          type="search"
          className="field"
          aria-label="Search runs"
          placeholder="Search by pipeline or run id"
          value={q}
          onChange={(event) => setSearch({ pipeline, q: event.target.value, status })}
        />
        <Segmented
          label="State"
          value={status}
          options={statuses}
          onChange={(next) => setSearch({ pipeline, q, status: next })}
        />
        {pipeline === undefined ? null : (
          <button type="button" className="button quiet" onClick={() => setSearch({ q, status })}>
            ✕ Only {isolate(rows[0]?.pipeline.name ?? "") || `pipeline ${shortId(pipeline)}`}
          </button>
        )}
      </div>
      {pages.isPending ? (
        <TableSkeleton />
      ) : pages.isError && rows.length === 0 ? (
        <ErrorNote error={pages.error} title="The runs could not be loaded." onRetry={() => void pages.refetch()} />
      ) : rows.length > 0 ? (
        <DataTable
          caption="Runs"
          columns={rows.some((run) => reasonOf(run) !== undefined) ? [...columns, why] : columns}
          rows={rows}
          rowKey={({ id }) => id}
        />
      ) : status !== "all" || pipeline !== undefined || settled !== "" ? (
        <EmptyState title="No run matches the filter.">
          <button type="button" className="button" onClick={() => setSearch({ status: "all" })}>
            Clear the filter
          </button>
        </EmptyState>
      ) : (
        <EmptyState title="No runs yet.">
          <Link to="/" className="button">
            Choose a pipeline
          </Link>
        </EmptyState>
      )}
      {pages.hasNextPage ? (
        <button
          type="button"
          className="button"
          disabled={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {pages.isFetchingNextPage ? "Loading…" : "Load older runs"}
        </button>
      ) : null}
    </div>
  )
}
