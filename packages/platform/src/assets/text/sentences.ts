/**
 * Sentence boundaries: the rules of `sentencex` (about 240 languages, abbreviations respected), and where that has no
 * binary for the machine, the Unicode rules that JavaScript brings along. `text-segmenation` (the catalogue's
 * spelling) answers one text with a sentence a line; other built-ins count and rank sentences with `splitSentences`.
 */
import type { AssetResult } from "../../Asset.ts"
import { AssetError } from "../../Asset.ts"
import { type Inputs, languageOf, textList } from "../inputs.ts"
import { baseLanguage } from "../languages.ts"

type Segment = (language: string, text: string) => readonly string[]

const byUnicodeRules: Segment = (language, text) =>
  Array.from(new Intl.Segmenter(language, { granularity: "sentence" }).segment(text), ({ segment }) => segment)

let loaded: Promise<Segment> | undefined

const load = (): Promise<Segment> =>
  (loaded ??= import("sentencex").then(
    ({ segment }) => segment,
    // Published for Linux, macOS and 64-bit Windows only.
    () => byUnicodeRules
  ))

/** The sentences of a text, trimmed, in order. A line break inside a sentence becomes a space. */
export const splitSentences = async (text: string, language = "en"): Promise<readonly string[]> => {
  const segment = await load()
  return segment(baseLanguage(language), text)
    .map((sentence) => sentence.trim().replaceAll(/\s*[\r\n\u2028\u2029]+\s*/gu, " "))
    .filter((sentence) => sentence !== "")
}

export const run = async (inputs: Inputs): Promise<AssetResult> => {
  const texts = await textList(inputs, "text")
  const language = languageOf(inputs)
  const sentences = await Promise.all(texts.map((text) => splitSentences(text, language)))
  if (sentences.flat().length === 0) throw new AssetError('The parameter "text" is empty: it needs text.')
  return { data: sentences.flat().join("\n") }
}
