/**
 * ROUTER: sends each value to the routes of its data type. The type is that of the thing itself: a reference counts as
 * what it points to.
 */
import { AssetError } from "../assets/AssetDefinition.ts"
import type { NodeCall, Outcome } from "./NodeCall.ts"
import { targetsOf } from "./routes.ts"

export const router = (call: NodeCall): Outcome => {
  const item = Object.values(call.inputs)[0]
  if (item === undefined) throw new AssetError(`Nothing reached ${call.node.label}.`)
  const routes = call.node.document.routes ?? []
  const isTrue = (wanted: unknown, operation: string): boolean => {
    const same = String(wanted).toLowerCase() === item.type || (wanted === "text" && item.type === "label")
    return operation === "different" || operation === "notContain" ? !same : same
  }
  const taken = targetsOf(call.node, (route) => isTrue(route.value, route.operation))
  if (taken.length === 0)
    call.log(
      `${call.node.label} has no route for ${item.type}: its routes are ${routes.map((route) => route.value).join(", ") || "none"}.`,
      "warning"
    )
  return { _tag: "Values", values: { input: { copy: item.n } }, taken, facts: { details: { type: item.type } } }
}
