/**
 * What went wrong, for people and for programs: client errors and bugs as a `CliFailure`, and how one is shown.
 */
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import { type Caller, commandLine } from "./Caller.ts"
import { CliFailure } from "./CliFailure.ts"
import { ExitCode, exitCodeOf } from "./ExitCode.ts"
import type { Output } from "./Output.ts"

/** On stdout as JSON where a program reads, as sentences on stderr where a person does. */
export const showFailure = (failure: CliFailure, output: Output): void => {
  const { code, facts, hint, message, next, said, why } = failure
  if (output.format !== "text") {
    const error = { code, message, why: why ?? null, hint: hint ?? null, next }
    output.answer({ ...facts, error }, "")
  }
  if (said) return
  const { style } = output
  const more = [why, hint, ...next.map((command) => `  ${style.bold(command)}`)].filter((line) => line)
  output.say([style.red(message), ...more].join("\n"))
}

/** A failed call of the client: its sentence, what the server said beside it, and what to type next. */
export const describeError = (
  error: AixplainError,
  caller: Caller,
  facts: Readonly<Record<string, unknown>> = {}
): CliFailure => {
  const { message, reason, runRef } = error
  const said = serverSentence(reason.body)
  const ended = reason._tag === "RunFailed" || reason._tag === "RunCancelled"
  return new CliFailure({
    exitCode: exitCodeOf(error),
    code: reason._tag,
    message,
    why: said !== undefined && !message.includes(said) ? `The server said: ${said}` : undefined,
    hint: hintOf(error),
    next: nextWords(error).map((words) => commandLine(caller, words)),
    facts: { ...(runRef !== undefined && !ended && { run: runRef }), ...facts }
  })
}

/** Anything else is our own mistake, and said to be one. */
export const describeBug = (error: unknown): CliFailure =>
  new CliFailure({
    exitCode: ExitCode.error,
    code: "Bug",
    message: `axp itself failed: ${error instanceof Error ? error.message : String(error)}`,
    why: error instanceof Error ? error.stack?.split("\n").slice(1, 4).join("\n") : undefined,
    hint: "Please report this, with the command that you ran."
  })

const serverSentence = (body: unknown): string | undefined => {
  if (typeof body !== "object" || body === null) return undefined
  const { message } = body as { message?: unknown }
  return Array.isArray(message) ? message.join(" ") : typeof message === "string" ? message : undefined
}

/** Where the client's own hint speaks of its options, the command line speaks of its. */
const hintOf = ({ hint, reason }: AixplainError): string | undefined => {
  switch (reason._tag) {
    case "Unauthorized":
      return reason.status === undefined
        ? hint?.replace(", or pass the apiKey option", "")
        : "Check AIXPLAIN_API_KEY and that it belongs to this server."
    case "DeadlineExceeded":
      return reason.runRef === undefined ? hint : "The run goes on. Take it up again, or give it a longer --timeout."
    case "SubmissionUncertain":
      return "Look whether it exists before submitting again."
    case "UnexpectedStatus":
      return hint?.replace("Set baseUrl", "Set --base-url")
    case "UploadRejected":
      return hint?.replace(", or raise the limit option if the server takes more", "")
    case "Conflict":
      return hint?.replace("apply with overwrite", "apply with --overwrite")
    case "InvalidInput":
      return hint?.replace("Give the name option.", "Give --name.")
    default:
      return hint
  }
}

const nextWords = ({ operation, reason, runRef }: AixplainError): readonly (readonly string[])[] => {
  const isMissing = reason._tag === "NotFound"
  // An id that the server does not know, or that is no id at all, is no better with another command.
  if ((isMissing || reason._tag === "InvalidRequest") && looksAtRuns.has(operation)) return [["runs", "list"]]
  if (runRef !== undefined)
    return reason._tag === "RunFailed" || reason._tag === "RunCancelled"
      ? [["runs", "get", runRef.id]]
      : [["runs", "resume", runRef.id]]
  if (reason._tag === "SubmissionUncertain")
    return reason.pipeline === undefined
      ? [["pipelines", "list"]]
      : [["runs", "list", "--pipeline", reason.pipeline, "--since", "5m"]]
  return isMissing && /^(Runs|Pipelines)\./.test(operation) ? [["pipelines", "list"]] : []
}

const looksAtRuns = new Set(["Runs.check", "Runs.await", "Runs.cancel", "Runs.get", "Runs.log"])
