/**
 * A failed command: message, hint and exit code. Handlers fail with it; errors of the client are converted to it
 * (`failure.ts`).
 */
import { ExitCode } from "./ExitCode.ts"

export interface FailureFacts {
  readonly exitCode: ExitCode
  /** Stable word: the tag of a client's reason, or a word of the CLI such as `Usage`, `Detached`, `Drift`. */
  readonly code: string
  readonly message: string
  /** What the server said, or the underlying cause. */
  readonly why?: string | undefined
  /** What to do about it. */
  readonly hint?: string | undefined
  /** Commands that help, ready to run as they are printed. */
  readonly next?: readonly string[]
  /** What is known despite the failure; printed next to `error` in the JSON answer. */
  readonly facts?: Readonly<Record<string, unknown>>
  /** Already shown on stderr: only the JSON answer repeats it. */
  readonly said?: boolean
}

export class CliFailure extends Error {
  override readonly name: string = "CliFailure"
  readonly exitCode: ExitCode
  readonly code: string
  readonly why: string | undefined
  readonly hint: string | undefined
  readonly next: readonly string[]
  readonly facts: Readonly<Record<string, unknown>>
  readonly said: boolean

  constructor({ code, exitCode, facts = {}, hint, message, next = [], said = false, why }: FailureFacts) {
    super(message)
    this.exitCode = exitCode
    this.code = code
    this.why = why
    this.hint = hint
    this.next = next
    this.facts = facts
    this.said = said
  }
}

/** The command line itself is wrong, or a file that it names: exit code 2. */
export class UsageError extends CliFailure {
  override readonly name = "UsageError"
  constructor(message: string, hint?: string) {
    super({ code: "Usage", exitCode: ExitCode.usage, message, hint })
  }
}

/** A problem of this machine, not of the command line: a port in use, a folder that cannot be written. */
export const localFailure = (message: string, hint?: string): CliFailure =>
  new CliFailure({ code: "Local", exitCode: ExitCode.error, message, hint })

/** A signal ended the command before it had an answer. */
export const interrupted = (message = "Interrupted.", more: Partial<FailureFacts> = {}): CliFailure =>
  new CliFailure({ code: "Interrupted", exitCode: ExitCode.interrupted, message, ...more })
