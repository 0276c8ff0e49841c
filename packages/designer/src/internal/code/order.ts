/** An order for reading a graph as a program: by number, but every node after those that feed it. */
import type { Graph, Vertex } from "../../Graph.ts"

/** In circles some link must lead backwards; which one depends on the numbers alone. */
export function readingOrder(graph: Graph): readonly Vertex[] {
  const order: Vertex[] = []
  const seen = new Set<Vertex>()
  for (const root of graph.vertices.toSorted(byNumber)) {
    if (seen.has(root)) continue
    // Depth first with an explicit stack: documents may be chains of thousands of nodes.
    const path = [enter(root)]
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const source = step.sources.pop()
      if (source === undefined) {
        order.push(step.vertex)
        path.pop()
      } else if (!seen.has(source)) path.push(enter(source))
    }
  }
  return order

  function enter(vertex: Vertex): { readonly vertex: Vertex; readonly sources: Vertex[] } {
    seen.add(vertex)
    return { vertex, sources: [...vertex.sources].toSorted(byNumber).toReversed() }
  }
}

const byNumber = (a: Vertex, b: Vertex): number => a.node.number - b.node.number
