/**
 * Turns client errors and bugs into a `CliFailure`, and prints one: sentences for people, JSON for programs.
 */
import { type AixplainError, type HintOption, reasonRules, renderHints } from "@aixplain-ts/core/AixplainError"
import { type Caller, commandLine } from "./Caller.ts"
import { CliFailure } from "./CliFailure.ts"
import { ExitCode, exitCodeOf } from "./ExitCode.ts"
import type { WriteProblem } from "./Io.ts"
import type { Output } from "./Output.ts"

/** As JSON on stdout for programs, as sentences on stderr for people. */
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

/** A failed call of the client: its message, what the server said, and the command to run next. */
export const describeError = (
  error: AixplainError,
  caller: Caller,
  facts: Readonly<Record<string, unknown>> = {}
): CliFailure => {
  const { message, reason, runRef } = error
  const said = serverSentence(reason.body)
  const hint = hintOf(error)
  // "Not Found" adds nothing to the code, and a server's sentence is shown only once.
  const isNews =
    said !== undefined && !/^not found\.?$/i.test(said) && ![message, hint].some((one) => one?.includes(said))
  const ended = hasEnded(error)
  return new CliFailure({
    exitCode: exitCodeOf(error),
    code: reason._tag,
    message,
    why: isNews ? `The server said: ${said}` : undefined,
    hint,
    next: nextWords(error).map((words) => commandLine(caller, words)),
    facts: { ...(runRef !== undefined && !ended && { run: runRef }), ...facts }
  })
}

/** stdout could not be written, so the answer is lost. */
export const cannotWrite = ({ code, message }: WriteProblem, answer: string | undefined): CliFailure =>
  new CliFailure({
    exitCode: ExitCode.error,
    code: "Local",
    message: `The output cannot be written: ${code === undefined ? message : `${code} (${reasonIn(message)})`}.`,
    why: answer && `The output was: ${answer.trimEnd()}`,
    hint: code === "ENOSPC" ? "Free some disk space, or write the output elsewhere." : "Write the output elsewhere."
  })

/** `ENOSPC: no space left on device, write` → `no space left on device`. */
const reasonIn = (message: string): string => message.replace(/^[A-Z]+: /, "").replace(/, \w+$/, "")

/** Anything else is a bug in axp and is reported as one. */
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

/** What the client's options are called on the command line; undefined where there is no such option. */
const flagOf: Readonly<Record<HintOption, string | undefined>> = {
  apiKey: undefined,
  baseUrl: "--base-url",
  idempotencyKey: undefined,
  limit: undefined,
  maxResponseBytes: undefined,
  name: "--name",
  overwrite: "--overwrite",
  // The next command names the run.
  runRef: undefined,
  timeout: "--timeout",
  trustedOrigins: undefined
}

const hintOf = ({ hints, reason }: AixplainError): string | undefined =>
  // The idempotency key was made for this command and is not kept.
  reason._tag === "SubmissionUncertain"
    ? "Check whether it exists before you submit it again."
    : renderHints(hints, (option) => flagOf[option])

/** Outputs are read of runs that have ended. */
const hasEnded = ({ operation, reason }: AixplainError): boolean =>
  reasonRules[reason._tag].endsRun || operation.startsWith("Output.")

const nextWords = (error: AixplainError): readonly (readonly string[])[] => {
  const { operation, reason, runRef } = error
  const isMissing = reason._tag === "NotFound"
  // Another command does not help with an id that is unknown or malformed; the list of runs does.
  if ((isMissing || reason._tag === "InvalidRequest") && looksAtRuns.has(operation)) return [["runs", "list"]]
  if (runRef !== undefined) {
    if (hasEnded(error)) return [["runs", "get", runRef.id]]
    const single = singleRequests[operation]
    // A command that makes one request is suggested again if a retry can help; one that waits becomes `runs resume`.
    if (single !== undefined) return reason.isRetryable ? [["runs", single, runRef.id]] : []
    return [["runs", "resume", runRef.id]]
  }
  if (reason._tag === "SubmissionUncertain")
    return reason.pipeline === undefined
      ? [["pipelines", "list"]]
      : [["runs", "list", "--pipeline", reason.pipeline, "--since", "5m"]]
  return isMissing && /^(Runs|Pipelines)\./.test(operation) ? [["pipelines", "list"]] : []
}

const singleRequests: Readonly<Record<string, string | undefined>> = {
  "Runs.check": "get",
  "Runs.get": "get",
  "Runs.log": "get",
  "Runs.cancel": "cancel"
}

const looksAtRuns = new Set([...Object.keys(singleRequests), "Runs.await"])
