/** Reads a value as text: what a comparison, a prompt or a text parameter needs of whatever arrived. */
import type { Media, Value } from "./AssetDefinition.ts"
import { AssetError } from "./AssetDefinition.ts"

export const isMedia = (value: unknown): value is Media =>
  typeof value === "object" && value !== null && "bytes" in value && typeof value.bytes === "function"

/** Media types whose bytes are text. */
export const isTextual = (mediaType: string): boolean =>
  /^text\/|^application\/(json|xml|javascript|x-ndjson|yaml|x-yaml|x-subrip|csv)\b|\+(json|xml)\b/u.test(mediaType)

/** Bytes as UTF-8, without a byte order mark. @throws AssetError for any other encoding */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new AssetError("The text is not UTF-8. Convert the file to UTF-8 and send it again.", { cause })
  }
}

/** Text as it is, numbers and switches written out, text files read, everything structured as JSON. */
export const readText = async (value: Value, _signal?: AbortSignal): Promise<string> => {
  if (typeof value === "string") return value
  if (value === null) return ""
  if (isMedia(value)) {
    if (isTextual(value.mediaType) || value.type === "text" || value.type === "label")
      return decodeText(await value.bytes())
    throw new AssetError(`Text is needed here, but the value is ${value.type} (${value.mediaType}).`)
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value)
}
