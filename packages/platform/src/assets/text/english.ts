/**
 * Reading English: entities, tokens, parts of speech. People, places and organisations come from `compromise`; dates,
 * money, addresses and grammar from `wink-nlp` with its small English model. Both know English only.
 */
import type { ItemEntity, ItemSentence, ItemToken, ItsFunction, WinkMethods } from "wink-nlp"
import { AssetError } from "../AssetDefinition.ts"
import { type Inputs, languageOf } from "../Inputs.ts"
import { baseLanguage, describeLanguage } from "../languages.ts"

/** @throws AssetError when the node names another language. */
export const requireEnglish = (inputs: Inputs, what: string): void => {
  const language = languageOf(inputs)
  if (language !== undefined && baseLanguage(language) !== "en") {
    throw new AssetError(`${what} reads English (en) only, not ${describeLanguage(language)}.`)
  }
}

let loading: Promise<WinkMethods> | undefined

const loadWink = (): Promise<WinkMethods> =>
  (loading ??= Promise.all([import("wink-nlp"), import("wink-eng-lite-web-model")]).then(([wink, model]) =>
    wink.default(model.default)
  ))

/** Places are UTF-16 units, as JavaScript counts. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
  /** Universal part of speech: NOUN, VERB, PROPN, … */
  readonly pos: string
  readonly lemma: string
  /** Which sentence of the text, from 0. */
  readonly sentence: number
}

export interface Entity {
  readonly text: string
  /** PERSON, LOCATION, ORGANIZATION, DATE, TIME, DURATION, MONEY, PERCENT, ORDINAL, EMAIL, URL, HASHTAG, MENTION. */
  readonly type: string
  readonly start: number
  readonly end: number
}

/** Kinds of `wink-nlp` that name something; bare numbers and emoji do not. */
const named = new Set(["DATE", "TIME", "DURATION", "MONEY", "PERCENT", "ORDINAL", "EMAIL", "URL", "HASHTAG", "MENTION"])

interface Read {
  readonly tokens: readonly Token[]
  readonly entities: readonly Entity[]
}

/** The longest word that the libraries for English get to see. */
const LONGEST_WORD = 200

/**
 * The text with blanks for what is beyond the first 200 characters of a word, so that all places stay the same.
 * wink-tokenizer 5.3.0 takes quadratic time on an unbroken word and compromise 14.17.0 cubic time on some addresses.
 */
export const withShortWords = (text: string): string => {
  let short = ""
  let from = 0
  let start = 0
  const close = (end: number): void => {
    if (end - start <= LONGEST_WORD) return
    short += text.slice(from, start + LONGEST_WORD).toWellFormed() + " ".repeat(end - start - LONGEST_WORD)
    from = end
  }
  for (const { index } of text.matchAll(/\s/gu)) {
    close(index)
    start = index + 1
  }
  close(text.length)
  return from === 0 ? text : short + text.slice(from)
}

const readWithWink = async (whole: string): Promise<Read> => {
  const text = withShortWords(whole)
  const wink = await loadWink()
  const document = wink.readDoc(text)
  const tokens: Token[] = []
  document.sentences().each((sentence: ItemSentence, number: number) => {
    sentence.tokens().each((token: ItemToken) => {
      const written = token.out()
      const from = tokens.at(-1)?.end ?? 0
      const start = Math.max(from, text.indexOf(written, from))
      const [pos, lemma] = [token.out(wink.its.pos), token.out(wink.its.lemma as ItsFunction<string>)]
      tokens.push({ text: written, start, end: start + written.length, pos, lemma, sentence: number })
    })
  })
  const entities: Entity[] = []
  document.entities().each((entity: ItemEntity) => {
    const type = entity.out(wink.its.type)
    // The declarations promise a text here, but it is the first and the last token.
    const [first, last] = entity.out(wink.its.span) as unknown as readonly [number, number]
    const [start, end] = [tokens[first]?.start ?? 0, tokens[last]?.end ?? 0]
    if (named.has(type)) entities.push({ text: text.slice(start, end), type, start, end })
  })
  return { tokens, entities }
}

