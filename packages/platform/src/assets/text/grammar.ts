/**
 * The functions that read English closely: entities, their sentiment, parts of speech, token labels, syntax. All
 * answer JSON text, a list of objects with `start` and `end` in the text.
 */
import type { AssetContext, AssetResult } from "../AssetDefinition.ts"
import { mean } from "../arithmetic.ts"
import { type Inputs, requireText } from "../Inputs.ts"
import { type Entity, readEnglish, readTokens, requireEnglish, type Token } from "./english.ts"
import { judge } from "./Sentiment.ts"

const englishFunction =
  (what: string, describe: (text: string) => Promise<unknown>) =>
  async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => {
    requireEnglish(inputs, what)
    const text = await requireText(inputs, "text")
    const answer = await describe(text)
    context.report({ language: "en" })
    return { data: JSON.stringify(answer) }
  }

/** In order of the first member of each group. */
const groupBy = <A>(items: readonly A[], keyOf: (item: A) => string | number): readonly (readonly A[])[] => {
  const groups = new Map<string | number, A[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return [...groups.values()]
}

/** `[{ text, type, start, end }]` */
export const entities = englishFunction("Entity recognition", async (text) => (await readEnglish(text)).entities)

/** `[{ text, pos, start, end }]` with universal part-of-speech tags. */
export const partsOfSpeech = englishFunction("Part-of-speech tagging", async (text) =>
  (await readTokens(text)).map(({ end, pos, start, text }) => ({ text, pos, start, end }))
)

/** B- for the first token of an entity, I- for the others, O outside. Tokens and entities are in the order of the text. */
const labels = (tokens: readonly Token[], entities: readonly Entity[]): readonly string[] => {
  let next = 0
  return tokens.map(({ start }) => {
    while ((entities[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++
    const entity = entities[next]
    return entity === undefined || entity.start > start ? "O" : `${entity.start === start ? "B" : "I"}-${entity.type}`
  })
}

/** `[{ text, label, start, end }]` with the entity labels of each token. */
export const tokenLabels = englishFunction("Token classification", async (text) => {
  const { entities, tokens } = await readEnglish(text)
  const labelled = labels(tokens, entities)
  return tokens.map((token, index) => ({
    text: token.text,
    label: labelled[index],
    start: token.start,
    end: token.end
  }))
})

/** One list of `{ text, pos, lemma, start, end }` for each sentence. */
export const syntax = englishFunction("Syntax analysis", async (text) =>
  groupBy(await readTokens(text), ({ sentence }) => sentence).map((sentence) =>
    sentence.map(({ end, lemma, pos, start, text }) => ({ text, pos, lemma, start, end }))
  )
)

/**
 * `[{ text, type, sentiment, score, mentions }]`: the mood of the sentences that an entity stands in, which is only
 * near to what is said of the entity itself.
 */
export const entitySentiment = englishFunction("Entity sentiment", async (text) => {
  const { entities, tokens } = await readEnglish(text)
  const sentences = groupBy(tokens, ({ sentence }) => sentence)
  const scores = await Promise.all(
    sentences.map(async (sentence) => {
      const [start, end] = [sentence[0]?.start ?? 0, sentence.at(-1)?.end ?? 0]
      return { start, end, score: (await judge(text.slice(start, end), "en")).score }
    })
  )
  // Sentences and entities are both in the order of the text.
  let next = 0
  const subjects = entities.flatMap((entity) => {
    while ((scores[next]?.end ?? Number.POSITIVE_INFINITY) <= entity.start) next++
    const { start = Number.POSITIVE_INFINITY, score = 0 } = scores[next] ?? {}
    const isSubject = ["PERSON", "LOCATION", "ORGANIZATION", "MENTION", "HASHTAG"].includes(entity.type)
    return isSubject ? [{ text: entity.text, type: entity.type, score: start <= entity.start ? score : 0 }] : []
  })
  return groupBy(subjects, (subject) => subject.text).map((mentions) => {
    const score = mean(mentions.map((mention) => mention.score))
    const sentiment = score > 0 ? "POSITIVE" : score < 0 ? "NEGATIVE" : "NEUTRAL"
    return { text: mentions[0]?.text, type: mentions[0]?.type, sentiment, score, mentions: mentions.length }
  })
})
