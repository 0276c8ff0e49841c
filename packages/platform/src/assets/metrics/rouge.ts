/**
 * ROUGE-N, ROUGE-L and ROUGE-Lsum: mean F-measure, 0 to 1, equal to Google's `rouge-score` without stemming on
 * ASCII text. Letters of other scripts count as letters here, where that package drops them.
 */
import { sum } from "../arithmetic.ts"
import { fScore, ngrams, overlap, type Pair } from "./Pair.ts"

const tokenize = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []

/** Lengths of the longest common subsequences of all beginnings of `a` and `b`. */
const subsequences = (a: readonly string[], b: readonly string[]): readonly Uint32Array[] => {
  const rows = [new Uint32Array(b.length + 1)]
  for (const token of a) {
    const above = rows.at(-1) as Uint32Array
    const row = new Uint32Array(b.length + 1)
    for (let j = 1; j <= b.length; j++) {
      row[j] = token === b[j - 1] ? (above[j - 1] ?? 0) + 1 : Math.max(above[j] ?? 0, row[j - 1] ?? 0)
    }
    rows.push(row)
  }
  return rows
}

/** Positions in `a` of one longest common subsequence. */
const commonPositions = (a: readonly string[], b: readonly string[]): readonly number[] => {
  const table = subsequences(a, b)
  const positions: number[] = []
  let i = a.length
  let j = b.length
  while (i > 0 && j > 0) {
    if (a[i - 1] === b[j - 1]) {
      positions.push(i - 1)
      i--
      j--
    } else if ((table[i]?.[j - 1] ?? 0) > (table[i - 1]?.[j] ?? 0)) j--
    else i--
  }
  return positions
}

type Score = (hypothesis: string, reference: string) => number

const measure = (hits: number, hypothesis: number, reference: number): number =>
  hits === 0 ? 0 : fScore(hits / hypothesis, hits / reference)

const rougeN =
  (order: number): Score =>
  (hypothesis, reference) => {
    const own = ngrams(tokenize(hypothesis), order)
    const target = ngrams(tokenize(reference), order)
    return measure(overlap(own, target), sum(own.values()), sum(target.values()))
  }

const rougeL: Score = (hypothesis, reference) => {
  const own = tokenize(hypothesis)
  const target = tokenize(reference)
  return measure(subsequences(target, own).at(-1)?.at(-1) ?? 0, own.length, target.length)
}

/** Every line is a sentence; a reference sentence counts the words it has in common with any sentence, once each. */
const rougeLsum: Score = (hypothesis, reference) => {
  const own = hypothesis.split("\n").map(tokenize)
  const target = reference.split("\n").map(tokenize)
  const left = [ngrams(own.flat(), 1), ngrams(target.flat(), 1)].map((counts) => new Map(counts))
  let hits = 0
  for (const sentence of target) {
    const union = new Set(own.flatMap((other) => commonPositions(sentence, other)))
    for (const position of [...union].toSorted((a, b) => a - b)) {
      const token = sentence[position] ?? ""
      if (left.every((counts) => (counts.get(token) ?? 0) > 0)) {
        hits++
        for (const counts of left) counts.set(token, (counts.get(token) ?? 0) - 1)
      }
    }
  }
  return measure(hits, own.flat().length, target.flat().length)
}

const kinds = { rouge1: rougeN(1), rouge2: rougeN(2), rougeL, rougeLsum } as const

/** The mean over all pairs; of several references the best counts. */
export const rouge = (pairs: readonly Pair[], kind: keyof typeof kinds): number =>
  sum(
    pairs.map(({ hypothesis, references }) =>
      Math.max(...references.map((reference) => kinds[kind](hypothesis, reference)))
    )
  ) / pairs.length
