/**
 * Where a recording is loud: levels of short frames and the stretches above a threshold. The base of voice activity,
 * splitting on silence and speech classification, none of which knows what speech is: music and noise are loud too.
 */
import { bytesPerFrame, frameCount, sampleReader, type Wav } from "./Wav.ts"

/** Seconds a frame takes, but for rounding to whole samples. */
const FRAME = 0.02

/** Below this nothing counts as sound: dB of full scale. */
const SILENCE = -60
/** Recordings whose quiet and loud parts are closer than this are loud or silent as a whole. */
const MIN_RANGE = 9

export interface Frames {
  /** Seconds of one frame; the last one may be shorter. */
  readonly seconds: number
  /** Root mean square over all channels in dB of full scale, not below -100. */
  readonly levels: Float32Array
  /** Share of neighbouring samples with a change of sign, 0 to 1. */
  readonly crossings: Float32Array
}

export const measureFrames = (wav: Wav): Frames => {
  const read = sampleReader(wav)
  const perFrame = Math.max(1, Math.round(wav.sampleRate * FRAME))
  const count = Math.ceil(frameCount(wav) / perFrame)
  const levels = new Float32Array(count)
  const crossings = new Float32Array(count)
  const samples = (wav.data.length / bytesPerFrame(wav)) * wav.channels
  for (let frame = 0; frame < count; frame++) {
    const from = frame * perFrame * wav.channels
    const to = Math.min(samples, from + perFrame * wav.channels)
    let energy = 0
    let changes = 0
    let before = 0
    for (let index = from; index < to; index++) {
      const sample = read(index)
      energy += sample * sample
      if (index % wav.channels === 0) {
        if (sample * before < 0) changes++
        if (sample !== 0) before = sample
      }
    }
    levels[frame] = Math.max(-100, 10 * Math.log10(energy / (to - from) + 1e-12))
    crossings[frame] = (changes * wav.channels) / (to - from)
  }
  return { seconds: perFrame / wav.sampleRate, levels, crossings }
}

const quantile = (sorted: Float32Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? SILENCE

/** How loud each frame is between the recording's own quiet (0) and loud (1) parts. */
export const activity = (levels: Float32Array): Float32Array => {
  const sorted = levels.toSorted()
  const floor = Math.max(SILENCE, quantile(sorted, 0.05))
  const peak = quantile(sorted, 0.95)
  if (peak <= SILENCE) return new Float32Array(levels.length)
  if (peak - floor < MIN_RANGE) return levels.map((level) => (level > SILENCE ? 1 : 0))
  return levels.map((level) => Math.min(1, Math.max(0, (level - floor) / (peak - floor))))
}

/** A stretch of sound in seconds. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

export interface Thresholds {
  /** Activity, 0 to 1, at which sound begins and below which it ends. */
  readonly onset: number
  readonly offset: number
  /** Seconds: shorter sounds are dropped, shorter gaps filled. Gaps come first. */
  readonly minOn: number
  readonly minOff: number
}

/** Stretches above the thresholds, in order; `duration` in seconds ends the last one. */
export const stretches = (
  { levels, seconds }: Frames,
  duration: number,
  thresholds: Thresholds
): readonly Stretch[] => {
  const found: { start: number; end: number }[] = []
  let on = false
  for (const [frame, value] of activity(levels).entries()) {
    const time = frame * seconds
    if (!on && value >= thresholds.onset && value > 0) {
      const last = found.at(-1)
      if (last !== undefined && time - last.end < thresholds.minOff) last.end = duration
      else found.push({ start: time, end: duration })
      on = true
    } else if (on && value < thresholds.offset) {
      const last = found.at(-1)
      if (last !== undefined) last.end = time
      on = false
    }
  }
  return found.filter(({ end, start }) => end - start >= thresholds.minOn)
}
