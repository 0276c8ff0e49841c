/**
 * Gathers what a step reads: one value for each linked parameter, or for nodes on lists all that reached it, in order.
 */
import type { Item } from "../nodes/Node.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import { isPaired, joined, pairedPlaces } from "./MetricInputs.ts"
import { assetKind, type Param } from "./Plan.ts"
import type { Reader } from "./Reader.ts"
import type { Ready } from "./ReadySteps.ts"
import { ordinalOf, type Seg, whole } from "./Seg.ts"
import { Token } from "./SegmentTree.ts"

export interface StepInputs {
  readonly inputs: Readonly<Record<string, Item>>
  readonly lists: Readonly<Record<string, readonly Item[]>>
}

export const inputsOf = async (run: ActiveRun, reader: Reader, { node, seg }: Ready): Promise<StepInputs> => {
  const { kind, fires } = run.plan.nodes[node]!
  if (kind === "INPUT") return { inputs: { input: await ownValue(run, reader, node, seg) }, lists: {} }
  if (fires === "segment") return { inputs: await oneEach(run, reader, node, seg), lists: {} }
  return { inputs: {}, lists: await listsOf(run, reader, { node, seg }) }
}

const listsOf = async (run: ActiveRun, reader: Reader, { node, seg }: Ready): Promise<StepInputs["lists"]> => {
  const planNode = run.plan.nodes[node]!
  const lists: Record<string, readonly Item[]> = {}
  if (assetKind(planNode.document) !== "metric") {
    for (const param of planNode.params) lists[param.code] = (await gather(run, reader, node, param, [seg]))[0]!
    return lists
  }
  const paired = planNode.params.filter((param) => isPaired(planNode, param.code))
  const places = pairedPlaces(run, paired)
  for (const param of planNode.params) {
    const groups = await gather(run, reader, node, param, paired.includes(param) ? places : [seg])
    lists[param.code] = paired.includes(param)
      ? groups.map((items, index) => joined(items, places[index]!))
      : groups[0]!.slice(0, 1)
  }
  return lists
}

/** The value that the run gave an INPUT for an instance. */
const ownValue = async (run: ActiveRun, reader: Reader, node: number, seg: Seg): Promise<Item> => {
  const { number } = run.plan.nodes[node]!
  const n = run.row.inputs.get(number)?.[seg === whole ? 0 : ordinalOf(seg)] ?? 0
  const [stored] = await reader.stored(run.lease.run, [n])
  return { value: reader.value(stored!), type: stored!.type, n, seg, node: number, output: "input" }
}

const oneEach = async (run: ActiveRun, reader: Reader, node: number, seg: Seg): Promise<Record<string, Item>> => {
  const held = [...run.state.reaching.held(node, seg)].filter(([, { token }]) => token === Token.value)
  const stored = await reader.stored(
    run.lease.run,
    held.map(([, { value }]) => value)
  )
  return Object.fromEntries(
    held.map(([code, from], index) => [
      code,
      {
        value: reader.value(stored[index]!),
        type: stored[index]!.type,
        n: from.value,
        seg: from.seg,
        node: run.plan.nodes[from.node]!.number,
        output: code
      }
    ])
  )
}

/** Values and failures that reached a parameter at some places, by place; what was not taken is left out. */
const gather = async (
  run: ActiveRun,
  reader: Reader,
  node: number,
  param: Param,
  places: readonly Seg[]
): Promise<readonly (readonly Item[])[]> => {
  const groups: Item[][] = places.map(() => [])
  for (const source of param.sources) {
    const leaves = places.flatMap((place, index) =>
      [...run.state.reaching.leaves(node, source, place)]
        .filter((leaf) => leaf.token !== Token.absent)
        .map((leaf) => ({ index, seg: leaf.seg, n: leaf.token === Token.value ? leaf.values[source.code]! : 0 }))
    )
    const stored = await reader.stored(
      run.lease.run,
      leaves.filter((leaf) => leaf.n > 0).map((leaf) => leaf.n)
    )
    const segs = leaves.map((leaf) => leaf.seg)
    const origins = await reader.origins(run, run.state.trees[source.node]!, segs)
    const { codes, number } = run.plan.nodes[source.node]!
    const output = codes[source.code]!
    let next = 0
    for (const [at, { index, seg, n }] of leaves.entries()) {
      const origin = origins[at]
      const place = { n, seg, node: number, output, ...(origin === undefined ? {} : { origin }) }
      const value = n > 0 ? stored[next++]! : undefined
      groups[index]!.push(
        value === undefined
          ? { ...place, value: null, type: "text", error: run.reasonAt(source.node, seg) }
          : { ...place, value: reader.value(value), type: value.type }
      )
    }
  }
  return param.sources.length === 1 ? groups : groups.map((items) => items.toSorted(bySeg))
}

const bySeg = (a: Item, b: Item): number => (a.seg < b.seg ? -1 : a.seg > b.seg ? 1 : 0)
