/**
 * Runs the portable program without Node's globals: its `globalThis` has only the globals of the web. Arguments: the
 * script that assigns `program`, and its options as JSON.
 */
import { readFileSync } from "node:fs"
import type { Line, main as program, ProgramOptions } from "./main.ts"

type Main = typeof program

/** Globals of every web runtime, in addition to those of the language. */
const web = new Set([
  "AbortController",
  "AbortSignal",
  "Blob",
  "DOMException",
  "File",
  "FormData",
  "Headers",
  "ReadableStream",
  "Request",
  "Response",
  "TextDecoder",
  "TextEncoder",
  "URL",
  "URLSearchParams",
  "atob",
  "btoa",
  "clearTimeout",
  "console",
  "crypto",
  "fetch",
  "performance",
  "queueMicrotask",
  "setTimeout",
  "structuredClone"
])

/** Globals of ECMAScript; all others were added by Node. */
const language =
  /^(Array(Buffer)?|Atomics|Big(Int|Int64Array|Uint64Array)|Boolean|DataView|Date|\w*Error|FinalizationRegistry|Float\d+Array|Function|Infinity|(Ui|I)nt\d+(Clamped)?Array|Intl|Iterator|JSON|Map|Math|NaN|Number|Object|Promise|Proxy|Reflect|RegExp|Set|SharedArrayBuffer|String|Symbol|Weak(Map|Ref|Set)|(de|en)codeURI(Component)?|eval|globalThis|is(Finite|NaN)|parse(Float|Int)|undefined)$/

const [path = "", given = "{}"] = process.argv.slice(2)
const script = readFileSync(path, "utf8")
const visible = (name: string): boolean => web.has(name) || language.test(name)
const names = Object.getOwnPropertyNames(globalThis)
const shown = Object.fromEntries(
  names.filter(visible).map((name) => [name, (globalThis as Record<string, unknown>)[name]])
)
const hidden = [...names.filter((name) => !visible(name) && /^\w+$/.test(name)), "require", "module", "exports"]

// oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- on purpose: the script gets other globals
const load = new Function("globalThis", ...hidden, `${script}\nreturn program`)
const { main } = load(shown) as { readonly main: Main }
await main(JSON.parse(given) as ProgramOptions, (line: Line) => console.log(JSON.stringify(line)))
