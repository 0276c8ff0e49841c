/** The boxes of a picture before they have a place: what is written on each node, its ports, its size. */
import type { NodeKind, PipelineNode } from "@aixplain-ts/api-types"
import { labelOf } from "../../Document.ts"
import type { Connection, Vertex } from "../../Graph.ts"
import { functionOf, hasValue, inputsOf, outputsOf } from "../../Ports.ts"
import { isRouteOperation, nodeKind, type routeOperations } from "../../Kinds.ts"
import type { NodePort } from "../../Ports.ts"
import type { DataType } from "../../Types.ts"
import type { Flow } from "../Flow.ts"
import { fitText, textWidth } from "./text.ts"

/** What a node looks like: its kind, and for assets what their function does with segments. */
export type NodeForm =
  | "input"
  | "output"
  | "asset"
  | "segmentor"
  | "reconstructor"
  | "metric"
  | "utility"
  | "script"
  | "router"
  | "decision"
  | "unknown"

/** Sizes that drawings share, in pixels. */
export const sizes = {
  padding: 12,
  minWidth: 152,
  maxWidth: 248,
  /** Baselines from the top of the box, and their font sizes. */
  kind: { baseline: 20, font: 10 },
  label: { baseline: 37, font: 13.5 },
  subtitle: { baseline: 53, font: 11.5 },
  details: { baseline: 68, font: 11 },
  port: { height: 20, font: 11 },
  bottom: 8
} as const

/** A port of a box; `offset` is from the top of the box. */
export interface BoxPort {
  readonly key: string
  readonly code: string
  readonly text: string
  readonly dataTypes: readonly DataType[]
  readonly linked: boolean
  readonly missing: boolean
  readonly offset: number
}

export interface Box {
  readonly node: PipelineNode
  readonly form: NodeForm
  readonly label: string
  readonly kindLine: string
  readonly labelLine: string
  readonly subtitle: string | undefined
  readonly details: string | undefined
  readonly width: number
  readonly height: number
  readonly inputs: readonly BoxPort[]
  readonly outputs: readonly BoxPort[]
}

type PortDraft = Omit<BoxPort, "offset">

/** Where a connection leaves its source: an output by code, or the route of a router or decision that leads to its target. */
export function outputKey({ from, mapping, to }: Connection): string {
  if (from.kind !== "ROUTER" && from.kind !== "DECISION") return mapping.from
  const routes = from.node.routes ?? []
  const named = routes.findIndex(({ path }) => Array.isArray(path) && path.includes(to.node.number))
  if (named >= 0) return routeKey(named)
  const open = routes.findIndex(({ path }) => Array.isArray(path) && path.length === 0)
  return open >= 0 && routes.length === 1 ? routeKey(open) : mapping.from
}

export function boxOf(vertex: Vertex, flow: Flow): Box {
  const { node } = vertex
  const form = formOf(vertex)
  const inputs = inputPorts(vertex, flow)
  const outputs = outputPorts(vertex, flow)
  const plain = form === "input" || form === "output"
  const label = labelOf(node)
  const kindLine = plain
    ? typesLine(form, [...inputs, ...outputs])
    : form === "unknown"
      ? vertex.kind || "NO TYPE"
      : form.toUpperCase()
  const subtitle = subtitleOf(node, form, label)
  const details = detailsOf(node, vertex)
  const rows = plain ? 0 : Math.max(inputs.length, outputs.length)
  const room = sizes.padding * 2
  const wanted = Math.max(
    sizes.minWidth,
    textWidth(kindLine, sizes.kind.font) * 1.1 + room + 24,
    textWidth(label, sizes.label.font) * 1.06 + room,
    textWidth(subtitle ?? "", sizes.subtitle.font) + room,
    textWidth(details ?? "", sizes.details.font) + room,
    ...Array.from(
      { length: rows },
      (_, row) =>
        textWidth(inputs[row]?.text ?? "", sizes.port.font) + textWidth(outputs[row]?.text ?? "", sizes.port.font) + 64
    )
  )
  const width = Math.min(sizes.maxWidth, Math.ceil(wanted / 8) * 8)
  const head =
    (details !== undefined ? sizes.details : subtitle !== undefined ? sizes.subtitle : sizes.label).baseline + 9
  const height = head + (rows === 0 ? 4 : rows * sizes.port.height + sizes.bottom)
  const inside = width - room
  const placed = (ports: readonly PortDraft[]): BoxPort[] =>
    ports.map((port, row) => ({
      ...port,
      offset: plain ? Math.round(height / 2) : head + row * sizes.port.height + sizes.port.height / 2
    }))
  return {
    node,
    form,
    label,
    kindLine,
    labelLine: fitText(label, sizes.label.font * 1.06, inside),
    subtitle: subtitle === undefined ? undefined : fitText(subtitle, sizes.subtitle.font, inside),
    details: details === undefined ? undefined : fitText(details, sizes.details.font, inside),
    width,
    height,
    inputs: placed(inputs),
    outputs: placed(outputs)
  }
}

