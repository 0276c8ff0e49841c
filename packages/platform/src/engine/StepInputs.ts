/**
 * Gathers what a step reads: one value for each linked parameter, or for nodes on lists all that reached it, in order.
 */
import type { Item } from "../nodes/NodeCall.ts"
import type { StoredValue } from "../store/RunStore.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import { joined, pairedPlaces } from "./metricInputs.ts"
import { isPaired } from "../plan/Plan.ts"
import { assetKind, type Param } from "../plan/Plan.ts"
import type { ValueReader } from "./ValueReader.ts"
import { ordinalOf, type SegmentKey, whole } from "../plan/SegmentKey.ts"
import { Token } from "./SegmentTree.ts"

export interface StepInputs {
  readonly inputs: Readonly<Record<string, Item>>
  readonly lists: Readonly<Record<string, readonly Item[]>>
}

/** A promise only where something has to be read from the store: the latest values are at hand. */
export const inputsOf = (
  run: ActiveRun,
  reader: ValueReader,
  node: number,
  seg: SegmentKey
): StepInputs | Promise<StepInputs> => {
  const planNode = run.plan.nodes[node]!
  if (planNode.kind !== "INPUT" && planNode.fires !== "segment")
    return listsOf(run, reader, node, seg).then((lists) => ({ inputs: {}, lists }))
  const places = planNode.kind === "INPUT" ? [ownPlace(run, node, seg)] : placesOf(run, node, seg)
  const numbers = places.map((place) => place.n)
  const stored = reader.atHand(run.lease.run, numbers)
  if (stored !== undefined) return itemsOf(reader, places, stored)
  const fetched =
    planNode.kind === "INPUT"
      ? reader.first(run.lease.run, () => comingInputs(run, node, seg), numbers[0]!)
      : reader.stored(run.lease.run, numbers)
  return fetched.then((read) => itemsOf(reader, places, read))
}

/** Instances of an INPUT that are read at once: they will be asked for in this order. */
const inputsAhead = 256

/** Numbers of the values of an INPUT from an instance on. */
const comingInputs = (run: ActiveRun, node: number, seg: SegmentKey): readonly number[] => {
  const values = run.row.inputs.get(run.plan.nodes[node]!.number) ?? []
  const from = seg === whole ? 0 : ordinalOf(seg)
  return values.slice(from, from + inputsAhead)
}

/** Where the value of a parameter is: an item without its value. */
interface Place extends Pick<Item, "n" | "seg" | "node" | "output"> {
  readonly param: string
}

/** The value that the run gave an INPUT for an instance. */
const ownPlace = (run: ActiveRun, node: number, seg: SegmentKey): Place => {
  const { number } = run.plan.nodes[node]!
  const n = run.row.inputs.get(number)?.[seg === whole ? 0 : ordinalOf(seg)] ?? 0
  return { param: "input", n, seg, node: number, output: "input" }
}

/** The source of each linked parameter that has a value. */
const placesOf = (run: ActiveRun, node: number, seg: SegmentKey): readonly Place[] => {
  const places: Place[] = []
  for (const { code } of run.plan.nodes[node]!.params) {
    const held = run.state.reachability.held(node, code, seg)
    if (held.token !== Token.value) continue
    const { codes, number } = run.plan.nodes[held.node]!
    places.push({ param: code, n: held.value, seg: held.seg, node: number, output: codes[held.code]! })
  }
  return places
}

const itemsOf = (reader: ValueReader, places: readonly Place[], stored: readonly StoredValue[]): StepInputs => {
  const inputs: Record<string, Item> = {}
  for (const [index, { param, n, seg, node, output }] of places.entries()) {
    const value = stored[index]!
    inputs[param] = { value: reader.value(value), type: value.type, n, seg, node, output }
  }
  return { inputs, lists: {} }
}

const listsOf = async (
  run: ActiveRun,
  reader: ValueReader,
  node: number,
  seg: SegmentKey
): Promise<StepInputs["lists"]> => {
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

/** Values and failures that reached a parameter at some places, by place; what was not taken is left out. */
const gather = async (
  run: ActiveRun,
  reader: ValueReader,
  node: number,
  param: Param,
  places: readonly SegmentKey[]
): Promise<readonly (readonly Item[])[]> => {
  const groups: Item[][] = places.map(() => [])
  for (const source of param.sources) {
    const leaves = places.flatMap((place, index) =>
      [...run.state.reachability.leaves(node, source, place)]
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
