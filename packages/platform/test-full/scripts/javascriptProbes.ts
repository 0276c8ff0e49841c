/**
 * Attempts to leave the JavaScript sandbox, to ruin it or to leave something behind. Same rules as for Python's: one that
 * gets through returns or prints a text that starts with `ESCAPED`.
 */
import type { Probe } from "./pythonProbes.ts"

const main = (body: string): string =>
  `const got = (x) => [{ data: "ESCAPED " + String(x).slice(0, 200) }]\nexport async function main({ text }) {\n${body}\nreturn [{ data: "nothing" }]\n}\n`

/** Each is tried in turn; what it gives must be nothing of Node's. */
const expressions: readonly string[] = [
  "process",
  "require",
  "globalThis.process ?? globalThis.require",
  "Buffer",
  "fetch",
  "WebSocket",
  "XMLHttpRequest",
  "setTimeout",
  "Worker",
  "WebAssembly",
  "std",
  "os",
  "scriptArgs",
  "bjson",
  "navigator",
  "__print",
  "Function('return process')()",
  "(0, eval)('process')",
  "[].constructor.constructor('return process')()",
  "(async () => {}).constructor('return process')()",
  "(function* () {}).constructor('return process')().next().value",
  "console.log.constructor('return process')()",
  "console.log.call.constructor('return process')()",
  "(() => { try { null.x } catch (e) { return e.constructor.constructor('return process')() } })()",
  "new Proxy(() => {}, {}).constructor('return process')()",
  "Reflect.construct(Function, ['return process'])()",
  "globalThis.constructor.constructor('return process')()",
  "import.meta.url.startsWith('file:') && import.meta.url",
  "import.meta.dirname.length && import.meta.dirname",
  "Error.prepareStackTrace && Error.captureStackTrace({}) && 'stack'",
  "new SharedArrayBuffer(8) && Atomics.wait(new Int32Array(new SharedArrayBuffer(8)), 0, 0, 10) && 'waited'"
]

const loop = (name: string, source: string): Probe => ({ name, source, ends: ["timeout"], timeout: 500 })

