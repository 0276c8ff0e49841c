/** One run, followed live: its states on the graph, its outputs, its steps and log. */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useParams } from "@tanstack/react-router"
import { useEffect, useRef, useState } from "react"
import { aixplain } from "../../store/client.ts"
import { RunStore, useRunView } from "../../store/RunStore.ts"
import { isOpen } from "../../store/RunView.ts"
import { announce } from "../../ui/Announcer.tsx"
import { EmptyState } from "../../ui/EmptyState.tsx"
import { ErrorNote } from "../../ui/ErrorNote.tsx"
import { isNotFound } from "../../ui/Failure.ts"
import { runMarks } from "../../ui/states.ts"
import { OutputPanel } from "../outputs/OutputPanel.tsx"
import { pipelineQuery } from "../pipeline/queries.ts"
import { followRun } from "./followRun.ts"
import { RunBody } from "./RunBody.tsx"
import { RunHead } from "./RunHead.tsx"
import "../../ui/workbench.css"
import "./run.css"

export const RunPage = () => {
  const { id } = useParams({ from: "/runs/$id" })
  return <Followed key={id} id={id} />
}

const Followed = ({ id }: { readonly id: string }) => {
  const [store] = useState(() => new RunStore())
  const view = useRunView(store)
  const queries = useQueryClient()
  const { data, error, isError, refetch } = useQuery({
    queryKey: ["run", id],
    queryFn: ({ signal }) => followRun(aixplain, id, store, signal),
    // The store belongs to this page, so nothing is cached for the next visit.
    gcTime: 0,
    staleTime: Infinity
  })

  const { phase } = view
  const pipelineId = view.pipeline?.id ?? ""
  const pipeline = useQuery({ ...pipelineQuery(pipelineId), enabled: pipelineId !== "" })
  const before = useRef(phase)
  useEffect(() => {
    if (isOpen(before.current) && !isOpen(phase)) {
      announce(`Run ${runMarks[phase].word}.`)
      void queries.invalidateQueries({ queryKey: ["runs"] })
    }
    before.current = phase
  }, [phase, queries])

  if (phase === "loading")
    return isError ? (
      <div className="page">
        <title>Run · Studio</title>
        {isNotFound(error) ? (
          <EmptyState isPage title="Run not found.">
            <p>It may have been removed because of its age, or it belongs to another team.</p>
            <Link to="/runs" className="button">
              All runs
            </Link>
          </EmptyState>
        ) : (
          <>
            <h1>Run</h1>
            <ErrorNote error={error} title="The run could not be loaded." onRetry={() => void refetch()} />
          </>
        )}
      </div>
    ) : (
      <div className="page" role="status" aria-label="Loading">
        <div className="skeleton" />
        <div className="skeleton" />
      </div>
    )

  const name = view.pipeline?.name ?? "Run"
  const percent = view.progress === undefined || !isOpen(phase) ? "" : ` ${Math.round(view.progress)} %`
  return (
    <div className="workbench run">
      <title>{`${runMarks[phase].sign}${percent} ${name} · Studio`}</title>
      <RunHead id={id} store={store} view={view} />
      <RunBody id={id} store={store} view={view} pipeline={pipeline} />
      <aside className="bench-right" aria-label="Outputs">
        {isError ? (
          <ErrorNote error={error} title="The run can no longer be followed." onRetry={() => void refetch()} />
        ) : null}
        {data?.failure === undefined ? null : (
          <ErrorNote
            error={data.failure}
            title={phase === "cancelled" ? "The run was cancelled." : "The run failed."}
            isCancelled={phase === "cancelled"}
          />
        )}
        <OutputPanel result={data?.result} phase={phase} store={store} graph={pipeline.data?.graph} />
      </aside>
    </div>
  )
}
