/**
 * Tokens of pages: where a list continues, as text that callers pass back unread. A token that this server did not make
 * for the same kind of list is refused, so that a mistyped one is never taken for the end, or the beginning, of a list.
 */
import type { SegmentKey } from "../plan/SegmentKey.ts"

/** A token that does not name a place in the list. */
export class InvalidPageToken extends Error {
  override readonly name = "InvalidPageToken"
  readonly token: string

  constructor(token: string) {
    super(`Invalid page token: ${JSON.stringify(token.length > 80 ? `${token.slice(0, 79)}…` : token)}.`)
    this.token = token
  }
}

export interface PageTokens<Place> {
  write(place: Place): string
  /** @throws InvalidPageToken */
  read(token: string): Place
}

const tokens = <Place>(
  kind: string,
  pattern: RegExp,
  toText: (place: Place) => string,
  toPlace: (text: string) => Place
): PageTokens<Place> => {
  const write = (place: Place): string => Buffer.from(`${kind}.${toText(place)}`).toString("base64url")
  return {
    write,
    read: (token) => {
      const text = Buffer.from(token, "base64url").toString("utf8")
      const rest = text.slice(kind.length + 1)
      if (!text.startsWith(`${kind}.`) || !pattern.test(rest)) throw new InvalidPageToken(token)
      const place = toPlace(rest)
      // Base64 has several spellings of one text; only the one that was given out is valid.
      if (write(place) !== token) throw new InvalidPageToken(token)
      return place
    }
  }
}

const numbers = (kind: string): PageTokens<number> => tokens(kind, /^\d{1,15}$/u, String, Number)

/** The number of the last run of a page. */
export const runTokens = numbers("run")
/** The number of the last line. */
export const logTokens = numbers("log")
/** The index of the first item of the next page. */
export const outputTokens = numbers("output")

/** A step by its node's number and its segment. */
export interface StepPlace {
  readonly node: number
  readonly seg: SegmentKey
}

export const stepTokens: PageTokens<StepPlace> = tokens(
  "step",
  /^-?\d{1,15}\/(?:\d{5}(?:\.\d{5})*)?$/u,
  ({ node, seg }) => `${node}/${seg}`,
  (text) => {
    const at = text.indexOf("/")
    return { node: Number(text.slice(0, at)), seg: text.slice(at + 1) }
  }
)
