/**
 * Values on their way to the store and back: text as it is, everything else as JSON, files as references. Content that
 * an asset made is stored as a file first.
 */
import type { DataType } from "@aixplain-ts/api-types"
import { AssetError, type Content, type Media, type Value } from "../assets/AssetDefinition.ts"
import { dataTypeOf } from "../nodes/input.ts"
import { isMedia } from "../assets/readText.ts"
import type { StoredValue } from "../store/RunStore.ts"
import { type Files, referenceOf } from "../files/Files.ts"

/** Marks a file inside a structured value. A client's own key of that name gets one more "$" on the way in. */
interface FileMark {
  readonly $file: { readonly reference: string; readonly mediaType: string; readonly type: DataType }
}

/** A value as the store keeps it. `declared` is the data type that the output was declared with. */
export const encode = (value: Value, declared: DataType): StoredValue => {
  if (typeof value === "string") return { kind: "text", type: isFileType(declared) ? "text" : declared, body: value }
  if (isMedia(value)) return { kind: "file", type: value.type, media: value.mediaType, body: referenceOf(value) }
  return { kind: "json", type: jsonType(value, declared), body: JSON.stringify(marked(value)) ?? "null" }
}

/** Content that was put into the file store, at `path`. */
export const encodeContent = ({ mediaType }: Content, path: string, declared: DataType): StoredValue => ({
  kind: "file",
  type: dataTypeOf(mediaType) ?? declared,
  media: mediaType,
  body: path
})

const jsonType = (value: Value, declared: DataType): DataType => {
  if (typeof value === "number") return isNumeric(declared) ? declared : "number"
  return typeof value === "boolean" ? "boolean" : declared
}

export const decode = (stored: StoredValue, files: Files): Value => {
  if (stored.kind === "text") return stored.body
  if (stored.kind === "file") return files.media(stored.body, stored.media ?? "application/octet-stream", stored.type)
  return unmarked(JSON.parse(stored.body), files)
}

/** A value as text, the way text outputs are answered. */
export const textOf = (stored: StoredValue): string => {
  if (stored.kind !== "json") return stored.body
  const value: unknown = JSON.parse(stored.body)
  if (typeof value !== "object" || value === null) return String(value)
  return stored.body.includes('"$$') ? JSON.stringify(withGivenKeys(value)) : stored.body
}

const isMarkLike = (key: string): boolean => key.startsWith("$") && /^\$+file$/.test(key)
const givenKey = (key: string): string => (key !== "$file" && isMarkLike(key) ? key.slice(1) : key)
const withGivenKeys = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withGivenKeys)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [givenKey(key), withGivenKeys(item)]))
}

const isFileType = (type: DataType): boolean => type === "audio" || type === "image" || type === "video"
const isNumeric = (type: DataType): boolean => type === "number" || type === "float" || type === "integer"

export const isContent = (value: unknown): value is Content =>
  typeof value === "object" && value !== null && "content" in value && value.content instanceof Uint8Array

/** The files inside a structured value. */
export const filesIn = (value: unknown): readonly Media[] => {
  if (isMedia(value)) return [value]
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(filesIn) : []
}

/** Files inside a structure become marks; what JSON cannot hold is refused by name. */
const marked = (value: unknown, around: readonly object[] = []): unknown => {
  if (isMedia(value)) {
    const media: Media = value
    return { $file: { reference: referenceOf(media), mediaType: media.mediaType, type: media.type } } satisfies FileMark
  }
  if (typeof value === "bigint" || typeof value === "function" || typeof value === "symbol")
    throw cannotStore(`a ${typeof value}`)
  if (typeof value === "number" && !Number.isFinite(value)) throw cannotStore(String(value))
  if (typeof value !== "object" || value === null) return value
  if (around.includes(value)) throw cannotStore("a value that contains itself")
  if (around.length >= deepest) throw cannotStore(`lists and objects more than ${deepest} deep`)
  const inside = [...around, value]
  if (Array.isArray(value)) return value.map((item) => marked(item, inside))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    const name: unknown = value.constructor?.name
    throw cannotStore(typeof name === "string" && name !== "" ? `a ${name}` : "an object of a class")
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [isMarkLike(key) ? `$${key}` : key, marked(item, inside)])
  )
}

/** Lists and objects inside each other; far more than any JSON that a run takes in. */
const deepest = 500

const cannotStore = (what: string): AssetError => new AssetError(`An output holds ${what}, which cannot be stored.`)

const unmarked = (value: unknown, files: Files): Value => {
  if (typeof value !== "object" || value === null) return value as Value
  if (Array.isArray(value)) return value.map((item) => unmarked(item, files))
  const { $file: file } = value as Partial<FileMark>
  if (file !== undefined) return files.media(file.reference, file.mediaType, file.type)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [givenKey(key), unmarked(item, files)]))
}
