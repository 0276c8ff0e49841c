/** What was probably meant by a word that is not one of the known ones. */
import { distance } from "fastest-levenshtein"

/** The most similar word, if one is similar enough: a typing mistake or two, or its beginning. */
export const closest = (word: string, known: readonly string[]): string | undefined => {
  const typed = word.toLowerCase()
  const most = Math.max(1, Math.floor(word.length / 3))
  const near = known
    .map((candidate) => ({ candidate, away: mistakes(typed, candidate.toLowerCase()) }))
    .filter(({ away, candidate }) => away <= most || (typed.length > 1 && candidate.toLowerCase().startsWith(typed)))
    .toSorted((a, b) => a.away - b.away)
  return near[0]?.candidate
}

/** Two neighbours in the wrong order are one mistake, not two. */
const mistakes = (typed: string, candidate: string): number => {
  const swapped = Array.from({ length: Math.max(0, typed.length - 1) }, (_, at) =>
    [typed.slice(0, at), typed[at + 1], typed[at], typed.slice(at + 2)].join("")
  )
  const plain = distance(typed, candidate)
  return Math.min(plain, ...swapped.map((other) => 1 + distance(other, candidate)))
}
