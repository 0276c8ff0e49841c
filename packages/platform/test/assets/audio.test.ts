import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { AssetError } from "../../src/assets/AssetDefinition.ts"
import { durationOf, parseWav, sampleReader, type WavFormat, writeWav } from "../../src/assets/audio/Wav.ts"
import { context, data, isContent, media, pieces } from "./calling.ts"
import { FORMAT, noise, record, sequence, silence, sine } from "./sounds.ts"

const audio = (bytes: Uint8Array) => media("audio/wav", bytes)
const bytesOf = (value: unknown): Uint8Array => {
  if (!isContent(value)) throw new Error("no content")
  expect(value.mediaType).toBe("audio/wav")
  return value.content
}

const formats: readonly WavFormat[] = [
  { ...FORMAT, bits: 8 },
  { ...FORMAT, bits: 16 },
  { ...FORMAT, bits: 24 },
  { ...FORMAT, bits: 32 },
  { ...FORMAT, encoding: "float", bits: 32 },
  { ...FORMAT, encoding: "float", bits: 64 },
  { ...FORMAT, channels: 2, sampleRate: 44_100, bits: 24 }
]

describe("WAV files", () => {
  it.each(formats)("of $encoding $bits bits, $channels channels are read as they were written", (format) => {
    const wav = parseWav(record(0.5, sine(440), format))
    expect(wav).toMatchObject(format)
    expect(durationOf(wav)).toBeCloseTo(0.5, 3)
    const read = sampleReader(wav)
    for (const frame of [0, 7, 100, 1000]) {
      expect(read(frame * format.channels)).toBeCloseTo(sine(440)(frame / format.sampleRate), format.bits === 8 ? 1 : 3)
    }
  })

  it("keep their samples byte for byte", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...formats), (bytes, format) => {
        const frame = (format.bits / 8) * format.channels
        const whole = bytes.subarray(0, bytes.length - (bytes.length % frame))
        const parsed = parseWav(writeWav(format, [whole]))
        expect([...parsed.data]).toEqual([...whole])
        expect(parsed).toMatchObject(format)
      })
    )
  })

  it("are read behind an extensible header, extra chunks and a file that says nothing of its length", () => {
    const plain = record(0.1, sine(440))
    const samples = plain.subarray(44)
    const head = new Uint8Array(12 + 8 + 40 + 8 + 4 + 8)
    const view = new DataView(head.buffer)
    head.set(plain.subarray(0, 12))
    head.set(new TextEncoder().encode("fmt "), 12)
    view.setUint32(16, 40, true)
    view.setUint16(20, 0xff_fe, true)
    head.set(plain.subarray(22, 36), 22)
    view.setUint16(44, 1, true)
    head.set(new TextEncoder().encode("LIST"), 60)
    view.setUint32(64, 3, true)
    head.set(new TextEncoder().encode("data"), 72)
    view.setUint32(76, 0xff_ff_ff_ff, true)
    const wav = parseWav(new Uint8Array([...head, ...samples, 0]))
    expect(wav).toMatchObject(FORMAT)
    expect([...wav.data]).toEqual([...samples])
  })

  it.each([
    ["ID3\u0004", "an MP3 file"],
    ["fLaC", "a FLAC file"],
    ["OggS", "an Ogg file"],
    ["\0\0\0\u0020ftypM4A ", "an MP4 file"],
    ["Hello, world", "no WAV file"],
    ["", "empty"]
  ])("are told from %j", (start, what) => {
    expect(() => parseWav(new TextEncoder().encode(start))).toThrow(`The audio is ${what}: this server works on WAV`)
  })

  it("that are compressed or damaged are refused with the reason", () => {
    const change = (offset: number, value: number): Uint8Array => {
      const bytes = record(0.1, silence)
      new DataView(bytes.buffer).setUint16(offset, value, true)
      return bytes
    }
    expect(() => parseWav(change(20, 7))).toThrow("The WAV file is compressed (µ-law): convert it to PCM first.")
    expect(() => parseWav(change(20, 4711))).toThrow("compressed (format 4711)")
    expect(() => parseWav(change(34, 12))).toThrow("12 bits per sample")
    expect(() => parseWav(change(22, 0))).toThrow("names no channels")
    expect(() => parseWav(record(0.1, silence).subarray(0, 36))).toThrow("it holds no samples")
  })

  it("never make the parser fail in another way, whatever is in them", () => {
    const file = record(0.01, noise())
    fc.assert(
      fc.property(fc.nat(50), fc.nat(255), fc.nat(400), (offset, value, length) => {
        const bytes = file.slice(0, length)
        if (offset < bytes.length) bytes[offset] = value
        const outcome = ((): unknown => {
          try {
            return Number.isFinite(durationOf(parseWav(bytes)))
          } catch (error) {
            return error instanceof AssetError
          }
        })()
        expect(outcome).toBe(true)
      })
    )
  })
})

