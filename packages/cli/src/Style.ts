/**
 * Colours and weights, used on a terminal only and never if the user disabled them, and the cleaning of text for
 * terminals. A style is written as marks that `onTerminal` turns into escape sequences, so that the text between them
 * can be cleaned as a whole: whatever a server, a file or an error contains, only these sequences reach the terminal.
 */
import { stripVTControlCharacters } from "node:util"

type Paint = (text: string) => string

export interface Style {
  readonly bold: Paint
  readonly dim: Paint
  readonly red: Paint
  readonly green: Paint
  readonly yellow: Paint
}

/** The SGR parameters that start and end each style. */
const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39] } as const

/** Unicode noncharacters, reserved for internal use: two for each style, its start and its end. */
const firstMark = 0xfdd0
const parameters = Object.values(codes).flat()
const marks = /[\uFDD0-\uFDEF]/gu

export function makeStyle(enabled: boolean): Style {
  const paint =
    (at: number): Paint =>
    (text) =>
      enabled && text !== ""
        ? String.fromCodePoint(firstMark + 2 * at) + text + String.fromCodePoint(firstMark + 2 * at + 1)
        : text
  return Object.fromEntries(Object.keys(codes).map((name, at) => [name, paint(at)])) as unknown as Style
}

type Env = Readonly<Record<string, string | undefined>>

/** https://no-color.org: any value but an empty one. */
export const wantsColour = (env: Env, refused: boolean): boolean =>
  !refused && !env["NO_COLOR"] && env["TERM"] !== "dumb"

/** Whether a line can be overwritten: CI logs and dumb terminals show each version as a new line. */
export const movesCursor = (env: Env, sink: { readonly isTTY: boolean }): boolean =>
  sink.isTTY && env["TERM"] !== "dumb" && (!env["CI"] || env["CI"] === "false" || env["CI"] === "0")

/** Reverses the direction of what follows: an error about one file would read as if it were about another. */
const directions = /[\u202A-\u202E\u2066-\u2069]/gu

/** Text without control sequences: a name or a log line must not move the cursor. */
export const harmless = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll(/[^\P{Cc}\t\n]/gu, "")
    .replaceAll(directions, "")

/** Text for a terminal: cleaned, with its styles as escape sequences, none of which stays open. */
export const onTerminal = (text: string, coloured: boolean): string => {
  let open = false
  const shown = harmless(text).replaceAll(marks, (mark) => {
    const parameter = parameters[(mark.codePointAt(0) ?? 0) - firstMark]
    if (!coloured || parameter === undefined) return ""
    open = parameter < 20 || (parameter >= 30 && parameter !== 39)
    return `\u001B[${parameter}m`
  })
  return open ? `${shown}\u001B[0m` : shown
}

/** JSON for a terminal: escapes the control characters that `JSON.stringify` leaves unescaped. */
export const jsonOnTerminal = (json: string): string =>
  json.replaceAll(
    /[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`
  )

const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u

const widthOf = (character: string): number =>
  wide.test(character) ? 2 : /[\p{M}\u200B-\u200F\uFDD0-\uFDEF]/u.test(character) ? 0 : 1

/** The start of a line that fits into this many columns. */
export const fitting = (line: string, columns: number): string => {
  let width = 0
  let shown = ""
  for (const character of line) {
    width += widthOf(character)
    if (width > columns) return shown
    shown += character
  }
  return shown
}

/** Wraps prose between words and keeps its indentation. Lines indented by two spaces are commands and stay whole. */
export const wrapped = (text: string, columns: number): string =>
  text
    .split("\n")
    .map((line) => wrapLine(line, columns))
    .join("\n")

const wrapLine = (line: string, columns: number): string => {
  const plain = line.replaceAll(marks, "")
  const [indent = ""] = /^ */.exec(plain) ?? []
  if (plain.length <= columns || indent.length === 2) return line
  const lines: string[] = []
  let width = 0
  for (const word of line.slice(line.indexOf(indent) + indent.length).split(" ")) {
    let length = 0
    for (const character of word) length += widthOf(character)
    if (lines.length > 0 && width + 1 + length <= columns) {
      lines.push(`${lines.pop() ?? ""} ${word}`)
      width += 1 + length
    } else {
      lines.push(indent + word)
      width = indent.length + length
    }
  }
  return lines.join("\n")
}
