/** Lenient readers of decoded JSON: each returns the value or undefined, and never throws. */

export type JsonRecord = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** A non-empty text; numbers become text because ids arrive as both. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : undefined

/** A finite number, also from a text such as `"40%"`. */
export const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === "string" ? Number.parseFloat(value) : value
  return typeof number === "number" && Number.isFinite(number) ? number : undefined
}

export const booleanOf = (value: unknown): boolean | undefined => (typeof value === "boolean" ? value : undefined)

/** The records of a list; everything else in it is left out. */
export const recordsOf = (value: unknown): readonly JsonRecord[] => (Array.isArray(value) ? value.filter(isRecord) : [])

/** The texts of a list. */
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(textOf).filter((text) => text !== undefined) : []

/** Deeper values are refused where JSON is read: what walks over them recursively would exhaust the stack. */
const deepest = 500

/** Where the string that begins at `from` ends. */
const endOfString = (text: string, from: number): number => {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let before = at
    while (text.charCodeAt(before - 1) === 92) before -= 1
    if ((at - before) % 2 === 0) return at
  }
  return text.length
}

/** Is the JSON nested deeper than the client reads? */
export const isTooDeep = (text: string): boolean => {
  if (text.length <= 2 * deepest) return false
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) at = endOfString(text, at)
    else if (code === 91 || code === 123) {
      depth += 1
      if (depth > deepest) return true
    } else if (code === 93 || code === 125) depth -= 1
  }
  return false
}

/** Parsed JSON, or undefined when the text is not JSON or is nested too deeply. */
export const parseJson = (text: string): unknown => {
  try {
    return isTooDeep(text) ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return undefined
  }
}

/** Why `parseJson` gave undefined. */
export const jsonProblem = (text: string): string =>
  isTooDeep(text) ? `is nested more than ${deepest} levels deep` : "is not JSON"

/** A record whose members that can be undefined are optional instead. */
export type Compact<A> = { [K in keyof A as undefined extends A[K] ? never : K]: A[K] } & {
  [K in keyof A as undefined extends A[K] ? K : never]?: Exclude<A[K], undefined>
}

/** Leaves out members that are undefined, so that optional members are absent instead. */
export const compact = <A extends object>(value: A): Compact<A> =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Compact<A>
