/** Lenient looks into decoded JSON: every reader gives the value or undefined, and never throws. */

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

/** Parsed JSON, or undefined when the text is none. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** A record whose members that can be undefined are optional instead. */
export type Compact<A> = { [K in keyof A as undefined extends A[K] ? never : K]: A[K] } & {
  [K in keyof A as undefined extends A[K] ? K : never]?: Exclude<A[K], undefined>
}

/** Leaves out members that are undefined, so that optional members are absent instead. */
export const compact = <A extends object>(value: A): Compact<A> =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Compact<A>
