/** Comparing and showing JSON values. */

/** Whether two JSON values say the same; the order of keys does not matter, and an undefined key counts as absent. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b))
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => isSame(item, b[at]))
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((key) => isSame(own(a, key), own(b, key)))
}

/** A value in one line; long ones are cut. */
export function shown(value: unknown): string {
  if (value === undefined) return "nothing"
  const text = typeof value === "string" ? `“${value.replaceAll(/\s+/g, " ")}”` : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

/** An own property: `__proto__` and the like are keys as any other. */
export const own = (object: object, key: string): unknown =>
  Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined
