/**
 * The functions that cut a recording by loudness: `voice-activity-detection` and `split-on-silence`.
 */
import type { AssetResult, Piece } from "../AssetDefinition.ts"
import { AssetError } from "../AssetDefinition.ts"
import { type Inputs, numberBetween } from "../Inputs.ts"
import { requireAudio, wavContent } from "./audioInput.ts"
import { measureFrames, type Stretch, stretches } from "./loudness.ts"
import { cut, durationOf, type Wav, writeWav } from "./Wav.ts"

const toPieces = (wav: Wav, found: readonly Stretch[], codes: readonly string[]): readonly Piece[] =>
  found.map(({ end, start }) => {
    const audio = wavContent(writeWav(wav, [cut(wav, start, end)]))
    return { outputs: Object.fromEntries(codes.map((code) => [code, audio])), start, end }
  })

const nothingHeard = (wav: Wav): AssetError =>
  new AssetError(`Nothing in the ${durationOf(wav).toFixed(1)} s of audio is loud enough to make a segment.`)

/** The four parameters of the catalogue with its defaults; pieces carry the audio under `data` and `audio`. */
export const detectVoice = async (inputs: Inputs): Promise<AssetResult> => {
  const wav = await requireAudio(inputs, "audio")
  const found = stretches(measureFrames(wav), durationOf(wav), {
    onset: numberBetween(inputs, "onset", 0.5, 0, 1),
    offset: numberBetween(inputs, "offset", 0.5, 0, 1),
    minOn: numberBetween(inputs, "min_duration_on", 1, 0, 3600),
    minOff: numberBetween(inputs, "min_duration_off", 0.5, 0, 3600)
  })
  if (found.length === 0) throw nothingHeard(wav)
  return { pieces: toPieces(wav, found, ["data", "audio"]) }
}

/** Silence kept on both sides of a piece, seconds. */
const MARGIN = 0.1

/** Cuts at silences of 0.3 s and more; nothing that is loud is dropped. */
export const splitOnSilence = async (inputs: Inputs): Promise<AssetResult> => {
  const wav = await requireAudio(inputs, "audio")
  const duration = durationOf(wav)
  const found = stretches(measureFrames(wav), duration, { onset: 0.35, offset: 0.25, minOn: 0, minOff: 0.3 })
  if (found.length === 0) throw nothingHeard(wav)
  const padded = found.map(({ end, start }) => ({
    start: Math.max(0, start - MARGIN),
    end: Math.min(duration, end + MARGIN)
  }))
  return { pieces: toPieces(wav, padded, ["data"]) }
}
