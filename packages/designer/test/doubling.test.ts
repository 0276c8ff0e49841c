/**
 * Foreign text of any length and making: each exported function takes time linear in it. Driven by the package's exports,
 * so a new one without a row here fails.
 */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import * as designer from "@aixplain-ts/designer"
import { expect, it } from "vitest"
import { document, link } from "./documents.ts"

const fillings: Readonly<Record<string, string>> = {
  letters: "a",
  capitals: "A",
  digits: "7",
  spaces: " ",
  newlines: "\n",
  quotes: '"',
  backticks: "`${",
  backslashes: "\\",
  dots: ".",
  hyphens: "a-",
  "opening brackets": "(",
  braces: "{{",
  variables: "{{a}}",
  "closing braces": "}",
  comments: "/*",
  tags: "<a>",
  ampersands: "&",
  addresses: "http://",
  base64: "QUJD+/",
  emoji: "🎉",
  "joined emoji": "👩‍",
  "combining marks": "\u0301",
  Chinese: "漢",
  "right to left": "\u202eא",
  words: "word "
}

/** Foreign text in every place of a document that holds any. */
const full = (text: string): PipelineDocument =>
  document(
    text,
    [
      { number: 0, type: "INPUT", label: text, data: text, dataType: ["text"] },
      {
        number: 1,
        type: "ASSET",
        label: text,
        function: "text-generation",
        assetId: text,
        supplier: text,
        inputValues: [{ code: "prompt", dataType: "text", value: text }, { code: "text" }, { code: text, value: text }],
        outputValues: [{ code: "data" }, { code: text }]
      },
      {
        number: 2,
        type: "SCRIPT",
        label: text,
        scriptFile: text,
        inputValues: [{ code: text }],
        outputValues: [{ code: text }]
      },
      {
        number: 3,
        type: "DECISION",
        label: text,
        routes: [
          { operation: "equal", value: text, type: "checkValue", path: [4] },
          { operation: text, value: text, type: text, path: [4] }
        ]
      },
      { number: 4, type: "OUTPUT", label: text },
      { number: 5, type: text, label: text, function: text, dataType: text },
      { number: 6, type: "ASSET", label: text, function: text, inputValues: [{ code: text, value: text }] }
    ] as never,
    [
      link(0, "input", 1, "text"),
      link(1, "data", 2, text),
      link(2, text, 3, "comparison"),
      link(2, text, 3, "passthrough"),
      link(3, "data", 4, "output"),
      link(0, text, 6, text)
    ]
  )

type Call = (text: string, whole: PipelineDocument) => unknown

/** How each function is given foreign text; undefined for those that take none. */
const calls: Readonly<Record<string, Call | undefined>> = {
  canonical: (_, whole) => designer.canonical(whole),
  closest: (text) => designer.closest(text, [text, `${text}x`, "translation"]),
  definePipeline: undefined,
  diff: (text, whole) => designer.diff(whole, full(`${text}x`)),
  fillPrompt: (text) => designer.fillPrompt(text, () => "x"),
  findFunction: (text) => designer.findFunction(text),
  fits: undefined,
  handleOf: (_, whole) => designer.handleOf(whole, "0123456789abcdef01234567"),
  InvalidDocument: undefined,
  isDataType: (text) => designer.isDataType(text),
  isRouteOperation: (text) => designer.isRouteOperation(text),
  kindOf: (_, whole) => whole.nodes.map((node) => designer.kindOf(node)),
  labelOf: (_, whole) => whole.nodes.map((node) => designer.labelOf(node)),
  layout: (_, whole) => designer.layout(whole),
  parseDocument: (_, whole) => designer.parseDocument(JSON.stringify(whole)),
  pendingScripts: (_, whole) => designer.pendingScripts(whole),
  promptVariables: (text) => designer.promptVariables(text),
  toCode: (_, whole) => designer.toCode(whole),
  toHandleCode: (_, whole) => designer.toHandleCode(whole, "0123456789abcdef01234567"),
  toMermaid: (_, whole) => designer.toMermaid(whole),
  toSvg: (_, whole) => designer.toSvg(whole),
  validate: (_, whole) => designer.validate(whole),
  withScriptFile: (text, whole) => designer.withScriptFile(whole, 2, text, text)
}

/** Milliseconds of this thread's processor; what is thrown is an answer as well. */
const millisOf = (call: Call, filling: string, length: number): number => {
  const text = `ab ${filling.repeat(Math.ceil(length / filling.length)).slice(0, length)} cd`
  const whole = full(text)
  const before = process.threadCpuUsage()
  try {
    call(text, whole)
  } catch (error) {
    if (!(error instanceof designer.InvalidDocument)) throw error
  }
  return process.threadCpuUsage(before).user / 1000
}

/** Four times the length may take nine times as long, and 8 ms are nothing; the best of several tries counts. */
const tooMuch = (call: Call, filling: string): string | undefined => {
  let [short, long] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let attempt = 0; attempt < 4; attempt++) {
    long = Math.min(long, millisOf(call, filling, 32_000))
    // Whatever the short text takes.
    if (long < 9 * 8) return undefined
    short = Math.min(short, millisOf(call, filling, 8000))
    if (long < 9 * short) return undefined
  }
  return `${short.toFixed(1)} ms, ${long.toFixed(1)} ms`
}

it("every exported function has a row", () => {
  const functions = Object.entries(designer).filter(([, value]) => typeof value === "function")
  expect(functions.map(([name]) => name).toSorted()).toEqual(Object.keys(calls).toSorted())
})

it.each(Object.entries(calls).filter((row): row is [string, Call] => row[1] !== undefined))(
  "%s takes time linear in the texts of a document, whatever they are made of",
  (_, call) => {
    const slow = Object.entries(fillings).flatMap(([name, filling]) => {
      const measured = tooMuch(call, filling)
      return measured === undefined ? [] : [`${name}: ${measured}`]
    })
    expect(slow).toEqual([])
  }
)
