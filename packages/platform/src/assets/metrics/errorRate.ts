/**
 * Word and character error rate over a corpus: edits ÷ length of the references, 0 for equal texts, above 1 for much
 * too long ones. Equal to jiwer's `wer` and `cer`; case and punctuation count.
 */
import { AssetError } from "../AssetDefinition.ts"
import { codePoints, type Pair, words } from "./Pair.ts"

type Tokenize = (text: string) => readonly string[]

const characters: Tokenize = (text) => codePoints(text.trim())

/** Insertions, deletions and replacements that turn one list of tokens into the other. */
const editDistance = async (a: readonly string[], b: readonly string[]): Promise<number> => {
  const { distance } = await import("fastest-levenshtein")
  // The package compares strings by 16-bit units: give each distinct token its own unit.
  const units = new Map<string, string>()
  const encode = (tokens: readonly string[]): string =>
    tokens
      .map((token) => {
        const unit = units.get(token) ?? String.fromCharCode(units.size)
        units.set(token, unit)
        return unit
      })
      .join("")
  const [left, right] = [encode(a), encode(b)]
  if (units.size > 0x1_00_00)
    throw new AssetError("A pair of texts holds over 65,536 different words: score it in parts.")
  return distance(left, right)
}

const errorRate = async (pairs: readonly Pair[], tokenize: Tokenize): Promise<number> => {
  let edits = 0
  let length = 0
  for (const { hypothesis, references } of pairs) {
    const tokens = tokenize(hypothesis)
    const scored = await Promise.all(
      references
        .map(tokenize)
        .map(async (target) => ({ edits: await editDistance(tokens, target), length: target.length }))
    )
    // Over several references the one that fits best.
    const best = scored.toSorted((x, y) => x.edits / x.length - y.edits / y.length)[0]
    edits += best?.edits ?? 0
    length += best?.length ?? 0
  }
  if (length === 0) throw new AssetError("An error rate needs references with text in them: all of them are empty.")
  return edits / length
}

export const wer = (pairs: readonly Pair[]): Promise<number> => errorRate(pairs, words)
export const cer = (pairs: readonly Pair[]): Promise<number> => errorRate(pairs, characters)
