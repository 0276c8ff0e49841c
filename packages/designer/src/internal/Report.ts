/** Where rules put what they find, and the words they name things with. */
import { closest } from "../Closest.ts"
import { labelOf } from "../Document.ts"
import type { ErrorCode, Problem, WarningCode } from "../Problem.ts"
import type { PipelineNode } from "@aixplain-ts/api-types"

/** What a problem is about besides its sentence. */
interface About {
  readonly node?: PipelineNode
  readonly parameter?: string
}

/** Words that a document's misspelt ones are compared with: about a tenth of a second; later ones get no suggestion. */
const comparisons = 30_000

export class Report {
  readonly errors: Problem[] = []
  readonly warnings: Problem[] = []
  #comparisons = comparisons

  error(code: ErrorCode, about: About, message: string, hint: string): void {
    this.errors.push({ code, level: "error", ...place(about), message, hint })
  }

  warn(code: WarningCode, about: About, message: string, hint: string): void {
    this.warnings.push({ code, level: "warning", ...place(about), message, hint })
  }

  /** The word that a misspelt one was most likely meant to be. */
  closest(word: unknown, words: readonly string[]): string | undefined {
    if (typeof word !== "string" || words.length > this.#comparisons) return undefined
    this.#comparisons -= words.length
    return closest(word, words)
  }
}

/** “Whisper” (node 1) */
export const nameOf = (node: PipelineNode): string => `${quoted(labelOf(node))} (node ${node.number})`

/** `node 3`, whatever stands where a number should. */
export const nodeAt = (number: unknown): string =>
  number === undefined ? "no node" : `node ${typeof number === "number" ? number : quoted(number)}`

/** A word in quotation marks; a value of another type is written as JSON. */
export function quoted(word: unknown): string {
  const text = typeof word === "string" ? word : (JSON.stringify(word) ?? "undefined")
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`
}

/** More words than these are counted instead of named. */
const mostListed = 12

/** “a”, “b” or “c” */
export const listed = (words: readonly string[], joint = "or"): string => {
  if (words.length < 2) return words.map(quoted).join("")
  const [named, last] =
    words.length > mostListed
      ? [words.slice(0, mostListed - 1), `${words.length - mostListed + 1} more`]
      : [words.slice(0, -1), quoted(words.at(-1))]
  return `${named.map(quoted).join(", ")} ${joint} ${last}`
}

const place = ({ node, parameter }: About): Pick<Problem, "node" | "parameter"> => ({
  ...(node === undefined ? {} : { node: node.number }),
  ...(parameter === undefined ? {} : { parameter })
})
