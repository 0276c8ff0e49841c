/**
 * BLEU over a corpus, 0 to 100, equal to sacreBLEU's default: 13a tokens, case kept, orders 1 to 4, exponential
 * smoothing. One difference is chosen: orders for which no hypothesis is long enough are left out (sacreBLEU's
 * `effective_order`), so that short identical texts score 100 and not 0.
 */
import { sum } from "../arithmetic.ts"
import { ngrams, overlap, type Pair, words } from "./Pair.ts"

const ORDERS = [1, 2, 3, 4] as const

/** The tokens of mteval-v13a: punctuation apart from words, decimal points and thousands commas kept. */
export const tokenize13a = (text: string): readonly string[] =>
  words(
    ` ${text
      .trimEnd()
      .replaceAll("<skipped>", "")
      .replaceAll("-\n", "")
      .replaceAll("\n", " ")
      .replaceAll("&quot;", '"')
      .replaceAll("&amp;", "&")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")} `
      .replaceAll(/[{-~[-` -&(-+:-@/]/gu, " $& ")
      .replaceAll(/([^0-9])([.,])/gu, "$1 $2 ")
      .replaceAll(/([.,])([^0-9])/gu, " $1 $2")
      .replaceAll(/([0-9])(-)/gu, "$1 $2 ")
  )

/** Over several references an n-gram may be matched as often as the reference that has it most. */
const mostOften = (counts: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> => {
  const merged = new Map<string, number>()
  for (const [key, count] of counts.flatMap((each) => [...each])) merged.set(key, Math.max(count, merged.get(key) ?? 0))
  return merged
}

const closest = (length: number, candidates: readonly number[]): number =>
  candidates.toSorted((a, b) => Math.abs(a - length) - Math.abs(b - length) || a - b)[0] ?? 0

export const bleu = (pairs: readonly Pair[]): number => {
  const correct = ORDERS.map(() => 0)
  const total = ORDERS.map(() => 0)
  let hypothesisLength = 0
  let referenceLength = 0
  for (const { hypothesis, references } of pairs) {
    const tokens = tokenize13a(hypothesis)
    const targets = references.map(tokenize13a)
    hypothesisLength += tokens.length
    referenceLength += closest(
      tokens.length,
      targets.map(({ length }) => length)
    )
    for (const [index, order] of ORDERS.entries()) {
      const counts = ngrams(tokens, order)
      const target = mostOften(targets.map((target) => ngrams(target, order)))
      correct[index] = (correct[index] ?? 0) + overlap(counts, target)
      total[index] = (total[index] ?? 0) + sum(counts.values())
    }
  }
  if (sum(correct) === 0) return 0
  const brevity = hypothesisLength < referenceLength ? Math.exp(1 - referenceLength / hypothesisLength) : 1
  let smoothing = 1
  const logs = total
    .filter((count) => count > 0)
    .map((count, index) => {
      const hits = correct[index] ?? 0
      if (hits === 0) smoothing *= 2
      return Math.log((100 * (hits === 0 ? 1 / smoothing : hits)) / count)
    })
  // Rounding may carry a perfect score past 100.
  return Math.min(100, brevity * Math.exp(sum(logs) / logs.length))
}
