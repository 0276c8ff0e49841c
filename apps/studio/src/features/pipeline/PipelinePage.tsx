/** One pipeline: graph, outline, problems, the form to run it, and its last runs. */
import { useQuery } from "@tanstack/react-query"
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router"
import { useCallback } from "react"
import { FlowCanvas } from "../../canvas/FlowCanvas.tsx"
import { Ago } from "../../ui/Ago.tsx"
import { CopyButton } from "../../ui/CopyButton.tsx"
import { EmptyState } from "../../ui/EmptyState.tsx"
import { ErrorNote } from "../../ui/ErrorNote.tsx"
import { isNotFound } from "../../ui/Failure.ts"
import { counted } from "../../ui/format.ts"
import { Inspector } from "../inspector/Inspector.tsx"
import { Outline } from "../outline/Outline.tsx"
import { ProblemList } from "../problems/ProblemList.tsx"
import { RunForm } from "../run-form/RunForm.tsx"
import { RecentRuns } from "../runs/RecentRuns.tsx"
import { pipelineQuery } from "./queries.ts"
import "../../ui/workbench.css"

export const PipelinePage = () => {
  const { id } = useParams({ from: "/p/$id" })
  const { node } = useSearch({ from: "/p/$id" })
  const navigate = useNavigate({ from: "/p/$id" })
  const { data, error, isPending, refetch } = useQuery(pipelineQuery(id))
  const select = useCallback(
    (number: number | undefined): void =>
      void navigate({ search: number === undefined ? {} : { node: number }, replace: true }),
    [navigate]
  )
  if (isPending) return <WorkbenchSkeleton />
  if (data === undefined) return <Failed error={error} onRetry={() => void refetch()} />
  const { graph, name, status, updatedAt } = data
  const errors = graph.problems.filter(({ level }) => level === "error").length
  return (
    <div className="workbench">
      <title>{`${name} · Studio`}</title>
      <header className="bench-head">
        <div>
          <div className="titled">
            <p className="crumbs">
              <Link to="/">Pipelines</Link> /
            </p>
            <h1>{name}</h1>
          </div>
          <p className="facts muted">
            <span className="chip">
              <span aria-hidden="true">{status === "draft" ? "○" : "●"}</span> {status}
            </span>
            <span>
              {counted(graph.picture.nodes.length, "node")}, {counted(graph.picture.links.length, "link")}
            </span>
            {updatedAt === undefined ? null : (
              <span>
                saved <Ago at={updatedAt} />
              </span>
            )}
            <span className="mono id">{id}</span>
            <CopyButton text={id} label="Copy id" />
          </p>
        </div>
      </header>
      <aside className="bench-left" aria-label="Outline and details">
        <Outline graph={graph} selected={node} onSelect={select} />
        {node === undefined ? null : <Inspector graph={graph} number={node} onSelect={select} />}
      </aside>
      <section className="bench-centre" aria-label="Graph">
        <FlowCanvas key={id} name={name} graph={graph} selected={node} onSelect={select} />
        <ProblemList problems={graph.problems} onSelect={select} />
      </section>
      <aside className="bench-right" aria-label="Run">
        <RunForm
          key={id}
          pipeline={id}
          document={graph.document}
          obstacle={errors === 0 ? undefined : `It has ${counted(errors, "error")} and cannot run.`}
        />
        <RecentRuns pipeline={id} />
      </aside>
    </div>
  )
}

export const WorkbenchSkeleton = () => (
  <div className="page" role="status" aria-label="Loading">
    <div className="skeleton" />
    <div className="skeleton" />
  </div>
)

const Failed = ({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) => (
  <div className="page">
    <title>Pipeline · Studio</title>
    {isNotFound(error) ? (
      <EmptyState isPage title="Pipeline not found.">
        <p>It may have been deleted, or it belongs to another team.</p>
        <Link to="/" className="button">
          All pipelines
        </Link>
      </EmptyState>
    ) : (
      <>
        <h1>Pipeline</h1>
        <ErrorNote error={error} title="The pipeline could not be loaded." onRetry={onRetry} />
      </>
    )}
  </div>
)
