/**
 * The state of one run in a page: a pure fold of the SDK's events. `RunStore.ts` holds one and notifies components.
 */
import { phaseOf, type RunDetail, type RunEvent, type RunLogLine } from "@aixplain-ts/sdk"
import type { PaintedState } from "@aixplain-ts/designer/diagram"
import { isolate } from "../text/isolate.ts"

type NodeState = RunDetail["nodes"][number]
type RunStep = Extract<RunEvent, { type: "segment.retrying" }>["step"]

/** One node of the run, as it is shown and described. */
export interface NodeRun extends PaintedState {
  readonly node: number
  readonly label: string
  readonly segments: NodeState["segments"]
  readonly startedAt?: string
  readonly endedAt?: string
  /** Attempts after the first one, over all segments. */
  readonly retries: number
  /** Labels of the failed nodes that it got nothing from; its own status is then `SKIPPED`. */
  readonly blockedBy?: string
}

/** How a run ended, or that it has not. `unknown` stands for a status that this version does not know. */
export type RunPhase = "loading" | "unknown" | "running" | "succeeded" | "partial" | "failed" | "cancelled"

export interface RunView {
  readonly phase: RunPhase
  readonly pipeline?: RunDetail["pipeline"]
  /** 0 to 100, if the server reports it. */
  readonly progress?: number
  readonly segments: { readonly total: number; readonly done?: number; readonly failed: number }
  readonly createdAt?: string
  readonly endedAt?: string
  /** Seconds by the server's clock. */
  readonly elapsedTime?: number
  readonly usedCredits?: number
  /** Why it failed, in one sentence. */
  readonly error?: string
  readonly isCancelling: boolean
  readonly nodes: ReadonlyMap<number, NodeRun>
  readonly log: readonly RunLogLine[]
  /** A failed check that will be repeated. */
  readonly trouble?: string
}

/** How many log lines are kept; older ones can be read from the server again. */
export const logLimit = 5_000

export const emptyRun: RunView = {
  phase: "loading",
  segments: { total: 0, failed: 0 },
  isCancelling: false,
  nodes: new Map(),
  log: []
}

/** The view after an event. The same object if nothing changed; unchanged nodes stay the same objects. */
export const reduce = (view: RunView, event: RunEvent): RunView => {
  switch (event.type) {
    case "run.submitted":
    case "run.started":
      return view.phase === "loading" ? { ...view, phase: "running" } : view
    case "run.state":
      return fromDetail(event.state, view)
    case "run.progress":
      return {
        ...healthy(view),
        phase: "running",
        progress: event.progress,
        segments: event.segments ?? view.segments,
        ...(event.usedCredits !== undefined && { usedCredits: event.usedCredits })
      }
    case "run.checked":
      return {
        ...healthy(view),
        phase: "running",
        ...(event.progress !== undefined && { progress: event.progress }),
        segments: event.segments.total > 0 ? { ...view.segments, ...event.segments } : view.segments
      }
    case "check.failed":
      return { ...view, trouble: event.message }
    case "run.cancelling":
    case "cancel.requested":
      return view.isCancelling ? view : { ...view, isCancelling: true }
    case "node.started":
    case "node.progress":
    case "node.finished":
      return withNode(view, fromState(event.node, view.nodes.get(event.node.node)))
    case "segment.retrying":
      return withRetry(view, event.step)
    case "log.written":
      return { ...view, log: [...view.log.slice(view.log.length >= logLimit ? 1 : 0), event.line] }
    case "run.finished": {
      const segments = event.segments.total > 0 ? { ...view.segments, ...event.segments } : view.segments
      return {
        ...healthy(view),
        phase: withFailures(event.phase, segments),
        isCancelling: false,
        endedAt: view.endedAt ?? event.at,
        ...(event.phase === "succeeded" && { progress: 100 }),
        segments,
        ...(event.error !== undefined && { error: event.error }),
        ...(event.elapsedTime !== undefined && { elapsedTime: event.elapsedTime }),
        ...(event.usedCredits !== undefined && { usedCredits: event.usedCredits })
      }
    }
    default:
      return view
  }
}

/** The view of a complete state; the log is kept. */
export const fromDetail = (detail: RunDetail, before: RunView = emptyRun): RunView => {
  const nodes = new Map(
    detail.nodes.map((state) => [state.node, keep(before, fromState(state, before.nodes.get(state.node)))])
  )
  const phase = runPhase(detail)
  return {
    phase,
    pipeline: { ...detail.pipeline, name: isolate(detail.pipeline.name) },
    progress: detail.progress,
    segments: detail.segments,
    createdAt: detail.createdAt,
    ...(detail.endedAt !== undefined && { endedAt: detail.endedAt }),
    ...(detail.usedCredits !== undefined && { usedCredits: detail.usedCredits }),
    ...(detail.error !== undefined && { error: detail.error }),
    isCancelling: isOpen(phase) && (detail.cancelRequestedAt !== undefined || before.isCancelling),
    nodes,
    log: before.log
  }
}

/**
 * The phase of a run, from its status and its segments. The only place that decides it, for lists, filters, titles
 * and pages.
 */
export const runPhase = (run: {
  readonly status: string
  readonly segments?: { readonly failed: number } | undefined
}): RunPhase => withFailures(phaseOf(run.status), run.segments)

const withFailures = (phase: ReturnType<typeof phaseOf>, segments: { readonly failed: number } | undefined): RunPhase =>
  phase === "succeeded" && (segments?.failed ?? 0) > 0 ? "partial" : phase

/** Whether a run in this phase can still change. An unknown status does not end a run. */
export const isOpen = (phase: RunPhase): boolean => phase === "running" || phase === "unknown"

const fromState = (state: NodeState, before: NodeRun | undefined): NodeRun => ({
  node: state.node,
  label: isolate(state.label),
  // The run's progress does not end a retry: the node keeps that state until the step ends.
  ...(before?.status === "RETRYING" && state.status === "IN_PROGRESS" && state.segments.done === before.segments.done
    ? { status: before.status, ...(before.attempt !== undefined && { attempt: before.attempt }) }
    : { status: state.status }),
  segments: state.segments,
  retries: before?.retries ?? 0,
  ...(state.startedAt !== undefined && { startedAt: state.startedAt }),
  ...(state.endedAt !== undefined && { endedAt: state.endedAt }),
  ...(state.error !== undefined && { error: state.error })
})

/** A retry sets the state of the whole node only if no other segment of it is running. */
const withRetry = (view: RunView, step: RunStep): RunView => {
  const before = view.nodes.get(step.node)
  if (before === undefined) return view
  const alone = before.segments.total <= 1
  return withNode(view, {
    ...before,
    retries: before.retries + 1,
    ...(alone && { status: "RETRYING" as const, attempt: step.attempt }),
    ...(step.error !== undefined && { error: step.error })
  })
}

const withNode = (view: RunView, node: NodeRun): RunView => {
  const nodes = new Map(view.nodes)
  nodes.set(node.node, node)
  return { ...healthy(view), phase: view.phase === "loading" ? "running" : view.phase, nodes }
}

/** The previous object, if nothing changed: its views are then not rendered again. */
const keep = (view: RunView, node: NodeRun): NodeRun => {
  const before = view.nodes.get(node.node)
  return before !== undefined && JSON.stringify(before) === JSON.stringify(node) ? before : node
}

const healthy = (view: RunView): RunView => {
  if (view.trouble === undefined) return view
  const { trouble: _, ...rest } = view
  return rest
}
