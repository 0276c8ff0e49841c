/**
 * Variables of a prompt: `Summarise {{topic}}` has the variable `topic`.
 *
 * Each variable becomes a required text input of its text-generation node, and the node's `text` is then optional. A
 * name is whatever stands between double braces, spaces included, as long as no closing brace is in it.
 */

/** Names of the variables in a prompt, each once, in the order in which they first occur. */
export const promptVariables = (prompt: string): ReadonlyArray<string> => [
  ...new Set(Array.from(prompt.matchAll(/\{\{([^}]+)\}\}/g), (match) => match[1] as string))
]

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
