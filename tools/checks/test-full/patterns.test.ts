/**
 * Proves every pattern, including those in the list of proved ones. `LINEAR=write` brings the list up to date; a list
 * that lags behind the sources only makes `test` prove more.
 */
import { writeFileSync } from "node:fs"
import { expect, it } from "vitest"
import { listFile, lineOf, patterns, problemOf } from "../src/patterns.ts"

it("every regular expression is linear, including those in the list", { timeout: 600_000 }, () => {
  const unique = new Map(patterns.map((pattern) => [lineOf(pattern), pattern]))
  const problems = new Map(Array.from(unique, ([line, pattern]) => [line, problemOf(pattern)]))
  const proved = [...problems].filter(([, problem]) => problem === undefined).map(([line]) => line)
  if (process.env["LINEAR"] === "write") writeFileSync(listFile, `${proved.toSorted().join("\n")}\n`)
  expect([...problems.values()].filter((problem) => problem !== undefined)).toEqual([])
})
