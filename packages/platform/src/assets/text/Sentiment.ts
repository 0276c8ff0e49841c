/**
 * `sentiment-analysis` by word lists: `wink-sentiment` for English, the lexicons of `@nlpjs` for thirteen more
 * languages. Answers POSITIVE, NEGATIVE or NEUTRAL; the score goes to the segment's details.
 *
 * Word lists see words, not meaning: irony, comparisons and opinions without opinion words are missed.
 */
import type { AssetContext, AssetResult } from "../AssetDefinition.ts"
import { AssetError } from "../AssetDefinition.ts"
import { type Inputs, languageOf, requireText } from "../Inputs.ts"
import { baseLanguage, describeLanguage } from "../languages.ts"
import { detectLanguage } from "./languageIdentification.ts"
import { withShortWords } from "./english.ts"
import { lexiconLanguages, scoreByLexicon } from "./sentimentLexicons.ts"

export type Sentiment = "POSITIVE" | "NEGATIVE" | "NEUTRAL"

const english = async (text: string): Promise<number> => {
  const { default: winkSentiment } = await import("wink-sentiment")
  return winkSentiment(withShortWords(text)).normalizedScore
}

/** `score` is 0 for neutral; its size is comparable only within one language. */
export const judge = async (text: string, language: string): Promise<{ sentiment: Sentiment; score: number }> => {
  const score = language === "en" ? await english(text) : await scoreByLexicon(text, language)
  return {
    sentiment: score > 0 ? "POSITIVE" : score < 0 ? "NEGATIVE" : "NEUTRAL",
    score: Math.round(score * 1e4) / 1e4
  }
}

const isSupported = (language: string): boolean => language === "en" || lexiconLanguages.includes(language)

const unsupported = (language: string): AssetError =>
  new AssetError(
    `Sentiment analysis has no word list for ${describeLanguage(language)}; it knows ${["en", ...lexiconLanguages].join(", ")}.`
  )

/** The language the node names, else the one the text is written in; English where that cannot be told surely. */
const chooseLanguage = async (inputs: Inputs, text: string): Promise<string> => {
  const named = languageOf(inputs)
  if (named !== undefined) {
    if (!isSupported(baseLanguage(named))) throw unsupported(named)
    return baseLanguage(named)
  }
  const { language, reliable } = await detectLanguage(text)
  if (isSupported(language)) return language
  if (reliable) throw unsupported(language)
  return "en"
}

export const run = async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => {
  const text = await requireText(inputs, "text")
  const language = await chooseLanguage(inputs, text)
  const { sentiment, score } = await judge(text, language)
  context.report({ language, details: { score } })
  return { data: sentiment }
}
