/**
 * JavaScript and TypeScript in a sandbox process: a new QuickJS for each call. Node takes the types out of TypeScript
 * before the script goes in.
 */
import { stripTypeScriptTypes } from "node:module"
import type * as QuickJS from "quickjs-emscripten-core"
import type { Call, Start } from "../internal/messages.ts"
import { crash, dropFiles, type Engine, type Failure, type Started } from "./Engine.ts"
import { OutputLog } from "./log.ts"
import { EPILOGUE, PRELUDE } from "./prelude.ts"
import { type Instance, loadQuickJS } from "./quickjs.ts"

const STARVED: Failure = { kind: "memory", message: "" }
const WAITS = "the script waits for something that can never happen (scripts have neither timers nor a network)"

export const startJavaScript = async ({ limits, modules }: Start, tell?: (text: string) => void): Promise<Started> => {
  const log = new OutputLog(limits.log, tell)
  const make = await loadQuickJS(modules, limits.memory)
  // Node loads its TypeScript parser at the first use.
  stripTypeScriptTypes("let ready: true")
  let next = await make()
  dropFiles()

  const engine: Engine = {
    run: (call, request, limited) => {
      let result: Failure | Uint8Array
      // Whatever happens to QuickJS, the next call gets a new one. Node's TypeScript parser is one WebAssembly instance for
      // the life of the process: after anything that stopped it halfway (a trap, the time limit) the process is replaced.
      let spent = false
      try {
        result = limited(call.timeout, () => execute(next, call, request, log))
      } catch (error) {
        spent = call.typescript
        // QuickJS does not check every allocation: a memory that cannot grow shows as an access out of bounds, too.
        if (error instanceof StripperCrash) result = unreadable(call.name)
        else result = error instanceof WebAssembly.RuntimeError && next.starved() ? STARVED : crash(error, call.name)
      }
      if (result instanceof Uint8Array && result.length > limits.result) result = { kind: "size", message: "" }
      return {
        ...(result instanceof Uint8Array ? { body: result } : { failure: result }),
        // What is printed once the log is full stays in QuickJS, uncounted.
        log: log.take(false),
        attempts: [],
        starved: next.starved(),
        spent
      }
    },
    reset: async () => {
      next = await make()
    }
  }
  return { engine }
}

type Settled = { readonly value: QuickJS.QuickJSHandle } | { readonly error: unknown }

/** The bytes of the answer, or why it failed. */
const execute = (
  { quickjs, starved }: Instance,
  { name, typescript }: Call,
  request: Uint8Array,
  log: OutputLog
): Failure | Uint8Array => {
  const text = Buffer.from(request).toString()
  const { source } = JSON.parse(text) as { source: string }
  const code = typescript ? stripTypes(source, name) : source
  if (typeof code !== "string") return code

  const context = quickjs.newContext()
  /** The value of a result that is a promise: nothing outside can resolve it, so it is settled when no job is left. */
  const settle = (result: QuickJS.VmCallResult<QuickJS.QuickJSHandle>): Settled => {
    if (result.error) return { error: context.dump(result.error) }
    const jobs = context.runtime.executePendingJobs()
    if (jobs.error) return { error: jobs.error.context.dump(jobs.error) }
    const state = context.getPromiseState(result.value)
    if (state.type === "pending") return { error: { name: "Error", message: WAITS } }
    return state.type === "fulfilled" ? { value: state.value } : { error: context.dump(state.error) }
  }
  const explain = (error: unknown, phase: "load" | "run"): Failure =>
    // Without memory for an Error, QuickJS throws null.
    starved() && error === null ? STARVED : failureOf(name, error, phase, log)

  // Answers whether there is room for more: copying what is not kept would take longer than the script has.
  const print = context.newFunction("print", (value) => {
    log.write(Buffer.from(context.getString(value)))
    return log.isFull ? context.false : context.true
  })
  context.setProp(context.global, "__print", print)
  const invoke = context.unwrapResult(context.evalCode(PRELUDE, "prelude.js"))
  const loaded = settle(context.evalCode(code + EPILOGUE, name, { type: "module" }))
  if ("error" in loaded) return explain(loaded.error, "load")
  const answer = settle(context.callFunction(invoke, context.undefined, loaded.value, context.newString(text)))
  if ("error" in answer) return explain(answer.error, "run")
  return Buffer.from(context.getString(answer.value))
}

/** The TypeScript parser broke instead of answering. */
class StripperCrash extends Error {}

const unreadable = (name: string): Failure => ({
  kind: "syntax",
  message: `${name} cannot be read as TypeScript: the parser ran out of room, usually because brackets or expressions are nested too deeply.`
})

/** JavaScript of a TypeScript source, line for line; or why it cannot be made. @throws StripperCrash, Late */
const stripTypes = (source: string, name: string): string | Failure => {
  // Enums, namespaces and parameter properties need more than taking types away; lines may shift.
  for (const mode of ["strip", "transform"] as const) {
    try {
      return stripTypeScriptTypes(source, { mode })
    } catch (error) {
      const code = (error as { code?: unknown } | null)?.code
      if (code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX" && mode === "strip") continue
      if (code === "ERR_INVALID_TYPESCRIPT_SYNTAX" || code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX")
        return syntax(name, error as Error)
      // Node reports a trap of the parser as ERR_INTERNAL_ASSERTION, with advice to report a bug in Node.
      if (code === "ERR_INTERNAL_ASSERTION" || error instanceof WebAssembly.RuntimeError) throw new StripperCrash()
      throw error
    }
  }
  throw new StripperCrash()
}

/** Node 24 puts the line in front of the stack: ":3" and the source line, then the error. */
const syntax = (name: string, { message, stack = "" }: Error): Failure => {
  const line = /^[^\n]*?:(\d+)\n/.exec(stack)?.[1]
  const where = line === undefined ? "" : ` line ${line}`
  return { kind: "syntax", message: `${name}${where} is not valid TypeScript: ${sentence(message)}` }
}

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
  /** The prelude's own. */
  readonly kind?: unknown
}

/** A thrown value as a failure; its stack goes to the log. */
const failureOf = (name: string, thrown: unknown, phase: "load" | "run", log: OutputLog): Failure => {
  const error: Thrown = typeof thrown === "object" && thrown !== null ? thrown : { message: String(thrown) }
  const message = typeof error.message === "string" ? error.message : (JSON.stringify(thrown) ?? String(thrown))
  const type = typeof error.name === "string" ? error.name : "Error"
  const stack = typeof error.stack === "string" ? error.stack : ""
  if (error.kind === "result" || error.kind === "exception") return { kind: error.kind, message }
  if (type === "InternalError" && message.includes("out of memory")) return STARVED
  const line = new RegExp(`${name.replace(/[^\w]/g, "\\$&")}:(\\d+)`).exec(stack)?.[1]
  if (phase === "load" && type === "SyntaxError") {
    const where = line === undefined ? "" : ` line ${line}`
    return { kind: "syntax", message: `${name}${where} is not valid JavaScript: ${sentence(message)}` }
  }
  const what = message === "" ? type : `${type}: ${message}`
  log.write(Buffer.from(`${what}\n${stack}`))
  const hint = message.startsWith("could not load module") ? " (scripts cannot import modules)" : ""
  const at = line === undefined ? "" : ` at line ${line}`
  return { kind: "exception", message: `${name} failed${at} with ${sentence(`${what}${hint}`)}` }
}
