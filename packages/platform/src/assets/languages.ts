/**
 * Language codes in one form: lower-case BCP 47 with the shortest primary code (`en`, `pt-br`, `zh-hans`).
 *
 * Nodes carry whatever their author typed or picked ("EN", "en_US", "eng", "English"); the libraries behind the
 * built-in assets speak ISO 639-1. Used by every built-in that reads or answers a language.
 */

const english = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" })

let codesByName: ReadonlyMap<string, string> | undefined

/** English language names to codes, from the two-letter codes that the runtime knows. */
const byName = (): ReadonlyMap<string, string> => {
  if (codesByName !== undefined) return codesByName
  const letters = "abcdefghijklmnopqrstuvwxyz"
  const names = new Map<string, string>()
  for (const first of letters) {
    for (const second of letters) {
      const code = canonical(first + second)
      const name = code === undefined ? undefined : english.of(code)
      if (code !== undefined && name !== undefined && !names.has(name.toLowerCase())) {
        names.set(name.toLowerCase(), code)
      }
    }
  }
  return (codesByName = names)
}

const canonical = (tag: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(tag)[0]?.toLowerCase()
  } catch {
    return undefined
  }
}

/**
 * The code for whatever names a language: `"EN"`, `"en_US"`, `"eng"` and `"English"` become `en`, `en-us`, `en`, `en`.
 * Undefined when nothing is named; an unknown language is returned in lower case, for error messages.
 */
export const normalizeLanguage = (value: unknown): string | undefined => {
  if (typeof value !== "string") return undefined
  const text = value.trim().toLowerCase()
  if (text === "") return undefined
  const code = canonical(text.replaceAll("_", "-"))
  if (code !== undefined && languageName(code) !== undefined) return code
  return byName().get(text) ?? text
}

/** `pt-br` → `pt`. */
export const baseLanguage = (code: string): string => code.split("-", 1)[0] ?? code

/** `pt-br` → "Brazilian Portuguese"; undefined for a code that names no language. */
export const languageName = (code: string): string | undefined => {
  try {
    return english.of(code)
  } catch {
    return undefined
  }
}

/** `Japanese (ja)`, for sentences. */
export const describeLanguage = (code: string): string => {
  const name = languageName(code)
  return name === undefined ? `"${code}"` : `${name} (${code})`
}
