/**
 * Sentence boundaries by the rules of `sentencex` (about 240 languages, abbreviations respected), as WebAssembly: the
 * native build of that library is published for Linux x64 only. `text-segmenation` (the catalogue's spelling) returns
 * one string with a sentence per line; other built-ins count and rank sentences with `splitSentences`.
 */
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import type { AssetResult } from "../AssetDefinition.ts"
import { AssetError } from "../AssetDefinition.ts"
import { type Inputs, languageOf, textList } from "../Inputs.ts"
import { baseLanguage } from "../languages.ts"

type Segment = (language: string, text: string) => readonly string[]

/**
 * How much text is segmented at once. sentencex 0.1.31 takes quadratic time on quotes that are never closed; windows of
 * this size keep the whole linear (about 5 µs per character at worst).
 */
const WINDOW = 4_096

let loaded: Promise<Segment> | undefined

const load = (): Promise<Segment> =>
  (loaded ??= import("sentencex-wasm").then(async ({ initSync, segment }) => {
    const file = createRequire(import.meta.url).resolve("sentencex-wasm/sentencex_wasm_bg.wasm")
    initSync({ module: await readFile(file) })
    return segment as Segment
  }))

/** Where the window that begins at `from` ends: at a blank line, which no sentence crosses, or else within one. */
const windowEnd = (text: string, from: number): { readonly end: number; readonly whole: boolean } => {
  if (from + WINDOW >= text.length) return { end: text.length, whole: true }
  const blank = text.lastIndexOf("\n\n", from + WINDOW - 2)
  if (blank > from) return { end: blank + 2, whole: true }
  const splitsPair = /[\ud800-\udbff]/.test(text.charAt(from + WINDOW - 1))
  return { end: from + WINDOW + (splitsPair ? 1 : 0), whole: false }
}

/** All sentences of a text, in time linear in its length. A sentence longer than a window ends with a window. */
const segmentWindows = (segment: Segment, language: string, text: string): readonly string[] => {
  const sentences: string[] = []
  let unfinished = ""
  for (let from = 0; from < text.length;) {
    const { end, whole } = windowEnd(text, from)
    const found = segment(language, unfinished + text.slice(from, end))
    unfinished = whole ? "" : (found.at(-1) ?? "")
    if (unfinished.length > WINDOW) unfinished = ""
    sentences.push(...(unfinished === "" ? found : found.slice(0, -1)))
    from = end
  }
  return unfinished === "" ? sentences : [...sentences, unfinished]
}

/** The sentences of a text, trimmed, in order. A line break inside a sentence becomes a space. */
export const splitSentences = async (text: string, language = "en"): Promise<readonly string[]> => {
  const segment = await load()
  // sentencex 0.1.31 panics on some texts with a carriage return.
  const lines = text.replaceAll(/\r\n?|[\u2028\u2029]/gu, "\n")
  return segmentWindows(segment, baseLanguage(language), lines)
    .map((sentence) =>
      sentence
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "")
        .join(" ")
    )
    .filter((sentence) => sentence !== "")
}

export const run = async (inputs: Inputs): Promise<AssetResult> => {
  const texts = await textList(inputs, "text")
  const language = languageOf(inputs)
  const sentences = await Promise.all(texts.map((text) => splitSentences(text, language)))
  if (sentences.flat().length === 0) throw new AssetError('The parameter "text" is empty: it needs text.')
  return { data: sentences.flat().join("\n") }
}
