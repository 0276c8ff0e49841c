/**
 * Keeps a name from changing the direction of the text around it: its bidirectional control characters end with the
 * name. Pure.
 */
const controls = /[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/

/** The name in isolation marks if it contains such a character; any other name is unchanged. */
export const isolate = (name: string): string => (controls.test(name) ? `\u2068${closed(name)}\u2069` : name)

/** Closes isolates that the name opens, because they would consume the mark that ends ours. */
const closed = (name: string): string => {
  let open = 0
  let kept = ""
  for (const character of name) {
    if (/[\u2066-\u2068]/.test(character)) open += 1
    // A surplus closing mark would end our isolate.
    if (character === "\u2069" && open-- <= 0) {
      open = 0
      continue
    }
    kept += character
  }
  return kept + "\u2069".repeat(open)
}