export const javascriptProbes = (): readonly Probe[] => [
  ...expressions.map((expression): Probe => ({
    name: expression,
    ends: ["ok"],
    source: main(`let x\ntry { x = await ${expression} } catch (e) { x = undefined }\nif (x) return got(x)`)
  })),
  {
    name: "import fs",
    ends: ["exception"],
    source: `import fs from "fs"\nexport const main = () => [{ data: "ESCAPED" }]\n`
  },
  {
    name: "import node:child_process",
    ends: ["exception"],
    source: `import cp from "node:child_process"\nexport const main = () => [{ data: "ESCAPED" }]\n`
  },
  {
    name: "import a file",
    ends: ["exception"],
    source: `import x from "/etc/passwd"\nexport const main = () => [{ data: "ESCAPED" }]\n`
  },
  {
    name: "import a data URL",
    ends: ["exception"],
    source: `import x from "data:text/javascript,export default 1"\nexport const main = () => [{ data: "ESCAPED" }]\n`
  },
  {
    name: "dynamic import",
    ends: ["exception"],
    source: `export async function main() {\n  const os = await import("os")\n  return [{ data: "ESCAPED" + os }]\n}\n`
  },
  {
    name: "import of the prelude",
    ends: ["exception"],
    source: `import "prelude.js"\nexport const main = () => [{ data: "ESCAPED" }]\n`
  },
  {
    name: "JSON.stringify replaced",
    ends: ["ok", "exception", "result"],
    source: main(`JSON.stringify = () => '"ESCAPED"'\nArray.prototype.map = Array.prototype.join = () => "ESCAPED"`)
  },
  {
    name: "Promise replaced",
    ends: ["ok", "exception", "result"],
    source: main(`globalThis.Promise = class {}\nObject.prototype.then = undefined`)
  },
  { name: "a then that never answers", ends: ["exception"], source: `export const main = () => ({ then() {} })\n` },
  {
    name: "the entry hook called by hand",
    ends: ["ok", "exception", "result"],
    source: `__enter(() => [{ data: "nothing" }])\nexport const main = () => [{ data: "nothing" }]\n`
  },
  {
    name: "a proxy as result",
    ends: ["result", "ok", "exception"],
    source: main(`return new Proxy([{ data: 1 }], { get(t, k) { if (k === "length") return 1e9; return t[k] } })`),
    timeout: 2000
  },
  {
    name: "a throwing getter in the result",
    ends: ["exception"],
    source: main(`return [{ get data() { throw new Error("no") } }]`)
  },
  {
    name: "toJSON that returns itself",
    ends: ["ok", "result", "exception"],
    source: main(`const x = { toJSON() { return x } }\nreturn [{ data: x }]`)
  },
  { name: "a cycle", ends: ["result"], source: main(`const x = { data: 1 }\nx.x = x\nreturn [x]`) },
  { name: "NaN", ends: ["result"], source: main(`return [{ data: NaN }]`) },
  { name: "a BigInt", ends: ["result"], source: main(`return [{ data: 1n }]`) },
  { name: "a function in the result", ends: ["result"], source: main(`return [{ data: () => 1 }]`) },
  { name: "bytes", ends: ["result"], source: main(`return [{ data: new Uint8Array(4) }]`) },
  { name: "a promise in the result", ends: ["result"], source: main(`return [{ data: Promise.resolve(1) }]`) },
  { name: "undefined", ends: ["result"], source: `export const main = () => {}\n` },
  { name: "a text instead of a list", ends: ["result"], source: `export const main = () => "x"\n` },
  {
    name: "a deep result",
    ends: ["result"],
    source: main(`let a = []\nfor (let i = 0; i < 100000; i++) a = [a]\nreturn [{ data: a }]`)
  },
  { name: "a result that is too large", ends: ["result"], source: main(`return [{ data: "x".repeat(9000000) }]`) },
  {
    name: "a kind of failure that is not its own",
    ends: ["exception"],
    source: main(`throw Object.assign(new Error("x"), { kind: "aborted" })`)
  },
  { name: "throw null", ends: ["exception"], source: main(`throw null`) },
  {
    name: "throw a proxy",
    ends: ["exception"],
    source: main(`throw new Proxy({}, { get() { throw 1 }, ownKeys() { throw 2 } })`)
  },
  { name: "throw a symbol", ends: ["exception"], source: main(`throw Symbol("x")`) },
  { name: "a long error", ends: ["exception"], source: main(`throw new Error("x".repeat(1e7))`) },
  { name: "a loop at the top", ends: ["timeout"], timeout: 500, source: `for (;;);\n` },
  loop("a loop", main("for (;;);")),
  loop("a loop in finally", main("for (;;) try { for (;;); } finally { continue }")),
  loop("a slow pattern", main("/(a+)+$/.test('a'.repeat(40) + 'b')")),
  loop("microtasks without end", `export async function main() { for (;;) await null }\n`),
  loop(
    "promises that make promises",
    `export function main() { const f = () => Promise.resolve().then(f); return f() }\n`
  ),
  loop("a loop when the result is read", main("return [{ get data() { for (;;); } }]")),
  loop("a loop in sort", main("[1, 2].sort(() => { for (;;); })")),
  loop("a loop in toJSON", main("return [{ data: { toJSON() { for (;;); } } }]")),
  {
    name: "typed arrays without end",
    ends: ["memory"],
    source: main(`const a = []\nfor (;;) a.push(new Uint8Array(1e6).fill(1))`)
  },
  { name: "a text without end", ends: ["memory", "exception"], source: main(`let s = "x"\nfor (;;) s += s`) },
  {
    name: "texts without end",
    ends: ["memory"],
    source: main(`const a = []\nfor (;;) a.push("x".repeat(1e6 + a.length))`)
  },
  {
    name: "objects without end",
    ends: ["memory", "timeout"],
    source: main(`const a = []\nfor (;;) a.push({ x: [] })`)
  },
  { name: "one huge array", ends: ["memory", "exception"], source: main(`new Uint8Array(1e9)`) },
  { name: "a sparse array filled", ends: ["memory", "exception"], source: main(`new Array(2 ** 31).fill(0)`) },
  {
    name: "memory errors swallowed",
    ends: ["timeout", "memory", "ok", "exception"],
    timeout: 3000,
    source: main(`const a = []\nfor (let i = 0; i < 1e6; i++) try { a.push(new Uint8Array(1e5)) } catch {}`)
  },
  { name: "recursion", ends: ["exception"], source: main(`const f = () => f()\nf()`) },
  {
    name: "recursion in JSON",
    ends: ["exception", "result", "ok"],
    source: main(`let a = []\nfor (let i = 0; i < 1e6; i++) a = [a]\nJSON.stringify(a)`)
  },
  {
    name: "recursion in a pattern",
    ends: ["exception", "ok", "memory"],
    source: main(`new RegExp("(".repeat(1e5) + ")".repeat(1e5)).test("x")`)
  },
  { name: "recursion in the parser", ends: ["exception", "ok", "memory"], source: main(`(0, eval)("[".repeat(1e6))`) },
  {
    name: "a flood of prints",
    ends: ["ok"],
    source: main(`for (let i = 0; i < 20000; i++) console.log("x".repeat(500))`)
  },
  {
    name: "a print of something hostile",
    ends: ["ok"],
    source: main(
      `const o = { toJSON() { throw 1 }, toString() { throw 2 } }\nconsole.log(o, Symbol("x"), 1n, null, undefined, new Error("e"))`
    )
  }
]

export const javascriptLeaks: readonly { readonly name: string; readonly leave: string; readonly find: string }[] = [
  ["a global", `globalThis.leaked = 1`, `if (globalThis.leaked) return got(1)`],
  ["a prototype", `Array.prototype.leaked = 1`, `if ([].leaked) return got(1)`],
  ["a builtin", `Math.max = () => 42`, `if (Math.max(1, 2) === 42) return got(1)`],
  ["module.exports", `module.exports.leaked = 1`, `if (module.exports.leaked) return got(1)`],
  [
    "a symbol",
    `Symbol.for("x").description && (Object.prototype[Symbol.for("x")] = 1)`,
    `if ({}[Symbol.for("x")]) return got(1)`
  ],
  ["a finalizer", `globalThis.r = new FinalizationRegistry(() => console.log("ESCAPED"))\nr.register({}, 1)`, ``],
  [
    "a pending promise",
    `Promise.resolve().then(() => new Promise((f) => (globalThis.f = f))).then(() => console.log("ESCAPED"))`,
    `if (globalThis.f) return got(1)`
  ]
].map(([name = "", leave = "", find = ""]) => ({ name, leave: main(leave), find: main(find) }))
