/**
 * Starts sandbox processes: from a snapshot where there is one, under the system's extra layers where they work, and
 * without either rather than not at all.
 */
import { ScriptError } from "../ScriptError.ts"
import { commandFor, findEntry, findInterpreter, findWrapper, type Wrapper } from "./locate.ts"
import type { SandboxEngine, SandboxLimits } from "./messages.ts"
import { ProcessLost, SandboxProcess } from "./process.ts"
import { snapshotCache } from "./snapshot.ts"

export interface LaunchOptions {
  readonly limits: SandboxLimits
  readonly cacheFolder: string | undefined
  readonly hardening: boolean
  readonly notice: (line: string) => void
}

/** `started` gets the process before it is ready. @throws ScriptError `unavailable` */
export type Launch = (engine: SandboxEngine, started: (process: SandboxProcess) => void) => Promise<SandboxProcess>

const NO_WRAPPER: Wrapper = { command: [], gives: [] }

export const makeLauncher = ({ limits, cacheFolder, hardening, notice }: LaunchOptions): Launch => {
  const cache = snapshotCache(cacheFolder)
  let found: Promise<Wrapper> | undefined
  const layers = (): Promise<Wrapper> => {
    found ??= (hardening ? findWrapper(limits.memory) : Promise.resolve(NO_WRAPPER)).then((wrapper) => {
      if (wrapper.gives.length > 0) notice(`Scripts also run under ${wrapper.gives.join(" and ")}.`)
      return wrapper
    })
    return found
  }

  const start = async (
    engine: SandboxEngine,
    started: (process: SandboxProcess) => void,
    wrapper: Wrapper,
    snapshot: string | undefined
  ): Promise<SandboxProcess> => {
    const interpreter = findInterpreter(engine)
    const from = snapshot === undefined ? {} : { snapshot }
    const command = commandFor({
      entry: findEntry(),
      interpreter,
      memory: limits.memory,
      wrapper: wrapper.command,
      ...from
    })
    const process = new SandboxProcess(command, { engine, limits, modules: interpreter.modules, ...from })
    started(process)
    const made = await process.ready
    if (made !== undefined) {
      const path = await cache.store(made)
      notice(path === undefined ? "Python's snapshot could not be kept." : `Python's snapshot is kept in ${path}.`)
    }
    return process
  }

  return async (engine, started) => {
    let wrapper = await layers()
    let snapshot = engine === "python" ? await cache.find() : undefined
    if (engine === "python" && snapshot === undefined) notice("Python starts for the first time here; 2 s once.")
    for (;;) {
      try {
        const process = await start(engine, started, wrapper, snapshot)
        if (wrapper === NO_WRAPPER) found = Promise.resolve(wrapper)
        return process
      } catch (error) {
        if (!(error instanceof ProcessLost) || error.reason === "aborted") throw error
        if (snapshot !== undefined) {
          notice("Python's snapshot did not start; making a new one.")
          await cache.discard()
          snapshot = undefined
        } else if (wrapper.command.length > 0) {
          notice(`Scripts did not start under ${wrapper.gives.join(" and ")}: ${error.message}.`)
          wrapper = NO_WRAPPER
        } else {
          const language = engine === "python" ? "Python" : "JavaScript"
          throw new ScriptError("unavailable", `The sandbox for ${language} did not start: ${error.message}.`)
        }
      }
    }
  }
}
