/**
 * Checks what the server's owner hands in, by name, before anything is started: a wrong word is told with the nearest
 * right one. The tables are total, so the compiler asks for a check of each new option.
 */
import { catalogue, closest, findFunction, isDataType } from "@aixplain-ts/designer"

/** What a value must be, as the end of a sentence: undefined for one that is. */
export type Check = (value: unknown) => string | undefined

/** Each member with its check. */
export type Fields<A> = { readonly [K in keyof Required<A>]: Check }

/** " Did you mean …?" for a word that is probably one of the known ones; else nothing. */
export const didYouMean = (word: string, known: readonly string[]): string => {
  const near = closest(word, known)
  return near === undefined ? "" : ` Did you mean "${near}"?`
}

/** A value in a message, at most 60 characters of it. */
export const shown = (value: unknown): string => {
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)
  if (Array.isArray(value)) return "a list"
  return typeof value === "object" && value !== null
    ? "an object"
    : typeof value === "function"
      ? "a function"
      : String(value)
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Whether a value is an object with keys: neither null nor a list. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** @throws TypeError that names the member of `what`, its value and what it must be */
export const checkFields = <A>(
  what: string,
  given: unknown,
  fields: Fields<A>,
  required: readonly (keyof A & string)[] = []
): void => {
  if (!isRecord(given)) throw new TypeError(`${capital(what)} must be an object (got ${shown(given)}).`)
  const known = Object.keys(fields)
  for (const name of Object.keys(given))
    if (!known.includes(name))
      throw new TypeError(`Unknown member "${name}" of ${what}.${didYouMean(name, known)} Known: ${known.join(", ")}.`)
  for (const name of required)
    if (given[name] === undefined) throw new TypeError(`${capital(what)} has no \`${name}\`.`)
  for (const [name, check] of Object.entries<Check>(fields)) {
    const value = given[name]
    const must = value === undefined ? undefined : check(value)
    if (must === undefined) continue
    // What is wrong inside a value already names the value.
    const got = must.startsWith("is wrong: ") ? "" : ` (got ${shown(value)})`
    throw new TypeError(`\`${name}\` of ${what} ${must}${got}.`)
  }
}

const when = (isGood: boolean, must: string): string | undefined => (isGood ? undefined : must)

export const text: Check = (value) =>
  when(typeof value === "string" && value.trim() !== "", "must be a string that is not empty")
export const anyText: Check = (value) => when(typeof value === "string", "must be a string")
export const flag: Check = (value) => when(typeof value === "boolean", "must be true or false")
export const callback: Check = (value) => when(typeof value === "function", "must be a function")
export const list: Check = (value) => when(Array.isArray(value), "must be a list")
export const object: Check = (value) => when(isRecord(value), "must be an object")
export const dataType: Check = (value) => when(isDataType(value), "must be a data type")
/** The id of a function that the catalogue has. */
export const functionId: Check = (value) => {
  if (typeof value !== "string") return "must be the id of a function"
  if (findFunction(value) !== undefined) return undefined
  return `must be a function of the catalogue.${didYouMean(value, Object.keys(catalogue))}`.replace(/\.$/, "")
}
/** A list whose items all are what `check` says. */
export const listOf =
  (check: Check): Check =>
  (value) => {
    if (!Array.isArray(value)) return list(value)
    for (const [at, item] of value.entries()) {
      const must = check(item)
      if (must !== undefined)
        return `is wrong: item ${at + 1} ${must}${must.startsWith("is wrong: ") ? "" : ` (got ${shown(item)})`}`
    }
    return undefined
  }
export const number =
  (min: number, max = Number.POSITIVE_INFINITY): Check =>
  (value) =>
    when(
      typeof value === "number" && value >= min && value <= max,
      max === Number.POSITIVE_INFINITY
        ? `must be a number of at least ${min}`
        : `must be a number from ${min} to ${max}`
    )
export const integer =
  (min: number, max = Number.POSITIVE_INFINITY): Check =>
  (value) =>
    number(min, max)(value)?.replace("a number", "a whole number") ??
    when(value === Number.POSITIVE_INFINITY || Number.isInteger(value), "must be a whole number")
export const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    when(typeof value === "string" && words.includes(value), `must be ${words.map((word) => `"${word}"`).join(" or ")}`)
/** Members of an object, each by its own check. */
export const fieldsOf =
  <A>(fields: Fields<A>, required: readonly (keyof A & string)[] = []): Check =>
  (value) => {
    try {
      checkFields("it", value, fields, required)
    } catch (error) {
      return `is wrong: ${(error as Error).message.replace(/\.$/, "")}`
    }
    return undefined
  }
