/**
 * Variables of a prompt: `Summarise {{topic}}` has the variable `topic`.
 *
 * Each variable becomes a required text input of its text-generation node, and the node's `text` is then optional. A
 * name is whatever stands between double braces, spaces included, as long as no closing brace is in it.
 */

interface PromptVariable {
  readonly name: string
  /** Where its opening braces begin and where its closing ones end. */
  readonly start: number
  readonly end: number
}

/**
 * The variables from left to right, in one pass: the first closing brace after an opening pair either completes a
 * variable or rules out every opening pair before it. (`/\{\{([^}]+)\}\}/g` finds the same and takes quadratic time.)
 */
function* variablesIn(prompt: string): Generator<PromptVariable> {
  let from = 0
  for (;;) {
    const start = prompt.indexOf("{{", from)
    const close = start < 0 ? -1 : prompt.indexOf("}", start + 2)
    if (close < 0) return
    const isVariable = close > start + 2 && prompt[close + 1] === "}"
    from = close + (isVariable ? 2 : 1)
    if (isVariable) yield { name: prompt.slice(start + 2, close), start, end: from }
  }
}

/** Names of the variables in a prompt, each once, in the order in which they first occur. */
export const promptVariables = (prompt: string): ReadonlyArray<string> => [
  ...new Set(Array.from(variablesIn(prompt), ({ name }) => name))
]

/** The prompt with the value of each variable in its place. */
export const fillPrompt = (prompt: string, valueOf: (name: string) => string): string => {
  let filled = ""
  let from = 0
  for (const { name, start, end } of variablesIn(prompt)) {
    filled += prompt.slice(from, start) + valueOf(name)
    from = end
  }
  return filled + prompt.slice(from)
}

/** The same for a literal prompt, as a union type; `never` when it has none, and for a prompt that is just `string`. */
export type PromptVariables<
  Prompt extends string,
  Found extends string = never
> = Prompt extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name extends ""
    ? PromptVariables<Rest, Found>
    : Name extends `${string}}${string}`
      ? PromptVariables<`${Name}}}${Rest}`, Found>
      : PromptVariables<Rest, Found | Name>
  : Found
