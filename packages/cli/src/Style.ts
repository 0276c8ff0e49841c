/** Colours and weights for people: only on a terminal, never where the person asked for none. */
import { stripVTControlCharacters, styleText } from "node:util"

type Paint = (text: string) => string

export interface Style {
  readonly bold: Paint
  readonly dim: Paint
  readonly red: Paint
  readonly green: Paint
  readonly yellow: Paint
}

const names = ["bold", "dim", "red", "green", "yellow"] as const

export function makeStyle(enabled: boolean): Style {
  const paint =
    (name: (typeof names)[number]): Paint =>
    (text) =>
      enabled && text !== "" ? styleText(name, text, { validateStream: false }) : text
  return Object.fromEntries(names.map((name) => [name, paint(name)])) as unknown as Style
}

/** https://no-color.org: any value but an empty one. */
export const wantsColour = (env: Readonly<Record<string, string | undefined>>, refused: boolean): boolean =>
  !refused && !env["NO_COLOR"] && env["TERM"] !== "dumb"

/** What others wrote, without what would steer the terminal: a name or a log line must not move the cursor. */
export const harmless = (text: string): string => stripVTControlCharacters(text).replaceAll(/[^\P{Cc}\t\n]/gu, "")
