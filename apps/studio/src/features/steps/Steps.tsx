/** Every step of a run: which segment of which node, how often it was tried, how long it took, why it failed. */
import type { RunStep } from "@aixplain-ts/sdk"
import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { aixplain } from "../../client.ts"
import { type Column, DataTable, TableSkeleton } from "../../ui/DataTable.tsx"
import { ErrorNote } from "../../ui/ErrorNote.tsx"
import { count, duration } from "../../ui/format.ts"
import { Segmented } from "../../ui/Segmented.tsx"
import { segmentName, stepMarks } from "./segments.ts"
import "./steps.css"

export interface StepsProps {
  readonly run: string
  readonly isRunning: boolean
  /** Only steps of this node. */
  readonly node: number | undefined
  readonly labelOf: (node: number) => string
}

/** Steps that are read and shown at most. */
const most = 1_000

const filters = [
  { value: "all", label: "All" },
  { value: "failed", label: "Failed" },
  { value: "retried", label: "Retried" }
] as const

export const Steps = ({ isRunning, labelOf, node, run }: StepsProps) => {
  const [filter, setFilter] = useState<(typeof filters)[number]["value"]>("all")
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["run", run, "steps"],
    queryFn: async ({ signal }) => {
      const steps: RunStep[] = []
      for await (const step of aixplain.runs.steps(run, { signal })) {
        steps.push(step)
        if (steps.length > most) break
      }
      return steps
    },
    refetchInterval: isRunning ? 1_500 : false
  })
  if (isPending) return <TableSkeleton />
  if (data === undefined)
    return <ErrorNote error={error} title="The steps could not be read." onRetry={() => void refetch()} />
  const shown = data
    .slice(0, most)
    .filter(
      (step) =>
        (node === undefined || step.node === node) &&
        (filter === "all" || (filter === "failed" ? step.status === "FAILED" : step.attempt > 1))
    )
  return (
    <div className="steps">
      <div className="bar">
        <Segmented label="Steps" value={filter} options={filters} onChange={setFilter} />
        <span className="muted">
          {count(shown.length)} {node === undefined ? "steps" : `steps of “${labelOf(node)}”`}
          {data.length > most ? `, out of the first ${count(most)}` : ""}
        </span>
      </div>
      {shown.length === 0 ? (
        <p className="muted">No step is like that.</p>
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
    </div>
  )
}

const columns = (labelOf: StepsProps["labelOf"], hasErrors: boolean): readonly Column<RunStep>[] => [
  { key: "node", title: "Node", isName: true, cell: ({ node }) => labelOf(node) },
  { key: "segment", title: "Segment", cell: ({ segment }) => <span className="mono">{segmentName(segment)}</span> },
  {
    key: "state",
    title: "State",
    cell: ({ status }) => {
      const { sign, tone, word } = stepMarks[status]
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
    title: "Tries",
    isNumber: true,
    cell: ({ attempt }) => (attempt > 1 ? <span className="retried">↻ {attempt}</span> : "1")
  },
  {
    key: "took",
    title: "Took",
    isNumber: true,
    cell: ({ endedAt, startedAt }) =>
      startedAt === undefined || endedAt === undefined ? "" : duration(Date.parse(endedAt) - Date.parse(startedAt))
  },
  ...(hasErrors ? [{ key: "why", title: "Why it failed", cell: ({ error }: RunStep) => error ?? "" }] : [])
]
