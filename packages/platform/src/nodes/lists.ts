/**
 * Assets that take whole lists. RECONSTRUCTOR: all that was cut from one instance, joined to one value; failed members
 * are left out and named. METRIC: hypotheses, references and sources side by side, one score for all.
 */
import { AssetError, type Origin, type Value } from "../assets/AssetDefinition.ts"
import { isPaired } from "../plan/Plan.ts"
import { assetKind } from "../plan/Plan.ts"
import { assetOf, contextOf, outcomeOf, Reported } from "./asset.ts"
import { checkedInputs } from "./assetInputs.ts"
import type { Item, NodeCall, Outcome } from "./NodeCall.ts"

export const reconstructor = (call: NodeCall): Promise<Outcome> => {
  const whole = Object.fromEntries(Object.entries(call.lists).map(([code, items]) => [code, present(items)]))
  const gaps = Object.values(call.lists).flatMap((items) => items.filter((item) => item.error !== undefined))
  return callWithLists(call, whole, gaps)
}

export const metric = (call: NodeCall): Promise<Outcome> => {
  const { lists } = call
  const pairs = Math.max(0, ...Object.values(lists).map((items) => items.length))
  const paired = Object.entries(lists).filter(([code, items]) => items.length === pairs && isPaired(call.node, code))
  // A failed member takes its partners with it: the lists stay side by side.
  const failed = Array.from({ length: pairs }, (_, at) => paired.map(([, items]) => items[at]!).find(hasFailed))
  const kept = paired.map(([code, items]) => [code, items.filter((_, at) => failed[at] === undefined)] as const)
  const gaps = failed.filter((item) => item !== undefined)
  const [first] = gaps
  if (first !== undefined && gaps.length === pairs) throw new AssetError(`Nothing can be scored: ${first.error}`)
  return callWithLists(call, { ...lists, ...Object.fromEntries(kept) }, gaps)
}

const hasFailed = (item: Item): boolean => item.error !== undefined

const present = (items: readonly Item[]): readonly Item[] => items.filter((item) => item.error === undefined)

const callWithLists = async (
  call: NodeCall,
  lists: Readonly<Record<string, readonly Item[]>>,
  gaps: readonly Item[]
): Promise<Outcome> => {
  const inputs: Record<string, unknown> = { ...call.node.presets }
  const linked: Record<string, unknown> = {}
  const origins: Record<string, readonly Origin[]> = {}
  for (const [code, items] of Object.entries(lists)) {
    if (assetKind(call.node.document) === "metric" && !isPaired(call.node, code)) {
      inputs[code] = items[0]?.value ?? inputs[code]
      continue
    }
    linked[code] = items.map((item): Value => item.value)
    origins[code] = items.map((item) => item.origin ?? {})
  }
  const reported = new Reported()
  if (gaps.length > 0) {
    reported.add({ details: { missing: gaps.map((item) => item.seg) } })
    call.log(
      `${call.node.label} leaves out ${gaps.length} failed segments: ${gaps.map((item) => item.seg).join(", ")}.`,
      "warning"
    )
  }
  const definition = assetOf(call)
  Object.assign(inputs, await checkedInputs(definition, linked))
  return outcomeOf(call, await definition.run(inputs, contextOf(call, reported, origins)), reported)
}
