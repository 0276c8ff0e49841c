/**
 * `offensive-language-identification` and `text-content-moderation` by a list of English swear words that also sees
 * through look-alike letters ("sh1t"): `obscenity`. It knows words, not intentions: threats in polite words pass, and
 * names such as Moby Dick do not.
 */
import type { AssetContext, AssetResult } from "../AssetDefinition.ts"
import { type Inputs, requireText } from "../Inputs.ts"
import { requireEnglish } from "./english.ts"

interface Finding {
  readonly term: string
  readonly start: number
  readonly end: number
}

const load = async (): Promise<(text: string) => readonly Finding[]> => {
  const { RegExpMatcher, englishDataset, englishRecommendedTransformers } = await import("obscenity")
  const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers })
  return (text) =>
    matcher.getAllMatches(text, true).map((match) => ({
      term: englishDataset.getPayloadWithPhraseMetadata(match).phraseMetadata?.originalWord ?? "",
      start: match.startIndex,
      end: match.endIndex + 1
    }))
}

let loaded: ReturnType<typeof load> | undefined

const moderate =
  (what: string, bad: string, good: string) =>
  async (inputs: Inputs, context: AssetContext): Promise<AssetResult> => {
    requireEnglish(inputs, what)
    const text = await requireText(inputs, "text")
    const find = await (loaded ??= load())
    // Several patterns may match at one place.
    const findings = [...new Map(find(text).map((finding) => [finding.start, finding])).values()]
    context.report({ language: "en", details: { findings } })
    return { data: findings.length > 0 ? bad : good }
  }

export const offensiveLanguage = moderate("Offensive language identification", "OFFENSIVE", "NOT_OFFENSIVE")
export const contentModeration = moderate("Content moderation", "UNSAFE", "SAFE")
