/**
 * Python in a sandbox process: Pyodide behind the gate, restored from a memory snapshot, and reset after each call by
 * writing its memory back, so that every script meets a fresh interpreter.
 */
import fs from "node:fs"
import process from "node:process"
import type { Start } from "../internal/messages.ts"
import { checked } from "./checksum.ts"
import { ANSWER, CALL, DRIVER, REQUEST, settle } from "./driver.ts"
import { crash, dropFiles, type Engine, type Failure, type Started } from "./Engine.ts"
import { type EmscriptenFiles, sealFiles } from "./files.ts"
import { installGate } from "./Gate.ts"
import { OutputLog } from "./log.ts"

/** The inside of a loaded Pyodide, as far as it is used. */
interface Module {
  readonly FS: EmscriptenFiles
  readonly HEAPU8: Uint8Array
  readonly _PyRun_SimpleString: (text: number) => number
  readonly stringToNewUTF8: (text: string) => number
  readonly stackSave: () => number
  readonly stackRestore: (pointer: number) => void
}

interface Pyodide {
  readonly _module: Module
  readonly _api: { readonly config: Record<string, unknown> }
  runPython(code: string): unknown
  makeMemorySnapshot(): Uint8Array
  setStdin(options: { read: (buffer: Uint8Array) => number }): void
  setStdout(options: { write: (buffer: Uint8Array) => number }): void
  setStderr(options: { write: (buffer: Uint8Array) => number }): void
}

interface Loader {
  loadPyodide(options: Record<string, unknown>): Promise<Pyodide>
}

/** A package list with nothing in it: nothing is ever loaded from anywhere. */
const NO_PACKAGES = { info: { arch: "wasm32", platform: "emscripten", abi_version: "2026_0" }, packages: {} }
/** More than any script needs in files and folders. */
const MAX_NODES = 2048
/** Room for a request's inputs and an answer beside what is allowed. */
const RUN_SLACK = 1 << 20
const NOTHING = new Uint8Array(0)

export const startPython = async (start: Start, tell?: (text: string) => void): Promise<Started> => {
  const { limits, modules } = start
  const gate = installGate({ heapLimit: limits.memory })
  const log = new OutputLog(limits.log, tell)
  // NODEFS asks for it while Pyodide loads; under the permission model the real one is forbidden.
  Object.assign(process, { binding: () => ({ fs: fs.constants }) })

  const loader = (await import(modules["pyodide"] as string)) as Loader
  const pyodide = await loader.loadPyodide({
    indexURL: modules["pyodideFolder"],
    lockFileContents: NO_PACKAGES,
    packageBaseUrl: "file:///nowhere/",
    jsglobals: Object.freeze(Object.create(null)),
    _sysExecutable: "python",
    env: { HOME: "/tmp", LANG: "C.UTF-8" },
    ...(start.snapshot === undefined
      ? { _makeSnapshot: true }
      : { _loadSnapshot: checked(fs.readFileSync(start.snapshot)) })
  })
  const module = pyodide._module
  // 31 MB that nobody needs any more.
  delete pyodide._api.config["_loadSnapshot"]
  let snapshot: Uint8Array | undefined
  if (start.snapshot === undefined) {
    pyodide.runPython(DRIVER)
    snapshot = pyodide.makeMemorySnapshot()
  }
  pyodide.setStdin({ read: () => 0 })
  pyodide.setStdout({ write: (bytes) => log.write(bytes) })
  pyodide.setStderr({ write: (bytes) => log.write(bytes) })
  pyodide.runPython(settle(limits.result))
  const call = module.stringToNewUTF8(CALL)
  const stack = module.stackSave()
  const files = sealFiles(module.FS, {
    quota: { "/tmp": limits.files, "/run": limits.result + RUN_SLACK },
    nodes: MAX_NODES
  })
  gate.seal()
  dropFiles()
  const base = module.HEAPU8.slice()

  const engine: Engine = {
    run: ({ name, timeout }, request, limited) => {
      files.write(REQUEST, request)
      // There from the start, so that a script that used up its files still gets its answer out.
      files.write(ANSWER, NOTHING)
      let failure: Failure | undefined
      let body: Uint8Array | undefined
      try {
        if (limited(timeout, () => module._PyRun_SimpleString(call)) === 0) body = files.read(ANSWER)
        // The driver always answers, unless something takes the interpreter from under it.
        if (body === undefined) failure = { kind: "exception", message: `${name} gave no answer.` }
      } catch (error) {
        failure = crash(error, name)
      }
      if (gate.forbidden !== undefined) failure = { kind: "forbidden", message: "" }
      return {
        ...(failure === undefined ? body && { body } : { failure }),
        log: log.take(),
        attempts: [...gate.attempts],
        starved: gate.starved,
        spent: failure !== undefined || module.HEAPU8.length > 2 * base.length
      }
    },
    reset: () => {
      const heap = module.HEAPU8
      heap.set(base)
      heap.fill(0, base.length)
      module.stackRestore(stack)
      files.reset()
      gate.reset()
    }
  }
  return { engine, ...(snapshot && { snapshot }) }
}
