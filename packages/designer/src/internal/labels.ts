/** Labels of a described pipeline: as told, else the node's name, numbered where another node has it already. */
import type { DraftNode } from "./Draft.ts"

export function settleLabels(nodes: readonly DraftNode[]): ReadonlyMap<DraftNode, string> {
  const labels = new Map<DraftNode, string>()
  for (const node of nodes) {
    const label = node.options.label ?? (node.fixedLabel ? node.name : undefined)
    if (label !== undefined) labels.set(node, label)
  }
  const taken = new Set(labels.values())
  const counts = new Map<string, number>()
  for (const node of nodes) {
    if (labels.has(node)) continue
    let count = counts.get(node.name) ?? 0
    let label: string
    do label = ++count === 1 ? node.name : `${node.name} ${count}`
    while (taken.has(label))
    counts.set(node.name, count)
    taken.add(label)
    labels.set(node, label)
  }
  return labels
}
