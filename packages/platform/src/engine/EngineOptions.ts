/** What an engine is made of, and its limits with their defaults. */
import { availableParallelism } from "node:os"
import type { ScriptSource } from "../nodes/NodeCall.ts"
import type { ScriptRunner } from "../scripts/ScriptRunner.ts"
import type { Database } from "../store/Database.ts"
import type { StoreError } from "../store/StoreError.ts"
import type { AssetRegistry } from "./AssetRegistry.ts"
import type { Clock } from "../clock/Clock.ts"
import type { FileStore } from "../files/Files.ts"

export interface EngineOptions {
  readonly database: Database
  readonly files: FileStore
  readonly assets: AssetRegistry
  /** Origin under which this server is reached, for the addresses in answers: "http://127.0.0.1:8799". */
  readonly baseUrl: () => string
  readonly clock?: Clock
  readonly scripts?: ScriptRunner
  /** Text and name of a script that the team uploaded. */
  readonly scriptSource?: (team: string, fileId: string) => Promise<ScriptSource | undefined>
  /** Text outputs as addresses of text files (as hosted engines do), or as they are. */
  readonly textOutputs?: "url" | "inline"
  readonly random?: () => number
  readonly limits?: Partial<EngineLimits>
  /** URL of a module that exports `at(point)`; tests end the process there. */
  readonly probe?: string
  /** Told once when the store cannot be used any more; nothing is executed after that. */
  readonly onBroken?: (error: StoreError) => void
}

export interface EngineLimits {
  /** Milliseconds that a run may take from its submission. */
  readonly run: number
  /** Milliseconds that one attempt of a step may take. */
  readonly step: number
  readonly attempts: number
  /** Runs at work at once, and runs that may wait behind them. */
  readonly openRuns: number
  readonly queuedRuns: number
  /** Calls that wait for something outside, at once. */
  readonly io: number
  /** Computations and script processes at once. */
  readonly cpu: number
  readonly scripts: number
  readonly scriptTimeout: number | undefined
  /** Segments of one run, counted at every node: what of a run is in memory grows with them. */
  readonly segments: number
  /** Longest text that goes through in one piece. */
  readonly textLimit: number
  readonly logLines: number
  readonly logCharacters: number
  /** Milliseconds that an ended run is kept. */
  readonly retention: number
}

export const defaultLimits = (): EngineLimits => ({
  run: 24 * 3_600_000,
  step: 5 * 60_000,
  attempts: 4,
  openRuns: 10_000,
  queuedRuns: 100_000,
  io: 256,
  cpu: Math.max(1, availableParallelism() - 1),
  scripts: availableParallelism(),
  scriptTimeout: undefined,
  segments: 10_000_000,
  textLimit: 1500,
  logLines: 1000,
  logCharacters: 2000,
  retention: 7 * 24 * 3_600_000
})
