/** What docs/scripts.md says of failures and limits, held by running it. */
import { readFileSync } from "node:fs"
import { afterAll, describe, expect, it } from "vitest"
import { ANSWERED, OPEN } from "../../src/scripts/child/imports.ts"
import { makeTestRunner, type Ran } from "./fixtures.ts"

const page = readFileSync(new URL("../../../../docs/scripts.md", import.meta.url), "utf8")
const { javascript, python, runner, typescript } = makeTestRunner()
afterAll(() => runner.close())

/** Rows of the table under a heading, without its first two lines. */
const tableOf = (heading: string): readonly (readonly string[])[] => {
  const section = page
    .slice(page.indexOf(`## ${heading}\n`))
    .split("\n## ")[0]!
    .split("\n")
  const lines = section.filter((line) => line.startsWith("|")).slice(2)
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split(" | ")
      .map((cell) => cell.replaceAll("|", "").trim())
  )
}
const plain = (cell: string | undefined): string => (cell ?? "").replaceAll("`", "")
const code = (cell: string | undefined): string => (cell ?? "").replace(/^`/, "").replace(/`$/, "")

/** A script for each kind of failure that the page names; one that it names and that is not here fails. */
const failing: Readonly<Record<string, () => Promise<Ran>>> = {
  syntax: () => python("\n\ndef main(text)\n    return text\n"),
  "too deeply nested": () => typescript(`${"(".repeat(50_000)}1${")".repeat(50_000)}`),
  exception: () => python(`def main(text):\n${"    pass\n".repeat(10)}    raise ValueError("no speaker")\n`),
  time: () => python("def main(text):\n    while True:\n        pass\n", { timeout: 10_000 }),
  memory: () =>
    python(`def main(text):\n${"    pass\n".repeat(4)}    x = []\n    while True: x.append(bytes(10**7))\n`),
  "not allowed": () => python("import socket\ndef main(text):\n    socket.socket()\n"),
  "no list of segments": () => python("def main(text):\n    pass\n"),
  "not JSON": () => python('def main(text):\n    return [{"data": b"x"}]\n')
}

describe("the page of scripts", () => {
  const rows = tableOf("Errors")
  it("names a failure for each script here", () => {
    expect(rows.map(([what]) => String(what)).toSorted()).toEqual(Object.keys(failing).toSorted())
  })

  it.each(rows.map(([what, sentence]) => [what!, code(sentence)] as const))(
    "quotes what is said of: %s",
    async (what, sentence) => {
      expect((await failing[what]!()).message).toBe(sentence)
    }
  )

  it("names the default limits", async () => {
    const limits = Object.fromEntries(
      tableOf("Limits").map(([what, value, option]) => [plain(what), [value, plain(option)]])
    )
    expect(limits).toEqual({
      "time of one call": ["10 s", "timeout"],
      memory: ["192 MiB", "memory"],
      "printed text in the log": ["256 KiB", "logBytes"],
      "a line in the run's log": ["2,000 characters", ""],
      "returned JSON": ["8 MiB", "resultBytes"],
      "files in /tmp (Python)": ["16 MiB, 2,048 files and folders", "fileBytes"],
      "concurrent processes": ["one per processor", "processes"]
    })
    const returned = await javascript('export const main = () => [{ data: "x".repeat(9 << 20) }]')
    expect(returned.message).toBe("script.js returned more than 8 MiB.")
    const printed = await python('def main(text):\n    print("x" * 300000)\n    return text\n')
    expect(printed.log).toBe(`${"x".repeat(256 * 1024)}\n… (${300_001 - 256 * 1024} more bytes were not kept)\n`)
  })

  it("counts the imports of the interpreter that are open and that answer", () => {
    const oneLine = page.replaceAll(/\s+/g, " ")
    expect(oneLine).toContain(`${OPEN.length} are allowed`)
    expect(oneLine).toContain(`${ANSWERED.size} return an ordinary error`)
  })

  it("says which values are refused instead of changed, in both languages", async () => {
    for (const value of [
      "float('nan')",
      "float('inf')",
      "-0.0",
      "{1}",
      "b'x'",
      "2**53 + 1",
      "(lambda a: a.append(a) or a)([])"
    ])
      expect([value, (await python(`def main(text):\n    return [{"data": [${value}]}]\n`)).end]).toEqual([
        value,
        "result"
      ])
    for (const value of [
      "NaN",
      "Infinity",
      "-0",
      "new Set([1])",
      "new Uint8Array(1)",
      "2 ** 53",
      "undefined",
      "new Error()"
    ])
      expect([value, (await javascript(`export const main = () => [{ data: [${value}] }]`)).end]).toEqual([
        value,
        "result"
      ])
  })
})
