/**
 * Tells a failure from what follows it: a node that got nothing because one before it failed is not a failure of its own.
 * The server counts both as failed; pictures mark the root. Pure.
 */
import type { NodeRun } from "./runView.ts"

/** Numbers of the nodes that feed a node. */
export type Sources = ReadonlyMap<number, readonly number[]>

/** The nodes with what follows a failure marked as not reached; nodes that did not change stay the same objects. */
export const withCauses = (
  nodes: ReadonlyMap<number, NodeRun>,
  sources: Sources,
  before: ReadonlyMap<number, NodeRun>
): ReadonlyMap<number, NodeRun> => {
  const hasFailed = (number: number): boolean => nodes.get(number)?.status === "FAILED"
  const marked = new Map<number, NodeRun>()
  for (const [number, node] of nodes) {
    const isBlocked = node.status === "FAILED" || node.status === "SKIPPED"
    const roots = isBlocked ? rootsOf(number, sources, hasFailed) : []
    if (roots.length === 0) {
      marked.set(number, node)
      continue
    }
    const blockedBy = roots.map((root) => nodes.get(root)?.label ?? String(root)).join(", ")
    const known = before.get(number)
    const isSame = known?.blockedBy === blockedBy && known.segments === node.segments
    const { error: _, ...rest } = node
    marked.set(number, isSame ? known : { ...rest, status: "SKIPPED", blockedBy })
  }
  return marked
}

/** Where segments failed by themselves: what comes behind such a node failed only because of it. */
export const rootFailures = (nodes: ReadonlyMap<number, NodeRun>, sources: Sources): readonly NodeRun[] => {
  const hasFailed = (number: number): boolean => (nodes.get(number)?.segments.failed ?? 0) > 0
  return [...nodes.values()].filter(({ node }) => hasFailed(node) && rootsOf(node, sources, hasFailed).length === 0)
}

/** The failed nodes before a node that have no failed node before them. */
const rootsOf = (number: number, sources: Sources, hasFailed: (number: number) => boolean): readonly number[] => {
  const seen = new Set([number])
  const roots = new Set<number>()
  // A set is walked in the order of insertion, also while it grows.
  for (const at of seen) {
    const failed = (sources.get(at) ?? []).filter(hasFailed)
    if (at !== number && failed.every((source) => source === at)) roots.add(at)
    for (const source of failed) seen.add(source)
  }
  roots.delete(number)
  return [...roots]
}
