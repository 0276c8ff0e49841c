/**
 * A document made ready to run: nodes by index in an order in which every link goes forward, what each parameter is
 * linked to, and when a node fires. Made once per run from the stored document; pure, and it holds no values.
 *
 * It expects a document without the errors that stop a run (cycle, dangling link, duplicate number).
 */
import type { DataType, NodeParameter, PipelineDocument, PipelineNode } from "@aixplain-ts/api-types"
import { assetTypes, findFunction, kindOf as typeOf, type nodeKinds } from "@aixplain-ts/designer"

export type PlanKind = (typeof nodeKinds)[number]

/**
 * When a node fires: once for each segment, once for each instance with all that was cut from it (reconstructors), or
 * once with the whole list (scripts, metrics). An output never fires: it is a view of what reached it.
 */
export type Fires = "segment" | "instance" | "whole" | "never"

/** One output parameter of another node that feeds a parameter. */
export interface Source {
  /** Index of the node in the plan. */
  readonly node: number
  /** Place of the output parameter in that node's `codes`. */
  readonly code: number
}

/** A linked input parameter. Several sources are branches that meet again: the one that has a value is taken. */
export interface Param {
  readonly code: string
  readonly required: boolean
  readonly sources: readonly Source[]
}

export interface PlanNode {
  /** Place in `plan.nodes`: links go from lower to higher. */
  readonly index: number
  readonly number: number
  readonly kind: PlanKind
  readonly fires: Fires
  readonly label: string
  /** Function id of an asset, lower case; empty for other kinds. */
  readonly function: string
  readonly params: readonly Param[]
  /** Output parameters that links read, in the order in which they are first named. */
  readonly codes: readonly string[]
  /** Nodes that feed this one and nodes that it feeds, once each. */
  readonly sources: readonly number[]
  readonly targets: readonly number[]
  /** The same targets by their numbers in the document, as routes name them. */
  readonly targetNumbers: readonly number[]
  /** Values of parameters that the document sets, by code. */
  readonly presets: Readonly<Record<string, unknown>>
  /** As stored. */
  readonly document: PipelineNode
}

export interface Plan {
  readonly nodes: readonly PlanNode[]
  /** Place in `nodes` by number. */
  readonly byNumber: ReadonlyMap<number, number>
}

interface Draft {
  readonly number: number
  readonly document: PipelineNode
  readonly kind: PlanKind
  /** Output parameters that links read, with their places in this order. */
  readonly codes: Map<string, number>
  /** Where each linked parameter's values come from, once each. */
  readonly params: Map<string, Map<string, { readonly from: number; readonly code: string }>>
  readonly targets: Set<number>
}

const plans = new WeakMap<PipelineDocument, Plan>()

/**
 * Reads a document into a plan, once for each document object. Links that name no parameters, or nodes that are not
 * there, connect nothing.
 */
export const planOf = (document: PipelineDocument): Plan => {
  const known = plans.get(document)
  if (known !== undefined) return known
  const plan = read(document)
  plans.set(document, plan)
  return plan
}

const read = (document: PipelineDocument): Plan => {
  const drafts = new Map<number, Draft>()
  for (const node of document.nodes) if (!drafts.has(node.number)) drafts.set(node.number, draftOf(node))
  connect(document, drafts)
  const order = inOrder(drafts)
  const byNumber = new Map(order.map((draft, index) => [draft.number, index]))
  const nodes = order.map((draft, index) => finish(draft, index, order, byNumber))
  return { nodes, byNumber }
}

const draftOf = (node: PipelineNode): Draft => ({
  number: node.number,
  document: node,
  kind: kindOf(node),
  codes: new Map(),
  params: new Map(),
  targets: new Set()
})

/** The kind of a node in upper case; kinds of assets that stand for the type are `ASSET`. */
export const kindOf = (node: PipelineNode): PlanKind => {
  const word = typeOf(node)
  return (assetTypes.has(word) ? "ASSET" : word) as PlanKind
}

const connect = (document: PipelineDocument, drafts: ReadonlyMap<number, Draft>): void => {
  for (const link of document.links) {
    const from = drafts.get(link.from)
    const to = drafts.get(link.to)
    if (from === undefined || to === undefined) continue
    for (const mapping of link.paramMapping ?? []) {
      const code = outputCode(from, mapping.from, mapping.dataSourceId)
      if (!from.codes.has(code)) from.codes.set(code, from.codes.size)
      let into = to.params.get(mapping.to)
      if (into === undefined) to.params.set(mapping.to, (into = new Map()))
      const source = `${from.number} ${code}`
      if (!into.has(source)) into.set(source, { from: from.number, code })
      from.targets.add(to.number)
    }
  }
}

/**
 * The name under which a node's output is kept. Inputs and routers have one output, and older documents call the one of
 * a decision `input` or after its source: the word of the link does not matter there. A decision that is fed by several
 * nodes passes on the one that the link names.
 */
const outputCode = (from: Draft, code: string, dataSource: number | null | undefined): string => {
  if (from.kind === "INPUT" || from.kind === "ROUTER") return "input"
  if (from.kind !== "DECISION") return code
  return dataSource === undefined || dataSource === null ? "data" : `data@${dataSource}`
}

