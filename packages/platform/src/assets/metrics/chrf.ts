/**
 * chrF and chrF++ over a corpus, 0 to 100, equal to sacreBLEU's: character n-grams of order 1 to 6 without white
 * space (chrF++: and word n-grams of order 1 and 2), recall weighted twice. Works for any script.
 */
import { sum } from "../arithmetic.ts"
import { codePoints, fScore, ngrams, overlap, type Pair, words } from "./Pair.ts"

const CHARACTER_ORDER = 6
const BETA = 2
const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/u

/** Words with one punctuation mark at the end, or else at the start, split off. */
const splitMarks = (text: string): readonly string[] =>
  words(text).flatMap((word) => {
    const characters = codePoints(word)
    if (characters.length === 1) return [word]
    if (ASCII_PUNCTUATION.test(characters.at(-1) ?? ""))
      return [characters.slice(0, -1).join(""), characters.at(-1) ?? ""]
    if (ASCII_PUNCTUATION.test(characters[0] ?? "")) return [characters[0] ?? "", characters.slice(1).join("")]
    return [word]
  })

type Profile = readonly ReadonlyMap<string, number>[]

const profile = (text: string, wordOrder: number): Profile => {
  const characters = codePoints(words(text).join(""))
  const tokens = wordOrder > 0 ? splitMarks(text) : []
  return [
    ...Array.from({ length: CHARACTER_ORDER }, (_, index) => ngrams(characters, index + 1)),
    ...Array.from({ length: wordOrder }, (_, index) => ngrams(tokens, index + 1))
  ]
}

/** Counts of one n-gram order: in the hypothesis, in the reference, in both. */
interface Matches {
  readonly hypothesis: number
  readonly reference: number
  readonly both: number
}

const compare = (hypothesis: Profile, reference: Profile): readonly Matches[] =>
  hypothesis.map((counts, index) => {
    const target = reference[index] ?? new Map<string, number>()
    return {
      // Without a reference of that order there is nothing to be wrong about.
      hypothesis: target.size > 0 ? sum(counts.values()) : 0,
      reference: sum(target.values()),
      both: overlap(counts, target)
    }
  })

const score = (matches: readonly Matches[]): number => {
  const orders = matches.filter(({ hypothesis, reference }) => hypothesis > 0 && reference > 0)
  if (orders.length === 0) return 0
  const precision = sum(orders.map(({ both, hypothesis }) => both / hypothesis)) / orders.length
  const recall = sum(orders.map(({ both, reference }) => both / reference)) / orders.length
  return 100 * fScore(precision, recall, BETA)
}

const best = (candidates: readonly (readonly Matches[])[]): readonly Matches[] =>
  candidates.reduce((winner, candidate) => (score(candidate) > score(winner) ? candidate : winner))

/** `wordOrder` 0 is chrF, 2 is chrF++. */
export const chrf = (pairs: readonly Pair[], wordOrder = 0): number => {
  const perPair = pairs.map(({ hypothesis, references }) => {
    const own = profile(hypothesis, wordOrder)
    return best(references.map((reference) => compare(own, profile(reference, wordOrder))))
  })
  const total = Array.from({ length: CHARACTER_ORDER + wordOrder }, (_, order) => ({
    hypothesis: sum(perPair.map((matches) => matches[order]?.hypothesis ?? 0)),
    reference: sum(perPair.map((matches) => matches[order]?.reference ?? 0)),
    both: sum(perPair.map((matches) => matches[order]?.both ?? 0))
  }))
  return score(total)
}
