import type { RunDetail, RunEvent } from "@aixplain-ts/sdk"
import { describe, expect, it } from "vitest"
import { emptyRun, fromDetail, isOpen, logLimit, reduce, runPhase, type RunView } from "../src/store/RunView.ts"

const at = "2026-03-01T08:00:00.000Z"
const base = { run: "r", at }
const counts = (total: number, done = 0, failed = 0) => ({ total, done, failed })

type NodeState = RunDetail["nodes"][number]
const node = (fields: Partial<NodeState> = {}): NodeState => ({
  node: 1,
  label: "Judge",
  type: "ASSET",
  status: "IN_PROGRESS",
  segments: counts(1),
  ...fields
})

const detail = (fields: Partial<RunDetail> = {}): RunDetail => ({
  id: "r",
  pipeline: { id: "p", name: "Reviews" },
  status: "IN_PROGRESS",
  createdAt: at,
  progress: 10,
  batchMode: true,
  segments: counts(4, 1),
  nodes: [node()],
  ...fields
})

const after = (...events: readonly RunEvent[]): RunView => events.reduce(reduce, emptyRun)

describe("the view of a run", () => {
  it("applies a complete state, and then its changes", () => {
    const view = after(
      { ...base, type: "run.state", state: detail() },
      { ...base, type: "node.progress", node: node({ segments: counts(36, 12, 1) }) },
      { ...base, type: "run.progress", progress: 40, segments: counts(40, 16, 1), usedCredits: 0.5 }
    )
    expect(view).toMatchObject({
      phase: "running",
      pipeline: { name: "Reviews" },
      progress: 40,
      usedCredits: 0.5,
      segments: counts(40, 16, 1)
    })
    expect(view.nodes.get(1)).toMatchObject({ status: "IN_PROGRESS", segments: counts(36, 12, 1) })
  })

  it("ends with the phase of the run, and only success fills the progress bar", () => {
    const finished = (phase: "succeeded" | "failed" | "cancelled", status: string): RunView =>
      after(
        { ...base, type: "run.state", state: detail() },
        {
          ...base,
          type: "run.finished",
          status,
          phase,
          segments: counts(4, 4, phase === "succeeded" ? 0 : 1),
          error: "Why."
        }
      )
    expect(finished("succeeded", "SUCCESS")).toMatchObject({ phase: "succeeded", progress: 100, endedAt: at })
    expect(finished("failed", "FAILED")).toMatchObject({ phase: "failed", progress: 10, error: "Why." })
    expect(finished("cancelled", "ABORTED").phase).toBe("cancelled")
  })

  it("shows a retry on the whole node only if no other segment of it is running, and always counts retries", () => {
    const step = { node: 1, segment: "00000", status: "RETRYING", attempt: 2, error: "busy" } as const
    const retry = { ...base, type: "segment.retrying", step } as const
    const alone = after({ ...base, type: "node.started", node: node() }, retry)
    expect(alone.nodes.get(1)).toMatchObject({ status: "RETRYING", attempt: 2, retries: 1, error: "busy" })
    // The run's progress does not end it, the end of the step does.
    expect(reduce(alone, { ...base, type: "node.progress", node: node() }).nodes.get(1)?.status).toBe("RETRYING")
    const done = node({ status: "SUCCESS", segments: counts(1, 1) })
    expect(reduce(alone, { ...base, type: "node.finished", node: done }).nodes.get(1)).toMatchObject({
      status: "SUCCESS",
      retries: 1
    })
    const many = after({ ...base, type: "node.started", node: node({ segments: counts(36) }) }, retry, retry)
    expect(many.nodes.get(1)).toMatchObject({ status: "IN_PROGRESS", retries: 2 })
  })

  it("keeps the objects of unchanged nodes, so that they are not rendered again", () => {
    const first = fromDetail(detail({ nodes: [node(), node({ node: 2, label: "Clean" })] }))
    const second = fromDetail(
      detail({ nodes: [node(), node({ node: 2, label: "Clean", segments: counts(1, 1), status: "SUCCESS" })] }),
      first
    )
    expect(second.nodes.get(1)).toBe(first.nodes.get(1))
    expect(second.nodes.get(2)).not.toBe(first.nodes.get(2))
  })

  it("follows servers that only answer checks, and reports a failed check", () => {
    const checked = { ...base, type: "run.checked", status: "IN_PROGRESS", attempt: 1, progress: 30 } as const
    const view = after({ ...checked, segments: { total: 0, failed: 0 } })
    expect(view).toMatchObject({ phase: "running", progress: 30 })
    const troubled = reduce(view, {
      ...base,
      type: "check.failed",
      reason: "Transport",
      message: "The connection was lost.",
      attempt: 1,
      retryInMillis: 1000
    })
    expect(troubled.trouble).toBe("The connection was lost.")
    expect(reduce(troubled, { ...checked, segments: { total: 3, failed: 1 } })).toMatchObject({
      segments: { total: 3, failed: 1 }
    })
    expect(reduce(troubled, { ...checked, segments: { total: 3, failed: 1 } })).not.toHaveProperty("trouble")
  })

  it("stays in the cancelling state until the run ends", () => {
    const view = after({ ...base, type: "run.state", state: detail() }, { ...base, type: "cancel.requested" })
    expect(view.isCancelling).toBe(true)
    expect(fromDetail(detail(), view).isCancelling).toBe(true)
    expect(fromDetail(detail({ status: "ABORTED" }), view).isCancelling).toBe(false)
  })

  it("keeps the newest lines of a long log", () => {
    const line = (text: string): RunEvent => ({ ...base, type: "log.written", line: { at, level: "info", text } })
    const view = after(...Array.from({ length: logLimit + 2 }, (_, index) => line(String(index))))
    expect(view.log).toHaveLength(logLimit)
    expect(view.log.at(0)?.text).toBe("2")
  })

  it("returns the same view for events that do not concern it", () => {
    const event: RunEvent = { ...base, type: "status.unknown", status: "PAUSED" }
    expect(reduce(emptyRun, event)).toBe(emptyRun)
  })

  it("distinguishes a success with failures from one without, in a complete state and at the end of a run", () => {
    expect(fromDetail(detail({ status: "SUCCESS", segments: counts(60, 60, 6) })).phase).toBe("partial")
    expect(fromDetail(detail({ status: "SUCCESS", segments: counts(60, 60) })).phase).toBe("succeeded")
    const finished = { ...base, type: "run.finished", status: "SUCCESS", phase: "succeeded" } as const
    expect(after({ ...finished, segments: { total: 60, failed: 6 } }).phase).toBe("partial")
    // A check without counts does not remove the known counts.
    const view = after({ ...base, type: "run.state", state: detail({ segments: counts(60, 60, 6) }) })
    expect(reduce(view, { ...finished, segments: { total: 0, failed: 0 } }).phase).toBe("partial")
  })

  it("treats an unknown status neither as running nor as ended", () => {
    expect(["SUCCESS", "success", "ERROR", "CANCELED", "PAUSED"].map((status) => runPhase({ status }))).toEqual([
      "succeeded",
      "succeeded",
      "failed",
      "cancelled",
      "unknown"
    ])
    expect(isOpen(runPhase({ status: "PAUSED" }))).toBe(true)
  })
})
