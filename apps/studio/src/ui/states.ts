/**
 * Sign, word and colour of a run's states and of its nodes': read by lists, filters, titles and pictures alike, so that
 * they never disagree.
 */
import { markOfState, type StateMark, stateMarks } from "@aixplain-ts/designer/diagram"
import type { RunListOptions } from "@aixplain-ts/sdk"
import type { NodeRun, RunPhase } from "../store/runView.ts"

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

/** What a node shows: on its box, in the outline, in the inspector and from afar. */
export const nodeMark = (node: NodeRun): StateMark => (node.blockedBy === undefined ? markOfState(node) : notReached)

/** What lists of runs can be filtered by, as the address has it, and what the server is asked for then. */
export const runFilters = {
  IN_PROGRESS: { phase: "running", query: { status: "IN_PROGRESS" } },
  SUCCESS: { phase: "succeeded", query: { status: "SUCCESS" } },
  PARTIAL: { phase: "partial", query: { outcome: "partial" } },
  FAILED: { phase: "failed", query: { status: "FAILED" } },
  ABORTED: { phase: "cancelled", query: { status: "ABORTED" } }
} as const satisfies Readonly<Record<string, { phase: RunPhase; query: Pick<RunListOptions, "status" | "outcome"> }>>

export type RunFilterName = keyof typeof runFilters

export const runFilterNames = Object.keys(runFilters) as readonly RunFilterName[]
