/**
 * `text-normalization` and `text-denormalization`: Unicode composition and tidy spaces always, everything else as the
 * node asks. Transliteration to ASCII is by `any-ascii`.
 */
import type { AssetResult } from "../AssetDefinition.ts"
import { AssetError } from "../AssetDefinition.ts"
import { flag, type Inputs, languageOf, requireText, textList } from "../Inputs.ts"

type Step = (text: string, language: string | undefined) => string | Promise<string>

/** Compatibility composition (ﬁ → fi, full-width → ASCII), one kind of line end, single spaces, no trailing ones. */
const tidy = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/[\u200b\u2060\ufeff\u00ad]/gu, "")
    .replaceAll(/\r\n?|[\u0085\u2028\u2029]/gu, "\n")
    .replaceAll(/[^\S\n]+/gu, " ")
    .replaceAll(/ ?\n ?/gu, "\n")
    .trim()

const removeAccents: Step = (text) =>
  // Marks on Latin, Greek and Cyrillic letters only: in Hindi or Thai a mark is a vowel.
  text
    .normalize("NFD")
    .replaceAll(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{Mn}+/gu, "$1")
    .normalize("NFC")

const removePunctuation: Step = (text) =>
  // Apostrophes and hyphens inside words stay: "don't", "well-known".
  text.replaceAll(/(?<![\p{L}\p{N}])['’-]|['’-](?![\p{L}\p{N}])|(?!['’-])\p{P}/gu, " ")

const steps: Readonly<Record<string, Step>> = {
  lowercase: (text, language) => text.toLocaleLowerCase(language),
  uppercase: (text, language) => text.toLocaleUpperCase(language),
  lowercase_latin: (text) => text.replaceAll(/\p{Script=Latin}+/gu, (word) => word.toLowerCase()),
  remove_accents: removeAccents,
  remove_punctuation: removePunctuation,
  ascii: async (text) => (await import("any-ascii")).default(text)
}

const apply = async (text: string, names: readonly string[], language: string | undefined): Promise<string> => {
  let result = tidy(text)
  for (const name of names) result = await (steps[name] ?? ((same: string) => same))(result, language)
  return tidy(result)
}

/** `settings` lists the steps to take after tidying, in the order given: names of the table above. */
export const normalize = async (inputs: Inputs): Promise<AssetResult> => {
  const text = await requireText(inputs, "text")
  const settings = (await textList(inputs, "settings")).flatMap((setting) => setting.split(/[\s,]+/u)).filter(Boolean)
  const names = settings.map((setting) => setting.toLowerCase().replaceAll("-", "_"))
  const unknown = names.find((name) => !(name in steps))
  if (unknown !== undefined) {
    throw new AssetError(`The setting "${unknown}" is unknown; known settings: ${Object.keys(steps).join(", ")}.`)
  }
  return { data: await apply(text, names, languageOf(inputs)) }
}

/** The three switches of the catalogue with its defaults: accents go, case and punctuation stay. */
export const denormalize = async (inputs: Inputs): Promise<AssetResult> => {
  const text = await requireText(inputs, "text")
  const names = [
    ...(flag(inputs, "remove_accents", true) ? ["remove_accents"] : []),
    ...(flag(inputs, "remove_punctuation", false) ? ["remove_punctuation"] : []),
    ...(flag(inputs, "lowercase_latin", false) ? ["lowercase_latin"] : [])
  ]
  return { data: await apply(text, names, languageOf(inputs)) }
}
