/** The start page: all pipelines by name, with their problems and their last run. */
import { useInfiniteQuery, useQuery, type UseQueryResult } from "@tanstack/react-query"
import { Link, useNavigate, useSearch } from "@tanstack/react-router"
import { runPhase } from "../../store/RunView.ts"
import { Ago } from "../../ui/Ago.tsx"
import { type Column, DataTable, TableSkeleton } from "../../ui/DataTable.tsx"
import { EmptyState } from "../../ui/EmptyState.tsx"
import { ErrorNote } from "../../ui/ErrorNote.tsx"
import { count, counted, shortId } from "../../ui/format.ts"
import { RunState } from "../../ui/RunState.tsx"
import { Segmented } from "../../ui/Segmented.tsx"
import { useDebounced } from "../../ui/useDebounced.ts"
import { AddPipeline } from "./AddPipeline.tsx"
import { type LastRuns, lastRunOf, lastRuns, type PipelineRow, pipelinePages } from "./queries.ts"
import "./pipelines.css"

const statuses = [
  { value: "all", label: "All" },
  { value: "draft", label: "Drafts" },
  { value: "onboarded", label: "Onboarded" }
] as const

/** `100 of 301 pipelines`: how many of those that match are listed. */
const shownOf = (shown: number, hidden: number, total: number | undefined): string =>
  hidden > 0
    ? `${count(shown)} shown, ${count(hidden)} hidden by the filter`
    : total === undefined || total <= shown
      ? counted(shown, "pipeline")
      : `${count(shown)} of ${counted(total, "pipeline")}`

export const PipelineList = () => {
  const { q = "", status = "all" } = useSearch({ from: "/" })
  const navigate = useNavigate({ from: "/" })
  const settled = useDebounced(q, 200)
  const pages = useInfiniteQuery(pipelinePages(settled, status === "draft"))
  const runs = useQuery(lastRuns)
  const setSearch = (next: { q?: string; status?: (typeof statuses)[number]["value"] }): void => {
    const { q: query = q, status: wanted = status } = next
    void navigate({
      search: { ...(query !== "" && { q: query }), ...(wanted !== "all" && { status: wanted }) },
      replace: true
    })
  }
  const loaded = pages.data?.pages.flatMap(({ rows }) => rows) ?? []
  // The server can filter drafts only; other filters apply to the loaded rows, and the page shows how many they hide.
  const rows = status === "all" ? loaded : loaded.filter((row) => row.status === status)
  const isFiltered = settled !== "" || status !== "all"

  return (
    <div className="page pipelines">
      <title>Pipelines · Studio</title>
      <div className="page-head">
        <h1>Pipelines</h1>
        <AddPipeline />
      </div>
      <search className="filters">
        <input
          type="search"
          className="field"
          aria-label="Search pipelines"
          placeholder="Search by name"
          value={q}
          onChange={(event) => setSearch({ q: event.target.value })}
        />
        <Segmented label="Status" value={status} options={statuses} onChange={(next) => setSearch({ status: next })} />
      </search>
      {pages.isPending ? (
        <TableSkeleton />
      ) : pages.isError && loaded.length === 0 ? (
        <ErrorNote
          error={pages.error}
          title="The pipelines could not be loaded."
          onRetry={() => void pages.refetch()}
        />
      ) : rows.length > 0 ? (
        <DataTable caption="Pipelines" columns={columns(runs, sharedNames(rows))} rows={rows} rowKey={({ id }) => id} />
      ) : isFiltered ? (
        <EmptyState title={settled === "" ? `No pipeline is ${status}.` : `No pipeline matches “${settled}”.`}>
          <p>{loaded.length > rows.length ? `The filter hides ${counted(loaded.length, "pipeline")}.` : null}</p>
          <button type="button" className="button" onClick={() => setSearch({ q: "", status: "all" })}>
            Clear the filter
          </button>
        </EmptyState>
      ) : (
        <EmptyState title="No pipelines yet.">
          <p>Add one from a file above, or in a terminal, with the key that the server printed when it started:</p>
          <code>BACKEND_URL={location.origin} AIXPLAIN_API_KEY=… axp pipelines create pipeline.json</code>
        </EmptyState>
      )}
      <p className="muted foot" role="status">
        {pages.isSuccess && rows.length > 0
          ? shownOf(rows.length, loaded.length - rows.length, pages.data.pages.at(-1)?.total)
          : ""}{" "}
        {pages.hasNextPage ? (
          <button
            type="button"
            className="button"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {pages.isFetchingNextPage ? "Loading…" : "Load more"}
          </button>
        ) : null}
      </p>
    </div>
  )
}

/** Names that several rows share: those rows also show the beginning of their id. */
const sharedNames = (rows: readonly PipelineRow[]): ReadonlySet<string> => {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const { name } of rows) (seen.has(name) ? shared : seen).add(name)
  return shared
}

type LastRunsQuery = Pick<UseQueryResult<LastRuns | null>, "data" | "isError">

const columns = (runs: LastRunsQuery, shared: ReadonlySet<string>): readonly Column<PipelineRow>[] => [
  {
    key: "name",
    title: "Name",
    isName: true,
    cell: ({ id, name }) => (
      <Link to="/p/$id" params={{ id }} className="row-link">
        {name}
        {shared.has(name) ? <span className="mono muted"> {shortId(id)}</span> : null}
      </Link>
    )
  },
  {
    key: "status",
    title: "Status",
    cell: (row) => (
      <span className="chip">
        <span aria-hidden="true">{row.status === "draft" ? "○" : "●"}</span> {row.status}
      </span>
    )
  },
  { key: "problems", title: "Problems", cell: ({ problems }) => <ProblemCount problems={problems} /> },
  // Without a list of runs on the server, the column is left out.
  ...(runs.data === null
    ? []
    : [{ key: "last-run", title: "Last run", cell: ({ id }: PipelineRow) => <LastRun pipeline={id} runs={runs} /> }]),
  {
    key: "saved",
    title: "Saved",
    cell: ({ updatedAt }) =>
      updatedAt === undefined ? (
        ""
      ) : (
        <span className="muted">
          <Ago at={updatedAt} />
        </span>
      )
  }
]

const LastRun = ({ pipeline, runs }: { readonly pipeline: string; readonly runs: LastRunsQuery }) => {
  const recent = runs.data?.newest.get(pipeline)
  const isOlder = runs.data !== undefined && runs.data !== null && recent === undefined && !runs.data.isAll
  const older = useQuery({ ...lastRunOf(pipeline), enabled: isOlder })
  const run = recent ?? older.data ?? undefined
  if (run !== undefined)
    return (
      <span className="last-run">
        <RunState phase={runPhase(run)} />{" "}
        <span className="muted">
          <Ago at={run.createdAt} />
        </span>
      </span>
    )
  if (runs.isError || older.isError) return <span className="muted">could not be loaded</span>
  const isKnown = runs.data !== undefined && (!isOlder || older.data === null)
  return isKnown ? <span className="muted">never</span> : ""
}

const ProblemCount = ({ problems }: { readonly problems: PipelineRow["problems"] }) => {
  if (problems === undefined) return ""
  const { errors, warnings } = problems
  if (errors + warnings === 0) return <span className="muted">none</span>
  return (
    <span className="problem-count">
      {errors > 0 ? (
        <span className="chip error">
          <span aria-hidden="true">✕</span> {counted(errors, "error")}
        </span>
      ) : null}
      {warnings > 0 ? (
        <span className="chip warning">
          <span aria-hidden="true">!</span> {counted(warnings, "warning")}
        </span>
      ) : null}
    </span>
  )
}
