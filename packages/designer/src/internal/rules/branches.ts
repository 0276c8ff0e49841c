/** Rules about routers and decisions. */
import { isDataType } from "../../Fits.ts"
import type { Graph, Vertex } from "../../Graph.ts"
import { isRouteOperation, routeOperations } from "../../Kinds.ts"
import { listed, nameOf, quoted } from "../Report.ts"
import type { Report } from "../Report.ts"
import type { Route } from "@aixplain-ts/api-types"

export function checkBranches(graph: Graph, report: Report): void {
  for (const vertex of graph.vertices) {
    if (vertex.kind === "DECISION") checkDecision(vertex, report)
    if (vertex.kind === "DECISION" || vertex.kind === "ROUTER") checkRoutes(vertex, graph, report)
  }
}

function checkDecision({ incoming, node }: Vertex, report: Report): void {
  const fed = new Set(incoming.map(({ mapping }) => mapping.to))
  if (!fed.has("passthrough"))
    report.warn(
      "missing_passthrough",
      { node, parameter: "passthrough" },
      `${nameOf(node)} has nothing to pass on: “passthrough” is not linked.`,
      "Link the value that its routes pass on to “passthrough”."
    )
  if (!fed.has("comparison"))
    report.warn(
      "missing_value",
      { node, parameter: "comparison" },
      `${nameOf(node)} has nothing to compare: “comparison” is not linked.`,
      "Link the value that its routes look at to “comparison”."
    )
}

function checkRoutes(vertex: Vertex, graph: Graph, report: Report): void {
  const { kind, node } = vertex
  const routes = node.routes ?? []
  const bad = (message: string, hint: string): void => report.warn("bad_route", { node }, message, hint)
  if (routes.length === 0) bad(`${nameOf(node)} has no routes, so nothing leaves it.`, "Give it at least one route.")
  const followed = new Set<number>()
  for (const [index, route] of routes.entries()) {
    const name = `Route ${index + 1} of ${nameOf(node)}`
    checkOperation(name, kind, route, report, bad)
    if (!Array.isArray(route.path))
      bad(`${name} has no path.`, "Give it a list of node numbers; an empty one follows the links.")
    else if (route.path.length === 0) for (const target of vertex.targets) followed.add(target.node.number)
    else
      for (const number of route.path) {
        followed.add(number)
        const target = graph.byNumber.get(number)
        if (target !== undefined && !vertex.targets.has(target))
          bad(
            `${name} leads to ${nameOf(target.node)}, but no link does.`,
            "Add the link, or take the node out of the route's path."
          )
      }
  }
  if (routes.length > 0)
    for (const target of vertex.targets)
      if (!followed.has(target.node.number))
        bad(
          `${nameOf(node)} is linked to ${nameOf(target.node)}, but none of its routes leads there.`,
          "Add the node's number to the path of the route that should reach it, or remove the link."
        )
}

function checkOperation(
  name: string,
  kind: string,
  route: Route,
  report: Report,
  bad: (message: string, hint: string) => void
): void {
  const { operation, type, value } = route
  const expected = kind === "ROUTER" ? "checkType" : "checkValue"
  if (type !== expected)
    bad(
      `${name} is of type ${quoted(type)} instead of ${quoted(expected)}.`,
      kind === "ROUTER" ? "A router looks at data types." : "A decision looks at values."
    )
  if (!isRouteOperation(operation)) {
    const meant = report.closest(operation, Object.keys(routeOperations))
    bad(
      operation === undefined || operation === null
        ? `${name} has no operation.`
        : `${name} has the unknown operation ${quoted(operation)}.`,
      meant === undefined ? `Use one of ${listed(Object.keys(routeOperations))}.` : `Did you mean ${quoted(meant)}?`
    )
  }
  if (value === undefined || value === null) bad(`${name} has no value to compare with.`, "Give it a value.")
  else if (kind === "ROUTER" && !isDataType(typeof value === "string" ? value.toLowerCase() : value))
    bad(
      `${name} looks for ${quoted(value)}, which is not a data type.`,
      "Use a data type, for example “text” or “audio”."
    )
  else if (
    kind === "DECISION" &&
    isRouteOperation(operation) &&
    routeOperations[operation].comparesNumbers &&
    !isNumeric(value)
  )
    bad(
      `${name} compares numbers, but its value ${quoted(value)} is not a number.`,
      "Give it a number, or compare with “equal”."
    )
}

const isNumeric = (value: unknown): boolean =>
  typeof value === "number" || (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)))
