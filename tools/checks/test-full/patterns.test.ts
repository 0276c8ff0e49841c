/** Proves every pattern, including those in the list of proved ones. `-u` writes the list. */
import { expect, it } from "vitest"
import { lineOf, patterns, problemOf } from "../src/patterns.ts"

it("every regular expression is linear, including those in the list", { timeout: 600_000 }, async () => {
  const unique = new Map(patterns.map((pattern) => [lineOf(pattern), pattern]))
  const problems = new Map(Array.from(unique, ([line, pattern]) => [line, problemOf(pattern)]))
  const proved = [...problems].filter(([, problem]) => problem === undefined).map(([line]) => line)
  await expect(`${proved.toSorted().join("\n")}\n`).toMatchFileSnapshot("../linear.txt")
  expect([...problems.values()].filter((problem) => problem !== undefined)).toEqual([])
})
