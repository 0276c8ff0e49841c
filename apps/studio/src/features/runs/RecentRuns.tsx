/** The last few runs of one pipeline. */
import { useInfiniteQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { runPhase } from "../../store/RunView.ts"
import { Ago } from "../../ui/Ago.tsx"
import { shortId } from "../../ui/format.ts"
import { RunState } from "../../ui/RunState.tsx"
import { runPages } from "./queries.ts"
import "./runs.css"

const shown = 6

export const RecentRuns = ({ pipeline }: { readonly pipeline: string }) => {
  const { data } = useInfiniteQuery(runPages({ pipeline, status: undefined }))
  const runs = data?.pages[0]?.items ?? []
  if (runs.length === 0) return null
  return (
    <section className="recent-runs" aria-labelledby="recent-title">
      <div className="head">
        <h2 id="recent-title">Last runs</h2>
        <Link to="/runs" search={{ pipeline }}>
          All
        </Link>
      </div>
      <ul>
        {runs.slice(0, shown).map((run) => (
          <li key={run.id}>
            <Link to="/runs/$id" params={{ id: run.id }}>
              <RunState phase={runPhase(run)} />
              <span className="mono">{shortId(run.id)}</span>
              <span className="muted">
                <Ago at={run.createdAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
