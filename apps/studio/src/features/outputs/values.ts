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

/** Name for a download: label and kind, without what file systems dislike. */
export const fileName = (label: string, type: string | undefined): string => {
  const stem = label.replaceAll(/[^\p{L}\p{N} ._-]+/gu, "-").trim() || "output"
  return `${stem}.${type === "text" || type === "label" || type === undefined ? "txt" : "json"}`
}

/** Whether a text may be higher than its place, also on a narrow screen. */
export const isScrollable = (text: string): boolean => text.length > 300 || text.split("\n").length > 10
