import { fileURLToPath } from "node:url"
import {
  makeScriptRunner,
  ScriptError,
  type ScriptLanguage,
  type ScriptRunnerOptions
} from "../../src/scripts/ScriptRunner.ts"

/** Kept between runs, so that only the first one makes a snapshot. */
export const cacheFolder = fileURLToPath(new URL("../../.test/scripts", import.meta.url))

export interface Ran {
  /** `ok`, or the kind of failure. */
  readonly end: string
  readonly segments: readonly Record<string, unknown>[]
  readonly message: string
  readonly log: string
}

export interface RunOptions {
  readonly inputs?: Record<string, readonly Record<string, unknown>[]>
  readonly outputs?: readonly string[]
  readonly timeout?: number
  readonly signal?: AbortSignal
}

const files: Record<ScriptLanguage, string> = { python: "script.py", javascript: "script.js", typescript: "script.ts" }

/** A runner whose calls answer with how they ended instead of throwing. */
export const makeTestRunner = (options: ScriptRunnerOptions = {}) => {
  const runner = makeScriptRunner({ cacheFolder, processes: 2, ...options })
  const run = async (language: ScriptLanguage, source: string, call: RunOptions = {}): Promise<Ran> => {
    try {
      const { segments, log } = await runner.run({
        language,
        name: files[language],
        source,
        inputs: { text: [{ index: 0, success: true, data: "hello" }] },
        outputs: ["data"],
        ...call
      })
      return { end: "ok", segments, message: "", log }
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error
      return { end: error.kind, segments: [], message: error.message, log: error.log }
    }
  }
  return {
    runner,
    python: (source: string, call?: RunOptions) => run("python", source, call),
    javascript: (source: string, call?: RunOptions) => run("javascript", source, call),
    typescript: (source: string, call?: RunOptions) => run("typescript", source, call)
  }
}

/** A script that has nothing wrong with it. */
export const UPPER = `def main(text):
    return [{"index": s["index"], "success": True, "data": s["data"].upper()} for s in text]
`
