/** The server's own dictionary of a run, for callers who asked for response version "v1". */
import { isAixplainError } from "@aixplain-ts/core/AixplainError"
import type { RunSnapshot } from "@aixplain-ts/core/RunSnapshot"
import type { RawAnswer } from "../Options.ts"

/** The answer as the server sent it; an answer that was no object under `data`, with the status beside it. */
export const rawOf = (result: Pick<RunSnapshot, "raw" | "status">): RawAnswer =>
  typeof result.raw === "object" && result.raw !== null && !Array.isArray(result.raw)
    ? (result.raw as RawAnswer)
    : { status: result.status, data: result.raw }

/** A run that failed or was cancelled is an answer too in version "v1": status and error are members of it. */
export const rawOfFailure = (error: unknown): RawAnswer => {
  if (isAixplainError(error) && (error.reason._tag === "RunFailed" || error.reason._tag === "RunCancelled"))
    if (error.reason.result !== undefined) return rawOf(error.reason.result)
  throw error
}
