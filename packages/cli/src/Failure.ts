/**
 * What went wrong, for people and for programs: code, message, why, hint, and commands that can be typed as printed.
 */
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import type { Settings } from "./Command.ts"
import { ExitCode, exitCodeOf } from "./ExitCode.ts"
import type { Output } from "./Output.ts"
import type { UsageError } from "./UsageError.ts"

export interface Failure {
  readonly exitCode: ExitCode
  /** Stable word: a reason's tag, `Usage`, or `Bug`. */
  readonly code: string
  readonly message: string
  readonly why?: string | undefined
  readonly hint?: string | undefined
  /** Commands that help, ready to run. */
  readonly next: readonly string[]
}

export const describeUsage = (error: UsageError): Failure => ({
  exitCode: ExitCode.usage,
  code: "Usage",
  message: error.message,
  hint: error.hint,
  next: []
})

/** On stdout as JSON where a program reads, as sentences on stderr where a person does. */
export const showFailure = (failure: Failure, output: Output): void => {
  const { code, hint, message, next, why } = failure
  if (output.format !== "text") output.answer({ error: { code, message, why, hint, next } }, "")
  output.say([message, why, hint, ...next.map((command) => `  ${command}`)].filter((line) => line).join("\n"))
}

/** A failed call of the client: its sentence, what the server said beside it, and what to type next. */
export const describeError = (error: AixplainError, settings: Settings): Failure => {
  const { reason } = error
  const said = serverSentence(reason.body)
  return {
    exitCode: exitCodeOf(reason),
    code: reason._tag,
    message: error.message,
    why: said !== undefined && !error.message.includes(said) ? `The server said: ${said}` : undefined,
    hint: error.hint,
    next: nextCommands(error, settings)
  }
}

/** Anything else is our own mistake, and said to be one. */
export const describeBug = (error: unknown): Failure => ({
  exitCode: ExitCode.error,
  code: "Bug",
  message: `axp itself failed: ${error instanceof Error ? error.message : String(error)}`,
  why: error instanceof Error ? error.stack?.split("\n").slice(1, 4).join("\n") : undefined,
  hint: "Please report this, with the command that you ran.",
  next: []
})

const serverSentence = (body: unknown): string | undefined => {
  if (typeof body !== "object" || body === null) return undefined
  const { message } = body as { message?: unknown }
  return Array.isArray(message) ? message.join(" ") : typeof message === "string" ? message : undefined
}

const nextCommands = (error: AixplainError, settings: Settings): readonly string[] => {
  const server = settings.baseUrl === undefined ? "" : ` --base-url ${settings.baseUrl}`
  if (error.reason._tag === "DeadlineExceeded" && error.runRef !== undefined)
    return [`axp runs watch ${error.runRef.id}${server}`]
  if (error.reason._tag === "SubmissionUncertain") return [`axp runs list${server}`]
  if (error.reason._tag === "NotFound") return [`axp pipelines list${server}`]
  return []
}
