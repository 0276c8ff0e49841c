/**
 * Makes QuickJS instances: one WebAssembly module, compiled once, each with its own memory that cannot grow past its cap.
 *
 * `setMemoryLimit` of the interpreter does not bound large allocations; the maximum of the WebAssembly memory does.
 */
import fs from "node:fs"
import type * as QuickJS from "quickjs-emscripten-core"

export interface Instance {
  readonly quickjs: QuickJS.QuickJSWASMModule
  /** `true` once the script asked for more memory than there is. */
  readonly starved: () => boolean
}

const PAGE = 65_536
/** What QuickJS is built to start with: 16 MiB. */
const INITIAL_PAGES = 256

/** The one group of imports, and `emscripten_resize_heap` in it: quickjs 0.32.0's build shortens all names. */
const GROUP = "a"
const RESIZE = "k"
/** Imports that a script can do without: setitimer, which leaves a timer behind; console, environment and files. */
const CLOSED: Readonly<Record<string, () => number>> = {
  j: () => 0,
  c: () => 8,
  d: () => 8,
  o: () => 8,
  e: () => 52,
  f: () => 52
}

/** Loads the interpreter from `modules` (file URLs); the function it gives makes a new instance of `memory` bytes. */
export const loadQuickJS = async (
  modules: Readonly<Record<string, string>>,
  memory: number
): Promise<() => Promise<Instance>> => {
  const core = (await import(modules["quickjs"] as string)) as typeof QuickJS
  const ffi = (await import(modules["quickjsFfi"] as string)) as { QuickJSFFI: unknown }
  const loader = (await import(modules["quickjsLoader"] as string)) as { default: unknown }
  const wasm = await WebAssembly.compile(fs.readFileSync(new URL(modules["quickjsWasm"] as string)))
  const variant = {
    type: "sync",
    importFFI: async () => ffi.QuickJSFFI,
    importModuleLoader: async () => loader.default
  } as unknown as QuickJS.QuickJSSyncVariant
  const maximum = Math.max(INITIAL_PAGES, Math.floor(memory / PAGE))

  return async () => {
    let starved = false
    const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): unknown => {
      const group: WebAssembly.ModuleImports = { ...imports[GROUP], ...CLOSED }
      const grow = group[RESIZE] as (size: number) => boolean
      group[RESIZE] = (size: number) => {
        const grown = grow(size)
        starved ||= !grown
        return grown
      }
      const instance = new WebAssembly.Instance(wasm, { [GROUP]: group })
      done(instance)
      return instance.exports
    }
    const wasmMemory = new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum })
    const quickjs = await core.newQuickJSWASMModuleFromVariant(
      core.newVariant(variant, { wasmMemory, emscriptenModule: { instantiateWasm } })
    )
    return { quickjs, starved: () => starved }
  }
}
