/** Converts a pipeline's inputs to form fields, and a filled form to the data for the SDK's `run`. Pure. */
import { kindOf, labelOf } from "@aixplain-ts/designer"
import type { RunData } from "@aixplain-ts/sdk"
import type { Document } from "../../canvas/GraphModel.ts"
import type { Draft, Drafts } from "../../store/Drafts.ts"

/** How a field is filled: typed or read from a text file, chosen, or uploaded. */
export type Control = "text" | "number" | "boolean" | "media"

export interface InputField {
  readonly label: string
  readonly dataTypes: readonly string[]
  readonly control: Control
  /** What the run uses when the field is left empty, as text. */
  readonly fallback?: string
}

const media = new Set(["audio", "image", "video"])
const numbers = new Set(["number", "integer", "float"])

export const fieldsOf = (document: Document): readonly InputField[] =>
  document.nodes.filter((node) => kindOf(node) === "INPUT").map(fieldOf)

const fieldOf = (node: Document["nodes"][number]): InputField => {
  const { data } = node
  const dataTypes = typesOf(node)
  const field = { label: labelOf(node), dataTypes, control: controlOf(dataTypes) }
  return data === undefined || data === null || data === "" ? field : { ...field, fallback: textOf(data) }
}

const typesOf = (node: Document["nodes"][number]): readonly string[] => {
  if (Array.isArray(node.dataType)) return node.dataType
  if (typeof node.dataType === "string") return [node.dataType]
  const declared = node.outputValues?.find(({ code }) => code === "input")?.dataType
  return typeof declared === "string" ? [declared] : []
}

const controlOf = (types: readonly string[]): Control => {
  if (types.length > 0 && types.every((type) => media.has(type))) return "media"
  if (types.length > 0 && types.every((type) => numbers.has(type))) return "number"
  return types.length === 1 && types[0] === "boolean" ? "boolean" : "text"
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""))

/** Longer texts are kept as a file instead of in a text area. */
export const longText = 64_000

/**
 * A chosen file: read if the field accepts text, else uploaded with the run. @throws Error with a message for the
 * user
 */
export const draftOf = async (field: InputField, chosen: File): Promise<Draft> => {
  const isMedia = field.control === "media" || (/^(audio|image|video)\//.test(chosen.type) && takesMedia(field))
  if (isMedia) return { kind: "upload", file: chosen }
  let text: string
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await chosen.arrayBuffer())
  } catch {
    throw new Error(
      `${chosen.name} is not UTF-8 text. “${field.label}” takes ${field.dataTypes.join(" or ") || "text"}.`
    )
  }
  return text.length > longText ? { kind: "read", name: chosen.name, text } : { kind: "typed", text }
}

const takesMedia = ({ dataTypes }: InputField): boolean =>
  dataTypes.length === 0 || dataTypes.some((type) => media.has(type))

export type FilledForm =
  | { readonly data: FormData; readonly problem?: never }
  | { readonly data?: never; readonly problem: { readonly label: string; readonly message: string } }

/** The run's data by label; files are not uploaded yet. */
export type FormData = Readonly<Record<string, RunData | File>>

/** The same data with each file replaced by its URL. */
export const withUploads = async (
  data: FormData,
  upload: (file: File) => Promise<string>
): Promise<Record<string, RunData>> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(data).map(
        async ([label, value]) => [label, value instanceof File ? await upload(value) : value] as const
      )
    )
  )

/** The data to send, or the first field with a problem. Fields with a default may stay empty. */
export const toRunData = (fields: readonly InputField[], drafts: Drafts): FilledForm => {
  const data: Record<string, RunData | File> = {}
  for (const field of fields) {
    const draft = drafts[field.label]
    if (draft === undefined || (draft.kind === "typed" && draft.text === "")) {
      if (field.fallback !== undefined) continue
      return { problem: { label: field.label, message: `Give “${field.label}” a value.` } }
    }
    const value = valueOf(field, draft)
    if (value === undefined) return { problem: { label: field.label, message: `“${field.label}” must be a number.` } }
    data[field.label] = value
  }
  return { data }
}

const valueOf = (field: InputField, draft: Draft): RunData | File | undefined => {
  if (draft.kind === "upload") return draft.file
  if (field.control === "boolean") return draft.text === "true"
  if (field.control !== "number") return draft.text
  const value = Number(draft.text)
  return draft.text.trim() === "" || Number.isNaN(value) ? undefined : value
}
