/** Changes of links: connections by their ends, and what a link says beside them. */
import type { ParamMapping, PipelineLink } from "@aixplain-ts/api-types"
import type { Change, End } from "../../Diff.ts"
import { isSame, own, shown } from "./values.ts"

interface Connection {
  readonly from: End
  readonly to: End
  readonly mapping: ParamMapping
}

interface Pair {
  readonly from: number
  readonly to: number
  readonly connections: Map<string, Connection>
  /** Keys of the link beside its ends and its mapping. */
  rest: Record<string, unknown>
}

/** Clients leave these out when they are 0, so that absence says nothing. */
const filledIn: ReadonlySet<string> = new Set(["dataSourceId"])

/** Links between the same two nodes count as one: clients merge and split them. */
export function diffLinks(before: readonly PipelineLink[], after: readonly PipelineLink[]): Change[] {
  const [old, now] = [pairsOf(before), pairsOf(after)]
  const keys = [...new Set([...old.keys(), ...now.keys()])]
  const ends = (key: string): Pair => (old.get(key) ?? now.get(key))!
  keys.sort((a, b) => order(ends(a).from, ends(b).from) || order(ends(a).to, ends(b).to))
  return keys.flatMap((key) => diffPair(old.get(key), now.get(key)))
}

/** Documents from elsewhere may hold anything in these places, also objects that cannot be made into a number or a string. */
const order = (a: unknown, b: unknown): number => (typeof a === "number" && typeof b === "number" ? a - b : 0)
const word = (value: unknown): string => (typeof value === "string" ? value : shown(value))

function diffPair(before: Pair | undefined, after: Pair | undefined): Change[] {
  const { from, to } = (before ?? after)!
  const changes: Change[] = []
  const place = `Link from node ${shown(from)} to node ${shown(to)}`
  const bare = (pair: Pair | undefined): boolean => pair !== undefined && pair.connections.size === 0
  // A link is mentioned only where no connection already implies it.
  if (before === undefined && bare(after))
    changes.push({ type: "link_added", from, to, before, after: after!.rest, text: `${place}: added` })
  if (after === undefined && bare(before))
    changes.push({ type: "link_removed", from, to, before: before!.rest, after, text: `${place}: removed` })

  for (const key of new Set([...(before?.connections.keys() ?? []), ...(after?.connections.keys() ?? [])])) {
    const [was, is] = [before?.connections.get(key), after?.connections.get(key)]
    const of = (was ?? is)!
    const name = `${word(of.mapping.from)} of node ${shown(from)} → ${word(of.mapping.to)} of node ${shown(to)}`
    if (was === undefined)
      changes.push({ type: "connection_added", from: of.from, to: of.to, text: `Connection ${name}: added` })
    else if (is === undefined)
      changes.push({ type: "connection_removed", from: of.from, to: of.to, text: `Connection ${name}: removed` })
    else
      for (const field of changedKeys(was.mapping, is.mapping)) {
        const values = { before: own(was.mapping, field), after: own(is.mapping, field) }
        const text = `Connection ${name}: ${field} ${shown(values.before)} → ${shown(values.after)}`
        changes.push({ type: "connection_changed", from: of.from, to: of.to, key: field, ...values, text })
      }
  }
  for (const key of before === undefined || after === undefined ? [] : changedKeys(before.rest, after.rest)) {
    const values = { before: own(before!.rest, key), after: own(after!.rest, key) }
    const text = `${place}: ${key} ${shown(values.before)} → ${shown(values.after)}`
    changes.push({ type: "link_changed", from, to, key, ...values, text })
  }
  return changes
}

function changedKeys(before: object, after: object): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => {
    const [was, is] = [own(before, key), own(after, key)]
    if (filledIn.has(key) && ((was ?? null) === null || (is ?? null) === null)) return false
    return !isSame(was, is)
  })
}

function pairsOf(links: readonly PipelineLink[]): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>()
  for (const { from, paramMapping, to, ...rest } of links) {
    const key = JSON.stringify([from, to])
    const pair = pairs.get(key) ?? { from, to, connections: new Map(), rest: {} }
    pairs.set(key, pair)
    pair.rest = { ...pair.rest, ...rest }
    for (const mapping of paramMapping ?? []) {
      const ends = JSON.stringify([mapping.from, mapping.to])
      if (!pair.connections.has(ends))
        pair.connections.set(ends, {
          from: { node: from, parameter: mapping.from },
          to: { node: to, parameter: mapping.to },
          mapping
        })
    }
  }
  return pairs
}
