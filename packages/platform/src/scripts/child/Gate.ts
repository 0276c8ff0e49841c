/**
 * The gate in front of Pyodide's imports: open while Python boots, shut for good before the first line of a script.
 *
 * Python cannot get around it, because WebAssembly has no other way out. It has to be installed before Pyodide is loaded
 * and stays installed when a memory snapshot is made, since both must see the same function table.
 */
import { ANSWERED, attemptOf, OPEN, type Attempt } from "./imports.ts"

type Import = (this: unknown, ...args: unknown[]) => unknown

/** Thrown through WebAssembly when a script calls what it may not; the process is not used again. */
export class Forbidden extends Error {
  readonly attempt: Attempt
  constructor(attempt: Attempt, name: string) {
    super(`${attempt} (${name})`)
    this.attempt = attempt
  }
}

export interface Gate {
  /** Shuts it for good. */
  seal(): void
  /** What the script tried since the last `reset` and was told it may not. */
  readonly attempts: ReadonlySet<Attempt>
  /** The first call that ended the process's usefulness. */
  readonly forbidden: Forbidden | undefined
  /** `true` when the script asked for more memory than `heapLimit`. */
  readonly starved: boolean
  reset(): void
}

export interface GateOptions {
  /** Bytes of WebAssembly memory. */
  readonly heapLimit: number
}

const EINVAL = 28

/** Patches `WebAssembly` in this process. Call it once, before Pyodide is imported. */
export const installGate = ({ heapLimit }: GateOptions): Gate => {
  let sealed = false
  let forbidden: Forbidden | undefined
  let starved = false
  const attempts = new Set<Attempt>()
  const open = new Set(OPEN)

  const refuse = (name: string): never => {
    const attempt = attemptOf(name)
    forbidden ??= new Forbidden(attempt, name)
    attempts.add(attempt)
    // Thrown again and again: C++ clean-up code may swallow one of them, which changes nothing.
    throw forbidden
  }

  /** What a sealed import does instead. */
  const sealedWork = (name: string, original: Import): Import => {
    if (name === "emscripten_resize_heap") {
      return (size) => {
        if (Number(size) >>> 0 <= heapLimit) return original(size)
        starved = true
        return 0
      }
    }
    if (name === "__syscall_fcntl64") {
      // Only F_GETFD, F_SETFD and F_GETFL: Emscripten's F_SETFL turns a read-only descriptor into a writable one, and its
      // F_DUPFD takes a number as large as you like.
      return (fd, command, varargs) =>
        command === 1 || command === 2 ? 0 : command === 3 ? original(fd, command, varargs) : -EINVAL
    }
    const answer = ANSWERED.get(name)
    if (answer === undefined) return () => refuse(name)
    return () => {
      if (answer.attempt !== undefined) attempts.add(answer.attempt)
      return answer.value
    }
  }

  const known = new WeakSet<Import>()
  const gate = (name: string, original: Import): Import => {
    if (known.has(original)) return original
    if (open.has(name)) {
      known.add(original)
      return original
    }
    const inside = sealedWork(name, original)
    const outer: Import = function (...args) {
      return sealed ? inside(...args) : original.apply(this, args)
    }
    known.add(outer)
    // Emscripten reads `.sig` when it puts a function into the table.
    return Object.assign(outer, original)
  }

  const { Instance, instantiate } = WebAssembly
  const gateAll = (imports: WebAssembly.ModuleImports): void => {
    for (const [name, value] of Object.entries(imports)) {
      if (typeof value === "function") imports[name] = gate(name, value as Import)
    }
  }
  Object.assign(WebAssembly, {
    instantiate(source: unknown, imports?: WebAssembly.Imports) {
      if (sealed) throw new Error("sealed")
      // Emscripten keeps one object for all of them, and the linker looks names up in it later: change it in place.
      if (imports?.["env"] !== undefined) gateAll(imports["env"])
      return instantiate(source, imports)
    },
    // The linker wraps JavaScript functions in one-function modules before they enter the table, where WebAssembly could
    // call them without an import. Only gated ones may.
    Instance: class extends Instance {
      constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
        if (sealed) throw new Error("sealed")
        for (const group of Object.values(imports ?? {})) {
          for (const value of Object.values(group)) {
            if (typeof value === "function" && !known.has(value as Import))
              throw new Error(`${value.name} would enter the function table past the gate`)
          }
        }
        super(module, imports)
      }
    }
  })
  // Stack switching would let Python wait for JavaScript; Node versions differ in whether they have it.
  Reflect.deleteProperty(WebAssembly, "Suspending")
  Reflect.deleteProperty(WebAssembly, "promising")

  return {
    seal: () => {
      sealed = true
    },
    attempts,
    get forbidden() {
      return forbidden
    },
    get starved() {
      return starved
    },
    reset: () => {
      attempts.clear()
      starved = false
    }
  }
}
