/** Segment paths and step states as people read them. */
import type { RunStep } from "@aixplain-ts/sdk"

/** `00000.00042` → `1.43`: the 43rd piece of the first instance. */
export const segmentName = (path: string): string =>
  path
    .split(".")
    .map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : part))
    .join(".")

export const stepMarks: {
  readonly [S in RunStep["status"]]: { readonly sign: string; readonly word: string; readonly tone: string }
} = {
  IN_PROGRESS: { sign: "◐", word: "running", tone: "running" },
  RETRYING: { sign: "↻", word: "retrying", tone: "warning" },
  SUCCESS: { sign: "✓", word: "done", tone: "good" },
  FAILED: { sign: "✕", word: "failed", tone: "error" },
  SKIPPED: { sign: "–", word: "skipped", tone: "muted" },
  ABORTED: { sign: "⊘", word: "cancelled", tone: "muted" }
}
