/**
 * Tells failures from their consequences: a node that got no input because an earlier one failed did not fail itself.
 * The server counts both as failed; the studio marks the cause. Pure.
 */
import type { NodeRun } from "./RunView.ts"

/** Numbers of the nodes that feed a node. */
export type Sources = ReadonlyMap<number, readonly number[]>

/** The nodes, with consequences of failures marked as not reached; unchanged nodes stay the same objects. */
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

/** Failed nodes without a failed node before them: the nodes behind them failed only because of them. */
export const rootFailures = (nodes: ReadonlyMap<number, NodeRun>, sources: Sources): readonly NodeRun[] => {
  const hasFailed = (number: number): boolean => (nodes.get(number)?.segments.failed ?? 0) > 0
  return [...nodes.values()].filter(({ node }) => hasFailed(node) && rootsOf(node, sources, hasFailed).length === 0)
}

/** The failed nodes before a node that have no failed node before them. */
const rootsOf = (number: number, sources: Sources, hasFailed: (number: number) => boolean): readonly number[] => {
  const seen = new Set([number])
  const roots = new Set<number>()
  // A set is iterated in insertion order, even while it grows.
  for (const at of seen) {
    const failed = (sources.get(at) ?? []).filter(hasFailed)
    if (at !== number && failed.every((source) => source === at)) roots.add(at)
    for (const source of failed) seen.add(source)
  }
  roots.delete(number)
  return [...roots]
}
