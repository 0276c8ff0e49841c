/**
 * Gathers what a step reads: one value for each linked parameter, or for nodes on lists all that reached it, in order.
 */
import type { Item } from "../nodes/Node.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import type { Param } from "./Plan.ts"
import type { Reader } from "./Reader.ts"
import type { Ready } from "./RunState.ts"
import { ordinalOf, type Seg, whole } from "./Seg.ts"
import { Token } from "./SegmentTree.ts"

export interface StepInputs {
  readonly inputs: Readonly<Record<string, Item>>
  readonly lists: Readonly<Record<string, readonly Item[]>>
}

export const inputsOf = async (run: ActiveRun, reader: Reader, { node, seg }: Ready): Promise<StepInputs> => {
  const { kind, fires, params } = run.plan.nodes[node]!
  if (kind === "INPUT") return { inputs: { input: await ownValue(run, reader, node, seg) }, lists: {} }
  if (fires === "segment") return { inputs: await oneEach(run, reader, node, seg), lists: {} }
  const lists: Record<string, readonly Item[]> = {}
  for (const param of params) lists[param.code] = await listOf(run, reader, node, param, seg)
  return { inputs: {}, lists }
}

/** The value that the run gave an INPUT for an instance. */
const ownValue = async (run: ActiveRun, reader: Reader, node: number, seg: Seg): Promise<Item> => {
  const { number } = run.plan.nodes[node]!
  const n = run.row.inputs.get(number)?.[seg === whole ? 0 : ordinalOf(seg)] ?? 0
  const [stored] = await reader.stored(run.lease.run, [n])
  return { value: reader.value(stored!), type: stored!.type, n, seg, node: number }
}

const oneEach = async (run: ActiveRun, reader: Reader, node: number, seg: Seg): Promise<Record<string, Item>> => {
  const held = [...run.state.held(node, seg)].filter(([, { token }]) => token === Token.value)
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
        node: run.plan.nodes[from.node]!.number
      }
    ])
  )
}

/** Values and failures that reached a parameter; what was not taken is left out. */
const listOf = async (
  run: ActiveRun,
  reader: Reader,
  node: number,
  param: Param,
  seg: Seg
): Promise<readonly Item[]> => {
  const items: Item[] = []
  for (const source of param.sources) {
    const tree = run.state.trees[source.node]!
    const leaves = [...run.state.reaching(node, source, seg)].filter((leaf) => leaf.token !== Token.absent)
    const numbers = leaves.map((leaf) => leaf.values[source.code]!).filter((n) => n > 0)
    const stored = await reader.stored(run.lease.run, numbers)
    const origins = await reader.origins(
      run,
      tree,
      leaves.map((leaf) => leaf.seg)
    )
    const from = run.plan.nodes[source.node]!
    let next = 0
    for (const [index, leaf] of leaves.entries()) {
      const n = leaf.values[source.code]!
      const origin = origins[index]
      const place = { n, seg: leaf.seg, node: from.number, ...(origin === undefined ? {} : { origin }) }
      if (leaf.token === Token.failed || n === 0)
        items.push({ ...place, value: null, type: "text", error: run.reasonAt(source.node, leaf.seg) })
      else {
        const value = stored[next++]!
        items.push({ ...place, value: reader.value(value), type: value.type })
      }
    }
  }
  return param.sources.length === 1 ? items : items.toSorted((a, b) => (a.seg < b.seg ? -1 : a.seg > b.seg ? 1 : 0))
}
