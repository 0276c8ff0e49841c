/**
 * What a file is, by its bytes: clients label uploads wrongly (one calls everything `text/csv`), so what they say counts
 * only where the bytes say nothing. Limits go by the class of what was found.
 */
import { lookup, mimes } from "mrmime"

export type MediaClass = "audio" | "application" | "video" | "image" | "database" | "other"

/** Bytes that a file of each class may have. */
export type UploadLimits = Readonly<Record<MediaClass, number>>

const MiB = 1024 * 1024

/** The limits that published clients check before they upload. */
export const defaultUploadLimits: UploadLimits = {
  audio: 50 * MiB,
  application: 25 * MiB,
  video: 300 * MiB,
  image: 25 * MiB,
  database: 300 * MiB,
  other: 50 * MiB
}

/** So many bytes from the start of a file are enough to tell its type. */
export const sniffedBytes = 4100

export const octets = "application/octet-stream"

/** Type by content; undefined for text and everything else that has no signature. */
export const sniff = async (start: Uint8Array): Promise<string | undefined> => {
  if (start.length === 0) return undefined
  const { fileTypeFromBuffer } = await import("file-type")
  return (await fileTypeFromBuffer(start))?.mime
}

/** Type by content, else by name, else as declared (text and octets where that is all that can be said). */
export const mediaTypeOf = async (start: Uint8Array, name: string, declared?: string): Promise<string> => {
  const found = await sniff(start)
  if (found !== undefined) return found
  const byName = lookup(name)
  if (byName !== undefined && !isBinary(byName)) return byName
  if (looksLikeText(start)) return byName === undefined && isTextual(declared) ? (declared as string) : "text/plain"
  return byName ?? octets
}

/** Sorts a file for its limit the way clients do: what cannot be told by content counts as other. */
export const mediaClassOf = (name: string, found: string | undefined): MediaClass => {
  if (name.toLowerCase().endsWith(".db")) return "database"
  const major = found?.split("/")[0]
  return major === "audio" || major === "application" || major === "video" || major === "image" ? major : "other"
}

const isBinary = (mediaType: string): boolean =>
  /^(?:audio|video|image)\//.test(mediaType) && mediaType !== "image/svg+xml"
const isTextual = (mediaType: string | undefined): boolean =>
  mediaType !== undefined && /^(?:text\/[\w.+-]+|application\/(?:json|xml))$/.test(mediaType)

const looksLikeText = (start: Uint8Array): boolean => {
  if (start.includes(0)) return false
  // The last character may be cut in two.
  const whole = start.length < sniffedBytes ? start : start.subarray(0, start.length - 4)
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(whole)
    return true
  } catch {
    return false
  }
}

const extensions = new Map<string, string>()

/** A file name extension for a media type, without its dot. */
export const extensionOf = (mediaType: string): string => {
  if (extensions.size === 0)
    for (const [extension, type] of Object.entries(mimes)) if (!extensions.has(type)) extensions.set(type, extension)
  return preferred[mediaType] ?? extensions.get(mediaType) ?? "bin"
}

const preferred: Readonly<Record<string, string>> = {
  "text/plain": "txt",
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "image/jpeg": "jpg",
  "video/mp4": "mp4",
  [octets]: "bin"
}

/** Adds the character set that browsers need for text. */
export const contentTypeHeader = (mediaType: string): string =>
  mediaType.startsWith("text/") && !mediaType.includes("charset") ? `${mediaType}; charset=utf-8` : mediaType
