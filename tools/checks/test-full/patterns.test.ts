/** The list of patterns that need not be proved again: each is proved here. `-u` writes it. */
import { expect, it } from "vitest"
import { lineOf, patterns, problemOf } from "../src/patterns.ts"

it("every regular expression is linear, also those that were proved before", { timeout: 600_000 }, async () => {
  const unique = new Map(patterns.map((pattern) => [lineOf(pattern), pattern]))
  const problems = new Map(Array.from(unique, ([line, pattern]) => [line, problemOf(pattern)]))
  const proved = [...problems].filter(([, problem]) => problem === undefined).map(([line]) => line)
  await expect(`${proved.toSorted().join("\n")}\n`).toMatchFileSnapshot("../linear.txt")
  expect([...problems.values()].filter((problem) => problem !== undefined)).toEqual([])
})
