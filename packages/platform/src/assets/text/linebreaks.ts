/**
 * `split-on-linebreak`: one piece per line that holds something. Blank lines belong to the separator before them, so
 * that pieces and separators joined again give the text from its first line on.
 */
import type { AssetResult, Piece } from "../AssetDefinition.ts"
import { type Inputs, requireText } from "../Inputs.ts"

const lineEnd = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/gu

/** The lines of a text with their places (UTF-16 units, as JavaScript counts) and the line ends that follow them. */
export const splitLines = (text: string): readonly Piece[] => {
  const starts = [0, ...Array.from(text.matchAll(lineEnd), (match) => match.index + match[0].length)]
  const ends = [...Array.from(text.matchAll(lineEnd), (match) => match.index), text.length]
  const lines = starts
    .map((start, index) => ({ start, end: ends[index] ?? text.length }))
    .filter(({ start, end }) => text.slice(start, end).trim() !== "")
  return lines.map(({ start, end }, index) => ({
    outputs: { data: text.slice(start, end) },
    start,
    end,
    separator: text.slice(end, lines[index + 1]?.start ?? text.length)
  }))
}

export const run = async (inputs: Inputs): Promise<AssetResult> => ({
  pieces: splitLines(await requireText(inputs, "text"))
})
