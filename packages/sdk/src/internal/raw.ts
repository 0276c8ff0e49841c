/** The server's dictionary of a run, for callers who request response version "v1". */
import { isAixplainError } from "@aixplain-ts/core/AixplainError"
import type { RunSnapshot } from "@aixplain-ts/core/RunSnapshot"
import type { RawAnswer } from "../Options.ts"

/** The answer as the server sent it; an answer that is not an object is put in `data`, next to the status. */
export const rawOf = (result: Pick<RunSnapshot, "raw" | "status">): RawAnswer =>
  typeof result.raw === "object" && result.raw !== null && !Array.isArray(result.raw)
    ? (result.raw as RawAnswer)
    : { status: result.status, data: result.raw }

/** In version "v1" a failed or cancelled run is an answer, too, with status and error as members. */
export const rawOfFailure = (error: unknown): RawAnswer => {
  if (isAixplainError(error) && (error.reason._tag === "RunFailed" || error.reason._tag === "RunCancelled"))
    if (error.reason.result !== undefined) return rawOf(error.reason.result)
  throw error
}
