/**
 * `keyword-extraction` by TextRank: words that stand near many other meaningful words score high, neighbours in the
 * text join to phrases of up to three words. Answers the best ones, most important first, separated by ", ".
 */
import type { AssetContext, AssetResult } from "../AssetDefinition.ts"
import { sum } from "../arithmetic.ts"
import { type Inputs, requireText } from "../Inputs.ts"
import { baseLanguage } from "../languages.ts"
import { readTokens } from "./english.ts"
import { rank } from "./ranking.ts"
import { carriesMeaning, functionWords, languageOfText, type Word, wordsOf } from "./words.ts"

const WINDOW = 3
const MAX_PHRASE = 3
const MAX_KEYWORDS = 10

/** English has a tagger: nouns, names and adjectives. Elsewhere everything except function words. */
const meaningful = async (text: string, language: string): Promise<(word: Word) => boolean> => {
  if (baseLanguage(language) !== "en") {
    const ignored = await functionWords(language)
    return (word) => carriesMeaning(word, ignored)
  }
  const tokens = await readTokens(text)
  const telling = tokens.filter(({ pos }) => pos === "NOUN" || pos === "PROPN" || pos === "ADJ")
  const starts = new Set(telling.map(({ start }) => start))
  const none = new Set<string>()
  return (word) => starts.has(word.start) && carriesMeaning(word, none)
}

/** Pairs of neighbouring words that occur more than once. */
const recurring = (words: readonly Word[]): ReadonlySet<string> => {
  const seen = new Set<string>()
  const again = new Set<string>()
  for (const [index, { key }] of words.entries()) {
    const pair = `${words[index - 1]?.key} ${key}`
    if (seen.has(pair)) again.add(pair)
    seen.add(pair)
  }
  return again
}

/** Runs of meaningful words with nothing but space or hyphens between them. */
const phrases = (
  text: string,
  words: readonly Word[],
  isMeaningful: (word: Word) => boolean,
  mayJoin: (before: Word, word: Word) => boolean
): readonly (readonly Word[])[] => {
  const found: Word[][] = []
  let open = false
  for (const [index, word] of words.entries()) {
    const before = words[index - 1]
    if (!isMeaningful(word)) {
      open = false
      continue
    }
    const isNext =
      open && before !== undefined && mayJoin(before, word) && /^[\p{Zs}-]*$/u.test(text.slice(before.end, word.start))
    const current = found.at(-1)
    if (isNext && current !== undefined && current.length < MAX_PHRASE) current.push(word)
    else found.push([word])
    open = true
  }
  return found
}

const neighbours = (
  keys: readonly string[]
): { readonly nodes: readonly string[]; readonly edges: readonly Map<number, number>[] } => {
  const nodes = [...new Set(keys)]
  const numbers = new Map(nodes.map((key, index) => [key, index]))
  const edges = nodes.map(() => new Map<number, number>())
  for (const [index, key] of keys.entries()) {
    for (const other of keys.slice(index + 1, index + WINDOW)) {
      const [a, b] = [numbers.get(key) ?? 0, numbers.get(other) ?? 0]
      if (a === b) continue
      edges[a]?.set(b, (edges[a].get(b) ?? 0) + 1)
      edges[b]?.set(a, (edges[b].get(a) ?? 0) + 1)
    }
  }
  return { nodes, edges }
}

export interface Keyword {
  readonly keyword: string
  /** 1 for the best one. */
  readonly score: number
}

export const extractKeywords = async (text: string, language: string): Promise<readonly Keyword[]> => {
  const words = wordsOf(text, language)
  const pairs = recurring(words)
  // Without a tagger a run may well hold a verb: only what stands together again is a phrase.
  const mayJoin = (before: Word, word: Word): boolean =>
    baseLanguage(language) === "en" || pairs.has(`${before.key} ${word.key}`)
  const runs = phrases(text, words, await meaningful(text, language), mayJoin)
  const { edges, nodes } = neighbours(runs.flat().map(({ key }) => key))
  const scores = rank(edges)
  const scoreOf = new Map(nodes.map((key, index) => [key, scores[index] ?? 0]))
  const candidates = new Map<string, Keyword>()
  for (const run of runs) {
    const written = text.slice(run[0]?.start, run.at(-1)?.end)
    const key = run.map((word) => word.key).join(" ")
    // A phrase is worth more than its best word, but less than the sum, or long ones would always win.
    const score = sum(run.map(({ key }) => scoreOf.get(key) ?? 0)) / Math.sqrt(run.length)
    if (!candidates.has(key)) candidates.set(key, { keyword: written, score })
  }
  const best = [...candidates.values()].toSorted((a, b) => b.score - a.score)
  // Parts of a phrase that is already there add nothing.
  const kept: Keyword[] = []
  for (const candidate of best) {
    const known = kept.some(({ keyword }) =>
      ` ${keyword.toLowerCase()} `.includes(` ${candidate.keyword.toLowerCase()} `)
    )
    if (!known) kept.push(candidate)
    if (kept.length === MAX_KEYWORDS) break
  }
  const top = kept[0]?.score ?? 1
  return kept.map(({ keyword, score }) => ({ keyword, score: Math.round((score / top) * 1000) / 1000 }))
}

export const run = async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => {
  const text = await requireText(inputs, "text")
  const language = await languageOfText(inputs, text)
  const keywords = await extractKeywords(text, language)
  context.report({ language, details: { keywords } })
  return { data: keywords.map(({ keyword }) => keyword).join(", ") }
}
