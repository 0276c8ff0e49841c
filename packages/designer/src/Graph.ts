/**
 * A document as a graph: nodes by number, the connections at each node, an order to walk them in.
 *
 * Built once in time linear in the document and shared by validation, diff, layout and diagrams. It holds references
 * into the document and never changes it. Where numbers are used twice the first node has it.
 */
import { kindOf } from "./Document.ts"
import type { ParamMapping, PipelineDocument, PipelineLink, PipelineNode } from "@aixplain-ts/api-types"

/** One connected pair of parameters: an entry of a link's `paramMapping`, with the ends of its link. */
export interface Connection {
  readonly link: PipelineLink
  readonly mapping: ParamMapping
  readonly from: Vertex
  readonly to: Vertex
}

/** A node with what is connected to it. */
export interface Vertex {
  /** Place in `graph.vertices` and in the document's `nodes`, unless a number is used twice. */
  readonly index: number
  readonly node: PipelineNode
  /** In upper case. */
  readonly kind: string
  readonly incoming: Connection[]
  readonly outgoing: Connection[]
  /** Neighbours, once each, also by links that connect no parameter. */
  readonly sources: Set<Vertex>
  readonly targets: Set<Vertex>
}

export interface Graph {
  readonly vertices: readonly Vertex[]
  /** By node number. */
  readonly byNumber: ReadonlyMap<number, Vertex>
  /** Links to or from a node that does not exist; they are not in the vertices' lists. */
  readonly dangling: readonly PipelineLink[]
}

/** Reads the graph of a document that `parseDocument` or the builder gave. */
export function graphOf(document: PipelineDocument): Graph {
  const byNumber = new Map<number, Vertex>()
  const vertices: Vertex[] = []
  for (const node of document.nodes) {
    if (byNumber.has(node.number)) continue
    const vertex: Vertex = {
      index: vertices.length,
      node,
      kind: kindOf(node),
      incoming: [],
      outgoing: [],
      sources: new Set(),
      targets: new Set()
    }
    vertices.push(vertex)
    byNumber.set(node.number, vertex)
  }
  const dangling: PipelineLink[] = []
  for (const link of document.links) {
    const from = byNumber.get(link.from)
    const to = byNumber.get(link.to)
    if (from === undefined || to === undefined) {
      dangling.push(link)
      continue
    }
    from.targets.add(to)
    to.sources.add(from)
    for (const mapping of link.paramMapping ?? []) {
      const connection: Connection = { link, mapping, from, to }
      from.outgoing.push(connection)
      to.incoming.push(connection)
    }
  }
  return { vertices, byNumber, dangling }
}

/**
 * The vertices so that every link goes forward, and the groups of vertices that go in circles (each in the order of its
 * links, one group for each entangled set). Vertices of a circle stand where their first one is reached.
 */
export function orderOf(graph: Graph): { readonly order: readonly Vertex[]; readonly cycles: readonly Vertex[][] } {
  // Tarjan's strongly connected components with an explicit stack: documents may be chains of thousands of nodes.
  const count = graph.vertices.length
  const found = new Int32Array(count).fill(-1)
  const low = new Int32Array(count)
  const onStack = new Uint8Array(count)
  const stack: Vertex[] = []
  const components: Vertex[][] = []
  let next = 0
  for (const root of graph.vertices) {
    if (found[root.index] !== -1) continue
    const path = [enter(root)]
    while (path.length > 0) {
      const step = path[path.length - 1]!
      const { vertex } = step
      const following = step.targets.next()
      if (following.done !== true) {
        const target = following.value
        if (found[target.index] === -1) path.push(enter(target))
        else if (onStack[target.index] === 1) low[vertex.index] = Math.min(low[vertex.index]!, found[target.index]!)
        continue
      }
      path.pop()
      const parent = path[path.length - 1]?.vertex
      if (parent !== undefined) low[parent.index] = Math.min(low[parent.index]!, low[vertex.index]!)
      if (low[vertex.index] === found[vertex.index]) components.push(leave(vertex))
    }
  }
  components.reverse()
  const cycles = components.filter((members) => members.length > 1 || members[0]!.targets.has(members[0]!))
  return { order: components.flat(), cycles }

  function enter(vertex: Vertex): { vertex: Vertex; targets: Iterator<Vertex> } {
    found[vertex.index] = low[vertex.index] = next++
    stack.push(vertex)
    onStack[vertex.index] = 1
    return { vertex, targets: vertex.targets.values() }
  }

  function leave(root: Vertex): Vertex[] {
    const members: Vertex[] = []
    let member: Vertex
    do {
      member = stack.pop()!
      onStack[member.index] = 0
      members.push(member)
    } while (member !== root)
    return members.toReversed()
  }
}

/** All vertices that can be reached from the given ones, themselves included, along links or against them. */
export function reach(from: Iterable<Vertex>, direction: "targets" | "sources"): ReadonlySet<Vertex> {
  const seen = new Set(from)
  // A set is walked in the order of insertion, also while it grows.
  for (const vertex of seen) for (const neighbour of vertex[direction]) seen.add(neighbour)
  return seen
}
