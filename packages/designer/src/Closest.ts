/** Recognises misspelt words. */

/**
 * The word that a misspelt one was most likely meant to be. At most a third of its letters may be wrong, where two
 * neighbours in the wrong order count as one; the beginning of a word counts as well.
 */
export function closest(word: unknown, words: Iterable<string>): string | undefined {
  if (typeof word !== "string" || word.length > 64) return undefined
  const typed = word.toLowerCase()
  const most = Math.max(1, Math.floor(typed.length / 3))
  let best: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const candidate of words) {
    const other = candidate.toLowerCase()
    const isBeginning = typed.length > 1 && other.startsWith(typed)
    const away = isBeginning ? other.length - typed.length : mistakesWithin(typed, other, most)
    if (away < least) [best, least] = [candidate, away]
  }
  return best
}

/** Mistakes that turn one word into the other; infinite when there are more than `most`. */
function mistakesWithin(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Number.POSITIVE_INFINITY
  // Rows of the optimal string alignment distance: the present one and the two before it.
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (isSame ? 0 : 1))
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      if (isSwapped) next[j] = Math.min(next[j]!, before[j - 2]! + 1)
    }
    before = row
    row = next
  }
  return row[b.length]! > most ? Number.POSITIVE_INFINITY : row[b.length]!
}
