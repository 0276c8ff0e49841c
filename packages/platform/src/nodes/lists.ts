/**
 * Assets that take whole lists. RECONSTRUCTOR: all that was cut from one instance, joined to one value; failed members
 * are left out and named. METRIC: hypotheses, references and sources side by side, one score for all.
 */
import type { Origin, Value } from "../Asset.ts"
import { Collected, assetOf, contextOf, outcomeOf } from "./asset.ts"
import type { Item, NodeCall, Outcome } from "./Node.ts"

export const reconstructor = (call: NodeCall): Promise<Outcome> => {
  const whole = Object.fromEntries(Object.entries(call.lists).map(([code, items]) => [code, present(items)]))
  const gaps = Object.values(call.lists).flatMap((items) => items.filter((item) => item.error !== undefined))
  return callWithLists(call, whole, gaps)
}

export const metric = (call: NodeCall): Promise<Outcome> => {
  const { lists } = call
  const longest = Math.max(0, ...Object.values(lists).map((items) => items.length))
  // A failed member takes its partners with it: the lists stay side by side.
  const failed = (index: number): Item | undefined =>
    Object.values(lists)
      .map((items) => items[items.length === 1 ? 0 : index])
      .find((item) => item?.error !== undefined)
  const kept = Array.from({ length: longest }, (_, index) => index).filter((index) => failed(index) === undefined)
  const paired = Object.fromEntries(
    Object.entries(lists).map(([code, items]) => [
      code,
      items.length === longest ? kept.map((index) => items[index]!) : present(items)
    ])
  )
  const gaps = Array.from({ length: longest }, (_, index) => failed(index)).filter((item) => item !== undefined)
  return callWithLists(call, paired, gaps)
}

const present = (items: readonly Item[]): readonly Item[] => items.filter((item) => item.error === undefined)

const callWithLists = async (
  call: NodeCall,
  lists: Readonly<Record<string, readonly Item[]>>,
  gaps: readonly Item[]
): Promise<Outcome> => {
  const facts = new Collected()
  const inputs: Record<string, unknown> = { ...call.node.presets }
  const origins: Record<string, readonly Origin[]> = {}
  for (const [code, items] of Object.entries(lists)) {
    inputs[code] = items.map((item): Value => item.value)
    origins[code] = items.map((item) => item.origin ?? {})
  }
  if (gaps.length > 0) {
    facts.add({ details: { missing: gaps.map((item) => item.seg) } })
    call.log(
      `${call.node.label} leaves out ${gaps.length} failed segments: ${gaps.map((item) => item.seg).join(", ")}.`,
      "warning"
    )
  }
  return outcomeOf(call, await assetOf(call).run(inputs, contextOf(call, facts, origins)), facts)
}
