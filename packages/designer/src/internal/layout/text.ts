/** How wide text will be, without a font at hand: by classes of characters of a usual sans-serif face, a little generous. */

const narrow = /[ijlI1.,:;'|!()[\]{} ]/
const wide = /[mwMW@%—…]/
const capital = /[A-Z0-9&#<>=+~]/
/** East Asian scripts and pictographs fill their square. */
const square = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]|[\u{1f000}-\u{1faff}]/u

const measure = (character: string): number =>
  narrow.test(character)
    ? 0.33
    : wide.test(character)
      ? 0.9
      : capital.test(character)
        ? 0.66
        : square.test(character)
          ? 1.05
          : 0.57

const ascii: readonly number[] = Array.from({ length: 128 }, (_, code) => measure(String.fromCodePoint(code)))

const em = (character: string): number => ascii[character.codePointAt(0)!] ?? measure(character)

/** Width in pixels at a font size in pixels. */
export function textWidth(text: string, size: number): number {
  let width = 0
  for (const character of text) width += em(character)
  return width * size
}

/** The text, or as much of it as fits with an ellipsis after it. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text
  let room = width - em("…") * size
  let kept = ""
  for (const character of text) {
    room -= em(character) * size
    if (room < 0) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}