function formOf({ kind, node }: Vertex): NodeForm {
  const known = nodeKind(kind)
  if (known === "ASSET") {
    const type = typeof node.functionType === "string" ? node.functionType.toLowerCase() : undefined
    const special = functionOf(node)?.kind
    // The function says more than `functionType`, which the vendor's designer writes as "ai" for most things.
    for (const form of [special, type])
      if (form === "segmentor" || form === "reconstructor" || form === "metric" || form === "utility") return form
    return "asset"
  }
  return known === undefined ? "unknown" : forms[known]
}

const forms: Readonly<Record<Exclude<NodeKind, "ASSET">, NodeForm>> = {
  INPUT: "input",
  OUTPUT: "output",
  SCRIPT: "script",
  ROUTER: "router",
  DECISION: "decision"
}

/** INPUT · text, audio */
function typesLine(form: NodeForm, ports: readonly PortDraft[]): string {
  const types = [...new Set(ports.flatMap(({ dataTypes }) => dataTypes))]
  return types.length === 0 ? form.toUpperCase() : `${form.toUpperCase()} · ${types.join(", ")}`
}

/** What an asset runs, or the file of a script, where the label does not say it already. */
function subtitleOf(node: PipelineNode, form: NodeForm, label: string): string | undefined {
  if (form === "script") return scriptName(node)
  const id = typeof node.function === "string" && node.function !== "" ? node.function : undefined
  const known = functionOf(node)?.name
  // A node that is called after its function shows the id, so that no line says what another said.
  const name = known === undefined || label === known || label.startsWith(`${known} `) ? id : known
  const model = (node["model"] as { name?: unknown } | null | undefined)?.name
  const parts = [name, typeof model === "string" && model !== name && model !== label ? model : undefined]
  const text = parts.filter((part) => part !== undefined).join(" · ")
  return text === "" ? undefined : text
}

function scriptName(node: PipelineNode): string {
  try {
    const { name } = JSON.parse(node.fileMetadata ?? "") as { name?: unknown }
    if (typeof name === "string" && name !== "") return name
  } catch {
    // No metadata, or metadata that is not JSON: then the id has to do.
  }
  return typeof node.fileId === "string" && node.fileId !== "" ? `file ${node.fileId}` : "no file"
}

/** The presets: `sourcelanguage en · targetlanguage fr`. */
function detailsOf(node: PipelineNode, { incoming }: Vertex): string | undefined {
  const linked = new Set(incoming.map(({ mapping }) => mapping.to))
  const presets = (node.inputValues ?? []).filter((parameter) => hasValue(parameter) && !linked.has(parameter.code))
  if (presets.length === 0) return undefined
  return presets.map(({ code, value, values }) => `${code} ${short(value ?? values)}`).join(" · ")
}

const short = (value: unknown): string => {
  const text =
    typeof value === "string" ? value : Array.isArray(value) ? value.map(short).join(", ") : JSON.stringify(value)
  return text.replaceAll(/\s+/g, " ")
}

