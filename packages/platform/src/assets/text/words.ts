/**
 * Words that carry meaning: what keyword extraction and summarisation count. Words are split by the Unicode rules (also
 * where a script has no spaces), function words are those of the `stopwords-iso` lists (57 languages).
 */
import { languageOf, type Inputs } from "../Inputs.ts"
import { baseLanguage } from "../languages.ts"
import { detectLanguage } from "./languageIdentification.ts"

const loaded = new Map<string, ReadonlySet<string>>()

/** Function words of a language; empty for a language without a list. */
export const functionWords = async (language: string): Promise<ReadonlySet<string>> => {
  const code = baseLanguage(language)
  const known = loaded.get(code)
  if (known !== undefined) return known
  const { default: lists } = await import("stopwords-iso", { with: { type: "json" } })
  const words = new Set(lists[code])
  loaded.set(code, words)
  return words
}

export interface Word {
  /** Lower case. */
  readonly key: string
  readonly start: number
  readonly end: number
}

/** All words of a text with their places (UTF-16 units). */
export const wordsOf = (text: string, language: string): readonly Word[] =>
  Array.from(new Intl.Segmenter(language, { granularity: "word" }).segment(text))
    .filter(({ isWordLike }) => isWordLike === true)
    .map(({ index, segment }) => ({
      key: segment.toLocaleLowerCase(language),
      start: index,
      end: index + segment.length
    }))

/** Letters in it, and not a function word: numbers and single Latin letters say little of a text. */
export const carriesMeaning = ({ key }: Word, ignored: ReadonlySet<string>): boolean =>
  !ignored.has(key) && /\p{L}/u.test(key) && !/^\p{Script=Latin}$/u.test(key)

/** The language a node names, or the one its text is written in. */
export const languageOfText = async (inputs: Inputs, text: string): Promise<string> =>
  languageOf(inputs) ?? (await detectLanguage(text)).language
