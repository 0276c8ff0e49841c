/** The head of a run: state, time, progress, segments and actions. */
import { useMutation } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { aixplain } from "../../store/client.ts"
import { useConnection } from "../../store/Connection.ts"
import type { RunStore } from "../../store/RunStore.ts"
import { isOpen, type RunView } from "../../store/RunView.ts"
import { Ago } from "../../ui/Ago.tsx"
import { CopyButton } from "../../ui/CopyButton.tsx"
import { ErrorNote } from "../../ui/ErrorNote.tsx"
import { count, counted, duration, shortId } from "../../ui/format.ts"
import { RunState } from "../../ui/RunState.tsx"
import { useNow } from "../../ui/useNow.ts"

export interface RunHeadProps {
  readonly id: string
  readonly store: RunStore
  readonly view: RunView
}

/** How many nodes with failures the head names. */
const shownFailures = 2

export const RunHead = ({ id, store, view }: RunHeadProps) => {
  const { isCancelling, phase, pipeline, progress, segments, trouble } = view
  const isOffline = useConnection() === "offline"
  const cancel = useMutation({
    mutationFn: () => aixplain.runs.cancel(id),
    onSuccess: () => store.apply({ type: "cancel.requested", run: id, at: new Date().toISOString() })
  })
  const isRunning = isOpen(phase)
  return (
    <header className="bench-head">
      <div>
        <div className="titled">
          <p className="crumbs">
            <Link to="/runs">Runs</Link> /
          </p>
          <h1>
            {pipeline === undefined ? (
              "Run"
            ) : (
              <Link to="/p/$id" params={{ id: pipeline.id }}>
                {pipeline.name}
              </Link>
            )}{" "}
            <span className="mono muted run-id">{shortId(id)}</span>
          </h1>
        </div>
        <p className="facts">
          <span className="big-state" role="status">
            <RunState phase={phase} />
          </span>
          <Elapsed view={view} />
          {isRunning && progress !== undefined ? <span className="num">{Math.round(progress)} %</span> : null}
          {store.failures.length === 0 && segments.failed > 0 ? (
            <span className="failed num">✕ {count(segments.failed)} failed</span>
          ) : null}
          {store.failures.slice(0, shownFailures).map(({ label, node, segments: { failed, total } }) => (
            <span key={node} className="failed num">
              ✕ {total > 1 ? `${count(failed)} of ${count(total)} failed` : "failed"} at “<bdi>{label}</bdi>”
            </span>
          ))}
          {store.failures.length > shownFailures ? (
            <span className="failed">and at {counted(store.failures.length - shownFailures, "more node")}</span>
          ) : null}
          {view.usedCredits !== undefined && view.usedCredits > 0 ? (
            <span className="num muted">{view.usedCredits} credits</span>
          ) : null}
          {view.createdAt === undefined ? null : (
            <span className="muted">
              submitted <Ago at={view.createdAt} />
            </span>
          )}
          {isCancelling ? <span className="cancelling">⊘ cancelling…</span> : null}
          {trouble !== undefined && isRunning ? <span className="cancelling">! {trouble}</span> : null}
        </p>
      </div>
      <div className="actions">
        <CopyButton text={id} label="Copy run id" />
        {isRunning ? (
          <button
            type="button"
            className="button danger"
            disabled={cancel.isPending || isCancelling || isOffline}
            onClick={() => cancel.mutate()}
          >
            <span aria-hidden="true">⊘</span> Cancel
          </button>
        ) : null}
        {pipeline === undefined ? null : (
          <Link to="/p/$id" params={{ id: pipeline.id }} className={isRunning ? "button" : "button primary"}>
            <span aria-hidden="true">↻</span> Run again
          </Link>
        )}
      </div>
      {cancel.isError ? <ErrorNote error={cancel.error} title="The run was not cancelled." /> : null}
      <div
        className={`progress ${phase}`}
        role="progressbar"
        aria-label="Progress"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(progress ?? 0)}
      >
        <span style={{ width: `${isRunning ? Math.max(2, progress ?? 0) : 100}%` }} />
      </div>
    </header>
  )
}

const Elapsed = ({ view }: { readonly view: RunView }) => {
  const { createdAt, elapsedTime, endedAt } = view
  const now = useNow(isOpen(view.phase) ? 200 : undefined)
  if (createdAt === undefined) return elapsedTime === undefined ? null : <span>{duration(elapsedTime * 1000)}</span>
  const end = endedAt === undefined ? now : Date.parse(endedAt)
  return <span className="num elapsed">{duration(end - Date.parse(createdAt))}</span>
}
