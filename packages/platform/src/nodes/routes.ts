/**
 * Where routers and decisions send a value. Every true route gets it; a route that names no nodes sends it along all
 * links that no other route claims.
 */
import type { Route } from "@aixplain-ts/api-types"
import type { PlanNode } from "../plan/Plan.ts"

/** Numbers of the nodes that get the value. */
export const targetsOf = (node: PlanNode, isTrue: (route: Route) => boolean): readonly number[] => {
  const routes = node.document.routes ?? []
  const claimed = new Set(routes.flatMap((route) => route.path ?? []))
  const taken = new Set<number>()
  for (const route of routes) {
    if (!isTrue(route)) continue
    const path = route.path ?? []
    for (const target of path) taken.add(target)
    if (path.length === 0) for (const target of node.targetNumbers) if (!claimed.has(target)) taken.add(target)
  }
  return [...taken].toSorted((a, b) => a - b)
}
