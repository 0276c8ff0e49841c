/** Routers and decisions as calls: `n.decision({ … })` and one step for each route. */
import type { PipelineNode, Route } from "@aixplain-ts/api-types"
import { isDataType } from "../../Fits.ts"
import type { Vertex } from "../../Graph.ts"
import { isRouteOperation, routeOperations } from "../../Kinds.ts"
import { build, call, type Expression, json, name, object } from "./Expression.ts"
import type { Feed, Feeds } from "./Feeds.ts"
import type { Names } from "./Names.ts"
import type { PlannedCall, RouteStep } from "./planned.ts"

/** Undefined where the builder has no words for the node: parts are missing, or it is linked in an unusual way. */
export function planBranches(vertex: Vertex, feeds: Feeds, names: Names, wanted: string): PlannedCall | undefined {
  const routes = vertex.node.routes ?? []
  if (routes.length === 0 && vertex.outgoing.length > 0) return undefined
  return vertex.kind === "ROUTER"
    ? planRouter(vertex, feeds, names, wanted, routes)
    : planDecision(vertex, feeds, names, wanted, routes)
}

function planRouter(vertex: Vertex, feeds: Feeds, names: Names, wanted: string, routes: readonly Route[]) {
  if (!isLinked(vertex, feeds, ["input"], "input")) return undefined
  const feed = feeds.into(vertex, "input") as Feed
  const types = routes.map(({ value }) => (isDataType(value) ? value : (feed.types[0] ?? "text")))
  const fitting = feed.types.length === 0 || types.every((type) => feed.types.includes(type))
  const all = [...new Set([...feed.types, ...types])]
  const value = fitting ? feed.expression : build("as", [feed.expression, ...all.map(json)])
  const variable = names.take(wanted)
  const steps = new RouteSteps(names, variable)
  const ports = types.map((type): Feed => ({
    expression: steps.take(type, call(name(variable), "type", [json(type)])),
    types: [type]
  }))
  provideRoutes(vertex, feeds, routes, ports)
  return branchCall(vertex.node, variable, "router", value, {}, steps)
}

function planDecision(vertex: Vertex, feeds: Feeds, names: Names, wanted: string, routes: readonly Route[]) {
  if (!isLinked(vertex, feeds, ["comparison", "passthrough"], "data")) return undefined
  const comparison = feeds.into(vertex, "comparison") as Feed
  const passthrough = feeds.into(vertex, "passthrough") as Feed
  const variable = names.take(wanted)
  const steps = new RouteSteps(names, variable)
  const ports = routes.map((route, index): Feed => ({
    expression:
      index === 1 && routes.length === 2 && isRest(routes[0] as Route, route)
        ? steps.take("otherwise", call(name(variable), "otherwise", []))
        : steps.take(String(route.value).toLowerCase(), call(name(variable), "when", condition(route))),
    types: passthrough.types
  }))
  provideRoutes(vertex, feeds, routes, ports)
  const silent =
    vertex.outgoing.length > 0 && vertex.outgoing.every(({ mapping }) => mapping.dataSourceId === undefined)
  const parameters = object(
    feeds.codesInto(vertex).map((code) => [code, (code === "comparison" ? comparison : passthrough).expression])
  )
  return branchCall(vertex.node, variable, "decision", parameters, silent ? { dataSourceId: false } : {}, steps)
}

const branchCall = (
  node: PipelineNode,
  variable: string,
  method: string,
  parameters: Expression,
  options: Record<string, unknown>,
  steps: RouteSteps
): PlannedCall => ({
  role: "call",
  node,
  variable,
  method,
  args: [parameters],
  options,
  routes: steps.all
})

/** Whether exactly the wanted inputs are fed and only the usual output is used. */
function isLinked(vertex: Vertex, feeds: Feeds, inputs: readonly string[], output: string): boolean {
  const codes = feeds.codesInto(vertex)
  return (
    codes.length === inputs.length &&
    inputs.every((code) => codes.includes(code)) &&
    vertex.outgoing.every(({ mapping }) => mapping.from === output)
  )
}

/** Each target gets the routes that lead to it; one that no route leads to gets the first, and is put right later. */
function provideRoutes(vertex: Vertex, feeds: Feeds, routes: readonly Route[], ports: readonly Feed[]): void {
  feeds.provide(vertex, (_code, target) => {
    const leading = ports.filter((_, index) => {
      const path: unknown = routes[index]?.path
      return Array.isArray(path) && path.includes(target.node.number)
    })
    return [
      ...new Map((leading.length > 0 ? leading : ports.slice(0, 1)).map((port) => [port.expression, port])).values()
    ]
  })
}

/** Whether `when` takes the route's operation and value as they are. */
function isCallable({ operation, value }: Route): boolean {
  if (!isRouteOperation(operation)) return false
  if (typeof value === "number") return true
  return typeof value === "string" && (!routeOperations[operation].comparesNumbers || /^-?\d+(\.\d+)?$/.test(value))
}

/** A comparison that `when` takes; an odd one is written as a text here and put right later. */
const condition = (route: Route): readonly Expression[] =>
  isCallable(route) ? [json(route.operation), json(route.value)] : [json("equal"), json(String(route.value))]

/** Whether `otherwise()` after the first route gives the second. */
const isRest = (first: Route, second: Route): boolean =>
  isRouteOperation(first.operation) &&
  isCallable(first) &&
  routeOperations[first.operation].opposite === second.operation &&
  first.value === second.value

/** The steps of one router or decision, each once. */
class RouteSteps {
  readonly all: RouteStep[] = []
  readonly #names: Names
  readonly #owner: string
  readonly #known = new Map<string, Expression>()

  constructor(names: Names, owner: string) {
    this.#names = names
    this.#owner = owner
  }

  take(wanted: string, expression: Expression): Expression {
    const key = JSON.stringify(expression)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const variable = this.#names.take(`${this.#owner} ${wanted}`)
    this.all.push({ variable, expression })
    const port = name(variable)
    this.#known.set(key, port)
    return port
  }
}
