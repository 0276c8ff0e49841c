/** A pipeline in words: its inputs and outputs with their types, and its nodes with what feeds them. */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { handleOf, kindOf, labelOf, type PipelinePort } from "@aixplain-ts/designer"
import { table } from "./Output.ts"

/** A stored pipeline, or one from a file, which has neither id nor status. */
export interface Viewed {
  readonly id?: string
  readonly name: string
  readonly status?: string
  readonly document?: PipelineDocument
}

const empty: PipelineDocument = { nodes: [], links: [] }

/** Facts for `-o json`: name, ports by label, nodes by number. */
export const viewOf = ({ document = empty, id, name, status }: Viewed): Readonly<Record<string, unknown>> => {
  const { inputs, outputs } = handleOf(document, id ?? "")
  return {
    ...(id !== undefined && { id }),
    name,
    ...(status !== undefined && { status }),
    inputs,
    outputs,
    nodes: document.nodes.map((node) => ({
      node: node.number,
      label: labelOf(node),
      type: kindOf(node),
      ...(typeof node.function === "string" && { function: node.function }),
      ...(typeof node.assetId === "string" && { assetId: node.assetId }),
      from: sources(document, node.number)
    }))
  }
}

/** Name, status, inputs and outputs. */
export const describePipeline = ({ document = empty, id, name, status }: Viewed): string => {
  const { inputs, outputs } = handleOf(document, id ?? "")
  const rows = [
    ["name", name],
    ["id", id],
    ["status", status],
    ["inputs", ports(inputs)],
    ["outputs", ports(outputs)],
    ["nodes", String(document.nodes.length)]
  ]
  return table(rows.filter((row): row is [string, string] => row[1] !== undefined))
}

/** The nodes in the order of the document, with what leads to each. */
export const describeNodes = (document: PipelineDocument = empty): string =>
  table([
    ["NODE", "KIND", "LABEL", "FUNCTION", "FROM"],
    ...document.nodes.map((node) => [
      String(node.number),
      kindOf(node),
      labelOf(node),
      typeof node.function === "string" ? node.function : "",
      sources(document, node.number).join(", ")
    ])
  ])

const sources = ({ links }: PipelineDocument, number: number): readonly number[] => [
  ...new Set(links.flatMap(({ from, to }) => (to === number ? [from] : [])))
]

const ports = (all: Readonly<Record<string, PipelinePort>>): string =>
  Object.entries(all)
    .map(([label, { optional, type }]) => {
      const types = [type].flat().join(" or ") || "any"
      return `${label} (${types}${optional === true ? ", optional" : ""})`
    })
    .join(", ")
