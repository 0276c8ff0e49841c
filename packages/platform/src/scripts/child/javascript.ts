/**
 * JavaScript and TypeScript in a sandbox process: QuickJS, compiled to WebAssembly, instantiated anew for each call with a
 * memory that cannot grow past its cap. Types are stripped by Node before the script goes in.
 */
import fs from "node:fs"
import { stripTypeScriptTypes } from "node:module"
import type * as QuickJS from "quickjs-emscripten-core"
import type { Start } from "../internal/messages.ts"
import { crash, dropFiles, type Engine, type Failure, type Started } from "./engine.ts"
import { OutputLog } from "./log.ts"
import { EPILOGUE, PRELUDE } from "./prelude.ts"

const PAGE = 65_536
/** QuickJS is built for 16 MiB to start with. */
const INITIAL_PAGES = 256

/** Imports of quickjs 0.32.0's WebAssembly (its build shortens names): what a script can do without, answered by nobody. */
const CLOSED: Readonly<Record<string, () => number>> = {
  // setitimer would leave a timer behind; the rest is a console, an environment and files that are not there.
  j: () => 0,
  c: () => 8,
  d: () => 8,
  o: () => 8,
  e: () => 52,
  f: () => 52
}

export const startJavaScript = async ({ limits, modules }: Start): Promise<Started> => {
  const log = new OutputLog(limits.log)
  const core = (await import(modules["quickjs"] as string)) as typeof QuickJS
  const ffi = (await import(modules["quickjsFfi"] as string)) as { QuickJSFFI: unknown }
  const loader = (await import(modules["quickjsLoader"] as string)) as { default: unknown }
  const wasm = await WebAssembly.compile(fs.readFileSync(new URL(modules["quickjsWasm"] as string)))
  stripTypeScriptTypes("let warm: number")
  const variant = {
    type: "sync" as const,
    importFFI: async () => ffi.QuickJSFFI,
    importModuleLoader: async () => loader.default
  } as unknown as QuickJS.QuickJSSyncVariant

  const fresh = () =>
    core.newQuickJSWASMModuleFromVariant(
      core.newVariant(variant, {
        wasmMemory: new WebAssembly.Memory({
          initial: INITIAL_PAGES,
          maximum: Math.max(INITIAL_PAGES, limits.memory / PAGE)
        }),
        emscriptenModule: {
          instantiateWasm: (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => {
            const gated = Object.fromEntries(
              Object.entries(imports).map(([name, group]) => [name, { ...group, ...CLOSED }])
            )
            const instance = new WebAssembly.Instance(wasm, gated)
            done(instance)
            return instance.exports
          }
        }
      })
    )

  let next = await fresh()
  dropFiles()

  const execute = (name: string, typescript: boolean, request: Uint8Array): Failure | Uint8Array => {
    const text = Buffer.from(request).toString()
    const { source } = JSON.parse(text) as { source: string }
    const code = typescript ? stripTypes(source, name) : source
    if (typeof code !== "string") return code
    const context = next.newContext()
    type Settled = { readonly value: QuickJS.QuickJSHandle } | { readonly error: unknown }
    const settle = (result: QuickJS.VmCallResult<QuickJS.QuickJSHandle>): Settled => {
      if (result.error) return { error: context.dump(result.error) }
      const jobs = context.runtime.executePendingJobs()
      if (jobs.error) return { error: jobs.error.context.dump(jobs.error) }
      const state = context.getPromiseState(result.value)
      if (state.type === "pending") return { error: new Error(WAITS) }
      return state.type === "fulfilled" ? { value: state.value } : { error: context.dump(state.error) }
    }
    const print = context.newFunction("print", (value) => void log.write(Buffer.from(context.getString(value))))
    context.setProp(context.global, "__print", print)
    const invoke = context.unwrapResult(context.evalCode(PRELUDE, "prelude.js"))
    const loaded = settle(context.evalCode(code + EPILOGUE, name, { type: "module" }))
    if ("error" in loaded) return explain(name, loaded.error, "load", log)
    const answer = settle(context.callFunction(invoke, context.undefined, loaded.value, context.newString(text)))
    if ("error" in answer) return explain(name, answer.error, "run", log)
    return Buffer.from(context.getString(answer.value))
  }

  const engine: Engine = {
    run: ({ name, timeout, typescript }, request, limited) => {
      let failure: Failure | undefined
      let body: Uint8Array | undefined
      try {
        const result = limited(timeout, () => execute(name, typescript, request))
        if (result instanceof Uint8Array) body = result
        else failure = result
      } catch (error) {
        // QuickJS does not check every allocation: a memory that cannot grow shows as an access out of bounds, too.
        failure = error instanceof WebAssembly.RuntimeError ? { kind: "memory", message: "" } : crash(error, name)
      }
      if (body !== undefined && body.length > limits.result) {
        body = undefined
        failure = { kind: "size", message: "" }
      }
      const spent = failure?.kind === "timeout"
      return { ...(failure && { failure }), ...(body && { body }), log: log.take(), attempts: [], spent }
    },
    reset: async () => {
      next = await fresh()
    }
  }
  return { engine }
}

const WAITS = "the script waits for something that can never happen (there are no timers and no network)"

/** JavaScript of a TypeScript source, line for line; or why there is none. */
const stripTypes = (source: string, name: string): string | Failure => {
  try {
    return stripTypeScriptTypes(source)
  } catch (error) {
    if ((error as { code?: unknown }).code !== "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") return syntax(name, error)
  }
  try {
    // Enums, namespaces and parameter properties need more than taking types away; lines may shift.
    return stripTypeScriptTypes(source, { mode: "transform" })
  } catch (error) {
    return syntax(name, error)
  }
}

const syntax = (name: string, error: unknown): Failure => ({
  kind: "syntax",
  message: `${name} is not valid TypeScript: ${sentence(error instanceof Error ? error.message : String(error))}`
})

const TEXT = 600
const sentence = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim()
  const cut = line.length > TEXT ? `${line.slice(0, TEXT)}…` : line
  return /[.!?…]$/.test(cut) ? cut : `${cut}.`
}

interface Thrown {
  readonly name?: unknown
  readonly message?: unknown
  readonly stack?: unknown
  readonly kind?: unknown
}

/** A thrown value as a failure; its stack goes to the log. */
const explain = (name: string, thrown: unknown, phase: "load" | "run", log: OutputLog): Failure => {
  const error: Thrown = typeof thrown === "object" && thrown !== null ? thrown : { message: String(thrown) }
  const message = typeof error.message === "string" ? error.message : (JSON.stringify(thrown) ?? String(thrown))
  const type = typeof error.name === "string" ? error.name : "Error"
  if (error.kind === "result" || error.kind === "exception") return { kind: error.kind, message }
  if (type === "InternalError" && /out of memory/.test(message)) return { kind: "memory", message: "" }
  const stack = typeof error.stack === "string" ? error.stack : ""
  const line = new RegExp(`${name.replace(/[^\w]/g, "\\$&")}:(\\d+)`).exec(stack)?.[1]
  const where = line === undefined ? "" : ` line ${line}`
  if (phase === "load" && type === "SyntaxError")
    return { kind: "syntax", message: `${name}${where} is not valid JavaScript: ${sentence(message)}` }
  log.write(Buffer.from(`${type}: ${message}\n${stack}`))
  const hint = message.startsWith("could not load module") ? " (scripts cannot import modules)" : ""
  const at = line === undefined ? "" : ` at line ${line}`
  return { kind: "exception", message: `${name} failed${at} with ${sentence(`${type}: ${message}${hint}`)}` }
}
