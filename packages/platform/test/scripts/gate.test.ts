import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Gate, installGate } from "../../src/scripts/child/Gate.ts"
import { ANSWERED, attemptOf, OPEN, PYODIDE_VERSION } from "../../src/scripts/child/imports.ts"

const require = createRequire(import.meta.url)

describe("the list of Pyodide's imports", () => {
  const imports = WebAssembly.Module.imports(
    new WebAssembly.Module(readFileSync(require.resolve("pyodide/pyodide.asm.wasm")))
  )
  const functions = imports.filter((it) => it.kind === "function")

  it("belongs to the version that is installed", () => {
    const { version } = JSON.parse(readFileSync(require.resolve("pyodide/package.json"), "utf8")) as { version: string }
    expect(version).toBe(PYODIDE_VERSION)
  })

  it("names real imports only, each once", () => {
    const named = [...OPEN, ...ANSWERED.keys()]
    expect(new Set(named).size).toBe(named.length)
    expect(functions.map((it) => it.name)).toEqual(expect.arrayContaining(named))
  })

  it("leaves everything else closed, and there is nothing new", () => {
    expect(new Set(imports.map((it) => it.module))).toEqual(new Set(["env", "wasi_snapshot_preview1", "GOT.func"]))
    expect(functions).toHaveLength(268)
    const closed = functions.map((it) => it.name).filter((name) => !OPEN.includes(name) && !ANSWERED.has(name))
    expect(closed).toContain("JsvFunction_CallBound")
    expect(closed).toContain("ffi_call_js")
    // The two that the gate treats differently.
    expect(closed).toEqual(expect.arrayContaining(["emscripten_resize_heap", "__syscall_fcntl64"]))
  })

  it("has words for each of them", () => {
    expect(attemptOf("ffi_call_js")).toBe("call native code")
    expect(attemptOf("proc_exit")).toBe("end its process")
    expect(attemptOf("_maybe_connect_async")).toBe("use the network")
    expect(attemptOf("something that a later version brings")).toBe("reach the JavaScript around Python")
  })
})

/** A module that imports functions i32 → i32 from "env" and exports each under its own name. */
const moduleOf = (...names: readonly string[]): Uint8Array => {
  const text = (value: string): number[] => [value.length, ...Buffer.from(value)]
  const section = (id: number, items: readonly (readonly number[])[]): number[] => {
    const body = [items.length, ...items.flat()]
    return [id, body.length, ...body]
  }
  const magic = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]
  const types = section(1, [[0x60, 0x01, 0x7f, 0x01, 0x7f]])
  const imports = section(
    2,
    names.map((name) => text("env").concat(text(name), 0x00, 0x00))
  )
  const exports = section(
    7,
    names.map((name, index) => text(name).concat(0x00, index))
  )
  return Uint8Array.from([...magic, ...types, ...imports, ...exports])
}

describe("the gate", () => {
  const original = { ...WebAssembly, instantiate: WebAssembly.instantiate, Instance: WebAssembly.Instance }
  const calls: string[] = []
  let gate: Gate
  let exports: Record<string, (argument: number) => number>
  beforeAll(async () => {
    gate = installGate({ heapLimit: 1000 })
    const names = ["fd_write", "__syscall_socket", "run_js", "emscripten_resize_heap", "__syscall_fcntl64"]
    const env = Object.fromEntries(names.map((name) => [name, (argument: number) => (calls.push(name), argument)]))
    const { instance } = await WebAssembly.instantiate(moduleOf(...names), { env })
    exports = instance.exports as typeof exports
  })
  afterAll(() => Object.assign(WebAssembly, original))
  const call = (name: string, argument: number): number => exports[name]?.(argument) ?? Number.NaN

  it("lets everything through while the interpreter starts", () => {
    for (const name of Object.keys(exports)) expect(call(name, 7)).toBe(7)
    expect(calls).toEqual(Object.keys(exports))
    expect(gate.forbidden).toBeUndefined()
  })

  it("lets no JavaScript function into the function table that did not pass it", () => {
    const module = new WebAssembly.Module(moduleOf("f"))
    expect(() => new WebAssembly.Instance(module, { env: { f: () => 1 } })).toThrow("past the gate")
  })

  it("once shut: calls what is open, answers what is answered, and throws for the rest", async () => {
    gate.seal()
    calls.length = 0
    expect(call("fd_write", 5)).toBe(5)
    expect(call("__syscall_socket", 5)).toBe(-2)
    expect([...gate.attempts]).toEqual(["use the network"])
    expect(() => call("run_js", 5)).toThrow("reach the JavaScript around Python (run_js)")
    expect(gate.forbidden?.attempt).toBe("reach the JavaScript around Python")
    expect(calls).toEqual(["fd_write"])
  })

  it("lets memory grow to its limit and no further", () => {
    expect(call("emscripten_resize_heap", 1000)).toBe(1000)
    expect(gate.starved).toBe(false)
    expect(call("emscripten_resize_heap", 1001)).toBe(0)
    expect(call("emscripten_resize_heap", -1)).toBe(0)
    expect(gate.starved).toBe(true)
  })

  it("forgets attempts between calls, but never a forbidden one", () => {
    gate.reset()
    expect([...gate.attempts]).toEqual([])
    expect(gate.starved).toBe(false)
    expect(gate.forbidden).toBeDefined()
  })

  it("lets no more WebAssembly in", () => {
    expect(() => WebAssembly.instantiate(moduleOf("f"), { env: { f: () => 1 } })).toThrow("sealed")
    expect(() => new WebAssembly.Instance(new WebAssembly.Module(moduleOf()), {})).toThrow("sealed")
  })
})
