/**
 * Reads audio parameters: a media value becomes a parsed WAV file. Used by every asset that hears.
 */
import { AssetError, type Content } from "../AssetDefinition.ts"
import type { Inputs } from "../Inputs.ts"
import { isMedia } from "../readText.ts"
import { parseWav, type Wav } from "./Wav.ts"

const read = async (value: unknown, code: string): Promise<Wav> => {
  if (!isMedia(value)) {
    throw new AssetError(
      `The parameter "${code}" must be audio, but it is ${typeof value === "string" ? "text" : "no file"}.`
    )
  }
  return parseWav(await value.bytes())
}

export const requireAudio = async (inputs: Inputs, code: string): Promise<Wav> => {
  const value = inputs[code]
  if (value === undefined || value === null || value === "") {
    throw new AssetError(`The parameter "${code}" is empty: it needs a WAV file.`)
  }
  return await read(value, code)
}

/** All items of a list parameter, in order. */
export const requireAudioList = async (inputs: Inputs, code: string): Promise<readonly Wav[]> => {
  const value = inputs[code]
  const items: readonly unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
  if (items.length === 0) throw new AssetError(`There is nothing to join: no segment reached the parameter "${code}".`)
  return await Promise.all(items.map((item) => read(item, code)))
}

export const wavContent = (content: Uint8Array): Content => ({ content, mediaType: "audio/wav" })
