/** A server with a scripted engine, for one test file or one test; closed when the test ends. */
import { onTestFinished } from "vitest"
import { startWith, type EngineParts } from "../../src/startWith.ts"
import type { Platform, PlatformOptions } from "../../src/PlatformOptions.ts"
import { Client } from "./Client.ts"
import { ScriptedEngine } from "./ScriptedEngine.ts"

export interface Harness {
  readonly platform: Platform
  readonly engine: ScriptedEngine
  readonly client: Client
  readonly parts: EngineParts
  /** Errors of the server that it reported. */
  readonly reported: unknown[]
}

export const start = async (options: PlatformOptions = {}): Promise<Harness> => {
  const engine = new ScriptedEngine()
  const reported: unknown[] = []
  let parts: EngineParts | undefined
  const platform = await startWith((given) => {
    parts = given
    return engine
  })({ onError: (error) => reported.push(error), ...options })
  onTestFinished(() => platform.close())
  return { platform, engine, client: new Client(platform), parts: parts as EngineParts, reported }
}
