/** Segment paths and step states as text. */
import type { RunStep } from "@aixplain-ts/sdk"
import { count } from "../../ui/format.ts"

const levels = ["item", "part", "piece"]

/**
 * `00000.00042` → `item 43`, `00000.00003.00012` → `item 4, part 13`; the first number counts the values of an input
 * and is left out if there is only one.
 */
export const segmentName = (path: string): string => {
  if (path === "") return "whole run"
  const parts = path.split(".")
  if (!parts.every((part) => /^\d+$/.test(part))) return path
  const [first = 0, ...rest] = parts.map(Number)
  const names = rest.map((part, level) => `${levels[level] ?? `level ${level + 1}`} ${count(part + 1)}`)
  return [...(first > 0 || rest.length === 0 ? [`value ${count(first + 1)}`] : []), ...names].join(", ")
}

interface StepMark {
  readonly sign: string
  readonly word: string
  readonly tone: string
}

const stepMarks: { readonly [S in RunStep["status"]]: StepMark } = {
  IN_PROGRESS: { sign: "◐", word: "running", tone: "running" },
  RETRYING: { sign: "↻", word: "retrying", tone: "warning" },
  SUCCESS: { sign: "✓", word: "done", tone: "good" },
  FAILED: { sign: "✕", word: "failed", tone: "error" },
  SKIPPED: { sign: "–", word: "skipped", tone: "muted" },
  ABORTED: { sign: "⊘", word: "cancelled", tone: "muted" }
}

/** The mark of a step; an unknown state of a newer server is shown as its name. */
export const stepMark = (status: RunStep["status"]): StepMark =>
  Object.hasOwn(stepMarks, status) ? stepMarks[status] : { sign: "?", word: status, tone: "muted" }
