/** The platform with its real engine: journal, nodes, assets and scripts. */
import type { SavePipeline } from "@aixplain-ts/api-types"
import { kindOf } from "@aixplain-ts/designer"
import { AssetRegistry } from "./engine/AssetRegistry.ts"
import type { EngineLimits } from "./engine/EngineOptions.ts"
import { makeEngine } from "./engine/makeEngine.ts"
import { startWith, type EngineParts, type OwnedEngine } from "./startWith.ts"
import type { Platform, PlatformLimits, PlatformOptions } from "./PlatformOptions.ts"
import { makeScriptRunner } from "./scripts/ScriptRunner.ts"

const startEngine = async ({ database, clock, files, baseUrl, options }: EngineParts): Promise<OwnedEngine> => {
  const scripts = makeScriptRunner()
  const engine = await makeEngine({
    database,
    clock,
    files,
    baseUrl,
    assets: new AssetRegistry({ assets: options.assets ?? [], strict: options.strictAssets ?? false }),
    scripts,
    scriptSource: files.script,
    textOutputs: options.textOutputs ?? "url",
    limits: engineLimits(options.limits ?? {}),
    onBroken: (error) => options.onError?.(error, "engine")
  })
  return {
    ...engine,
    saved: (architecture) => warmScripts(architecture),
    close: async () => {
      await engine.close()
      await scripts.close()
    }
  }

  /** A Python process takes a moment to start: it does so before the first run asks for it. */
  function warmScripts(architecture: SavePipeline["architecture"]): void {
    for (const node of architecture.nodes)
      if (kindOf(node) === "SCRIPT" && typeof node.fileId === "string" && node.fileId !== "")
        scripts.warm(/\.[cm]?[jt]s$/.test(node.fileId) ? "javascript" : "python")
  }
}

const engineLimits = (limits: PlatformLimits): Partial<EngineLimits> =>
  definedOnly({
    run: limits.runMillis,
    step: limits.stepMillis,
    scriptTimeout: limits.scriptMillis,
    openRuns: limits.openRuns,
    queuedRuns: limits.queuedRuns,
    retention: limits.runsKeptMillis
  })

const definedOnly = <A extends object>(object: A): { [K in keyof A]?: Exclude<A[K], undefined> } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as never

/**
 * Starts a server in this process. It listens when the promise resolves, and is gone when `close` does.
 *
 * @example
 * await using platform = await startPlatform()
 * const answer = await fetch(`${platform.url}/health`)
 */
export const startPlatform: (options?: PlatformOptions) => Promise<Platform> = startWith(startEngine)
