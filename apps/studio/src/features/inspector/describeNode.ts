/** The rows of the inspector: a node's settings and every other member of the document, flattened without loss. */
import type { Document } from "../../canvas/GraphModel.ts"

type PipelineNode = Document["nodes"][number]

export interface Setting {
  readonly name: string
  readonly value: string
}

const text = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""))

/** Values that the document sets, by parameter code. */
export const settingsOf = (node: PipelineNode): readonly Setting[] =>
  (node.inputValues ?? []).flatMap((parameter) => {
    const value = parameter.value ?? parameter["values"]
    return value === undefined || value === null || value === "" ? [] : [{ name: parameter.code, value: text(value) }]
  })

/** Branches of a router or decision, in words. */
export const routesOf = (node: PipelineNode, label: (number: number) => string): readonly Setting[] =>
  (node.routes ?? []).map((route) => ({
    name: `${text(route.operation)} ${text(route.value)}`,
    value: Array.isArray(route.path) && route.path.length > 0 ? `to ${route.path.map(label).join(", ")}` : "as linked"
  }))
