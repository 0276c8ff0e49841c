/** How the values of an output are shown. Pure. */

export interface Tally {
  readonly word: string
  readonly count: number
}

/** Counts of short values that repeat: labels of many segments. Undefined if a list is more useful. */
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

/** The media type of an output that needs a player. */
export const mediumOf = (type: string | undefined): Medium | undefined =>
  type === "audio" || type === "image" || type === "video" ? type : undefined

/** The URL of media in a value that was not fetched; only URLs that are safe to link to. */
export const urlOf = (value: unknown): string | undefined => {
  const url = typeof value === "object" && value !== null && "url" in value ? value.url : value
  return typeof url === "string" && /^(https?:\/\/|\/(?!\/))/i.test(url) ? url : undefined
}

/** Indented JSON, if a text is a JSON object or array; undefined for any other text. */
export const indented = (text: string): string | undefined => {
  if (!/^\s*[[{]/.test(text) || text.length > longestJson) return undefined
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return undefined
  }
}

/** Longer texts are not indented: that would block the page. */
const longestJson = 500_000

/** File name for media: the label, with the extension of its URL. */
export const mediaName = (label: string, url: string): string => {
  const path = url.split(/[?#]/)[0] ?? ""
  return stemOf(label) + (/\.[a-z0-9]{1,5}$/i.exec(path)?.[0] ?? "")
}

const stemOf = (label: string): string => label.replaceAll(/[^\p{L}\p{N} ._-]+/gu, "-").trim() || "output"

/** File name for a download: the label and an extension, without characters that file systems reject. */
export const fileName = (label: string, type: string | undefined): string => {
  return `${stemOf(label)}.${type === "text" || type === "label" || type === undefined ? "txt" : "json"}`
}

/** Whether a text may need scrolling, also on a narrow screen. */
export const isScrollable = (text: string): boolean => text.length > 300 || text.split("\n").length > 10
