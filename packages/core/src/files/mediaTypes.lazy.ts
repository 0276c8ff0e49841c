/**
 * The media type of a file, by its first bytes, and its size limit. A library detects the type; it is loaded by the first upload.
 */

/** Bytes that the library wants to see. */
export const headBytes = 4_100

/** Limits of the service by kind of content, in bytes. */
const limits = {
  audio: 52_428_800,
  application: 26_214_400,
  video: 314_572_800,
  image: 26_214_400,
  database: 314_572_800,
  other: 52_428_800
} as const

export type ContentKind = keyof typeof limits

/** No content may be larger, whatever it is. */
export const largestLimit = Math.max(...Object.values(limits))

/** Texts cannot be told by their bytes; their extension is all there is. */
const byExtension: Readonly<Record<string, string>> = {
  csv: "text/csv",
  htm: "text/html",
  html: "text/html",
  json: "application/json",
  jsonl: "application/jsonl",
  md: "text/markdown",
  py: "text/x-python",
  srt: "application/x-subrip",
  tsv: "text/tab-separated-values",
  txt: "text/plain",
  vtt: "text/vtt",
  xml: "application/xml"
}

export interface Sniffed {
  readonly type: string
  readonly kind: ContentKind
  readonly limit: number
}

const kindOf = (sniffed: string | undefined, name: string): ContentKind => {
  if (name.toLowerCase().endsWith(".db")) return "database"
  const major = sniffed?.split("/", 1)[0]
  // A text that nobody can tell by its bytes counts as "other", as the service's own client has it.
  return major === "audio" || major === "application" || major === "video" || major === "image" ? major : "other"
}

/** Type and limit of a content. What its bytes say decides the limit; what the caller says is what is sent. */
export const sniff = async (head: Uint8Array, name: string, declared: string | undefined): Promise<Sniffed> => {
  const { fileTypeFromBuffer } = await import("file-type")
  const found = (await fileTypeFromBuffer(head))?.mime
  const extension = name.split(".").at(-1)?.toLowerCase() ?? ""
  const named = Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined
  const kind = kindOf(found, name)
  return { type: declared ?? found ?? named ?? "application/octet-stream", kind, limit: limits[kind] }
}
