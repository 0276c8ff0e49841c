/** Routers and decisions: ports that take a route, and the opposite of decisions for `otherwise`. */
import { isRouteOperation, routeOperations } from "../Kinds.ts"
import type { NodeOptions, NumberOperation, Port, TextOperation } from "../Node.ts"
import type { DataType } from "../Types.ts"
import type { Draft, DraftNode, DraftRoute } from "./Draft.ts"
import { readParameters } from "./parameters.ts"
import { NodePort, singleType } from "./port.ts"

type Operation = TextOperation | NumberOperation

export function makeRouter(draft: Draft, value: Port, options: NodeOptions) {
  const given = readParameters({ input: value })
  const routes: DraftRoute[] = []
  const type = singleType(value)
  const node = draft.add({
    kind: "ROUTER",
    name: "Router",
    options,
    inputs: given.inputs,
    fields: { inputValues: given.inputValues, outputValues: [parameter("input", type)] },
    routes
  })
  return {
    type: (type: DataType) =>
      routePort(node, "input", [type], takeRoute(routes, { value: type, operation: "equal", type: "checkType" }))
  }
}

export interface DecisionOptions extends NodeOptions {
  readonly dataSourceId?: boolean
}

export function makeDecision(
  draft: Draft,
  { comparison, passthrough }: { readonly comparison: Port; readonly passthrough: Port },
  options: DecisionOptions
) {
  const first = addDecision(draft, comparison, passthrough, options)
  const conditions: { readonly operation: Operation; readonly value: string | number }[] = []
  let rest: Port | undefined

  function when(operation: Operation, value: string | number): Port {
    if (!isRouteOperation(operation))
      throw new TypeError(
        `A decision has no operation “${String(operation)}”. It has ${Object.keys(routeOperations).join(", ")}.`
      )
    if (conditions.every((known) => known.operation !== operation || known.value !== value)) {
      if (rest !== undefined)
        throw new TypeError("`when` comes after `otherwise()` of the same decision. Put every `when` before it.")
      conditions.push({ operation, value })
    }
    return first.route(operation, value)
  }

  function otherwise(): Port {
    if (conditions.length === 0)
      throw new TypeError("`otherwise()` of a decision without a `when` would let everything pass. Add a `when` first.")
    if (rest !== undefined) return rest
    // The wire has no default route: where none of several comparisons holds, each must fail in turn.
    let decision = first
    for (const [index, { operation, value }] of conditions.entries()) {
      if (index > 0) decision = addDecision(draft, comparison, rest as Port, {})
      rest = decision.route(routeOperations[operation].opposite, value)
    }
    return rest as Port
  }

  return { when, otherwise }
}

function addDecision(draft: Draft, comparison: Port, passthrough: Port, options: DecisionOptions) {
  const { dataSourceId = true, ...nodeOptions } = options
  const given = readParameters({ comparison, passthrough })
  const routes: DraftRoute[] = []
  const node = draft.add({
    kind: "DECISION",
    name: "Decision",
    options: nodeOptions,
    inputs: given.inputs,
    fields: { inputValues: given.inputValues, outputValues: [parameter("data", singleType(passthrough))] },
    routes,
    tellsDataSource: dataSourceId
  })
  return {
    route: (operation: Operation, value: string | number): Port =>
      routePort(node, "data", passthrough.types, takeRoute(routes, { value, operation, type: "checkValue" }))
  }
}

const routePort = (node: DraftNode, code: string, types: readonly DataType[], route: DraftRoute): Port =>
  new NodePort(types, "maybe", [{ node, code, route }])

/** The route that says the same, or a new one at the end. */
function takeRoute(routes: DraftRoute[], wanted: DraftRoute): DraftRoute {
  const known = routes.find((route) => route.operation === wanted.operation && route.value === wanted.value)
  if (known === undefined) routes.push(wanted)
  return known ?? wanted
}

const parameter = (code: string, dataType: DataType | undefined) =>
  dataType === undefined ? { code } : { code, dataType }
