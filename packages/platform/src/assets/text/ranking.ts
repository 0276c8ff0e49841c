/**
 * PageRank over a small weighted graph: which sentences or words the others point to. Deterministic: fixed start,
 * fixed number of steps.
 */
import { sum } from "../arithmetic.ts"

const DAMPING = 0.85
const STEPS = 30

/** `edges[i]` maps the neighbours of node `i` to weights above 0; the graph is undirected. */
export const rank = (edges: readonly ReadonlyMap<number, number>[]): readonly number[] => {
  const strength = edges.map((neighbours) => sum(neighbours.values()))
  let scores = edges.map(() => 1)
  for (let step = 0; step < STEPS; step++) {
    const before = scores
    scores = edges.map((neighbours) => {
      let received = 0
      for (const [other, weight] of neighbours) received += ((before[other] ?? 0) * weight) / (strength[other] ?? 1)
      return 1 - DAMPING + DAMPING * received
    })
  }
  return scores
}

/** Indices from the highest score down; of equal ones the earlier comes first. */
export const byScore = (scores: readonly number[]): readonly number[] =>
  [...scores.keys()].toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
