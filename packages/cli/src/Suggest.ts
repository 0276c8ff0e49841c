/** What was probably meant by a word that is none of the known ones. */
import { distance } from "fastest-levenshtein"

/** The most similar word, if one is similar enough: a typing mistake or two, or its beginning. */
export const closest = (word: string, known: readonly string[]): string | undefined => {
  const most = Math.max(1, Math.floor(word.length / 3))
  const near = known
    .map((candidate) => ({ candidate, away: distance(word.toLowerCase(), candidate) }))
    .filter(({ away, candidate }) => away <= most || (word.length > 1 && candidate.startsWith(word.toLowerCase())))
    .toSorted((a, b) => a.away - b.away)
  return near[0]?.candidate
}