/** The tokens of an English text, in order. */
export const readTokens = async (text: string): Promise<readonly Token[]> => (await readWithWink(text)).tokens

/** From the first letter, digit or sign of a name or price to the last letter, digit or bracket. */
const innerOf = (part: string): string => {
  const start = part.search(/[\p{L}\p{N}@#$€£]/u)
  let end = 0
  for (const { 0: last, index } of part.matchAll(/[\p{L}\p{N})]/gu)) end = index + last.length
  return start < 0 || end <= start ? "" : part.slice(start, end)
}

/** The written form without the punctuation around it, cut in two at commas ("Microsoft, Google"). */
const trimmed = (text: string, start: number, length: number, type: string): readonly Entity[] => {
  const whole = text.slice(start, start + length)
  const parts = type === "LOCATION" ? [{ 0: whole, index: 0 }] : Array.from(whole.matchAll(/[^,]+/gu))
  return parts.flatMap(({ 0: part, index }) => {
    const inner = innerOf(part)
    // Abbreviations keep their full stop.
    const dot = /\b(?:\p{Lu}\.\p{Lu}|Inc|Ltd|Corp|Co|Jr|Sr)$/u.test(inner) && part.includes(`${inner}.`) ? "." : ""
    const at = start + index + part.indexOf(inner)
    return inner === "" ? [] : [{ text: inner + dot, type, start: at, end: at + inner.length + dot.length }]
  })
}

/** Characters that compromise 14.17.0 reads at once: above some 16,000 its time is in the square of their number. */
const READ_AT_ONCE = 8000

interface Stretch {
  readonly start: number
  readonly end: number
}

/** The whole text, or parts of a long one: from sentence to sentence, and between words where a sentence is too long. */
const stretches = (text: string, tokens: readonly Token[]): readonly Stretch[] => {
  if (text.length <= READ_AT_ONCE) return [{ start: 0, end: text.length }]
  const cut: Stretch[] = []
  let first = tokens[0]
  let last = first
  for (const token of tokens) {
    const most = token.sentence === last?.sentence ? READ_AT_ONCE : READ_AT_ONCE / 2
    if (first !== undefined && last !== undefined && token.end - first.start > most) {
      cut.push({ start: first.start, end: last.end })
      first = token
    }
    last = token
  }
  if (first !== undefined && last !== undefined) cut.push({ start: first.start, end: last.end })
  return cut
}

const readNames = async (text: string, tokens: readonly Token[]): Promise<readonly Entity[]> => {
  const { default: nlp } = await import("compromise")
  const short = withShortWords(text)
  return stretches(short, tokens).flatMap(({ start: from, end }) => {
    const document = nlp(short.slice(from, end))
    const kinds = [
      ["PERSON", document.people()],
      ["LOCATION", document.places()],
      ["ORGANIZATION", document.organizations()]
    ] as const
    return kinds.flatMap(([type, view]) =>
      (view.json({ offset: true }) as { offset: { start: number; length: number } }[]).flatMap(({ offset }) =>
        trimmed(text, from + offset.start, offset.length, type)
      )
    )
  })
}

/** Tokens in order, and entities in order that do not overlap: names win over numbers, longer ones over shorter. */
export const readEnglish = async (text: string): Promise<Read> => {
  const { entities, tokens } = await readWithWink(text)
  const names = await readNames(text, tokens)
  const kept: Entity[] = []
  const isTaken = new Uint8Array(text.length + 1)
  const byLength = (a: Entity, b: Entity): number => b.end - b.start - (a.end - a.start) || a.start - b.start
  for (const entity of [...names.toSorted(byLength), ...entities.toSorted(byLength)]) {
    if (isTaken.subarray(entity.start, entity.end).includes(1)) continue
    isTaken.fill(1, entity.start, entity.end)
    kept.push(entity)
  }
  return { tokens, entities: kept.toSorted((a, b) => a.start - b.start) }
}
