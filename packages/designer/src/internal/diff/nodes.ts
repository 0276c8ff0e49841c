/** Changes within one node: its fields, its parameters, its routes. */
import type { NodeParameter, PipelineNode } from "@aixplain-ts/api-types"
import type { Change } from "../../Diff.ts"
import { kindOf, labelOf } from "../../Document.ts"
import { functionOf } from "../../Ports.ts"
import { routeText } from "../layout/boxes.ts"
import { isSame, own, shown } from "./values.ts"

const lists = ["inputValues", "outputValues", "customInputs"] as const
const words = { inputValues: "input", outputValues: "output", customInputs: "custom input" }

/** Written by servers and editors by themselves: absent says nothing. */
const filledIn: ReadonlySet<string> = new Set(["status", "model", "autoSelectOptions", "position"])

export function diffNode(before: PipelineNode, after: PipelineNode): Change[] {
  const name = `Node ${after.number} “${labelOf(after)}”`
  return [
    ...diffFields(name, before, after),
    ...lists.flatMap((list) => diffParameters(name, list, before, after)),
    ...diffRoutes(name, before, after)
  ]
}

function diffFields(name: string, before: PipelineNode, after: PipelineNode): Change[] {
  const changes: Change[] = []
  for (const key of new Set([...Object.keys(before), ...Object.keys(after), "label"])) {
    if (key === "number" || key === "routes" || (lists as readonly string[]).includes(key)) continue
    const values = { before: own(before, key), after: own(after, key) }
    if (filledIn.has(key) && (values.before === undefined || values.after === undefined)) continue
    if (key === "label" && labelOf(before) === labelOf(after)) continue
    if (isSame(meant(before, key), meant(after, key))) continue
    const text =
      key === "label"
        ? `Node ${after.number}: ${shown(labelOf(before))} is now called ${shown(labelOf(after))}`
        : key === "position"
          ? `${name}: moved`
          : `${name}: ${key} ${shown(values.before)} → ${shown(values.after)}`
    changes.push({ type: "node_changed", node: after.number, key, ...values, text })
  }
  return changes
}

/** The value of a field that is absent, empty or short: servers write it out, which is not a change. */
function meant(node: PipelineNode, key: string): unknown {
  const value = own(node, key) ?? undefined
  switch (key) {
    case "assetId":
    case "fileId":
      return value === "" ? undefined : value
    case "fileMetadata":
      return value === noFile ? undefined : value
    case "functionType":
      return value ?? (kindOf(node) === "ASSET" ? (functionOf(node)?.kind ?? "ai") : undefined)
    case "dataType":
      return [value ?? (kindOf(node) === "INPUT" ? node.outputValues?.find(isInput)?.dataType : undefined) ?? []].flat()
    default:
      return own(node, key)
  }
}

const noFile = JSON.stringify({ name: "", size: 0 })
const isInput = ({ code }: NodeParameter): boolean => code === "input"

/** By code; where a code is used twice, the first with the first and so on. */
function diffParameters(
  name: string,
  list: (typeof lists)[number],
  before: PipelineNode,
  after: PipelineNode
): Change[] {
  const [old, now] = [byCode(before[list]), byCode(after[list])]
  // Servers add these; a client's document has none.
  if (list === "customInputs" && (old.size === 0 || now.size === 0)) return []
  const changes: Change[] = []
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const values = { before: old.get(key), after: now.get(key) }
    const { code } = (values.before ?? values.after)!
    const of = { node: after.number, list, parameter: code, ...values }
    const place = `${name}: ${words[list]} “${code}”`
    if (values.before === undefined)
      changes.push({ type: "parameter_added", ...of, text: `${place} added, ${valueOf(values.after!)}` })
    else if (values.after === undefined)
      changes.push({ type: "parameter_removed", ...of, text: `${place} removed, was ${valueOf(values.before)}` })
    else if (!isSame(withoutNull(values.before), withoutNull(values.after)))
      changes.push({ type: "parameter_changed", ...of, text: `${place} ${difference(values.before, values.after)}` })
  }
  return changes
}

/** By place: the order in which routes are looked at may matter. */
function diffRoutes(name: string, before: PipelineNode, after: PipelineNode): Change[] {
  const [old, now] = [before.routes ?? [], after.routes ?? []]
  const changes: Change[] = []
  for (let route = 0; route < Math.max(old.length, now.length); route++) {
    const values = { before: old[route], after: now[route] }
    if (isSame(values.before, values.after)) continue
    const type =
      values.before === undefined ? "route_added" : values.after === undefined ? "route_removed" : "route_changed"
    const said = [values.before, values.after]
      .filter((some) => some !== undefined)
      .map((some) => `${routeText(some)} to ${pathText(some.path)}`)
    const verb = type === "route_added" ? " added," : type === "route_removed" ? " removed," : ""
    changes.push({
      type,
      node: after.number,
      route,
      ...values,
      text: `${name}: route ${route + 1}${verb} ${said.join(" → ")}`
    })
  }
  return changes
}

const pathText = (path: unknown): string =>
  !Array.isArray(path) || path.length === 0 ? "wherever it is linked" : `node ${path.join(", ")}`

/** A null value counts as absent: clients write it for inputs that are linked. */
function withoutNull(parameter: NodeParameter): object {
  if (parameter.value !== null) return parameter
  const { value: _, ...rest } = parameter
  return rest
}

const valueOf = ({ value, values }: NodeParameter): string =>
  (value === undefined || value === null) && values === undefined ? "without a value" : shown(value ?? values)

function difference(before: NodeParameter, after: NodeParameter): string {
  if (valueOf(before) !== valueOf(after)) return `${valueOf(before)} → ${valueOf(after)}`
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => !isSame(own(before, key), own(after, key))
  )
  return keys.map((key) => `${key} ${shown(own(before, key))} → ${shown(own(after, key))}`).join(", ")
}

function byCode(parameters: readonly NodeParameter[] | undefined): ReadonlyMap<string, NodeParameter> {
  const all = new Map<string, NodeParameter>()
  const counts = new Map<string, number>()
  for (const parameter of parameters ?? []) {
    const count = counts.get(parameter.code) ?? 0
    counts.set(parameter.code, count + 1)
    all.set(`${parameter.code}\n${count}`, parameter)
  }
  return all
}
