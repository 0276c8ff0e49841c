/**
 * Sign, word and colour of the states of runs and nodes: used by lists, filters, titles and graphs, so that they agree.
 */
import { markOfState, type StateMark, stateMarks } from "@aixplain-ts/designer/diagram"
import type { RunListOptions } from "@aixplain-ts/sdk"
import type { NodeRun, RunPhase } from "../store/RunView.ts"

export interface RunMark {
  readonly sign: string
  readonly word: string
  /** Name of a colour token in theme.css. */
  readonly tone: "muted" | "running" | "good" | "warning" | "error"
}

export const runMarks: { readonly [P in RunPhase]: RunMark } = {
  loading: { sign: "○", word: "loading", tone: "muted" },
  unknown: { sign: "?", word: "in an unknown state", tone: "muted" },
  running: { sign: "◐", word: "running", tone: "running" },
  succeeded: { sign: "✓", word: "succeeded", tone: "good" },
  partial: { sign: "!", word: "succeeded with failures", tone: "warning" },
  failed: { sign: "✕", word: "failed", tone: "error" },
  cancelled: { sign: "⊘", word: "cancelled", tone: "muted" }
}

const notReached: StateMark = { ...stateMarks.SKIPPED, word: "not reached" }

/** The mark of a node: on its box, in the outline, in the inspector and in the far view. */
export const nodeMark = (node: NodeRun): StateMark => (node.blockedBy === undefined ? markOfState(node) : notReached)

/** Filters of run lists, by their name in the address, with the query that the server gets. */
export const runFilters = {
  IN_PROGRESS: { phase: "running", query: { status: "IN_PROGRESS" } },
  SUCCESS: { phase: "succeeded", query: { status: "SUCCESS" } },
  PARTIAL: { phase: "partial", query: { outcome: "partial" } },
  FAILED: { phase: "failed", query: { status: "FAILED" } },
  ABORTED: { phase: "cancelled", query: { status: "ABORTED" } }
} as const satisfies Readonly<Record<string, { phase: RunPhase; query: Pick<RunListOptions, "status" | "outcome"> }>>

export type RunFilterName = keyof typeof runFilters

export const runFilterNames = Object.keys(runFilters) as readonly RunFilterName[]
