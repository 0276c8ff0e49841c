/**
 * DECISION: compares the value at `comparison` with each route's value; where that is true, the value at `passthrough`
 * goes to the nodes of the route's path. Texts compare exactly, the four orderings compare numbers.
 */
import type { Route } from "@aixplain-ts/api-types"
import { AssetError } from "../assets/AssetDefinition.ts"
import type { PlanNode } from "../plan/Plan.ts"
import type { Made, NodeCall, Outcome } from "./NodeCall.ts"
import { readText } from "../assets/readText.ts"
import { targetsOf } from "./routes.ts"

export const decision = async (call: NodeCall): Promise<Outcome> => {
  const comparison = call.inputs["comparison"]
  if (comparison === undefined) throw new AssetError(`Nothing reached "comparison" of ${call.node.label}.`)
  const value = await readText(comparison.value, call.signal)
  const taken = targetsOf(call.node, (route) => matches(route, value, call.node))
  return { _tag: "Values", values: passed(call), taken }
}

/** Each value to hand on under the name that links know it by: `data`, or `data@3` for the one that node 3 gave. */
const passed = ({ inputs, node }: NodeCall): Record<string, Made> =>
  Object.fromEntries(
    node.codes.map((code) => {
      const item = inputs[code.replace("data", "passthrough")] ?? inputs["passthrough"] ?? inputs["comparison"]
      return [code, { copy: item?.n ?? 0 }]
    })
  )

const comparesNumbers = (operation: string): boolean => operation.startsWith("greater") || operation.startsWith("less")

/** Whether a route's comparison is true of a value. */
export const matches = (route: Route, value: string, node: Pick<PlanNode, "label">): boolean => {
  const { operation } = route
  if (comparesNumbers(operation)) {
    const left = numberOf(value, `The value that reached ${node.label}`, operation)
    const right = numberOf(String(route.value ?? ""), `The value of a route of ${node.label}`, operation)
    if (operation === "greaterThan") return left > right
    if (operation === "greaterThanOrEqual") return left >= right
    if (operation === "lessThan") return left < right
    if (operation === "lessThanOrEqual") return left <= right
  }
  const same = (): boolean =>
    typeof route.value === "number" ? numberIn(value) === route.value : value === textOf(route.value)
  if (operation === "equal") return same()
  if (operation === "different") return !same()
  if (operation === "contain") return value.includes(textOf(route.value))
  if (operation === "notContain") return !value.includes(textOf(route.value))
  throw new AssetError(
    `${node.label} has a route with the operation "${operation}". Use equal, different, contain, notContain, ` +
      "greaterThan, greaterThanOrEqual, lessThan or lessThanOrEqual."
  )
}

const textOf = (value: Route["value"]): string => (value === null ? "" : String(value))

/** Decimal numbers as people and most languages write them: `-1_000.5e3`. Hexadecimal and binary ones are text. */
const decimal = /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+)?$/iu

const numberIn = (text: string): number | undefined => {
  const trimmed = text.trim()
  if (decimal.test(trimmed)) return Number(trimmed.replaceAll("_", ""))
  return /^[+-]?infinity$/iu.test(trimmed) ? Number.POSITIVE_INFINITY * (trimmed.startsWith("-") ? -1 : 1) : undefined
}

const numberOf = (text: string, what: string, operation: string): number => {
  const number = numberIn(text)
  if (number !== undefined) return number
  const shown = text.length > 40 ? `${text.slice(0, 39)}…` : text
  throw new AssetError(`${what} is not a number ("${shown}"), so "${operation}" cannot compare it.`)
}
