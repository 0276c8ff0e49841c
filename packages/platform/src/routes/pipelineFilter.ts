/** Which pipelines a search lets through: what its query asks of the nodes of a document. */
import type { PipelineNode } from "@aixplain-ts/api-types"
import { kindOf } from "@aixplain-ts/designer"
import type { components } from "@aixplain-ts/api-types"

export type PipelineSearch = components["schemas"]["PipelineQuery"]

const lower = (text: unknown): string => String(text).toLowerCase()
const any = <A>(wanted: readonly A[] | undefined): wanted is readonly A[] => wanted !== undefined && wanted.length > 0

/** Undefined where the query asks nothing of the nodes. */
export const nodeFilter = (query: PipelineSearch): ((nodes: readonly PipelineNode[]) => boolean) | undefined => {
  const tests: ((nodes: readonly PipelineNode[]) => boolean)[] = []
  const { functions, models, suppliers, inputDataTypes, outputDataTypes } = query
  if (any(functions)) tests.push(some((node) => functions.includes(node.function ?? "")))
  if (any(models)) tests.push(some((node) => models.includes(node.assetId ?? "")))
  if (any(suppliers)) {
    const names = new Set(suppliers.flatMap(supplierNames))
    tests.push(
      some((node) => node.supplier !== undefined && supplierNames(node.supplier).some((name) => names.has(name)))
    )
  }
  if (any(inputDataTypes)) tests.push(some((node) => kindOf(node) === "INPUT" && typesOf(node, inputDataTypes)))
  if (any(outputDataTypes)) tests.push(some((node) => kindOf(node) === "OUTPUT" && typesOf(node, outputDataTypes)))
  return tests.length === 0 ? undefined : (nodes) => tests.every((test) => test(nodes))
}

const some =
  (test: (node: PipelineNode) => boolean) =>
  (nodes: readonly PipelineNode[]): boolean =>
    nodes.some(test)

const typesOf = ({ dataType }: PipelineNode, wanted: readonly string[]): boolean =>
  (Array.isArray(dataType) ? dataType : [dataType]).some((type) => wanted.some((want) => lower(want) === lower(type)))

/** Clients send the whole entry of the supplier list, its code or its id. */
const supplierNames = (supplier: unknown): string[] => {
  if (typeof supplier !== "object" || supplier === null) return [lower(supplier)]
  const { id, name, code } = supplier as { id?: unknown; name?: unknown; code?: unknown }
  return [id, name, code].filter((part) => part !== undefined && part !== null).map(lower)
}
