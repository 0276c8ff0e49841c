/**
 * What the engine knows of script execution: source and segments in, segments out.
 *
 * The runner keeps untrusted code sealed (no files, no network, bounded time and memory). It knows nothing of runs.
 */

export type ScriptLanguage = "python" | "javascript" | "typescript"

/** One segment as a script sees it: protocol.md 6.1, values under `attributes` and flat beside it. */
export type ScriptSegment = Record<string, unknown>

export interface ScriptCall {
  readonly language: ScriptLanguage
  /** File name for tracebacks. */
  readonly name: string
  readonly source: string
  /** Segments by input code: only parameters that are linked. */
  readonly inputs: Readonly<Record<string, readonly ScriptSegment[]>>
  /** Output codes that the node declares. */
  readonly outputs: readonly string[]
  /** Milliseconds of wall time; 10 s when absent. */
  readonly timeout?: number
  readonly signal?: AbortSignal
}

export interface ScriptResult {
  readonly segments: readonly ScriptSegment[]
  /** What the script printed, cut at the runner's limit. */
  readonly log: string
}

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
  readonly log: string
  constructor(kind: ScriptFailure, message: string, log = "") {
    super(message)
    this.kind = kind
    this.log = log
  }
}

export interface ScriptRunner {
  /** @throws ScriptError */
  run(call: ScriptCall): Promise<ScriptResult>
  /** Gets a warm process ready (a pipeline with a script was saved). */
  warm(language: ScriptLanguage): void
  close(): Promise<void>
}
