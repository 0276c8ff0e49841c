/** Turns what the engine holds into the nouns of the wire: run summaries, node states, steps, log lines. */
import type {
  NodeState,
  NodeStatus,
  PipelineNode,
  RunLogLine,
  RunStatus,
  RunStep,
  RunSummary,
  SegmentCounts,
  StepStatus
} from "@aixplain-ts/api-types"
import type {
  Counts,
  LogLine,
  NodeCounts,
  OutputCounts,
  RunRow,
  RunState,
  StepRow,
  StepState
} from "../store/RunStore.ts"
import { kindOf, labelOf } from "../plan/Plan.ts"

export const isoTime = (millis: number): string => new Date(millis).toISOString()

const time = <K extends string>(key: K, millis: number | undefined): { readonly [P in K]?: string } =>
  millis === undefined ? {} : ({ [key]: isoTime(millis) } as { readonly [P in K]?: string })

export const statusOf = (state: RunState): RunStatus =>
  state === "queued" || state === "running" ? "IN_PROGRESS" : state

export const countsOf = ({ total, done, failed, skipped }: Counts): SegmentCounts => ({
  total,
  done: done + failed + skipped,
  failed
})

export const summaryOf = (row: RunRow): RunSummary => ({
  id: row.id,
  pipeline: row.pipeline,
  status: statusOf(row.state),
  createdAt: isoTime(row.createdAt),
  progress: row.progress,
  usedCredits: row.credits,
  segments: countsOf(row.counts),
  ...time("startedAt", row.startedAt),
  ...time("endedAt", row.endedAt),
  ...(row.outputs === undefined ? {} : { outputSegments: outputCountsOf(row.outputs) }),
  ...(row.error === undefined ? {} : { error: row.error })
})

/** Segments of the outputs of a run that has ended: all of them are done. */
const outputCountsOf = ({ total, failed }: OutputCounts): SegmentCounts => ({ total, done: total, failed })

/** A node's state. `ended`: how its run ended, if it did. */
export const nodeStateOf = (
  node: PipelineNode,
  counts: (NodeCounts & { readonly error?: string }) | undefined,
  ended: RunState | undefined
): NodeState => {
  const known = counts ?? { total: 1, done: 0, failed: 0, skipped: 0 }
  const status = nodeStatus(known, counts?.firstAt !== undefined, ended)
  return {
    node: node.number,
    label: labelOf(node),
    type: kindOf(node),
    status,
    segments: countsOf(known),
    ...(typeof node.function === "string" && node.function !== "" ? { function: node.function } : {}),
    ...time("startedAt", counts?.firstAt),
    ...(status === "IN_PROGRESS" ? {} : time("endedAt", counts?.lastAt)),
    ...(counts?.error === undefined ? {} : { error: counts.error })
  }
}

const nodeStatus = (
  { total, done, failed, skipped }: Counts,
  begun: boolean,
  ended: RunState | undefined
): NodeStatus => {
  if (done + failed + skipped < total) return ended !== undefined ? "ABORTED" : begun ? "IN_PROGRESS" : "PENDING"
  if (done > 0) return "SUCCESS"
  return failed > 0 ? "FAILED" : "SKIPPED"
}

const stepStatus: Readonly<Record<StepState, StepStatus>> = {
  started: "IN_PROGRESS",
  retry: "RETRYING",
  done: "SUCCESS",
  split: "SUCCESS",
  like: "SUCCESS",
  failed: "FAILED",
  skipped: "SKIPPED"
}

export const stepOf = (row: StepRow, ended: boolean): RunStep => ({
  node: row.node,
  segment: row.seg,
  status: ended && (row.state === "started" || row.state === "retry") ? "ABORTED" : stepStatus[row.state],
  attempt: row.attempt,
  ...time("startedAt", row.startedAt),
  ...time("endedAt", row.endedAt),
  ...time("dueAt", row.dueAt),
  ...(row.credits === 0 ? {} : { usedCredits: row.credits }),
  ...(row.error === undefined ? {} : { error: row.error })
})

/** The states in the journal of steps that are told as `status`; none when no journaled step can be. */
export const statesOf = (status: StepStatus, ended: boolean): readonly StepState[] => {
  if (status === "ABORTED") return ended ? ["started", "retry"] : []
  if (ended && (status === "IN_PROGRESS" || status === "RETRYING")) return []
  return (Object.keys(stepStatus) as StepState[]).filter((state) => stepStatus[state] === status)
}

export const logLineOf = (line: LogLine): RunLogLine => ({
  at: isoTime(line.at),
  level: line.level,
  text: line.text,
  ...(line.node === undefined ? {} : { node: line.node }),
  ...(line.seg === undefined ? {} : { segment: line.seg })
})