/** Nodes so that links go forward; equals in the order of their numbers. Nodes of a cycle are left out. */
const inOrder = (drafts: ReadonlyMap<number, Draft>): Draft[] => {
  const waiting = new Map<number, number>()
  for (const draft of drafts.values()) {
    waiting.set(draft.number, waiting.get(draft.number) ?? 0)
    for (const target of draft.targets) waiting.set(target, (waiting.get(target) ?? 0) + 1)
  }
  const free = [...waiting].filter(([, count]) => count === 0).map(([number]) => number)
  free.sort((a, b) => a - b)
  const order: Draft[] = []
  for (let at = 0; at < free.length; at++) {
    const draft = drafts.get(free[at]!)!
    order.push(draft)
    for (const target of [...draft.targets].toSorted((a, b) => a - b)) {
      const left = waiting.get(target)! - 1
      waiting.set(target, left)
      if (left === 0) free.push(target)
    }
  }
  return order
}

const finish = (
  draft: Draft,
  index: number,
  order: readonly Draft[],
  byNumber: ReadonlyMap<number, number>
): PlanNode => {
  const { document, kind } = draft
  const fn = kind === "ASSET" ? (document.function ?? "").toLowerCase() : ""
  const required = requiredOf(document)
  const params: Param[] = [...draft.params].map(([code, sources]) => ({
    code,
    // As the document says, then the catalogue; unknown ones are.
    required: required.get(code) ?? findFunction(fn)?.inputs[code]?.required ?? true,
    sources: [...sources.values()].flatMap((source) => {
      const node = byNumber.get(source.from)
      return node === undefined ? [] : [{ node, code: order[node]!.codes.get(source.code)! }]
    })
  }))
  const passed = params.find((param) => kind === "DECISION" && param.code === "passthrough")
  if (passed !== undefined && passed.sources.length > 1)
    for (const source of passed.sources)
      params.push({ code: `passthrough@${order[source.node]!.number}`, required: false, sources: [source] })
  return {
    index,
    number: draft.number,
    kind,
    fires: firesOf(document, kind, fn),
    label: labelOf(document, kind),
    function: fn,
    params,
    codes: [...draft.codes.keys()],
    sources: [...new Set(params.flatMap((param) => param.sources.map((source) => source.node)))],
    targets: [...draft.targets].map((target) => byNumber.get(target)).filter((target) => target !== undefined),
    targetNumbers: [...draft.targets],
    presets: presetsOf(document, fn),
    document
  }
}

/** What an asset is to the engine: by its function where the catalogue knows it as special, else as the document says. */
export const assetKind = (node: PipelineNode): string => {
  const known = findFunction((node.function ?? "").toLowerCase())?.kind
  if (known !== undefined && known !== "ai") return known
  const word = typeOf(node)
  return assetTypes.has(word) ? word.toLowerCase() : (node.functionType ?? "ai").toLowerCase()
}

const fires: Readonly<Record<Exclude<PlanKind, "ASSET">, Fires>> = {
  INPUT: "segment",
  OUTPUT: "never",
  SCRIPT: "whole",
  ROUTER: "segment",
  DECISION: "segment"
}

const firesOf = (document: PipelineNode, kind: PlanKind, fn: string): Fires => {
  if (kind !== "ASSET") return fires[kind]
  const special = assetKind({ ...document, function: fn })
  return special === "metric" ? "whole" : special === "reconstructor" ? "instance" : "segment"
}

/** The label, or the one that the vendor's designer gives a node without one. */
export const labelOf = (node: PipelineNode, kind = kindOf(node)): string => {
  if (typeof node.label === "string" && node.label.trim() !== "") return node.label
  return assetKind(node) === "metric" && kind === "ASSET" ? `METRIC(${node.number})` : `${kind}(ID=${node.number})`
}

const parametersOf = (node: PipelineNode): readonly NodeParameter[] => [
  ...(node.inputValues ?? []),
  ...(node.customInputs ?? [])
]

/** Whether a step is impossible without a parameter, by code, where the document says it; the first entry counts. */
const requiredOf = (node: PipelineNode): ReadonlyMap<string, boolean | undefined> =>
  new Map(
    parametersOf(node)
      .toReversed()
      .map(({ code, isRequired }) => [code, isRequired])
  )

/** Set values by code: the document's, then the catalogue's defaults. Empty ones count as not set. */
const presetsOf = (node: PipelineNode, fn: string): Record<string, unknown> => {
  const presets: Record<string, unknown> = {}
  for (const input of Object.values(findFunction(fn)?.inputs ?? {}))
    if (input.default !== undefined) presets[input.code] = input.default
  for (const parameter of parametersOf(node)) {
    const value = parameter.values !== undefined && parameter.values.length > 0 ? parameter.values : parameter.value
    if (value !== undefined && value !== null && value !== "") presets[parameter.code] = value
  }
  return presets
}

/** The data type that a node's output is declared with: by the catalogue, else by the document, else text. */
export const outputType = (node: PlanNode, code: string): DataType => {
  const known = findFunction(node.function)?.outputs[code]?.dataType
  if (known !== undefined) return known
  const said = node.document.outputValues?.find((parameter) => parameter.code === code)?.dataType
  return typeof said === "string" ? (said.toLowerCase() as DataType) : "text"
}

/** Whether a parameter of a metric holds one item for each pair; the others (the name of a score) hold one for all. */
export const isPaired = (node: PlanNode, code: string): boolean =>
  findFunction(node.function)?.inputs[code]?.multiple ?? true
