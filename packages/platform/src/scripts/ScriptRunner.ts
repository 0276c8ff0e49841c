/**
 * What the engine knows of script execution: source and segments in, segments out.
 *
 * The runner keeps untrusted code sealed (no files, no network, bounded time and memory). It knows nothing of runs. Its
 * timers are real even where a server's clock is virtual, because what they stop is real.
 */
import { availableParallelism } from "node:os"
import { makeLauncher } from "./internal/Launch.ts"
import type { SandboxEngine, SandboxLimits } from "./internal/messages.ts"
import { explain, loss } from "./internal/outcome.ts"
import { SandboxPool } from "./internal/pool.ts"
import { ProcessLost } from "./internal/process.ts"
import { inputSegments } from "./internal/segments.ts"

export { ScriptError, type ScriptFailure } from "./ScriptError.ts"

export type ScriptLanguage = "python" | "javascript" | "typescript"

/** One segment as a script sees it: facts such as `index` and `success`, values under `attributes` and flat beside it. */
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
  /** Hears whole lines of what the script prints while it runs; the result's log holds them again. */
  readonly printed?: (text: string) => void
}

export interface ScriptResult {
  readonly segments: readonly ScriptSegment[]
  /** What the script printed, cut at the runner's limit. */
  readonly log: string
}

export interface ScriptRunner {
  /** @throws ScriptError */
  run(call: ScriptCall): Promise<ScriptResult>
  /** Gets a warm process ready (a pipeline with a script was saved). */
  warm(language: ScriptLanguage): void
  close(): Promise<void>
}

export interface ScriptRunnerOptions {
  /** Milliseconds that one call may take when it does not say; 10,000. */
  readonly timeout?: number
  /** Bytes of memory for one script; 192 MiB. */
  readonly memory?: number
  /** Bytes of output that are kept as a script's log; 256 KiB. */
  readonly logBytes?: number
  /** Bytes of JSON that a script may return; 8 MiB. */
  readonly resultBytes?: number
  /** Bytes of temporary files that a Python script may have; 16 MiB. */
  readonly fileBytes?: number
  /** Sandbox processes at once; as many as there are processors. */
  readonly processes?: number
  /** Milliseconds after which an unused process ends; 5 minutes. */
  readonly idle?: number
  /** Calls after which a process is replaced; 1,000. */
  readonly callsPerProcess?: number
  /** Folder for Python's memory snapshot (31 MB); the user's cache folder when absent. */
  readonly cacheFolder?: string
  /** `false` leaves out `prlimit` and `unshare` where Linux has them. */
  readonly hardening?: boolean
  /** Hears what people may want to know: the first start of Python, the layers in force. */
  readonly notice?: (line: string) => void
}

const MIB = 1 << 20

/** Starts nothing yet: processes come with the first call or with `warm`. */
export const makeScriptRunner = (options: ScriptRunnerOptions = {}): ScriptRunner => {
  const limits: SandboxLimits = {
    memory: options.memory ?? 192 * MIB,
    log: options.logBytes ?? 256 * 1024,
    result: options.resultBytes ?? 8 * MIB,
    files: options.fileBytes ?? 16 * MIB
  }
  // Output that is all control characters grows sixfold as JSON.
  const replyLimit = limits.result + 6 * limits.log + MIB
  const launch = makeLauncher({
    limits,
    cacheFolder: options.cacheFolder,
    hardening: options.hardening ?? true,
    notice: options.notice ?? (() => undefined)
  })
  const pool = new SandboxPool({
    max: options.processes ?? availableParallelism(),
    idle: options.idle ?? 5 * 60_000,
    calls: options.callsPerProcess ?? 1000,
    launch
  })
  const engineOf = (language: ScriptLanguage): SandboxEngine => (language === "python" ? "python" : "javascript")
  let id = 0

  return {
    run: async (call) => {
      const { source, signal } = call
      // It goes into sentences, and people choose it.
      const name = call.name.replace(/[\s\p{Cc}]+/gu, " ").slice(0, 200)
      const timeout = call.timeout ?? options.timeout ?? 10_000
      const inputs = inputSegments(call.inputs)
      const about = { name, timeout, limits, inputs, outputs: call.outputs }
      const request = Buffer.from(JSON.stringify({ name, source, inputs }))
      const process = await pool.acquire(engineOf(call.language), signal)
      let spent = true
      try {
        const head = { id: ++id, name, timeout, typescript: call.language === "typescript" }
        const answer = await process.call(head, request, replyLimit, signal, call.printed)
        spent = answer.spent
        return explain(answer, about)
      } catch (error) {
        if (!(error instanceof ProcessLost)) throw error
        throw loss(error.reason, process.starved, about)
      } finally {
        pool.release(process, spent)
      }
    },
    warm: (language) => pool.warm(engineOf(language)),
    close: () => pool.close()
  }
}
