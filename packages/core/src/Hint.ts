/**
 * What to do about a failure, as data: a hint that is about an option names the option, so that the SDK can say
 * `baseUrl` and a command line `--base-url` without either reading the other's sentences.
 */

/** Options and arguments that hints talk about. A command line has a table over these names. */
export type HintOption =
  | "apiKey"
  | "baseUrl"
  | "idempotencyKey"
  | "limit"
  | "maxResponseBytes"
  | "name"
  | "overwrite"
  | "runRef"
  | "timeout"
  | "trustedOrigins"

/** One sentence. `{option}` in a hint about an option stands for the option's name. */
export interface Hint {
  readonly text: string
  readonly option?: HintOption
}

/**
 * The hints as text. `spell` returns the name of an option where it is shown; hints about an option without a name there
 * are left out.
 */
export const renderHints = (
  hints: readonly Hint[],
  spell: (option: HintOption) => string | undefined = (option) => option
): string | undefined => {
  const sentences = hints.flatMap(({ text, option }) => {
    if (option === undefined) return [text]
    const name = spell(option)
    return name === undefined ? [] : [text.replaceAll("{option}", () => name)]
  })
  return sentences.length === 0 ? undefined : sentences.join(" ")
}
