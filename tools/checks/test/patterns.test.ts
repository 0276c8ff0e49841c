/**
 * Every regular expression of the sources takes time linear in its input, even without a match, because most of them
 * receive text from outside. `recheck` proves it, or finds a string that takes long.
 */
import { checkSync } from "recheck"
import { expect, it } from "vitest"
import { builders, built, files, lineOf, patterns, problemOf, proved } from "../src/patterns.ts"

it("every regular expression is linear", { timeout: 120_000 }, () => {
  expect(files.length).toBeGreaterThan(300)
  expect(patterns.length).toBeGreaterThan(150)
  expect(
    patterns.filter((pattern) => !proved.has(lineOf(pattern))).flatMap((pattern) => problemOf(pattern) ?? [])
  ).toEqual([])
})

it("patterns are not built at run time, except for those named here", () => {
  expect([...builders].toSorted()).toEqual(Object.keys(built).toSorted())
})

it("the check itself finds a quadratic pattern", () => {
  expect(checkSync(String.raw`\s+$`, "").status).toBe("vulnerable")
  expect(checkSync(String.raw`\{\{([^}]+)\}\}`, "u").status).toBe("vulnerable")
})
