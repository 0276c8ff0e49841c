/** Texts about a node for its box, screen readers and the outline, in one place so that they agree. */
import type { Problem } from "@aixplain-ts/designer"
import type { NodePlace } from "@aixplain-ts/designer/layout"
import type { NodeRun } from "../store/RunView.ts"
import { count, counted } from "../ui/format.ts"
import { nodeMark } from "../ui/states.ts"

/** `◐ running 41/60 ✕1 ↻2`; when done, the sign is enough. */
export const stateText = (node: NodeRun): string => {
  const {
    attempt,
    retries,
    segments: { done, failed, total },
    status
  } = node
  const { sign, word } = nodeMark(node)
  if (node.blockedBy !== undefined) return `${sign} ${word}`
  const isDone = status === "SUCCESS"
  return [
    sign,
    isDone ? "" : word,
    isDone && failed > 0
      ? `${count(failed)}/${count(total)} failed`
      : total > 1 && (status === "IN_PROGRESS" || isDone)
        ? done < total
          ? `${count(done)}/${count(total)}`
          : count(total)
        : "",
    status === "RETRYING" && attempt !== undefined ? String(attempt) : "",
    failed > 0 && !isDone && status !== "FAILED" ? `✕${count(failed)}` : "",
    retries > 0 && status !== "RETRYING" ? `↻${count(retries)}` : ""
  ]
    .filter((part) => part !== "")
    .join(" ")
}

/** The same state in words. */
export const spokenState = (node: NodeRun): string => {
  const {
    blockedBy,
    retries,
    segments: { done, failed, total }
  } = node
  if (blockedBy !== undefined) return `not reached because of ${blockedBy}`
  return [
    nodeMark(node).word,
    total > 1 ? `${count(done)} of ${count(total)} segments` : "",
    failed > 0 ? `${count(failed)} failed` : "",
    retries > 0 ? `${count(retries)} retried` : ""
  ]
    .filter((part) => part !== "")
    .join(", ")
}

export const spokenProblems = (problems: readonly Problem[]): string => {
  const errors = problems.filter(({ level }) => level === "error").length
  const warnings = problems.length - errors
  return [errors > 0 ? counted(errors, "error") : "", warnings > 0 ? counted(warnings, "warning") : ""]
    .filter((part) => part !== "")
    .join(", ")
}

/** A node in one sentence: label, kind, what it runs, state, problems. */
export const spokenNode = (place: NodePlace, problems: readonly Problem[], run: NodeRun | undefined): string =>
  [
    place.label,
    place.kindLine.toLowerCase().replace(" · ", ", "),
    place.subtitle ?? "",
    run === undefined ? "" : spokenState(run),
    spokenProblems(problems)
  ]
    .filter((part) => part !== "")
    .join(", ")
