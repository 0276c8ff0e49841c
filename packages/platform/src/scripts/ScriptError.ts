/**
 * Why a script gave no segments. Thrown by the script runner, read by the engine's script node.
 */
export type ScriptFailure =
  | "timeout"
  | "memory"
  | "forbidden"
  | "syntax"
  | "exception"
  | "result"
  | "aborted"
  | "unavailable"

/** A script that did not come to a result; `message` says what happened in one sentence, with the line where known. */
export class ScriptError extends Error {
  override readonly name = "ScriptError"
  readonly kind: ScriptFailure
  /** What the script printed before, and its traceback. */
  readonly log: string
  constructor(kind: ScriptFailure, message: string, log = "") {
    super(message)
    this.kind = kind
    this.log = log
  }
}
