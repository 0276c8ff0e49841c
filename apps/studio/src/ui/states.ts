/**
 * Sign, word and colour of a run's states and of its nodes': read by lists, filters, titles and pictures alike, so that
 * they never disagree.
 */
import { markOfState, type StateMark, stateMarks } from "@aixplain-ts/designer/diagram"
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