describe("audio reconstruction", () => {
  it("puts files of one format one after the other", async () => {
    const parts = [record(0.2, sine(440)), record(0.1, silence), record(0.3, noise())]
    const given = context()
    const joined = parseWav(bytesOf(await data("audio-reconstruction", { audio: parts.map(audio) }, given)))
    expect([...joined.data]).toEqual(parts.flatMap((part) => Array.from(part.subarray(44))))
    expect(given.reported.details).toMatchObject({ pieces: 3, seconds: 0.6, format: "16,000 Hz, mono, 16-bit PCM" })
  })

  it("names both formats when they differ", async () => {
    const other = record(0.1, silence, { ...FORMAT, sampleRate: 44_100, channels: 2 })
    await expect(data("audio-reconstruction", { audio: [record(0.1, silence), other].map(audio) })).rejects.toThrow(
      "the first is 16,000 Hz, mono, 16-bit PCM and piece 2 is 44,100 Hz, stereo, 16-bit PCM"
    )
  })

  it("refuses text and nothing", async () => {
    await expect(data("audio-reconstruction", { audio: ["hello"] })).rejects.toThrow(
      '"audio" must be audio, but it is text'
    )
    await expect(data("audio-reconstruction", { audio: [] })).rejects.toThrow("There is nothing to join")
  })
})

describe("voice activity detection", () => {
  const recording = record(
    9,
    sequence([1, silence], [2, sine(200)], [1, silence], [0.4, sine(300)], [1, silence], [1.5, noise()], [2.1, silence])
  )

  it("cuts out the loud stretches with their times, under both output codes", async () => {
    const found = await pieces("voice-activity-detection", { audio: audio(recording) })
    expect(found.map(({ start, end }) => [start, end])).toEqual([
      [1, 3],
      [5.4, 6.9]
    ])
    expect(found[0]?.outputs["audio"]).toBe(found[0]?.outputs["data"])
    expect(durationOf(parseWav(bytesOf(found[1]?.outputs["data"])))).toBeCloseTo(1.5, 5)
  })

  it("keeps short sounds and fills gaps as the durations say", async () => {
    const times = async (parameters: Record<string, unknown>) =>
      (await pieces("voice-activity-detection", { audio: audio(recording), ...parameters })).map(({ start }) => start)
    expect(await times({ min_duration_on: "0.2" })).toEqual([1, 4, 5.4])
    expect(await times({ min_duration_on: 0.2, min_duration_off: "1.5" })).toEqual([1])
  })

  it("hears a recording without pauses as one piece", async () => {
    const found = await pieces("voice-activity-detection", { audio: audio(record(2, sine(200))) })
    expect(found.map(({ start, end }) => [start, end])).toEqual([[0, 2]])
  })

  it.each([
    [{ audio: audio(record(2, silence)) }, "Nothing in the 2.0 s of audio is loud enough"],
    [{ audio: audio(recording), onset: "2" }, 'The parameter "onset" must be a number from 0 to 1, but it is "2".'],
    [{ audio: audio(recording), offset: "loud" }, 'The parameter "offset" must be a number'],
    [{}, 'The parameter "audio" is empty']
  ])("explains what it cannot cut (%#)", async (inputs, sentence) => {
    await expect(pieces("voice-activity-detection", inputs)).rejects.toThrow(sentence)
  })
})

it("splitting on silence cuts at pauses and drops no sound", async () => {
  const recording = record(
    4,
    sequence([0.5, silence], [0.8, sine(200)], [0.5, silence], [0.1, sine(300)], [2.1, silence])
  )
  const found = await pieces("split-on-silence", { audio: audio(recording) })
  expect(found.map(({ start, end }) => [start, end].map((time) => Math.round((time ?? 0) * 100) / 100))).toEqual([
    [0.4, 1.4],
    [1.7, 2]
  ])
})

it.each([
  ["a tone", sine(440)],
  ["noise", noise()],
  ["silence", silence],
  ["beeps", sequence([0.3, sine(900)], [0.3, silence], [0.3, sine(900)], [0.3, silence], [0.8, sine(900)])]
])("%s is not speech", async (_, sound) => {
  expect(await data("speech-non-speech-classification", { audio: audio(record(2, sound)) })).toBe("non-speech")
})
