/**
 * The lists of a metric, side by side: hypotheses, references and sources are paired at the finest level where all of
 * them agree. Where one is cut finer than the other, or differently, its pieces are joined to the text they came from.
 */
import type { Item } from "../nodes/NodeCall.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import type { Param } from "../plan/Plan.ts"
import { child, type SegmentKey, whole } from "../plan/SegmentKey.ts"
import { Token } from "./SegmentTree.ts"

/** The places where the lists that are to be paired agree, in order. */
export const pairedPlaces = (run: ActiveRun, params: readonly Param[]): readonly SegmentKey[] => {
  const trees = [...new Set(params.flatMap((param) => param.sources.map((source) => source.node)))].map(
    (node) => run.state.trees[node]!
  )
  const placesAt = (seg: SegmentKey): readonly SegmentKey[] => {
    const sizes = new Set(trees.map((tree) => (tree.find(seg).token === Token.split ? tree.sizeAt(seg) : -1)))
    const [size] = sizes
    // Instances that one list lacks have no partner; cuts below them that differ are undone.
    const members = seg === whole ? Math.max(...sizes) : sizes.size === 1 ? size! : -1
    if (members < 0) return [seg]
    return Array.from({ length: members }, (_, at) => placesAt(child(seg, at))).flat()
  }
  return placesAt(whole)
}

/** What reached one place as one item: the value that is there, or those below it, joined. */
export const joined = (members: readonly Item[], seg: SegmentKey): Item => {
  const [first] = members
  if (first !== undefined && members.length === 1) return first
  if (first === undefined)
    return {
      value: null,
      type: "text",
      n: 0,
      seg,
      node: -1,
      output: "",
      error: "There is nothing to compare this segment with."
    }
  const failed = members.find((item) => item.error !== undefined)
  if (failed !== undefined) return { ...failed, seg }
  const texts = members.map((item) => item.value).filter((value) => typeof value === "string")
  if (texts.length < members.length)
    return {
      ...first,
      value: null,
      seg,
      error: "The lists that meet here are cut differently, and only text can be joined."
    }
  const last = members.length - 1
  const text = texts.map((part, at) => part + (at === last ? "" : (members[at]!.origin?.separator ?? " "))).join("")
  return { ...first, value: text, seg }
}
