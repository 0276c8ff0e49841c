/**
 * ROUTER: sends each value to the routes of its data type. The type is that of the thing itself: a reference counts as
 * what it points to.
 */
import { isRouteOperation, type routeOperations } from "@aixplain-ts/designer"
import { AssetError } from "../assets/AssetDefinition.ts"
import type { NodeCall, Outcome } from "./NodeCall.ts"
import { targetsOf } from "./routes.ts"

/** Whether a route takes the values of every type except its own. Types have no order. */
const meansOther: Readonly<Record<keyof typeof routeOperations, boolean>> = {
  equal: false,
  different: true,
  contain: false,
  notContain: true,
  greaterThan: false,
  greaterThanOrEqual: false,
  lessThan: false,
  lessThanOrEqual: false
}

export const router = (call: NodeCall): Outcome => {
  const item = Object.values(call.inputs)[0]
  if (item === undefined) throw new AssetError(`Nothing reached ${call.node.label}.`)
  const routes = call.node.document.routes ?? []
  const isTrue = (wanted: unknown, operation: string): boolean => {
    const same = String(wanted).toLowerCase() === item.type || (wanted === "text" && item.type === "label")
    return isRouteOperation(operation) && meansOther[operation] ? !same : same
  }
  const taken = targetsOf(call.node, (route) => isTrue(route.value, route.operation))
  if (taken.length === 0)
    call.log(
      `${call.node.label} has no route for ${item.type}: its routes are ${routes.map((route) => route.value).join(", ") || "none"}.`,
      "warning"
    )
  return { _tag: "Values", values: { input: { copy: item.n } }, taken, facts: { details: { type: item.type } } }
}
