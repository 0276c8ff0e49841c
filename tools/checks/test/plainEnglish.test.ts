/** Everything that people read is in plain English: the phrases of `src/plainEnglish.ts` occur nowhere. */
import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { plainEnglishProblems } from "../src/plainEnglish.ts"

const root = fileURLToPath(new URL("../../../", import.meta.url))

/** Generated files repeat their source, the list quotes its phrases, and the licence and the code of conduct are quotations. */
const excluded = /\.gen\.ts$|^tools\/checks\/(?:src|test)\/plainEnglish|^LICENSE|^CODE_OF_CONDUCT/

const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" })
  .split("\n")
  .filter((file) => /\.(?:md|ts|tsx|js|cjs|mjs|py|ya?ml)$/.test(file) && existsSync(root + file))
  .filter((file) => !excluded.test(file))

const problemsIn = (text: string) => plainEnglishProblems("x.ts", text)

describe("plain English", () => {
  test("no file that people read contains a phrase of the list", () => {
    const found = files.flatMap((file) => plainEnglishProblems(file, readFileSync(root + file, "utf8")))
    expect(found.map(({ file, line, text, instead }) => `${file}:${line}: ${text}   → ${instead}`)).toEqual([])
  })

  test.each([
    ["an error message", "`-z is no option of axp.`"],
    ["a comment", " // waits while the run goes on."],
    ["a comment across a line break", " * what is no\n * option of ours"]
  ])("the list finds a phrase in %s", (_, text) => {
    expect(problemsIn(text).length).toBeGreaterThan(0)
  })

  test.each(["there is no longer a key", "if value is None", "no option is set"])("the list accepts “%s”", (text) => {
    expect(problemsIn(text)).toEqual([])
  })
})
