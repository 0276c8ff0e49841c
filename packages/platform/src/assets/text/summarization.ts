/**
 * `summarization` and `text-summarization` by extraction: the sentences that share most rare words with the others
 * (TextRank over TF-IDF), in their order in the text. Writes no new sentences; works in any language.
 */
import type { AssetContext, AssetResult } from "../AssetDefinition.ts"
import { AssetError } from "../AssetDefinition.ts"
import { sum } from "../arithmetic.ts"
import { type Inputs, requireText } from "../Inputs.ts"
import { byScore, rank } from "./ranking.ts"
import { splitSentences } from "./sentences.ts"
import { carriesMeaning, functionWords, languageOfText, wordsOf } from "./words.ts"

/** Part of the sentences that is kept, and the most that are. */
const SHARE = 0.3
const MAX_KEPT = 10
const MAX_SENTENCES = 2000

/** Of each sentence its words with their weights, of length 1 together. */
const vectors = (sentences: readonly (readonly string[])[]): readonly ReadonlyMap<string, number>[] => {
  const occursIn = new Map<string, number>()
  for (const words of sentences) for (const word of new Set(words)) occursIn.set(word, (occursIn.get(word) ?? 0) + 1)
  return sentences.map((words) => {
    const weights = new Map<string, number>()
    for (const word of words) {
      const rarity = Math.log(1 + sentences.length / (occursIn.get(word) ?? 1))
      weights.set(word, (weights.get(word) ?? 0) + rarity)
    }
    const length = Math.sqrt(sum(Array.from(weights.values(), (weight) => weight ** 2)))
    return new Map(Array.from(weights, ([word, weight]) => [word, weight / length]))
  })
}

/** Cosine similarity of each two sentences that share a word. */
const similarities = (sentences: readonly ReadonlyMap<string, number>[]): readonly ReadonlyMap<number, number>[] => {
  const edges = sentences.map(() => new Map<number, number>())
  const holders = new Map<string, (readonly [sentence: number, weight: number])[]>()
  for (const [sentence, weights] of sentences.entries()) {
    for (const [word, weight] of weights) {
      const others = holders.get(word) ?? []
      for (const [other, theirs] of others) {
        const similarity = (edges[sentence]?.get(other) ?? 0) + weight * theirs
        edges[sentence]?.set(other, similarity)
        edges[other]?.set(sentence, similarity)
      }
      holders.set(word, [...others, [sentence, weight]])
    }
  }
  return edges
}

export const run = async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => {
  const text = await requireText(inputs, "text")
  const language = await languageOfText(inputs, text)
  const sentences = await splitSentences(text, language)
  if (sentences.length > MAX_SENTENCES) {
    throw new AssetError(
      `The text has ${sentences.length} sentences; one call summarises at most ${MAX_SENTENCES}: split it before.`
    )
  }
  const ignored = await functionWords(language)
  const words = sentences.map((sentence) =>
    wordsOf(sentence, language)
      .filter((word) => carriesMeaning(word, ignored))
      .map(({ key }) => key)
  )
  const scores = rank(similarities(vectors(words)))
  const count = Math.min(MAX_KEPT, Math.max(1, Math.round(sentences.length * SHARE)))
  const kept = byScore(scores)
    .slice(0, count)
    .toSorted((a, b) => a - b)
  context.report({ language, details: { sentences: sentences.length, kept } })
  const joint = /^(?:zh|ja|th|km|lo|my)\b/u.test(language) ? "" : " "
  return { data: kept.map((index) => sentences[index]).join(joint) }
}
