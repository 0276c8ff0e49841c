/** Plain JSON: frozen copies and equality, as `JSON.stringify` would see the values. */

export type JsonObject = Record<string, unknown>

/** Whether a value is an object with keys: neither null nor a list. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** A frozen copy that no one else holds. Keys whose value is undefined are left out, in lists they become null. */
export function frozenCopy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value
  if (Array.isArray(value)) return Object.freeze(value.map((item) => (item === undefined ? null : frozenCopy(item))))
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  // `fromEntries` and not assignment: a key may be `__proto__`.
  return Object.freeze(Object.fromEntries(entries.map(([key, item]) => [key, frozenCopy(item)])))
}

/** Whether two values are the same JSON. The order of keys does not count, that of lists does. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameJson(item, b[index]))
    )
  const keys = definedKeys(a)
  return (
    keys.length === definedKeys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson((a as JsonObject)[key], (b as JsonObject)[key]))
  )
}

const definedKeys = (object: object): readonly string[] =>
  Object.keys(object).filter((key) => (object as JsonObject)[key] !== undefined)
