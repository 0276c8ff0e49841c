import type { Route } from "@aixplain-ts/api-types"
import { describe, expect, it } from "vitest"
import { decision, matches } from "../../src/nodes/decision.ts"
import type { Item, NodeCall } from "../../src/nodes/NodeCall.ts"
import type { PlanNode } from "../../src/plan/Plan.ts"

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
    ["lessThan", 0, "-Infinity", true],
    ["greaterThan", 0, "+INFINITY", true],
    ["greaterThan", 0, " infinity ", true],
    ["equal", 0, "an infinity", false],
    ["equal", 0, "infinity of them", false],
    ["greaterThanOrEqual", 0.5, "0.25", false],
    ["greaterThanOrEqual", 0.5, "0.75", true],
    ["greaterThan", 0.5, "0.25", false],
    ["lessThan", 10, "10", false],
    ["lessThan", 10, "11", false],
    ["lessThanOrEqual", 10, "11", false],
    ["lessThanOrEqual", 10, "9", true],
    ["notContain", "ell", "hills", true],
    ["notContain", null, "hills", false],
    ["contain", 5, "room 56", true],
    ["different", 3, "3.0", false],
    ["different", 3, "three", true],
    ["equal", null, "", true],
    ["equal", null, "null", false],
    ["equal", "", "x", false],
    ["equal", 1500, "1.5e3", true],
    ["equal", 1500, "1.5E+3", true],
    ["equal", 0.0015, "1.5e-3", true],
    ["equal", 15, "+15", true],
    ["equal", 15.25, "15.2_5", true],
    ["equal", 0.25, ".2_5", true],
    ["equal", 0.25, ".25", true],
    ["equal", 0.255, ".2_55", true],
    ["equal", 15.255, "15.2_55", true],
    ["equal", 1e12, "1e12", true],
    ["equal", 1234567, "1_234_567", true],
    ["equal", 100000, "1_00e1_0", false],
    ["equal", 15, "text 15", false],
    ["equal", 15, "15 text", false]
  ] as const)("%s %j is asked of %j: %s", (operation, value, arrived, expected) => {
    expect(is(operation, value, arrived)).toBe(expected)
  })

  it("says what is not a number, and which operations there are", () => {
    expect(() => is("greaterThan", 5, "many")).toThrow(
      'The value that reached Check is not a number ("many"), so "greaterThan" cannot compare it.'
    )
    expect(() => is("lessThan", "few", "5")).toThrow('The value of a route of Check is not a number ("few")')
    for (const text of [
      "0x1F",
      "0b1111",
      "0o17",
      "1__0",
      "_1",
      "1_",
      "1e",
      "e5",
      ".",
      "1,5",
      "12 kg",
      "NaN",
      "",
      "an infinity",
      "infinity of"
    ])
      expect(() => is("greaterThan", 5, text)).toThrow(`is not a number ("${text}")`)
    expect(() => is("like", "a", "a")).toThrow(
      'Check has a route with the operation "like". Use equal, different, contain, notContain, ' +
        "greaterThan, greaterThanOrEqual, lessThan or lessThanOrEqual."
    )
    // A number that neither word of an ordering explains is not compared as text either.
    expect(() => is("greater", 1, "2")).toThrow('the operation "greater"')
    expect(() => is("lessThan", null, "2")).toThrow('The value of a route of Check is not a number ("")')
  })

  it("shows a long value cut to 40 characters", () => {
    const shown = (length: number): string => {
      try {
        is("lessThan", 1, "x".repeat(length))
      } catch (error) {
        return /"(.*?)"/u.exec((error as Error).message)?.[1] ?? ""
      }
      return ""
    }
    expect(shown(40)).toBe("x".repeat(40))
    expect(shown(41)).toBe(`${"x".repeat(39)}…`)
  })
})

describe("a decision", () => {
  const item = (value: Item["value"], n: number): Item => ({ value, n, type: "text", seg: "", node: 0, output: "data" })
  const call = (inputs: Readonly<Record<string, Item>>, codes: readonly string[] = ["data"]): NodeCall => {
    const routes = [
      { operation: "equal", value: "yes", path: [4], type: "checkValue" },
      { operation: "different", value: "yes", path: [], type: "checkValue" }
    ]
    const node = { label: "Check", codes, targetNumbers: [4, 5, 6], document: { routes } } as unknown as PlanNode
    return { node, inputs, signal: new AbortController().signal } as NodeCall
  }

  it("passes the value at passthrough, by its number, to the nodes of the true route", async () => {
    expect(await decision(call({ comparison: item("yes", 1), passthrough: item("text", 2) }))).toEqual({
      _tag: "Values",
      values: { data: { copy: 2 } },
      taken: [4]
    })
    expect(await decision(call({ comparison: item("no", 1), passthrough: item("text", 2) }))).toMatchObject({
      taken: [5, 6]
    })
  })

  it("passes what it compared when nothing is linked to passthrough", async () => {
    expect(await decision(call({ comparison: item(true, 1) }))).toMatchObject({ values: { data: { copy: 1 } } })
  })

  it("passes to each link the value of the node that it names, or the one that arrived", async () => {
    const inputs = { comparison: item("yes", 1), passthrough: item("a", 2), "passthrough@3": item("b", 3) }
    expect(await decision(call(inputs, ["data", "data@3", "data@7"]))).toMatchObject({
      values: { data: { copy: 2 }, "data@3": { copy: 3 }, "data@7": { copy: 2 } }
    })
  })

  it("fails when nothing arrived to compare", async () => {
    await expect(decision(call({ passthrough: item("a", 2) }))).rejects.toThrow(
      'Nothing reached "comparison" of Check.'
    )
  })
})
