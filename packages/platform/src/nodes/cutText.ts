/**
 * Cuts a long text into pieces that a model can take: at line ends, then sentence ends, then spaces. A line that fits
 * into one piece is never cut, so that a line splitter behind it still sees it whole. What a reader sees as one character
 * (a joined emoji, a letter with its marks, CRLF) is never cut unless it alone is too long. Always the same for one text.
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
/** Marks, joiners and modifiers: part of the character before them (UAX 29). */
const extender = /^(?:\p{M}|\p{Emoji_Modifier}|\u200C|\u200D|\uFF9E|\uFF9F)/u
/** Characters that what comes behind is part of (Prepend of UAX 29). */
const prepended =
  /[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u0D4E\u{110BD}\u{110CD}\u{111C2}\u{111C3}\u{113D1}\u{1193F}\u{11941}\u{11A3A}\u{11A84}-\u{11A89}\u{11D46}\u{11F02}]$/u

/** Cuts a text into pieces of at most `limit` characters (UTF-16 units); a text that fits is one piece. */
export const cutText = (text: string, limit: number): readonly TextPiece[] => {
  if (text.length <= limit) return [{ text, start: 0, end: text.length, separator: "" }]
  const fits = ({ start, end }: Part): boolean => end - start <= limit
  const finer = (part: Part, cut: (part: Part) => Part[]): Part[] => (fits(part) ? [part] : followed(cut(part), part))
  const words = (part: Part): Part[] =>
    pack(splitAt(text, part.start, part.end, space, false), limit).flatMap((word) => slices(text, word, limit))
  const sentences = (line: Part): Part[] =>
    pack(splitAt(text, line.start, line.end, sentenceEnd, true), limit).flatMap((sentence) => finer(sentence, words))
  const parts = splitAt(text, 0, text.length, lineEnd, false).flatMap((line) => finer(line, sentences))
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

/** What a stretch was cut into: behind the last part comes what came behind the stretch. */
const followed = (parts: Part[], { next }: Part): Part[] =>
  parts.map((part, index) => (index === parts.length - 1 ? { ...part, next } : part))

/** Splits a stretch behind each match; `keep`: the match's marks belong to the part, its white space does not. */
const splitAt = (text: string, from: number, to: number, pattern: RegExp, keep: boolean): Part[] => {
  const parts: Part[] = []
  let start = from
  for (const match of text.slice(from, to).matchAll(pattern)) {
    const next = from + match.index + match[0].length
    const end = keep ? next - (match[0].length - match[0].trimEnd().length) : from + match.index
    if (pattern !== lineEnd && !(isBetween(text, end) && isBetween(text, next))) continue
    parts.push({ start, end, next })
    start = next
  }
  if (start < to || parts.length === 0) parts.push({ start, end: to, next: to })
  return parts
}

/** Whether a place beside white space or a full stop is between two characters as a reader sees them. */
const isBetween = (text: string, at: number): boolean =>
  !extender.test(text.slice(at, at + 2)) && !prepended.test(text.slice(Math.max(0, at - 2), at))

/**
 * Joins neighbours as long as they fit together. Empty ones belong to the separator before them, so that no piece but the
 * first begins with an empty line: splitters leave those out.
 */
const pack = (parts: readonly Part[], limit: number): Part[] => {
  const packed: Part[] = []
  for (const part of parts) {
    const last = packed.at(-1)
    if (last !== undefined && part.start === part.end) packed[packed.length - 1] = { ...last, next: part.next }
    else if (last !== undefined && part.end - last.start <= limit)
      packed[packed.length - 1] = { start: last.start, end: part.end, next: part.next }
    else packed.push(part)
  }
  return packed
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" })

/** A word longer than a piece is cut hard, between two characters as a reader sees them. */
const slices = (text: string, part: Part, limit: number): Part[] => {
  const cut: Part[] = []
  let start = part.start
  while (part.end - start > limit) {
    const end = start + cutAt(text.slice(start, start + limit + 2), limit)
    cut.push({ start, end, next: end })
    start = end
  }
  cut.push({ start, end: part.end, next: part.next })
  return cut
}

/** The last place up to `limit` between two characters; inside one that alone is longer, between two code points. */
const cutAt = (text: string, limit: number): number => {
  const { index } = graphemes.segment(text).containing(limit)!
  if (index > 0) return index
  const unit = text.charCodeAt(limit)
  return unit >= 0xdc00 && unit <= 0xdfff ? limit - 1 : limit
}
