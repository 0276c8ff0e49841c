/** 0.1 s of silence as a WAV file: 8,000 samples per second, 16 bit, one channel. */
export const tone = (): Uint8Array => {
  const samples = 800
  const bytes = new DataView(new ArrayBuffer(44 + samples * 2))
  const write = (at: number, text: string): void =>
    text.split("").forEach((letter, i) => bytes.setUint8(at + i, letter.charCodeAt(0)))
  write(0, "RIFF")
  bytes.setUint32(4, 36 + samples * 2, true)
  write(8, "WAVEfmt ")
  bytes.setUint32(16, 16, true)
  bytes.setUint16(20, 1, true)
  bytes.setUint16(22, 1, true)
  bytes.setUint32(24, 8000, true)
  bytes.setUint32(28, 16_000, true)
  bytes.setUint16(32, 2, true)
  bytes.setUint16(34, 16, true)
  write(36, "data")
  bytes.setUint32(40, samples * 2, true)
  return new Uint8Array(bytes.buffer)
}
