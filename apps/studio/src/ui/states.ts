/** Sign, word and colour of a run's states. Lists and the run's own page read the same table, so they never disagree. */
import type { RunPhase } from "../store/runView.ts"

export interface RunMark {
  readonly sign: string
  readonly word: string
  /** Name of a colour token in theme.css. */
  readonly tone: "muted" | "running" | "good" | "error"
}

export const runMarks: { readonly [P in RunPhase]: RunMark } = {
  unknown: { sign: "○", word: "loading", tone: "muted" },
  running: { sign: "◐", word: "running", tone: "running" },
  succeeded: { sign: "✓", word: "succeeded", tone: "good" },
  failed: { sign: "✕", word: "failed", tone: "error" },
  cancelled: { sign: "⊘", word: "cancelled", tone: "muted" }
}
