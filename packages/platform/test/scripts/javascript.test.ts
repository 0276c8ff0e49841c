import { afterAll, describe, expect, it } from "vitest"
import { makeTestRunner } from "./fixtures.ts"

const { javascript, typescript, runner } = makeTestRunner()
afterAll(() => runner.close())

const values = (segments: readonly Record<string, unknown>[]): readonly unknown[] => segments.map((it) => it["data"])
const inputs = { speakers: [{ data: "s" }], text: [{ data: "t" }] }

describe("a JavaScript script", () => {
  it.each([
    ["an exported function that takes one object", "export function main({ speakers }) { return speakers }", "s"],
    ["a function that is not exported", "function main({ text }) { return text }", "t"],
    ["parameters named like inputs", "export function main(text, speakers) { return speakers }", "s"],
    ["one parameter named like an input", "export const main = (text) => text", "t"],
    ["an arrow without brackets", "export const main = text => text", "t"],
    ["one parameter of another name", "export const main = (inputs) => inputs.text", "t"],
    ["a default for what is not linked", "export const main = (audio = [], text) => [...audio, ...text]", "t"],
    ["a default export", "export default ({ text }) => text", "t"],
    ["module.exports", "module.exports = { main: ({ text }) => text }", "t"],
    ["an asynchronous function", "export async function main({ text }) { return await Promise.resolve(text) }", "t"],
    ["await at the top", "const wait = await Promise.resolve(1)\nexport const main = ({ text }) => text", "t"]
  ])("may be %s", async (_, source, value) => {
    const { end, segments, message } = await javascript(source, { inputs })
    expect([end, message]).toEqual(["ok", ""])
    expect(values(segments)).toEqual([value])
  })

  it("logs what it prints", async () => {
    const source = `export const main = ({ text }) => { console.log("a", { b: 1 }, [2]); console.error("c"); return text }`
    expect(await javascript(source)).toMatchObject({ end: "ok", log: 'a {"b":1} [2]\nc\n' })
  })

  it("leaves out properties that are undefined, as JSON does", async () => {
    const { segments } = await javascript("export const main = () => [{ data: { a: 1, b: undefined } }]")
    expect(values(segments)).toEqual([{ a: 1 }])
  })

  it("keeps 256 KiB of what it prints and says that there was more, however much it is", async () => {
    const source = `export const main = ({ text }) => {
      for (let i = 0; i < 100000; i++) console.log("line " + i)
      return text
    }`
    const { end, log } = await javascript(source)
    expect(end).toBe("ok")
    expect(log).toMatch(/^line 0\nline 1\n/)
    expect(log).toMatch(/\n… \(some more bytes were not kept\)\n$/)
    expect(Buffer.byteLength(log)).toBeGreaterThan(256 * 1024)
    expect(Buffer.byteLength(log)).toBeLessThan(257 * 1024)
  })

  it("reads its parameters in time that is linear in its comments", async () => {
    const source = `export const main = (/* ${"/* ".repeat(200_000)} */ text) => text`
    expect(values((await javascript(source)).segments)).toEqual(["hello"])
  })

  it.each([
    [
      "export function main() {\n  let x = ;\n}",
      "syntax",
      "script.js line 2 is not valid JavaScript: unexpected token in expression: ';'."
    ],
    [
      "export function main({ text }) {\n  return text.x.y\n}",
      "exception",
      "script.js failed at line 2 with TypeError: cannot read property 'y' of undefined."
    ],
    [
      "export function main() {\n  throw new Error('no luck')\n}",
      "exception",
      "script.js failed at line 2 with Error: no luck."
    ],
    [
      "import fs from 'fs'\nexport const main = () => []",
      "exception",
      "script.js failed with ReferenceError: could not load module 'fs' (scripts cannot import modules)."
    ],
    [
      "export const main = (a, text) => text",
      "exception",
      "script.js: main asks for a, but the inputs linked to this node are text."
    ],
    [
      "const x = 1",
      "result",
      "script.js defines no function main: write export function main({ inputCode }) that returns segments."
    ],
    ["export const main = () => {}", "result", "script.js: main returned undefined instead of a list of segments."],
    [
      "export const main = () => ['x']",
      "result",
      "script.js: item 0 of what main returned is a string instead of a segment (an object)."
    ],
    [
      "export const main = () => [{ data: [NaN] }]",
      "result",
      'script.js: main returned a list whose item [0]["data"][0] is NaN, which JSON cannot hold.'
    ],
    [
      `export const main = () => [{ data: JSON.parse('{"id":9007199254740993}') }]`,
      "result",
      'script.js: main returned a list whose item [0]["data"]["id"] is an integer beyond 2**53, which JavaScript rounds; return it as text.'
    ],
    [
      "export const main = () => [{ data: 1e300 }]",
      "result",
      'script.js: main returned a list whose item [0]["data"] is an integer beyond 2**53, which JavaScript rounds; return it as text.'
    ],
    [
      "export const main = () => [{ data: 1n }]",
      "result",
      'script.js: main returned a list whose item [0]["data"] is a bigint, which is not a JSON value.'
    ],
    [
      "export const main = () => [{ data: [1, undefined] }]",
      "result",
      'script.js: main returned a list whose item [0]["data"][1] is undefined, which JSON cannot hold; return null.'
    ],
    [
      "export const main = () => [{ data: [-0] }]",
      "result",
      'script.js: main returned a list whose item [0]["data"][0] is -0, which JSON readers turn into 0; return 0.'
    ],
    [
      "export const main = () => [{ data: new Error('x') }]",
      "result",
      'script.js: main returned a list whose item [0]["data"] is an Error, which is not a JSON value.'
    ],
    [
      "export const main = () => [{ data: () => 1 }]",
      "result",
      'script.js: main returned a list whose item [0]["data"] is a function, which is not a JSON value.'
    ],
    [
      "export const main = () => [{ data: new Map() }]",
      "result",
      'script.js: main returned a list whose item [0]["data"] is a Map, which is not a JSON value.'
    ],
    [
      "export const main = () => { const x = {}; x.data = x; return [x] }",
      "result",
      'script.js: main returned a list whose item [0]["data"] contains itself.'
    ],
    [
      "export const main = () => new Promise(() => {})",
      "exception",
      "script.js failed with Error: the script waits for something that can never happen (scripts have neither timers nor a network)."
    ],
    [
      "const f = () => f()\nexport const main = f",
      "exception",
      "script.js nested its calls or data so deeply that the stack overflowed."
    ]
  ])("that fails says why in one sentence: %j", async (source, end, message) => {
    expect(await javascript(source)).toMatchObject({ end, message })
  })

  it("is stopped when its time is up, also between promises", async () => {
    const message = "script.js did not finish within 0.2 s and was stopped."
    expect(await javascript("for (;;);", { timeout: 200 })).toMatchObject({ end: "timeout", message })
    const forever = "export async function main() { for (;;) await null }"
    expect(await javascript(forever, { timeout: 200 })).toMatchObject({ end: "timeout", message })
  })

  it("runs out of memory alone", async () => {
    const message = "script.js needed more than 192 MiB of memory and was stopped."
    const bomb = "const a = []\nexport const main = () => { for (;;) a.push(new Uint8Array(1e6)) }"
    expect(await javascript(bomb)).toMatchObject({ end: "memory", message })
    expect((await javascript("export const main = ({ text }) => text")).end).toBe("ok")
  })

  it("finds nothing of Node, and nothing of the script before it", async () => {
    await javascript("globalThis.leaked = Array.prototype.leaked = 1; export const main = ({ text }) => text")
    const names = [
      "process",
      "require",
      "Buffer",
      "fetch",
      "WebSocket",
      "WebAssembly",
      "setTimeout",
      "std",
      "os",
      "leaked"
    ]
    const source = `export const main = () => [{ data: [...${JSON.stringify(names)}.filter((n) => n in globalThis), [].leaked ?? null, typeof Function("return this")().process, typeof console.log.constructor("return this")().process] }]`
    expect(values((await javascript(source)).segments)).toEqual([[null, "undefined", "undefined"]])
  })
})

