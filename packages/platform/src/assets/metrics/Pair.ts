/**
 * What every metric scores: outputs beside the texts they should have been.
 */
import { sum } from "../arithmetic.ts"

export interface Pair {
  readonly hypothesis: string
  /** One or more; a metric takes the best or the closest as its publication says. */
  readonly references: readonly string[]
}

/** Words between white space. */
export const words = (text: string): readonly string[] => text.split(/\s+/u).filter((word) => word !== "")

/** Unicode code points: what Python, and so the tools that define these scores, count as characters. */
export const codePoints = (text: string): readonly string[] => Array.from(text)

/** How often each run of `order` tokens occurs. */
export const ngrams = (tokens: readonly string[], order: number): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (let start = 0; start + order <= tokens.length; start++) {
    const key = tokens.slice(start, start + order).join("\u0000")
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** Occurrences that both counts share. */
export const overlap = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number =>
  sum(Array.from(a, ([key, count]) => Math.min(count, b.get(key) ?? 0)))

/** Harmonic mean with recall weighted `beta` times as much; 0 when both are 0. */
export const fScore = (precision: number, recall: number, beta = 1): number =>
  precision + recall === 0 ? 0 : ((1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall)
