/** How the values of an output are shown. Pure. */

export interface Tally {
  readonly word: string
  readonly count: number
}

/** Counts of short values that repeat: labels of many segments. Undefined where a list tells more. */
export const tally = (values: readonly string[]): readonly Tally[] | undefined => {
  if (values.length < 4 || values.some((value) => value.length > 32)) return undefined
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  if (counts.size > 8 || counts.size > values.length / 2) return undefined
  return Array.from(counts, ([word, count]) => ({ word, count })).toSorted((a, b) => b.count - a.count)
}

/** A value as text; structures as indented JSON. */
export const textOf = (value: unknown): string =>
  typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? String(value))

export type Medium = "audio" | "image" | "video"

/** What a value is shown with. */
export const mediumOf = (type: string | undefined): Medium | undefined =>
  type === "audio" || type === "image" || type === "video" ? type : undefined

/** Where a medium lies, in a value that was not fetched; only addresses that a page may safely lead to. */
export const urlOf = (value: unknown): string | undefined => {
  const url = typeof value === "object" && value !== null && "url" in value ? value.url : value
  return typeof url === "string" && /^(https?:\/\/|\/(?!\/))/i.test(url) ? url : undefined
}

/** JSON that a text holds, indented; undefined for any other text. Numbers and words alone are texts, too. */
export const indented = (text: string): string | undefined => {
  if (!/^\s*[[{]/.test(text) || text.length > longestJson) return undefined
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return undefined
  }
}

/** Longer texts stay as they are: indenting them would block the page. */
const longestJson = 500_000

/** Name for a medium: its label, with the ending that its address has. */
export const mediaName = (label: string, url: string): string => {
  const path = url.split(/[?#]/)[0] ?? ""
  return stemOf(label) + (/\.[a-z0-9]{1,5}$/i.exec(path)?.[0] ?? "")
}

const stemOf = (label: string): string => label.replaceAll(/[^\p{L}\p{N} ._-]+/gu, "-").trim() || "output"

/** Name for a download: label and kind, without what file systems dislike. */
export const fileName = (label: string, type: string | undefined): string => {
  return `${stemOf(label)}.${type === "text" || type === "label" || type === undefined ? "txt" : "json"}`
}

/** Whether a text may be higher than its place, also on a narrow screen. */
export const isScrollable = (text: string): boolean => text.length > 300 || text.split("\n").length > 10