describe("a TypeScript script", () => {
  it("runs without its types, and with enums", async () => {
    const source = `
interface Segment { readonly data: string }
enum Mark { Loud = "!" }
export function main({ text }: { text: readonly Segment[] }): readonly Segment[] {
  return text.map((it) => ({ ...it, data: (it.data as string) + Mark.Loud }))
}
`
    expect(values((await typescript(source)).segments)).toEqual(["hello!"])
  })

  it("keeps its lines", async () => {
    const source = "type A = {\n  a: string\n}\nexport function main(): A[] {\n  throw new Error('here')\n}\n"
    expect((await typescript(source)).message).toBe("script.ts failed at line 5 with Error: here.")
  })

  it("reports what is not TypeScript", async () => {
    expect(await typescript("export const main = ({ text: any) => text")).toMatchObject({
      end: "syntax",
      message: "script.ts line 1 is not valid TypeScript: Expected ',', got ')'."
    })
    expect(await typescript("enum A { B }\n\nlet x: = 3")).toMatchObject({
      end: "syntax",
      message: expect.stringMatching(/^script\.ts line 3 is not valid TypeScript: Unexpected token `=`\./)
    })
  })

  it("that breaks the TypeScript parser fails alone: the next scripts get another process", async () => {
    const deep = `${"(".repeat(50_000)}1${")".repeat(50_000)}`
    const fine = "export const main = ({ text }: { text: any[] }) => text"
    expect(await typescript(fine)).toMatchObject({ end: "ok" })
    expect(await typescript(deep)).toMatchObject({
      end: "syntax",
      message:
        "script.ts cannot be read as TypeScript: the parser ran out of room, usually because brackets or expressions are nested too deeply."
    })
    for (let i = 0; i < 3; i++) expect(await typescript(fine)).toMatchObject({ end: "ok", message: "" })
  })
})
