/**
 * What changed from one document to another, as a list that programs can read and people too.
 *
 * Nodes are the same when their numbers are, connections when their ends are: a rename is a rename, not a rewiring. Used by
 * plans, by the studio's comparison of a draft with what is stored, and by whoever reviews a pipeline.
 */
import type { PipelineDocument, PipelineNode } from "@aixplain-ts/api-types"
import { canonical } from "./Canonical.ts"
import { kindOf, labelOf } from "./Document.ts"
import { diffLinks } from "./internal/diff/links.ts"
import { diffNode } from "./internal/diff/nodes.ts"
import { isSame, own, shown } from "./internal/diff/values.ts"

/** Where a connection starts or ends: a node by number, one of its parameters by code. */
export interface End {
  readonly node: number
  readonly parameter: string
}

interface Values {
  /** Undefined where there was nothing. */
  readonly before: unknown
  /** Undefined where there is nothing any more. */
  readonly after: unknown
}

/** One change. `text` is one line for people. */
export type Change = { readonly text: string } & (
  | ({ readonly type: "name_changed" } & Values)
  /** Another key of the document itself. */
  | ({ readonly type: "document_changed"; readonly key: string } & Values)
  | { readonly type: "node_added"; readonly node: number; readonly after: PipelineNode }
  | { readonly type: "node_removed"; readonly node: number; readonly before: PipelineNode }
  /** A field of a node: its label, function, position, … */
  | ({ readonly type: "node_changed"; readonly node: number; readonly key: string } & Values)
  /** A parameter of a node, in one of its lists. Values are whole parameters. */
  | ({
      readonly type: "parameter_added" | "parameter_removed" | "parameter_changed"
      readonly node: number
      readonly list: "inputValues" | "outputValues" | "customInputs"
      readonly parameter: string
    } & Values)
  /** A route of a router or decision by its place, counted from 0. Values are whole routes. */
  | ({
      readonly type: "route_added" | "route_removed" | "route_changed"
      readonly node: number
      readonly route: number
    } & Values)
  | { readonly type: "connection_added" | "connection_removed"; readonly from: End; readonly to: End }
  /** A further key of a connection, for example `dataSourceId`. */
  | ({ readonly type: "connection_changed"; readonly from: End; readonly to: End; readonly key: string } & Values)
  /** A link as a whole: one without parameters, or a further key of it. */
  | ({ readonly type: "link_added" | "link_removed"; readonly from: number; readonly to: number } & Values)
  | ({ readonly type: "link_changed"; readonly from: number; readonly to: number; readonly key: string } & Values)
)

/** What a server says about a pipeline beside its document; never a change. */
const serverKeys: ReadonlySet<string> = new Set(["id", "subscription", "createdAt", "updatedAt", "problems"])

/**
 * The changes that lead from one document to another: the document's own, then nodes by number, then links by their ends.
 *
 * Both are compared in canonical form, so a different spelling is not a change, nor is the order of nodes, links and parameters (the
 * order of routes is one). A missing label counts as the one the vendor's designer would give. What servers and editors
 * fill in by themselves (`status`, `model`, `customInputs`, `autoSelectOptions`, `position`, `dataSourceId`, a name) is a
 * change only where both documents have it. A field that is absent says what it says where servers write it out: an empty
 * `assetId`, the `functionType` of the function, the `dataType` of an input's port.
 */
export function diff(before: PipelineDocument, after: PipelineDocument): Change[] {
  const [old, now] = [canonical(before), canonical(after)]
  return [...diffDocument(old, now), ...diffNodes(old.nodes, now.nodes), ...diffLinks(old.links, now.links)]
}

function diffDocument(before: PipelineDocument, after: PipelineDocument): Change[] {
  const changes: Change[] = []
  const name = { before: before["name"], after: after["name"] }
  if (name.before !== undefined && name.after !== undefined && !isSame(name.before, name.after))
    changes.push({ type: "name_changed", ...name, text: `The name: ${shown(name.before)} → ${shown(name.after)}` })
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  for (const key of keys) {
    if (key === "name" || key === "nodes" || key === "links" || serverKeys.has(key)) continue
    const values = { before: own(before, key), after: own(after, key) }
    const filledIn = key === "status" && (values.before === undefined || values.after === undefined)
    if (!filledIn && !isSame(values.before, values.after))
      changes.push({
        type: "document_changed",
        key,
        ...values,
        text: `The document's ${key}: ${shown(values.before)} → ${shown(values.after)}`
      })
  }
  return changes
}

/** By number; where a number is used twice, the first with the first and so on. */
function diffNodes(before: readonly PipelineNode[], after: readonly PipelineNode[]): Change[] {
  const [old, now] = [byNumber(before), byNumber(after)]
  const numbers = [...new Set([...old.keys(), ...now.keys()])].toSorted((a, b) => a - b)
  return numbers.flatMap((number) => {
    const were = old.get(number) ?? []
    const are = now.get(number) ?? []
    return Array.from({ length: Math.max(were.length, are.length) }, (_, index) =>
      diffPair(were[index], are[index])
    ).flat()
  })
}

function diffPair(before: PipelineNode | undefined, after: PipelineNode | undefined): Change[] {
  if (before === undefined && after === undefined) return []
  if (before === undefined)
    return [{ type: "node_added", node: after!.number, after: after!, text: `${described(after!)}: added` }]
  if (after === undefined)
    return [{ type: "node_removed", node: before.number, before, text: `${described(before)}: removed` }]
  return diffNode(before, after)
}

const described = (node: PipelineNode): string =>
  `Node ${node.number} “${labelOf(node)}” (${[kindOf(node), node.function].filter(Boolean).join(" ")})`

function byNumber(nodes: readonly PipelineNode[]): ReadonlyMap<number, PipelineNode[]> {
  const all = new Map<number, PipelineNode[]>()
  for (const node of nodes) {
    const same = all.get(node.number)
    if (same === undefined) all.set(node.number, [node])
    else same.push(node)
  }
  return all
}
