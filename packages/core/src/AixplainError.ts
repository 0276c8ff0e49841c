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
  declare readonly _tag: "AixplainError"
  /** For example `Runs.run`. */
  declare readonly operation: string
  declare readonly reason: ErrorReason

  constructor(options: { readonly operation: string; readonly reason: ErrorReason }) {
    const { operation, reason } = options
    super(reason.message, reason.cause === undefined ? undefined : { cause: reason.cause })
    // Not enumerable: consoles and crash reports print the enumerable members after the stack, all facts a second time.
    for (const [name, value] of Object.entries({ _tag: "AixplainError", operation, reason }))
      Object.defineProperty(this, name, { value })
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

  /** What to do about it, with the option names of the SDK. */
  get hint(): string | undefined {
    return this.reason.hint
  }

  /** The same as data, for surfaces whose options have other names. */
  get hints(): readonly Hint[] {
    return this.reason.hints
  }

  /** What `console.error` and `util.inspect` print: each fact once, then where it was called. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return [describe(this), ...framesOf(this.stack).slice(0, shownFrames)].join("\n")
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

/** The facts for people, each once, in at most three lines. */
export const describe = (error: AixplainError): string => {
  const { hint, message, name, operation, reason, requestId, runRef, status } = error
  const facts = [
    `reason: ${reason._tag} (${operation})`,
    ...(status === undefined ? [] : [`status: ${status}`]),
    ...(requestId === undefined ? [] : [`request id: ${requestId}`]),
    ...(runRef === undefined ? [] : [`run: ${runRef.id}`])
  ]
  return [`${name}: ${message}`, ...(hint === undefined ? [] : [`  hint: ${hint}`]), `  ${facts.join(", ")}`].join("\n")
}

/** Lines of the stack that are printed; `stack` has all. */
const shownFrames = 4

/** The lines of a stack without the message before them and the runtime's own. */
const framesOf = (stack: string | undefined): readonly string[] =>
  (stack ?? "").split("\n").filter((line) => /^\s+at /.test(line) && !/\(node:|at node:/.test(line))

/** True for errors of this package, also of another copy of it. */
export const isAixplainError = (value: unknown): value is AixplainError =>
  typeof value === "object" && value !== null && brand in value
