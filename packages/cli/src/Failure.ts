/**
 * What went wrong, for people and for programs: code, message, why, hint, and commands that can be typed as printed.
 */
import { ExitCode } from "./ExitCode.ts"
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
