/**
 * Typed handles of stored pipelines: id, name, and the data types of inputs and outputs, without the document.
 *
 * `axp pipelines types` writes one file for each (`toHandleCode`), and `pipelines.get(handle)` takes it. The file needs
 * no import: the types are those of the literal.
 */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { labelOf } from "./Document.ts"
import { graphOf, orderOf, type Vertex } from "./Graph.ts"
import { json } from "./internal/code/Expression.ts"
import { Names } from "./internal/code/Names.ts"
import { print } from "./internal/code/print.ts"
import { flowOf } from "./internal/Flow.ts"
import { presenceIn } from "./internal/presence.ts"
import { dataTypesOf } from "./Ports.ts"
import type { DataType, PipelineHandle, PipelinePort } from "./Types.ts"

/**
 * The handle of a stored document. Data types come from what really flows to an output; where nothing says, from the
 * document; an empty list means any. Of two inputs or outputs with one label the first by number counts.
 */
export function handleOf(document: PipelineDocument, id: string): PipelineHandle {
  const graph = graphOf(document)
  const { order } = orderOf(graph)
  const flow = flowOf(order)
  const isPresent = presenceIn(order)
  const outputTypes = (vertex: Vertex): readonly DataType[] => {
    const flowing = vertex.incoming.map((connection) => flow.typesAlong(connection))
    const known = flowing.length > 0 && flowing.every((types) => types.length > 0)
    return known ? [...new Set(flowing.flat())] : dataTypesOf(vertex.node.dataType)
  }
  const name = document["name"]
  return {
    id,
    name: typeof name === "string" ? name : id,
    inputs: portsOf("INPUT", (vertex) => {
      const { data, dataType } = vertex.node
      return port(dataTypesOf(dataType), data !== undefined && data !== null)
    }),
    outputs: portsOf("OUTPUT", (vertex) => port(outputTypes(vertex), !isPresent(vertex)))
  }

  function portsOf(kind: string, read: (vertex: Vertex) => PipelinePort): Record<string, PipelinePort> {
    const ports = new Map<string, PipelinePort>()
    const vertices = graph.vertices.filter((vertex) => vertex.kind === kind)
    for (const vertex of vertices.toSorted((a, b) => a.node.number - b.node.number)) {
      const label = labelOf(vertex.node)
      if (!ports.has(label)) ports.set(label, read(vertex))
    }
    return Object.fromEntries(ports)
  }
}

/** The source of a module that exports the handle, under a name made of the pipeline's. */
export function toHandleCode(
  document: PipelineDocument,
  id: string,
  options: { readonly exportName?: string } = {}
): string {
  const handle = handleOf(document, id)
  const exportName = options.exportName ?? new Names().take(handle.name)
  return `// Written by \`axp pipelines types\`. Do not change it: write it again.

/** A stored pipeline: hand it to \`pipelines.get\`, and its inputs and outputs are typed. */
export const ${exportName} = ${print(json(handle), 0, 26 + exportName.length)} as const
`
}

const port = (types: readonly DataType[], optional: boolean): PipelinePort => ({
  type: types.length === 1 ? (types[0] as DataType) : types,
  ...(optional ? { optional } : {})
})
