/**
 * DECISION: compares the value at `comparison` with each route's value; where that is true, the value at `passthrough`
 * goes to the nodes of the route's path. Texts compare exactly, the four orderings compare numbers.
 */
import type { Route } from "@aixplain-ts/api-types"
import { isRouteOperation, routeOperations } from "@aixplain-ts/designer"
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

/** Each value to pass on, under the name that links know it by: `data`, or `data@3` for the one that node 3 gave. */
const passed = ({ inputs, node }: NodeCall): Record<string, Made> =>
  Object.fromEntries(
    node.codes.map((code) => {
      const item = inputs[code.replace("data", "passthrough")] ?? inputs["passthrough"] ?? inputs["comparison"]
      return [code, { copy: item?.n ?? 0 }]
    })
  )

/** What a comparison looks at: texts, or numbers where it asks for them. */
interface Sides {
  readonly value: string
  readonly wanted: Route["value"]
  /** Both as numbers. @throws AssetError that names the one that is not a number */
  numbers(): readonly [value: number, wanted: number]
}

const isEqual = ({ value, wanted }: Sides): boolean =>
  typeof wanted === "number" ? numberIn(value) === wanted : value === textOf(wanted)
const contains = ({ value, wanted }: Sides): boolean => value.includes(textOf(wanted))
const compared =
  (holds: (value: number, wanted: number) => boolean) =>
  (sides: Sides): boolean =>
    holds(...sides.numbers())

const comparisons: Readonly<Record<keyof typeof routeOperations, (sides: Sides) => boolean>> = {
  equal: isEqual,
  different: (sides) => !isEqual(sides),
  contain: contains,
  notContain: (sides) => !contains(sides),
  greaterThan: compared((value, wanted) => value > wanted),
  greaterThanOrEqual: compared((value, wanted) => value >= wanted),
  lessThan: compared((value, wanted) => value < wanted),
  lessThanOrEqual: compared((value, wanted) => value <= wanted)
}

/** Whether a route's comparison is true of a value. */
export const matches = (route: Route, value: string, node: Pick<PlanNode, "label">): boolean => {
  const { operation, value: wanted } = route
  if (!isRouteOperation(operation)) {
    const known = Object.keys(routeOperations)
    const words = `${known.slice(0, -1).join(", ")} or ${known.at(-1)}`
    throw new AssetError(`${node.label} has a route with the operation "${operation}". Use ${words}.`)
  }
  const numbers = (): readonly [number, number] => [
    numberOf(value, `The value that reached ${node.label}`, operation),
    numberOf(String(wanted ?? ""), `The value of a route of ${node.label}`, operation)
  ]
  return comparisons[operation]({ value, wanted, numbers })
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
