/**
 * Cuts a long text into pieces that a model can take: at line ends, then sentence ends, then spaces. A line that fits
 * into one piece is never cut, so that a line splitter behind it still sees it whole. Always the same for one text.
 */
export interface TextPiece {
  readonly text: string
  readonly start: number
  readonly end: number
  /** What stood between this piece and the next: pieces and separators joined give the text. */
  readonly separator: string
}

const lineEnd = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/gu
// A full stop and its kin, closing quotes or brackets, then white space; the CJK ones need no space.
const sentenceEnd = /[.!?…]["'”’»)\]]*\s+|[。！？]["'”’»）」』]*\s*/gu
const space = /\s+/gu

/** Cuts a text into pieces of at most `limit` characters (UTF-16 units); a text that fits is one piece. */
export const cutText = (text: string, limit: number): readonly TextPiece[] => {
  if (text.length <= limit) return [{ text, start: 0, end: text.length, separator: "" }]
  const parts = splitAt(text, 0, text.length, lineEnd, false).flatMap((line) =>
    line.end - line.start <= limit
      ? [line]
      : pack(splitAt(text, line.start, line.end, sentenceEnd, true), limit)
          .flatMap((part) =>
            part.end - part.start <= limit
              ? [part]
              : pack(splitAt(text, part.start, part.end, space, false), limit).flatMap((word) =>
                  slices(text, word, limit)
                )
          )
          .map(({ start, end, next }, index, all) => ({
            start,
            end,
            next: index === all.length - 1 ? line.next : next
          }))
  )
  return pack(parts, limit).map(({ start, end, next }) => ({
    text: text.slice(start, end),
    start,
    end,
    separator: text.slice(end, next)
  }))
}

/** A stretch of the text and where the next one begins. */
interface Part {
  readonly start: number
  readonly end: number
  readonly next: number
}

/** Splits a stretch behind each match; `keep`: the match's marks belong to the part, its white space does not. */
const splitAt = (text: string, from: number, to: number, pattern: RegExp, keep: boolean): Part[] => {
  const parts: Part[] = []
  let start = from
  for (const match of text.slice(from, to).matchAll(pattern)) {
    const next = from + match.index + match[0].length
    const end = keep ? next - (match[0].length - match[0].trimEnd().length) : from + match.index
    parts.push({ start, end, next })
    start = next
  }
  if (start < to || parts.length === 0) parts.push({ start, end: to, next: to })
  return parts
}

/** Joins neighbours as long as they fit together. */
const pack = (parts: readonly Part[], limit: number): Part[] => {
  const packed: Part[] = []
  for (const part of parts) {
    const last = packed.at(-1)
    if (last !== undefined && part.end - last.start <= limit)
      packed[packed.length - 1] = { start: last.start, end: part.end, next: part.next }
    else packed.push(part)
  }
  return packed
}

/** A word longer than a piece is cut hard, but not inside a character. */
const slices = (text: string, part: Part, limit: number): Part[] => {
  const cut: Part[] = []
  let start = part.start
  while (part.end - start > limit) {
    let end = start + limit
    const unit = text.charCodeAt(end)
    if (unit >= 0xdc00 && unit <= 0xdfff) end--
    cut.push({ start, end, next: end })
    start = end
  }
  cut.push({ start, end: part.end, next: part.next })
  return cut
}
