/** Elements of an SVG as text, and colours that follow the theme. */
import type { ColourPair } from "./marks.ts"

/** `auto` follows the reader's system by a style sheet inside the picture; the others are fixed and need none. */
export type Theme = "light" | "dark" | "auto"

/** Neutral colours of the picture. */
export const ground = {
  paper: ["#f6f8fa", "#0f1419"],
  node: ["#ffffff", "#1c232b"],
  border: ["#afb8c1", "#4a5560"],
  ink: ["#1c2128", "#e9edf2"],
  muted: ["#57606a", "#a6afb9"],
  line: ["#d8dee4", "#333c46"]
} as const satisfies Record<string, ColourPair>

type Attributes = Readonly<Record<string, string | number | undefined>>

/** Paints in one theme and remembers which colours an `auto` picture has to change in the dark. */
export class Paint {
  readonly #theme: Theme
  readonly #classes = new Map<string, string>()

  constructor(theme: Theme) {
    this.#theme = theme
  }

  /** Attributes that fill or stroke in the theme's colour. */
  of(colours: { readonly fill?: ColourPair; readonly stroke?: ColourPair }): Attributes {
    const attributes: Record<string, string> = {}
    const classes: string[] = []
    for (const property of ["fill", "stroke"] as const) {
      const pair = colours[property]
      if (pair === undefined) continue
      const [light, dark] = pair
      attributes[property] = this.#theme === "dark" ? dark : light
      if (this.#theme !== "auto") continue
      const rule = `${property}:${dark}`
      const name = this.#classes.get(rule) ?? `axp${this.#classes.size}`
      this.#classes.set(rule, name)
      classes.push(name)
    }
    if (classes.length > 0) attributes["class"] = classes.join(" ")
    return attributes
  }

  /** The style sheet of an `auto` picture; empty for the others. */
  styles(): string {
    if (this.#classes.size === 0) return ""
    const rules = Array.from(this.#classes, ([rule, name]) => `.${name}{${rule}}`).join("")
    return element("style", {}, `@media (prefers-color-scheme:dark){${rules}}`)
  }
}

export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  let text = `<${name}`
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) text += ` ${key}="${typeof value === "number" ? round(value) : escape(value)}"`
  return content.length === 0 ? `${text}/>` : `${text}>${content.join("")}</${name}>`
}

/** Text for XML: markup escaped, characters that XML does not know left out. */
export const escape = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- these, and halves of pairs, are what XML 1.0 forbids
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")

const round = (value: number): string => String(Math.round(value * 10) / 10)
