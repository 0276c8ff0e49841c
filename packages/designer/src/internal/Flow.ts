/** What flows along the links: data types behind routers and decisions, and which nodes come after a branch. */
import { reach } from "../Graph.ts"
import type { Connection, Vertex } from "../Graph.ts"
import { dataTypesOf, outputsOf } from "../Ports.ts"
import type { NodePort } from "../Ports.ts"
import type { DataType } from "../Types.ts"

export interface Flow {
  /** What may arrive along a connection; empty when nothing says. */
  readonly typesAlong: (connection: Connection) => readonly DataType[]
  /** Whether a node comes after a router or decision, so that it may get nothing. */
  readonly isConditional: (vertex: Vertex) => boolean
}

/** `order` is that of `orderOf`: every node after those that feed it, circles aside. */
export function flowOf(order: readonly Vertex[]): Flow {
  /** What a router or decision passes on, and what a router passes to each of its targets. */
  const passed = new Map<Vertex, readonly DataType[]>()
  const routed = new Map<Vertex, ReadonlyMap<number, readonly DataType[]>>()
  const outputs = new Map<Vertex, ReadonlyMap<string, NodePort>>()
  for (const vertex of order) {
    if (vertex.kind === "ROUTER") {
      passed.set(vertex, typesInto(vertex, "input"))
      routed.set(vertex, routesByTarget(vertex))
    }
    if (vertex.kind === "DECISION") passed.set(vertex, typesInto(vertex, "passthrough"))
  }
  const behind = order
    .filter(({ kind }) => kind === "ROUTER" || kind === "DECISION")
    .flatMap(({ targets }) => Array.from(targets))
  const conditional = reach(behind, "targets")
  return { typesAlong, isConditional: (vertex) => conditional.has(vertex) }

  function typesAlong({ from, mapping, to }: Connection): readonly DataType[] {
    const narrowed = routed.get(from)?.get(to.node.number)
    return narrowed ?? passed.get(from) ?? outputsAt(from).get(mapping.from)?.dataTypes ?? []
  }

  function outputsAt(vertex: Vertex): ReadonlyMap<string, NodePort> {
    let ports = outputs.get(vertex)
    if (ports === undefined) outputs.set(vertex, (ports = outputsOf(vertex.node)))
    return ports
  }

  function typesInto(vertex: Vertex, code: string): readonly DataType[] {
    const types = vertex.incoming.filter(({ mapping }) => mapping.to === code).map(typesAlong)
    // One source that nothing is known of makes the whole unknown.
    return types.some((some) => some.length === 0) ? [] : [...new Set(types.flat())]
  }
}

function routesByTarget({ node }: Vertex): ReadonlyMap<number, readonly DataType[]> {
  const byTarget = new Map<number, Set<DataType>>()
  for (const { operation, path, type, value } of node.routes ?? []) {
    if (type !== "checkType" || operation !== "equal" || !Array.isArray(path)) continue
    for (const number of path) {
      let types = byTarget.get(number)
      if (types === undefined) byTarget.set(number, (types = new Set()))
      for (const dataType of dataTypesOf(value)) types.add(dataType)
    }
  }
  return new Map([...byTarget].map(([number, types]) => [number, [...types]]))
}