/** Inputs that are linked, and those that should be: required ones without a value, and all that a script declares. */
function inputPorts(vertex: Vertex, flow: Flow): PortDraft[] {
  const { node, kind, incoming } = vertex
  const arriving = new Map<string, Set<DataType>>()
  for (const connection of incoming) {
    const types = arriving.get(connection.mapping.to) ?? new Set()
    for (const type of flow.typesAlong(connection)) types.add(type)
    arriving.set(connection.mapping.to, types)
  }
  const set = new Set((node.inputValues ?? []).filter(hasValue).map(({ code }) => code))
  const ports: PortDraft[] = []
  for (const port of inputsOf(node).values()) {
    const linked = arriving.has(port.code)
    const missing = !linked && port.required && port.default === undefined && !set.has(port.code)
    if (!linked && !missing && (kind === "ASSET" || kind === "OUTPUT" || set.has(port.code))) continue
    const dataTypes = port.dataTypes.length > 0 ? port.dataTypes : [...(arriving.get(port.code) ?? [])]
    ports.push({ key: port.code, code: port.code, text: port.code, dataTypes, linked, missing })
    arriving.delete(port.code)
  }
  for (const [code, types] of [...arriving].toSorted(byCode))
    ports.push({ key: code, code, text: code, dataTypes: [...types], linked: true, missing: false })
  return ports
}

function outputPorts(vertex: Vertex, flow: Flow): PortDraft[] {
  const { node, kind, outgoing } = vertex
  const leaving = new Map<string, Connection>()
  for (const connection of outgoing) {
    const key = outputKey(connection)
    const first = leaving.get(key)
    // Which of several links tells the type must not depend on their order in the document.
    if (first === undefined || connection.to.node.number < first.to.node.number) leaving.set(key, connection)
  }
  const typesOf = (key: string, port: NodePort | undefined): readonly DataType[] => {
    const connection = leaving.get(key)
    return connection === undefined ? (port?.dataTypes ?? []) : flow.typesAlong(connection)
  }
  const ports: PortDraft[] = []
  const add = (key: string, code: string, text: string, port?: NodePort): void => {
    ports.push({ key, code, text, dataTypes: typesOf(key, port), linked: leaving.has(key), missing: false })
    leaving.delete(key)
  }
  if (kind === "ROUTER" || kind === "DECISION") {
    const code = kind === "ROUTER" ? "input" : "data"
    for (const [index, route] of (node.routes ?? []).entries()) add(routeKey(index), code, routeText(route))
  } else {
    const known = outputsOf(node)
    for (const port of known.values())
      if (leaving.has(port.code) || kind === "SCRIPT") add(port.code, port.code, port.code, port)
    const [first] = known.values()
    if (ports.length === 0 && leaving.size === 0 && first !== undefined) add(first.code, first.code, first.code, first)
  }
  for (const [key, connection] of [...leaving].toSorted(byCode)) add(key, connection.mapping.from, key)
  return ports
}

const routeKey = (index: number): string => `route ${index}`

const signs: Readonly<Record<keyof typeof routeOperations, string>> = {
  equal: "=",
  different: "≠",
  contain: "contains",
  notContain: "lacks",
  greaterThan: ">",
  greaterThanOrEqual: "≥",
  lessThan: "<",
  lessThanOrEqual: "≤"
}

/** How a route reads on a port or in a text diagram: `= NEGATIVE`, `≥ 0.5`; for a router just the data type. */
export function routeText(route: { operation?: unknown; type?: unknown; value?: unknown }): string {
  const { operation, type } = route
  const value = short(route.value ?? "?")
  if (type === "checkType" && operation === "equal") return value.toLowerCase()
  const sign = isRouteOperation(operation) ? signs[operation] : typeof operation === "string" ? operation : "?"
  return `${sign} ${fitText(value, 1, 12)}`
}

const byCode = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : 1)
