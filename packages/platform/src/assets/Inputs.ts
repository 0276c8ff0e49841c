/**
 * Reads the parameters of the built-in assets: what a node may hand over is wide (text, numbers, media, lists), what
 * a method needs is narrow. Every mismatch is an `AssetError` whose sentence names the parameter.
 */
import { AssetError } from "./AssetDefinition.ts"
import { decodeText, isMedia } from "./readText.ts"
import { normalizeLanguage } from "./languages.ts"

/** Parameters by code, as the engine hands them to `run`. */
export type Inputs = Readonly<Record<string, unknown>>

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === ""

export const kindOf = (value: unknown): string =>
  isMedia(value)
    ? `${value.type} (${value.mediaType})`
    : Array.isArray(value)
      ? "a list"
      : `a value of type ${typeof value}`

/** One value as text: strings as they are, numbers and booleans written out, text media read as UTF-8. */
export const asText = async (value: unknown, code: string): Promise<string> => {
  if (typeof value === "string") return value
  if (typeof value === "number" || typeof value === "boolean") return String(value)
  if (isMedia(value) && (value.type === "text" || value.mediaType.startsWith("text/"))) {
    return decodeText(await value.bytes())
  }
  throw new AssetError(`The parameter "${code}" must be text, but it is ${kindOf(value)}.`)
}

/** A parameter that must hold text with something in it. */
export const requireText = async (inputs: Inputs, code: string): Promise<string> => {
  const value = inputs[code]
  const text = isMissing(value) ? "" : await asText(value, code)
  if (text.trim() === "") throw new AssetError(`The parameter "${code}" is empty: it needs text.`)
  return text
}

/** A parameter that may be absent, as text. */
export const optionalText = async (inputs: Inputs, code: string): Promise<string | undefined> => {
  const value = inputs[code]
  return isMissing(value) ? undefined : await asText(value, code)
}

/** A parameter that holds one or several texts, as a list; empty when absent. */
export const textList = async (inputs: Inputs, code: string): Promise<readonly string[]> => {
  const value = inputs[code]
  if (isMissing(value)) return []
  return await Promise.all((Array.isArray(value) ? value : [value]).map((item) => asText(item, code)))
}

/** The language that the node names, in the project's one form. */
export const languageOf = (inputs: Inputs, code = "language"): string | undefined => normalizeLanguage(inputs[code])

/** A switch as nodes write it: `1`, `"1"`, `"true"`, `"yes"` and `true` are on; `fallback` when absent. */
export const flag = (inputs: Inputs, code: string, fallback: boolean): boolean => {
  const value = inputs[code]
  if (isMissing(value)) return fallback
  const text = String(value).trim().toLowerCase()
  if (["1", "true", "yes", "on"].includes(text)) return true
  if (["0", "false", "no", "off"].includes(text)) return false
  throw new AssetError(`The parameter "${code}" must be 0 or 1, but it is "${text}".`)
}

/** A number in a range, also when a node wrote it as text; `fallback` when absent. */
export const numberBetween = (inputs: Inputs, code: string, fallback: number, min: number, max: number): number => {
  const value = inputs[code]
  if (isMissing(value)) return fallback
  const number = typeof value === "number" ? value : typeof value === "string" ? Number(value) : Number.NaN
  if (number >= min && number <= max) return number
  throw new AssetError(`The parameter "${code}" must be a number from ${min} to ${max}, but it is "${String(value)}".`)
}
