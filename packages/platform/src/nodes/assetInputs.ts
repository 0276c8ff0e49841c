/**
 * What reaches the parameters of the server owner's own assets, held to the data types of the catalogue: an asset that
 * expects text never gets an object, and the segment says what was wrong in the words that the built-in assets use.
 */
import type { DataType } from "@aixplain-ts/api-types"
import { findFunction } from "@aixplain-ts/designer"
import { AssetError, type AssetDefinition } from "../assets/AssetDefinition.ts"
import { builtInFor } from "../assets/index.ts"
import { asText, kindOf } from "../assets/Inputs.ts"
import { isMedia } from "../assets/readText.ts"

/** Values of linked parameters, checked; those of functions and parameters without a type are passed on as they are. */
export const checkedInputs = async (
  definition: AssetDefinition,
  linked: Readonly<Record<string, unknown>>
): Promise<Readonly<Record<string, unknown>>> => {
  const known = findFunction(definition.function)
  // What a utility takes is up to its model. Built-in assets check what they read themselves.
  if (known === undefined || known.kind === "utility" || builtInFor(definition.function) === definition) return linked
  const takesLists = known.kind === "metric" || known.kind === "reconstructor"
  const checked: Record<string, unknown> = {}
  for (const [code, value] of Object.entries(linked)) {
    const input = known.inputs[code]
    const type = definition.parameters?.[code]?.dataType ?? input?.dataType
    if (type === undefined || input?.fixed === true) checked[code] = value
    else if (Array.isArray(value) && (takesLists || input?.multiple === true))
      checked[code] = await Promise.all(value.map((item) => typed(item, type, code)))
    else checked[code] = await typed(value, type, code)
  }
  return checked
}

const typed = async (value: unknown, type: DataType, code: string): Promise<unknown> => {
  switch (type) {
    case "text":
    case "label":
      return value === null ? value : await asText(value, code)
    case "audio":
    case "image":
    case "video":
      if (isMedia(value) && value.type === type) return value
      throw mismatch(code, type === "image" ? "an image" : type, value)
    case "number":
    case "float":
    case "integer":
      if (
        typeof value === "number" ||
        (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)))
      )
        return value
      throw mismatch(code, "a number", value)
    case "boolean":
      if (typeof value === "boolean" || ["0", "1", "true", "false"].includes(String(value).toLowerCase())) return value
      throw mismatch(code, "true or false", value)
    default:
      return value
  }
}

const mismatch = (code: string, must: string, value: unknown): AssetError =>
  new AssetError(
    `The parameter "${code}" must be ${must}, but it is ${typeof value === "string" ? "text" : kindOf(value)}.`
  )
