// Recordings made by formulas: the same samples on every machine.
import { type WavFormat, writeWav } from "../../src/assets/audio/Wav.ts"

export const FORMAT: WavFormat = { encoding: "pcm", channels: 1, sampleRate: 16_000, bits: 16 }

/** A sound as a function of time in seconds to -1 … 1. */
export type Sound = (time: number) => number

export const record = (seconds: number, sound: Sound, format: WavFormat = FORMAT): Uint8Array => {
  const frames = Math.round(seconds * format.sampleRate)
  const width = format.bits / 8
  const bytes = new Uint8Array(frames * format.channels * width)
  const view = new DataView(bytes.buffer)
  for (let frame = 0; frame < frames; frame++) {
    const value = sound(frame / format.sampleRate)
    for (let channel = 0; channel < format.channels; channel++) {
      const offset = (frame * format.channels + channel) * width
      if (format.encoding === "float") {
        if (width === 4) view.setFloat32(offset, value, true)
        else view.setFloat64(offset, value, true)
      } else if (width === 1) view.setUint8(offset, Math.round(value * 127) + 128)
      else {
        const whole = Math.round(value * (2 ** (format.bits - 1) - 1))
        for (let byte = 0; byte < width; byte++) view.setUint8(offset + byte, (whole >> (8 * byte)) & 255)
      }
    }
  }
  return writeWav(format, [bytes])
}

export const sine =
  (hertz: number, loudness = 0.4): Sound =>
  (time) =>
    loudness * Math.sin(2 * Math.PI * hertz * time)

/** White noise from a fixed seed. */
export const noise = (loudness = 0.3): Sound => {
  let state = 7
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return loudness * ((state / 2_147_483_647) * 2 - 1)
  }
}

export const silence: Sound = () => 0

/** Each sound for its seconds, one after the other. */
export const sequence =
  (...parts: readonly (readonly [seconds: number, sound: Sound])[]): Sound =>
  (time) => {
    let start = 0
    for (const [seconds, sound] of parts) {
      if (time < start + seconds) return sound(time - start)
      start += seconds
    }
    return 0
  }
