import type { Route } from "@aixplain-ts/api-types"
import { describe, expect, it } from "vitest"
import { matches } from "../../src/nodes/decision.ts"

const route = (operation: string, value: Route["value"]): Route => ({ operation, value, path: [], type: "checkValue" })
const is = (operation: string, value: Route["value"], arrived: string): boolean =>
  matches(route(operation, value), arrived, { label: "Check" })

describe("a decision's comparison", () => {
  it.each([
    ["equal", "POSITIVE", "POSITIVE", true],
    ["equal", "POSITIVE", "positive", false],
    ["equal", 3, "3.0", true],
    ["equal", 3, "", false],
    ["different", "POSITIVE", "NEGATIVE", true],
    ["different", "POSITIVE", "POSITIVE", false],
    ["contain", "ell", "hello", true],
    ["contain", "ELL", "hello", false],
    ["notContain", "ell", "hello", false],
    ["greaterThan", "0.5", "0.75", true],
    ["greaterThan", 0.5, "0.5", false],
    ["greaterThanOrEqual", 0.5, "0.5", true],
    ["lessThan", 10, "9", true],
    ["lessThan", "10", "9", true],
    ["lessThanOrEqual", -1, "-1e0", true],
    ["greaterThan", 999, "1_000", true],
    ["greaterThan", "999", " 1_000.5 ", true],
    ["equal", 31, "0x1F", false],
    ["equal", 1000, "1_000", true],
    ["lessThan", 1, ".5", true],
    ["lessThan", 10, "5.", true],
    ["greaterThan", 10, "+1e3", true],
    ["lessThan", 0, "-Infinity", true]
  ] as const)("%s %j is asked of %j: %s", (operation, value, arrived, expected) => {
    expect(is(operation, value, arrived)).toBe(expected)
  })

  it("says what is not a number, and which operations there are", () => {
    expect(() => is("greaterThan", 5, "many")).toThrow(
      'The value that reached Check is not a number ("many"), so "greaterThan" cannot compare it.'
    )
    expect(() => is("lessThan", "few", "5")).toThrow('The value of a route of Check is not a number ("few")')
    for (const text of ["0x1F", "0b1111", "0o17", "1__0", "_1", "1_", "1e", "e5", ".", "1,5", "12 kg", "NaN", ""])
      expect(() => is("greaterThan", 5, text)).toThrow(`is not a number ("${text}")`)
    expect(() => is("like", "a", "a")).toThrow(/the operation "like"\. Use equal, different, contain/u)
  })
})
