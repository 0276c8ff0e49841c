/**
 * A pipeline while it is described, and the document that comes of it.
 *
 * Nodes are collected in the order of the calls that make them and refer to one another as objects; numbers, labels, links
 * and the paths of routes are settled at the end, when all of them are known.
 */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import type { PipelineOptions } from "../Builder.ts"
import type { NodeOptions } from "../Node.ts"
import { frozenCopy, type JsonObject } from "./json.ts"
import { settleLabels } from "./labels.ts"
import { linksOf } from "./links.ts"
import { settleNumbers } from "./numbers.ts"
import type { Source } from "./port.ts"

/** One branch of a router or decision. */
export interface DraftRoute {
  readonly value: string | number
  readonly operation: string
  readonly type: "checkType" | "checkValue"
}

/** What feeds one parameter. */
export interface DraftInput {
  readonly code: string
  readonly sources: readonly Source[]
}

export interface DraftNode {
  readonly draft: Draft
  readonly kind: string
  /** Label unless the options have one; made unique at the end where `fixedLabel` is not set. */
  readonly name: string
  /** Labels of inputs and outputs are part of the pipeline's surface and stay as they are. */
  readonly fixedLabel: boolean
  readonly options: NodeOptions
  /** The node on the wire without number, label, position and routes. */
  readonly fields: JsonObject
  readonly inputs: readonly DraftInput[]
  /** In the order of the wire; undefined for nodes that do not branch. */
  readonly routes?: DraftRoute[]
  /** Whether links that leave it carry `dataSourceId`. */
  readonly tellsDataSource?: boolean
}

/** The parts of a node that its call knows. */
export type NodeDescription = Omit<DraftNode, "draft" | "fixedLabel"> & { readonly fixedLabel?: boolean }

/** A node's place in the document. */
export interface Placed {
  readonly node: DraftNode
  readonly number: number
  readonly label: string
}

export class Draft {
  readonly pipeline: string
  readonly #nodes: DraftNode[] = []

  constructor(pipeline: string) {
    this.pipeline = pipeline
  }

  add(description: NodeDescription): DraftNode {
    for (const { code, sources } of description.inputs) this.#checkSources(description.name, code, sources)
    const node = { fixedLabel: false, ...description, draft: this }
    this.#nodes.push(node)
    return node
  }

  finish(options: PipelineOptions): PipelineDocument & { name: string } {
    const settled = settleNumbers(this.#nodes.map((node) => node.options.number))
    const numbers = new Map(this.#nodes.map((node, index) => [node, settled[index] as number]))
    const labels = settleLabels(this.#nodes)
    const placed = this.#nodes.map((node): Placed => ({
      node,
      number: numbers.get(node) as number,
      label: labels.get(node) as string
    }))
    const { links, paths } = linksOf(this.#nodes, numbers)
    const nodes = placed.map((place) => wireNode(place, paths))
    return frozenCopy({
      name: this.pipeline,
      nodes: inOrder(nodes, options.nodeOrder ?? nodes.map(({ number }) => number as number).toSorted(ascending)),
      links: options.links ?? inLinkOrder(links, options.linkOrder ?? []),
      ...options.extra
    }) as PipelineDocument & { name: string }
  }

  #checkSources(name: string, code: string, sources: readonly Source[]): void {
    const foreign = sources.find(({ node }) => node.draft !== this)
    if (foreign !== undefined)
      throw new TypeError(
        `“${code}” of ${name} in the pipeline “${this.pipeline}” is fed by ${foreign.node.name} of the pipeline ` +
          `“${foreign.node.draft.pipeline}”. Ports belong to the pipeline that made them.`
      )
  }
}

function wireNode({ node, number, label }: Placed, paths: ReadonlyMap<DraftRoute, readonly number[]>): JsonObject {
  return {
    number,
    label,
    type: node.kind,
    ...node.fields,
    ...(node.routes === undefined
      ? {}
      : {
          routes: node.routes.map((route) => ({
            value: route.value,
            path: paths.get(route) ?? [],
            operation: route.operation,
            type: route.type
          }))
        }),
    ...(node.options.position === undefined ? {} : { position: node.options.position }),
    ...withMergedParameters(node.fields, node.options.extra ?? {})
  }
}

/** `extra` with its parameter lists laid over those that the builder writes. */
function withMergedParameters(fields: JsonObject, extra: JsonObject): JsonObject {
  const merged: JsonObject = {}
  for (const key of ["inputValues", "outputValues"])
    if (Array.isArray(extra[key]) && Array.isArray(fields[key])) merged[key] = mergeByCode(fields[key], extra[key])
  return { ...extra, ...merged }
}

/** Each parameter of `over` with the keys that its namesake in `own` has beside; then what has a value all the same. */
function mergeByCode(own: readonly JsonObject[], over: readonly JsonObject[]): readonly JsonObject[] {
  const waiting = [...own]
  const merged = over.map((parameter) => {
    const index = waiting.findIndex(({ code }) => code === parameter["code"])
    return index < 0 ? parameter : { ...waiting.splice(index, 1)[0], ...parameter }
  })
  return [...merged, ...waiting.filter((parameter) => "value" in parameter || "values" in parameter)]
}

const ascending = (a: number, b: number): number => a - b

/** Items in the order in which their numbers are listed; what is not listed follows in its own order. */
function inOrder<N extends { readonly number?: unknown }>(nodes: readonly N[], order: readonly number[]): readonly N[] {
  const waiting = new Map<unknown, N[]>()
  for (const node of nodes) {
    const same = waiting.get(node.number)
    if (same === undefined) waiting.set(node.number, [node])
    else same.push(node)
  }
  const listed = order.flatMap((number) => waiting.get(number)?.shift() ?? [])
  return [...listed, ...Array.from(waiting.values()).flat()]
}

function inLinkOrder<L extends { readonly from: number; readonly to: number }>(
  links: readonly L[],
  order: readonly (readonly [number, number])[]
): readonly L[] {
  const waiting = new Map(links.map((link) => [`${link.from} ${link.to}`, link]))
  const listed = order.flatMap(([from, to]) => {
    const key = `${from} ${to}`
    const link = waiting.get(key)
    waiting.delete(key)
    return link ?? []
  })
  return [...listed, ...waiting.values()]
}
