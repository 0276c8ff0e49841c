/** Whether a node gets a value in every run, or only where a router or decision before it lets one pass. */
import type { Connection, Vertex } from "../Graph.ts"
import { inputsOf } from "../Ports.ts"

/**
 * `order` has every node after those that feed it. A parameter of one value is there when any of its links brings one;
 * a parameter of several values, and a node as a whole, only when all are.
 */
export function presenceIn(order: readonly Vertex[]): (vertex: Vertex) => boolean {
  const absent = new Set<Vertex>()
  for (const vertex of order) {
    const brings = ({ from }: Connection): boolean =>
      from.kind !== "ROUTER" && from.kind !== "DECISION" && !absent.has(from)
    const inputs = inputsOf(vertex.node)
    for (const code of new Set(vertex.incoming.map(({ mapping }) => mapping.to))) {
      const connections = vertex.incoming.filter(({ mapping }) => mapping.to === code)
      const several = inputs.get(code)?.multiple === true
      if (several ? !connections.every(brings) : !connections.some(brings)) absent.add(vertex)
    }
  }
  return (vertex) => !absent.has(vertex)
}
