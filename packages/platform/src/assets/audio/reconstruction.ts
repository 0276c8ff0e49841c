/**
 * `audio-reconstruction`: the WAV files of one instance, one after the other. They must have one format: resampling
 * and mixing change what is heard, so a difference is an error that names both formats.
 */
import type { AssetContext, AssetResult } from "../AssetDefinition.ts"
import { AssetError } from "../AssetDefinition.ts"
import type { Inputs } from "../Inputs.ts"
import { requireAudioList, wavContent } from "./audioInput.ts"
import { describeFormat, durationOf, parseWav, writeWav } from "./Wav.ts"

export const run = async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => {
  // A reconstructor without a function links its list to "data".
  const code = inputs["audio"] === undefined && inputs["data"] !== undefined ? "data" : "audio"
  const files = await requireAudioList(inputs, code)
  const [first] = files
  if (first === undefined) throw new AssetError("There is nothing to join.")
  const expected = describeFormat(first)
  const odd = files.findIndex((file) => describeFormat(file) !== expected)
  if (odd !== -1) {
    throw new AssetError(
      `All pieces must have one format, but the first is ${expected} and piece ${odd + 1} is ${describeFormat(files[odd] ?? first)}.`
    )
  }
  const content = writeWav(
    first,
    files.map(({ data }) => data)
  )
  context.report({ details: { pieces: files.length, seconds: durationOf(parseWav(content)), format: expected } })
  return { data: wavContent(content) }
}
