/**
 * `text-reconstruction`: the texts of one instance joined again, each followed by what followed its piece in the
 * source (a line end, a space). Pieces that come from no text (transcripts of audio) are joined by spaces.
 */
import type { AssetContext, AssetResult } from "../AssetDefinition.ts"
import { AssetError } from "../AssetDefinition.ts"
import { type Inputs, textList } from "../Inputs.ts"

export const run = async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => {
  // A reconstructor without a function links its list to "data".
  const code = inputs["text"] === undefined && inputs["data"] !== undefined ? "data" : "text"
  const texts = await textList(inputs, code)
  if (texts.length === 0) throw new AssetError(`There is nothing to join: no segment reached the parameter "${code}".`)
  const origins = context.origins?.[code] ?? []
  const last = texts.length - 1
  const joined = texts.map((text, index) => text + (index === last ? "" : (origins[index]?.separator ?? " ")))
  return { data: joined.join("") + (origins[last]?.separator ?? "") }
}
