/** What the status words of runs mean. One table for check answers, lists of runs and everything that shows a run. */
import type { RunPhase, RunStatusWord } from "./RunSnapshot.ts"

export type { RunPhase } from "./RunSnapshot.ts"

const phases: Readonly<Record<string, RunPhase>> = {
  IN_PROGRESS: "running",
  PENDING: "running",
  QUEUED: "running",
  RUNNING: "running",
  SUCCESS: "succeeded",
  FAILED: "failed",
  ERROR: "failed",
  ABORTED: "cancelled",
  CANCELED: "cancelled",
  CANCELLED: "cancelled"
}

/** Upper case, without the spelling differences seen. */
export const statusWord = (status: string): RunStatusWord =>
  status
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, "_")

/** Meaning of a status word; a word outside the list is `unknown`: never success, never the end. */
export const phaseOf = (status: string | undefined): RunPhase => {
  const word = status === undefined ? "" : statusWord(status)
  return Object.hasOwn(phases, word) ? (phases[word] ?? "unknown") : "unknown"
}
