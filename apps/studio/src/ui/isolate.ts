/**
 * Keeps a name from turning the sentence around it: characters that set the direction of text end with the name. Pure.
 */
const controls = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/

/** The name between marks of isolation where it holds such a character; any other name stays as it is. */
export const isolate = (name: string): string => (controls.test(name) ? `\u2068${closed(name)}\u2069` : name)

/** An isolate that the name opens and does not close would swallow the mark that ends it. */
const closed = (name: string): string => {
  let open = 0
  let kept = ""
  for (const character of name) {
    if (/[\u2066-\u2068]/.test(character)) open += 1
    // A mark that closes more than the name opened would end our own.
    if (character === "\u2069" && open-- <= 0) {
      open = 0
      continue
    }
    kept += character
  }
  return kept + "\u2069".repeat(open)
}
