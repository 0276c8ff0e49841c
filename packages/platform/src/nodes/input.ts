/**
 * INPUT: one value of the run becomes one segment. References are followed to learn their data type, text behind them is
 * read, and a text too long for a model is cut.
 */
import type { DataType } from "@aixplain-ts/api-types"
import { isDataType } from "@aixplain-ts/designer"
import { AssetError, type Value } from "../assets/AssetDefinition.ts"
import { child, maxOrdinals, whole } from "../plan/SegmentKey.ts"
import { cutText } from "./cutText.ts"
import type { NodeCall, Outcome } from "./NodeCall.ts"
import { decodeText, isMedia, isTextual } from "../assets/readText.ts"

export const input = async (call: NodeCall): Promise<Outcome> => {
  const item = call.inputs["input"]
  if (item === undefined) throw new AssetError(`The input ${call.node.label} has no value.`)
  const declared = declaredTypes(call.node.document.dataType)
  const reference = referenceOf(item.value, declared)
  const { value, type } =
    reference === undefined ? inline(item.value, declared) : await followed(reference, declared, call)
  // A value for the run as a whole meets every instance, so it stays in one piece.
  if (type !== "text" || typeof value !== "string" || value.length <= call.services.textLimit || call.seg === whole)
    return {
      _tag: "Values",
      values: { input: value === item.value && type === item.type ? { copy: item.n } : { value, type } }
    }
  const pieces = cutText(value, call.services.textLimit)
  if (pieces.length > maxOrdinals)
    throw new AssetError(`The text of ${call.node.label} is too long: it has more than ${maxOrdinals} pieces.`)
  return {
    _tag: "List",
    shape: { splits: [{ seg: call.seg, size: pieces.length }] },
    members: pieces.map(({ text, start, end, separator }, index) => ({
      seg: child(call.seg, index),
      values: { input: { value: text, type } },
      origin: { start, end, separator }
    }))
  }
}

const declaredTypes = (dataType: unknown): readonly DataType[] =>
  (Array.isArray(dataType) ? dataType : [dataType]).map((word) => String(word).toLowerCase()).filter(isDataType)

/** An inline value as the type that the input declares, where that loses nothing; else as what it is. */
const inline = (value: Value, declared: readonly DataType[]): { readonly value: Value; readonly type: DataType } => {
  const [only] = declared
  if (declared.length === 1 && (typeof value === "number" || typeof value === "boolean")) {
    if (only === "text" || only === "label") return { value: String(value), type: only }
    if (only === "boolean" && (value === 0 || value === 1)) return { value: value === 1, type: only }
    if (only === "number" || only === "integer" || only === "float") return { value: Number(value), type: only }
  }
  return { value, type: typeOf(value, declared) }
}

/** The type of an inline value: as declared where that is possible, else what it is. */
const typeOf = (value: Value, declared: readonly DataType[]): DataType => {
  if (typeof value === "number")
    return declared.find((type) => ["number", "float", "integer"].includes(type)) ?? "number"
  if (typeof value === "boolean") return "boolean"
  return declared.find((type) => !isMediaType(type)) ?? "text"
}

/**
 * What a value refers to: files and addresses always, a data URL where the input takes media (elsewhere it is text).
 */
const referenceOf = (value: Value, declared: readonly DataType[]): string | undefined => {
  if (isMedia(value)) return value.url
  if (typeof value !== "string") return undefined
  if (/^(s3|https?):\/\//iu.test(value)) return value
  return /^data:[^,]*;base64,/iu.test(value) && declared.some(isMediaType) ? value : undefined
}

const isMediaType = (type: DataType): boolean => type === "audio" || type === "image" || type === "video"

/** Text behind a reference is read; everything else stays a file of the type that it is. */
const followed = async (
  reference: string,
  declared: readonly DataType[],
  { services: { files }, signal }: NodeCall
): Promise<{ value: Value; type: DataType }> => {
  const mediaType = await files.mediaType(reference, signal)
  const found = dataTypeOf(mediaType)
  const type = found ?? declared[0] ?? "text"
  if (found === "text" || (found === undefined && !isMediaType(type))) {
    const value = decodeText(await files.read(reference, signal))
    return { value, type: declared.includes("label") ? "label" : "text" }
  }
  return { value: files.media(reference, mediaType, type), type }
}

/** The data type of a media type; undefined when it says nothing (application/octet-stream). */
export const dataTypeOf = (mediaType: string): DataType | undefined => {
  const [family] = mediaType.split("/")
  if (family === "audio" || family === "image" || family === "video") return family
  return isTextual(mediaType) ? "text" : undefined
}
