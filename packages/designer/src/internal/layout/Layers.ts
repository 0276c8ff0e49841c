/**
 * From a graph to layers: every link goes right, long links get a place in each layer that they cross.
 *
 * Nodes are indices 0…n-1 in an order that does not depend on the document's; places on long links ("bends") follow them.
 */

/** A link between two nodes, at ports given by their rank among the ports of that side and their offset from the top. */
export interface Edge {
  readonly from: number
  readonly to: number
  readonly fromRank: number
  readonly toRank: number
  readonly fromOffset: number
  readonly toOffset: number
}

/** The part of a link between two neighbouring layers. Items are nodes or bends. */
export interface Segment extends Edge {
  /** How much it matters that this part is level: more the longer the link. */
  readonly weight: number
}

export interface Layers {
  /** Items of each layer, top to bottom. */
  readonly layers: number[][]
  readonly layerOf: readonly number[]
  /** Parts of links that end in the left layer of gap g (between layer g and g + 1). */
  readonly gaps: readonly Segment[][]
  /** Items from here on are bends. */
  readonly firstBend: number
  /** The bends that each edge passes, left to right; undefined for an edge that closes a circle or loops. */
  readonly bends: readonly (readonly number[] | undefined)[]
}

export function layersOf(count: number, edges: readonly Edge[], pinned: (node: number) => boolean): Layers {
  const forward = forwardEdges(count, edges)
  const layerOf = longestPaths(count, edges, forward, pinned)
  const depth = layerOf.reduce((most, layer) => Math.max(most, layer), 0) + 1
  const layers: number[][] = Array.from({ length: depth }, () => [])
  const gaps: Segment[][] = Array.from({ length: Math.max(0, depth - 1) }, () => [])
  for (let node = 0; node < count; node++) layers[layerOf[node]!]!.push(node)

  // Links from one output share their bends, so that they leave as one line and branch where they must.
  const trunks = new Map<string, number[]>()
  const seen = new Set<string>()
  const bends = edges.map((edge, index) => {
    if (!forward[index]) return undefined
    const start = layerOf[edge.from]!
    const end = layerOf[edge.to]!
    const key = `${edge.from} ${edge.fromRank}`
    const trunk = trunks.get(key) ?? []
    trunks.set(key, trunk)
    while (trunk.length < end - start - 1) {
      const layer = start + 1 + trunk.length
      const bend = layerOf.push(layer) - 1
      layers[layer]!.push(bend)
      const last = trunk.at(-1)
      if (last === undefined) gaps[start]!.push({ ...edge, to: bend, toRank: 0, toOffset: 0, weight: 2 })
      else
        gaps[layer - 1]!.push({ from: last, to: bend, fromRank: 0, toRank: 0, fromOffset: 0, toOffset: 0, weight: 8 })
      trunk.push(bend)
    }
    const passed = trunk.slice(0, end - start - 1)
    const last = passed.at(-1)
    const segment =
      last === undefined ? { ...edge, weight: 1 } : { ...edge, from: last, fromRank: 0, fromOffset: 0, weight: 2 }
    const end2 = `${segment.from} ${segment.fromRank} ${segment.to} ${segment.toRank}`
    if (!seen.has(end2)) gaps[end - 1]!.push(segment)
    seen.add(end2)
    return passed
  })
  return { layers, layerOf, gaps, firstBend: count, bends }
}

/** Which edges may define layers: all but those that close a circle, found by walking from the lowest node on. */
function forwardEdges(count: number, edges: readonly Edge[]): boolean[] {
  const outgoing = lists(count, edges, (edge) => edge.from)
  const state = new Uint8Array(count) // 0 new, 1 on the path, 2 done
  const forward = edges.map(() => true)
  for (let root = 0; root < count; root++) {
    if (state[root] !== 0) continue
    const path = [{ node: root, next: 0 }]
    state[root] = 1
    while (path.length > 0) {
      const step = path[path.length - 1]!
      const index = outgoing[step.node]![step.next++]
      if (index === undefined) {
        state[step.node] = 2
        path.pop()
        continue
      }
      const { to } = edges[index]!
      if (state[to] === 1) forward[index] = false
      else if (state[to] === 0) {
        state[to] = 1
        path.push({ node: to, next: 0 })
      }
    }
  }
  return forward
}

/** Each node as far left as its links allow; then towards its targets where that shortens more links than it lengthens. */
function longestPaths(
  count: number,
  edges: readonly Edge[],
  forward: readonly boolean[],
  pinned: (node: number) => boolean
): number[] {
  const used = edges.filter((_, index) => forward[index])
  const outgoing = lists(count, used, (edge) => edge.from)
  const incoming = lists(count, used, (edge) => edge.to)
  const waiting = incoming.map((list) => list.length)
  const order = waiting.flatMap((open, node) => (open === 0 ? [node] : []))
  const layerOf: number[] = Array.from({ length: count }, () => 0)
  // The list grows while it is walked: every node comes after all that lead to it.
  for (const node of order)
    for (const index of outgoing[node]!) {
      const { to } = used[index]!
      layerOf[to] = Math.max(layerOf[to]!, layerOf[node]! + 1)
      waiting[to]!--
      if (waiting[to] === 0) order.push(to)
    }
  for (const node of order.toReversed()) {
    if (pinned(node) || outgoing[node]!.length <= incoming[node]!.length) continue
    layerOf[node] = outgoing[node]!.reduce((least, index) => Math.min(least, layerOf[used[index]!.to]! - 1), Infinity)
  }
  return layerOf
}

function lists(count: number, edges: readonly Edge[], end: (edge: Edge) => number): number[][] {
  const all: number[][] = Array.from({ length: count }, () => [])
  for (const [index, edge] of edges.entries()) all[end(edge)]!.push(index)
  return all
}
