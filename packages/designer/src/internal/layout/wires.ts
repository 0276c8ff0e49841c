/** Connections as a picture sees them: from a port of one box to a port of another. */
import type { Connection, Vertex } from "../../Graph.ts"
import { outputKey } from "./boxes.ts"
import type { Box, BoxPort } from "./boxes.ts"

export interface Point {
  readonly x: number
  readonly y: number
}

/** A connection as indices into the boxes and their ports. */
export interface Wire {
  readonly connection: Connection
  readonly from: number
  readonly to: number
  readonly fromPort: number
  readonly toPort: number
}

/** Each pair of ports once, in an order that does not depend on the document's. */
export function wiresOf(vertices: readonly Vertex[], boxes: readonly Box[]): Wire[] {
  const places = new Map(vertices.map((vertex, index) => [vertex, index]))
  const wires: Wire[] = []
  for (const [from, vertex] of vertices.entries()) {
    const seen = new Set<string>()
    for (const connection of vertex.outgoing) {
      const to = places.get(connection.to)!
      const fromPort = portIndex(boxes[from]!.outputs, outputKey(connection))
      const toPort = portIndex(boxes[to]!.inputs, connection.mapping.to)
      const key = `${fromPort} ${to} ${toPort}`
      if (!seen.has(key)) wires.push({ connection, from, to, fromPort, toPort })
      seen.add(key)
    }
  }
  return wires.toSorted((a, b) => a.from - b.from || a.fromPort - b.fromPort || a.to - b.to || a.toPort - b.toPort)
}

const portIndex = (ports: readonly BoxPort[], key: string): number => ports.findIndex((port) => port.key === key)
