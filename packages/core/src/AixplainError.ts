/**
 * The one error of the client: what was being done (`operation`) and why it did not work (`reason`).
 * Everything public that fails, fails with it. The reasons live in `ErrorReason.ts`.
 */
import type { ErrorReason, SafeToResubmit } from "./ErrorReason.ts"
import type { Hint } from "./Hint.ts"
import type { RunRef } from "./RunRef.ts"

export * from "./ErrorReason.ts"
export { type Hint, type HintOption, renderHints } from "./Hint.ts"
export { reasonRules, type ReasonRules, type ReasonTag } from "./ReasonRules.ts"

const brand = Symbol.for("@aixplain-ts/core/AixplainError")

/**
 * One failure. `message` is the reason's sentence after the operation's name; `toJSON()` is safe to print and store.
 *
 * @example
 * switch (error.reason._tag) {
 *   case "DeadlineExceeded": await resumeLater(error.reason.runRef); break
 * }
 */
export class AixplainError extends Error {
  readonly _tag = "AixplainError"
  /** For example `Runs.run`. */
  readonly operation: string
  readonly reason: ErrorReason

  constructor(options: { readonly operation: string; readonly reason: ErrorReason }) {
    super(options.reason.message, { cause: options.reason })
    this.operation = options.operation
    this.reason = options.reason
    Object.defineProperty(this, brand, { value: true })
  }

  override get name(): string {
    return "AixplainError"
  }

  /** Would the same call have a chance a little later? */
  get isRetryable(): boolean {
    return this.reason.isRetryable
  }

  /** Can the same thing be submitted again without doing it twice? */
  get safeToResubmit(): SafeToResubmit {
    return this.reason.safeToResubmit
  }

  get runRef(): RunRef | undefined {
    return this.reason.runRef
  }

  get requestId(): string | undefined {
    return this.reason.requestId
  }

  get status(): number | undefined {
    return this.reason.status
  }

  /** What to do about it, in the words of the SDK. */
  get hint(): string | undefined {
    return this.reason.hint
  }

  /** The same as data, for surfaces whose options have other names. */
  get hints(): readonly Hint[] {
    return this.reason.hints
  }

  /** The facts without stacks: for logs and `-o json`. */
  toJSON(): Record<string, unknown> {
    return {
      name: this.name,
      operation: this.operation,
      reason: this.reason._tag,
      message: this.message,
      isRetryable: this.isRetryable,
      safeToResubmit: this.safeToResubmit,
      ...(this.status !== undefined && { status: this.status }),
      ...(this.requestId !== undefined && { requestId: this.requestId }),
      ...(this.runRef !== undefined && { runRef: this.runRef }),
      ...(this.hint !== undefined && { hint: this.hint }),
      ...(this.reason.body !== undefined && { body: this.reason.body })
    }
  }
}

/** True for errors of this package, also of another copy of it. */
export const isAixplainError = (value: unknown): value is AixplainError =>
  typeof value === "object" && value !== null && brand in value
