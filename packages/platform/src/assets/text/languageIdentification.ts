/**
 * Which language a text is written in: n-gram statistics of `eld` (60 languages), no network.
 */
import type { AssetResult } from "../AssetDefinition.ts"
import type { AssetContext } from "../AssetDefinition.ts"
import { type Inputs, requireText } from "../Inputs.ts"

export interface DetectedLanguage {
  /** ISO 639-1 code, or `und` (undetermined) for a text without words, such as "12:30". */
  readonly language: string
  readonly reliable: boolean
  /** The best three candidates, 0 to 1. */
  readonly scores: Readonly<Record<string, number>>
}

export const detectLanguage = async (text: string): Promise<DetectedLanguage> => {
  const { eld } = await import("eld/extrasmall")
  const result = eld.detect(text)
  const best = Object.entries(result.getScores())
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([code, score]) => [code, Math.round(score * 1000) / 1000] as const)
  return {
    language: result.language === "" ? "und" : result.language,
    reliable: result.language !== "" && result.isReliable(),
    scores: Object.fromEntries(best)
  }
}

export const run = async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => {
  const { language, reliable, scores } = await detectLanguage(await requireText(inputs, "text"))
  context.report({ language, details: { reliable, scores } })
  return { data: language }
}
