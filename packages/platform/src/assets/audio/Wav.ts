/**
 * WAV files: their format, their sample bytes, and new files around such bytes. Reads PCM of 8, 16, 24 and 32 bits and
 * floats of 32 and 64 bits, also behind an extensible header; refuses compressed ones by name. Bytes are never
 * converted: what goes in comes out.
 */
import { AssetError } from "../AssetDefinition.ts"

export interface WavFormat {
  readonly encoding: "pcm" | "float"
  readonly channels: number
  /** Samples a second in each channel. */
  readonly sampleRate: number
  readonly bits: number
}

export interface Wav extends WavFormat {
  /** Interleaved samples, little endian; a view on the file's bytes, whole frames only. */
  readonly data: Uint8Array
}

const PCM = 1
const FLOAT = 3
const EXTENSIBLE = 0xff_fe
const encodings: Readonly<Record<number, string>> = {
  2: "ADPCM",
  6: "A-law",
  7: "µ-law",
  17: "IMA ADPCM",
  80: "MPEG",
  85: "MP3"
}

const ascii = (bytes: Uint8Array, start: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(start, start + length))

/** What the first bytes say a file is, for sentences. */
const guess = (bytes: Uint8Array): string => {
  if (ascii(bytes, 0, 4) === "fLaC") return "a FLAC file"
  if (ascii(bytes, 0, 4) === "OggS") return "an Ogg file"
  if (ascii(bytes, 4, 4) === "ftyp") return "an MP4 file"
  if (ascii(bytes, 0, 3) === "ID3" || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0)) return "an MP3 file"
  if (ascii(bytes, 0, 4) === "RIFX") return "a big-endian WAV file"
  return bytes.length === 0 ? "empty" : "no WAV file"
}

export const bytesPerFrame = ({ bits, channels }: WavFormat): number => (bits / 8) * channels

export const frameCount = (wav: Wav): number => wav.data.length / bytesPerFrame(wav)

/** Seconds. */
export const durationOf = (wav: Wav): number => frameCount(wav) / wav.sampleRate

const readFormat = (view: DataView, offset: number, size: number): WavFormat => {
  if (size < 16) throw new AssetError("The WAV file is damaged: its format chunk is too short.")
  const tag = view.getUint16(offset, true)
  // Behind an extensible header the real encoding is the first part of an identifier.
  const encoding = tag === EXTENSIBLE && size >= 26 ? view.getUint16(offset + 24, true) : tag
  const format = {
    encoding: encoding === FLOAT ? "float" : "pcm",
    channels: view.getUint16(offset + 2, true),
    sampleRate: view.getUint32(offset + 4, true),
    bits: view.getUint16(offset + 14, true)
  } as const
  if (encoding !== PCM && encoding !== FLOAT) {
    throw new AssetError(
      `The WAV file is compressed (${encodings[encoding] ?? `format ${encoding}`}): convert it to PCM first.`
    )
  }
  if (!(encoding === PCM ? [8, 16, 24, 32] : [32, 64]).includes(format.bits)) {
    throw new AssetError(`The WAV file has ${format.bits} bits per sample. Use 8, 16, 24 or 32.`)
  }
  if (format.channels === 0 || format.sampleRate === 0) {
    throw new AssetError("The WAV file is damaged: it names no channels or no sample rate.")
  }
  return format
}

/** @throws AssetError that says what the bytes are instead. */
export const parseWav = (bytes: Uint8Array): Wav => {
  if (ascii(bytes, 0, 4) !== "RIFF" || ascii(bytes, 8, 4) !== "WAVE") {
    throw new AssetError(`The audio is ${guess(bytes)}: this server works on WAV files, so convert it first.`)
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let format: WavFormat | undefined
  for (let offset = 12; offset + 8 <= bytes.length;) {
    const id = ascii(bytes, offset, 4)
    const size = view.getUint32(offset + 4, true)
    const start = offset + 8
    if (id === "fmt ") format = readFormat(view, start, Math.min(size, bytes.length - start))
    if (id === "data") {
      if (format === undefined) throw new AssetError("The WAV file is damaged: samples come before their format.")
      // Recorders that stream leave the size 0 or huge; a cut file holds less than it says.
      const rest = bytes.length - start
      const length = size === 0 || size > rest ? rest : size
      return { ...format, data: bytes.subarray(start, start + length - (length % bytesPerFrame(format))) }
    }
    offset = start + size + (size % 2)
  }
  throw new AssetError("The WAV file is damaged: it holds no samples.")
}

/** A file of the given format around the bytes of all parts, in order. */
export const writeWav = (format: WavFormat, parts: readonly Uint8Array[]): Uint8Array => {
  const dataLength = parts.reduce((total, part) => total + part.length, 0)
  // Formats other than PCM need a longer format chunk and the number of frames.
  const isPcm = format.encoding === "pcm"
  const header = isPcm ? 44 : 58
  const total = header + dataLength + (dataLength % 2)
  if (total > 0xff_ff_ff_ff) throw new AssetError("The joined audio would pass 4 GiB, the limit of WAV files.")
  const bytes = new Uint8Array(total)
  const view = new DataView(bytes.buffer)
  const write = (offset: number, text: string): void => bytes.set(new TextEncoder().encode(text), offset)
  write(0, "RIFF")
  view.setUint32(4, total - 8, true)
  write(8, "WAVEfmt ")
  view.setUint32(16, isPcm ? 16 : 18, true)
  view.setUint16(20, isPcm ? PCM : FLOAT, true)
  view.setUint16(22, format.channels, true)
  view.setUint32(24, format.sampleRate, true)
  view.setUint32(28, format.sampleRate * bytesPerFrame(format), true)
  view.setUint16(32, bytesPerFrame(format), true)
  view.setUint16(34, format.bits, true)
  if (!isPcm) {
    write(38, "fact")
    view.setUint32(42, 4, true)
    view.setUint32(46, dataLength / bytesPerFrame(format), true)
  }
  write(header - 8, "data")
  view.setUint32(header - 4, dataLength, true)
  let offset = header
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

/** The bytes of the frames that lie between two times in seconds. */
export const cut = (wav: Wav, start: number, end: number): Uint8Array => {
  const frame = bytesPerFrame(wav)
  return wav.data.subarray(Math.round(start * wav.sampleRate) * frame, Math.round(end * wav.sampleRate) * frame)
}

/** "16,000 Hz, mono, 16-bit PCM". */
export const describeFormat = ({ bits, channels, encoding, sampleRate }: WavFormat): string => {
  const layout = channels === 1 ? "mono" : channels === 2 ? "stereo" : `${channels} channels`
  return `${sampleRate.toLocaleString("en")} Hz, ${layout}, ${bits}-bit ${encoding === "pcm" ? "PCM" : "float"}`
}

/** Reads sample number `index` of the interleaved data as -1 to 1. */
export const sampleReader = ({ bits, data, encoding }: Wav): ((index: number) => number) => {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  if (encoding === "float") {
    return bits === 32 ? (index) => view.getFloat32(index * 4, true) : (index) => view.getFloat64(index * 8, true)
  }
  switch (bits) {
    case 8:
      // The only width that WAV stores without a sign.
      return (index) => (view.getUint8(index) - 128) / 128
    case 16:
      return (index) => view.getInt16(index * 2, true) / 0x80_00
    case 24:
      return (index) => (view.getInt16(index * 3 + 1, true) * 256 + view.getUint8(index * 3)) / 0x80_00_00
    default:
      return (index) => view.getInt32(index * 4, true) / 0x80_00_00_00
  }
}
