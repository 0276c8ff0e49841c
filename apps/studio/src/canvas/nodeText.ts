/** What is said about a node: on its box, to screen readers, in the outline. One place, so that all say the same. */
import type { Problem } from "@aixplain-ts/designer"
import { stateMarks } from "@aixplain-ts/designer/diagram"
import type { NodePlace } from "@aixplain-ts/designer/layout"
import type { NodeRun } from "../store/runView.ts"

/** `◐ running 41/60 ✕1 ↻2`; at rest the sign is enough, a column of "done" would only be noise. */
export const stateText = (node: NodeRun): string => {
  const {
    attempt,
    retries,
    segments: { done, failed, total },
    status
  } = node
  const { sign, word } = stateMarks[status]
  if (node.blockedBy !== undefined) return `${sign} not reached`
  return [
    sign,
    status === "SUCCESS" ? "" : word,
    total > 1 && (status === "IN_PROGRESS" || status === "SUCCESS")
      ? done < total
        ? `${done}/${total}`
        : `${total}`
      : "",
    status === "RETRYING" && attempt !== undefined ? String(attempt) : "",
    failed > 0 && status !== "FAILED" ? `✕${failed}` : "",
    retries > 0 && status !== "RETRYING" ? `↻${retries}` : ""
  ]
    .filter((part) => part !== "")
    .join(" ")
}

/** The same in words. */
export const spokenState = ({ blockedBy, retries, segments: { done, failed, total }, status }: NodeRun): string => {
  if (blockedBy !== undefined) return `not reached because of ${blockedBy}`
  return [
    stateMarks[status].word,
    total > 1 ? `${done} of ${total} segments` : "",
    failed > 0 ? `${failed} failed` : "",
    retries > 0 ? `${retries} retried` : ""
  ]
    .filter((part) => part !== "")
    .join(", ")
}

export const spokenProblems = (problems: readonly Problem[]): string => {
  const errors = problems.filter(({ level }) => level === "error").length
  const warnings = problems.length - errors
  return [
    errors > 0 ? `${errors} ${errors === 1 ? "error" : "errors"}` : "",
    warnings > 0 ? `${warnings} ${warnings === 1 ? "warning" : "warnings"}` : ""
  ]
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
