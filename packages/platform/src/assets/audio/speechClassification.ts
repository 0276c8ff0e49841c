/**
 * `speech-non-speech-classification` by two classic features of speech within a second: syllables leave many frames
 * far below the average energy, and hissing sounds between vowels leave many with far more changes of sign. Music and
 * tones lack the second, noise lacks both. A rule of thumb for clean recordings, not a model.
 */
import type { AssetContext, AssetResult } from "../AssetDefinition.ts"
import { mean } from "../arithmetic.ts"
import type { Inputs } from "../Inputs.ts"
import { requireAudio } from "./audioInput.ts"
import { type Frames, measureFrames, stretches } from "./loudness.ts"
import { durationOf, type Wav } from "./Wav.ts"

export type SpeechLabel = "speech" | "non-speech"

const MIN_LOW_ENERGY = 0.15
const MIN_HISS = 0.05

/** The share of values that pass the test against the mean of their second. */
const shareAgainstMean = (
  values: readonly number[],
  perSecond: number,
  passes: (value: number, mean: number) => boolean
) => {
  let passed = 0
  for (let start = 0; start < values.length; start += perSecond) {
    const second = values.slice(start, start + perSecond)
    const average = mean(second)
    passed += second.filter((value) => passes(value, average)).length
  }
  return passed / values.length
}

/** Frames inside the sounding stretches. */
const sounding = (frames: Frames, wav: Wav): readonly number[] =>
  stretches(frames, durationOf(wav), { onset: 0.35, offset: 0.25, minOn: 0.1, minOff: 0.3 }).flatMap(({ end, start }) =>
    Array.from({ length: Math.floor((end - start) / frames.seconds) }, (_, index) =>
      Math.round(start / frames.seconds + index)
    )
  )

export const run = async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => {
  const wav = await requireAudio(inputs, "audio")
  const frames = measureFrames(wav)
  const heard = sounding(frames, wav)
  if (heard.length === 0) {
    context.report({ details: { sound: 0 } })
    return { data: "non-speech" satisfies SpeechLabel }
  }
  const perSecond = Math.round(1 / frames.seconds)
  const energy = heard.map((frame) => 10 ** ((frames.levels[frame] ?? -100) / 10))
  const crossings = heard.map((frame) => frames.crossings[frame] ?? 0)
  const lowEnergy = shareAgainstMean(energy, perSecond, (value, average) => value < average / 2)
  const hiss = shareAgainstMean(crossings, perSecond, (value, average) => value > average * 1.5)
  context.report({ details: { sound: heard.length * frames.seconds, lowEnergy, hiss } })
  const label: SpeechLabel = lowEnergy >= MIN_LOW_ENERGY && hiss >= MIN_HISS ? "speech" : "non-speech"
  return { data: label }
}
