/**
 * No control character of a server reaches a terminal, whatever field it is in; pipes get it byte for byte. The only
 * exceptions are the sequences with which axp moves the cursor and colours text, which are listed here.
 */
import { readdirSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { json, type Received } from "@aixplain-ts/core/testing"
import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { harmless, jsonOnTerminal, makeStyle, onTerminal, wrapped } from "../src/Style.ts"
import { argvOf, makeFolder, names } from "./support/commands.ts"
import { server, works } from "./support/server.ts"

let cwd: string
let remove: () => void
beforeAll(() => {
  ;({ path: cwd, remove } = makeFolder())
})
afterAll(() => remove())

// oxlint-disable-next-line no-control-regex -- they are what is looked for
const own = /\r\u001B\[K|\u001B\[(?:0|1|2|22|31|32|33|39)m/g
const steers = /[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069]/u

/**
 * What terminals obey: titles, clearing, colours, the clipboard, hyperlinks, single control characters, both widths.
 */
const sequences = [
  "\u001B]0;pwned\u0007",
  "\u001B[2J\u001B[H",
  "\u001B[31m",
  "\u001B]52;c;cHduZWQ=\u001B\\",
  "\u001B]8;;http://evil.test\u0007link\u001B]8;;\u0007",
  "\u001BP+q544e\u001B\\",
  "\u009B2J",
  "\u009D0;pwned\u009C",
  "\u0007\b\u007F",
  "\rover",
  "\u001Bc",
  "\u202Egnp.exe\u202C",
  "\uFDD4red for ever"
]
const foreign = fc.oneof(
  fc.constantFrom(...sequences),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc
    .array(fc.constantFrom(...sequences, "\u001B", "[", "]", "0m", "plain"), { maxLength: 6 })
    .map((all) => all.join(""))
)

/** Members that the client interprets (addresses, keywords); everything else is free text. */
const kept = new Set(["url", "id", "status", "uploadUrl", "key", "level", "type", "number", "createdAt", "code"])

const spoiled = (value: unknown, text: string): unknown => {
  if (Array.isArray(value)) return value.map((item) => spoiled(item, text))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      typeof item === "string" && !kept.has(name) ? `${item}${text}` : spoiled(item, text)
    ])
  )
}

const hostile =
  (text: string) =>
  async (request: Received): Promise<Response> => {
    const answer = works(request)
    const body = await answer.text()
    if (body === "") return answer
    const value = spoiled(JSON.parse(body), text) as Record<string, unknown>
    return json(request.path.endsWith("/log") ? { ...value, items: [{ at: "", level: "info", text }] } : value, {
      status: answer.status,
      headers: Object.fromEntries([...answer.headers].filter(([name]) => name === "aixplain-extensions"))
    })
  }

const refusing =
  (text: string) =>
  ({ path }: Received): Response =>
    json(
      path.includes("/check/")
        ? { status: "FAILED", completed: true, error_message: `it failed${text}`, data: [] }
        : { message: [`no${text}`], error: text },
      { status: path.includes("/check/") ? 200 : 400, headers: { "aixplain-extensions": "runs, cancel, log" } }
    )

describe.each(names)("the terminal output of axp %s", (name) => {
  test("contains no control sequences of a server", async () => {
    await fc.assert(
      fc.asyncProperty(foreign, fc.constantFrom("text", "json", "ndjson"), async (text, format) => {
        for (const handle of [hostile(text), refusing(text)])
          for (const env of [{}, { NO_COLOR: "1", CI: "1" }]) {
            const argv = [...argvOf(name), "-o", format, ...(name === "runs get" ? ["--log"] : [])]
            const said = await server(handle).axp(argv, { cwd, tty: true, env })
            for (const written of [said.stdout, said.stderr]) expect(written.replaceAll(own, "")).not.toMatch(steers)
          }
      }),
      { numRuns: 5 }
    )
  })
})

test("a pipe gets every character as it was sent", async () => {
  for (const text of sequences) {
    const said = await server(hostile(text)).axp(["pipelines", "list"], { cwd })
    expect(said.json().items[0].name).toBe(`Reviews${text}`)
  }
})

test("a style is closed, and none that a server opens stays open", () => {
  const { bold, red } = makeStyle(true)
  expect(onTerminal(bold(`a${red("b")}c`), true)).toBe("\u001B[1ma\u001B[31mb\u001B[39mc\u001B[22m")
  expect(onTerminal("\uFDD4red", true)).toBe("\u001B[31mred\u001B[0m")
  expect(onTerminal(bold("a"), false)).toBe("a")
})

test("JSON for a terminal parses to the same value", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const shown = jsonOnTerminal(JSON.stringify({ text }))
      expect(shown).not.toMatch(steers)
      expect(JSON.parse(shown)).toEqual({ text })
    })
  )
})

test("harmless text is not changed", () => {
  for (const text of ["a\tb\nc", "naïve 日本語 😀 العربية", ""]) expect(harmless(text)).toBe(text)
})

test("prose is wrapped between words, commands are not wrapped", () => {
  expect(wrapped("one two three\n  axp runs resume 7f3a5a0e", 9)).toBe("one two\nthree\n  axp runs resume 7f3a5a0e")
  expect(wrapped("    one two three", 12)).toBe("    one two\n    three")
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 }), (words) => {
      const lines = wrapped(words.join(" "), 20).split("\n")
      expect(lines.join(" ")).toBe(words.join(" "))
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(20)
    })
  )
})

test("only Output.ts writes to the streams, so no text bypasses it", () => {
  const folder = fileURLToPath(new URL("../src/", import.meta.url))
  const writing = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .filter((file) => /(stdout|stderr|sink)\.write\(|console\./.test(readFileSync(folder + file, "utf8")))
  expect(writing).toEqual(["Output.ts"])
})
