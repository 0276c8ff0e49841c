/**
 * Parses words into options and positional arguments, and reports words that are neither.
 *
 * `--word` is always an option. A word with one dash is text when it is a dash and a digit or contains white space
 * (`"- the hotel was bad"`, `-1`), else one or more short options. After `--` everything is text.
 */
import { closest } from "@aixplain-ts/designer"
import { UsageError } from "./CliFailure.ts"
import type { CommandSpec, Flags, OptionSpec } from "./command.ts"
import { globalOptions } from "./globalOptions.ts"

export interface Parsed {
  readonly flags: Flags
  readonly positionals: readonly string[]
}

type Options = Readonly<Record<string, OptionSpec>>

/** One token: text, an option with its value, or a problem. `length` is the number of words that it consumed. */
export type Token =
  | { readonly kind: "text"; readonly text: string; readonly length: number }
  | { readonly kind: "option"; readonly name: string; readonly value: string; readonly length: number }
  | { readonly kind: "end"; readonly length: number }
  | { readonly kind: "problem"; readonly problem: UsageError; readonly length: number }

export const isOptionLike = (word: string): boolean =>
  word.startsWith("--") || (word.startsWith("-") && word !== "-" && !/^-\p{Nd}|\s/u.test(word))

export type ReadToken = typeof readToken

/**
 * Reads the word at `at`; several short options in one word are several tokens. `command` is named in messages.
 */
export const readToken = (
  words: readonly string[],
  at: number,
  options: Options,
  command: string
): readonly Token[] => {
  const word = words[at] ?? ""
  if (word === "--") return [{ kind: "end", length: 1 }]
  if (!isOptionLike(word)) return [{ kind: "text", text: word, length: 1 }]
  return word.startsWith("--") ? [readLong(words, at, options, command)] : readShort(words, at, options, command)
}

const readLong = (words: readonly string[], at: number, options: Options, command: string): Token => {
  const word = words[at] ?? ""
  const equals = word.indexOf("=")
  const name = word.slice(2, equals < 0 ? undefined : equals)
  const option = Object.hasOwn(options, name) ? options[name] : undefined
  if (option === undefined) return problem(unknown(command, `--${name}`, options))
  return withValue(words, at, name, option, `--${name}`, equals < 0 ? undefined : word.slice(equals + 1))
}

const readShort = (words: readonly string[], at: number, options: Options, command: string): readonly Token[] => {
  const word = words[at] ?? ""
  const tokens: Token[] = []
  for (let index = 1; index < word.length; index++) {
    const letter = word[index] ?? ""
    const found = Object.entries(options).find(([, { short }]) => short === letter)
    // -h means help only on its own: in a longer word it is an ordinary letter.
    if (found === undefined || (found[0] === "help" && word !== "-h")) return [problem(unknown(command, word, options))]
    const [name, option] = found
    const rest = word.slice(index + 1)
    if (option.type === "string") {
      tokens.push(withValue(words, at, name, option, `-${letter}`, rest === "" ? undefined : rest.replace(/^=/, "")))
      return tokens
    }
    tokens.push({ kind: "option", name, value: "", length: 1 })
  }
  return tokens
}

const problem = (sentence: UsageError, length = 1): Token => ({ kind: "problem", problem: sentence, length })

const withValue = (
  words: readonly string[],
  at: number,
  name: string,
  option: OptionSpec,
  raw: string,
  inline: string | undefined
): Token => {
  if (option.type === "boolean")
    return inline === undefined
      ? { kind: "option", name, value: "", length: 1 }
      : problem(new UsageError(`${raw} takes no value.`, `Write ${raw} alone.`))
  if (inline !== undefined) return { kind: "option", name, value: inline, length: 1 }
  const next = words[at + 1]
  if (next === undefined)
    return problem(new UsageError(`${raw} needs a value.`, `Write ${raw} <${option.value ?? "value"}>.`))
  if (isOptionLike(next))
    return problem(
      new UsageError(
        `${raw} needs a value, and ${next} looks like an option.`,
        `Write --${name}=${next} if it is the value.`
      )
    )
  return { kind: "option", name, value: next, length: 2 }
}

export const parseArguments = (spec: Pick<CommandSpec, "name" | "options">, words: readonly string[]): Parsed => {
  const options: Options = { ...globalOptions, ...spec.options }
  const values = new Map<string, string[]>()
  const positionals: string[] = []
  const problems: UsageError[] = []
  let at = 0
  while (at < words.length) {
    const tokens = readToken(words, at, options, `axp ${spec.name}`.trim())
    for (const token of tokens) {
      if (token.kind === "text") positionals.push(token.text)
      else if (token.kind === "option") values.set(token.name, [...(values.get(token.name) ?? []), token.value])
      else if (token.kind === "problem") problems.push(token.problem)
    }
    at += Math.max(...tokens.map(({ length }) => length))
    if (tokens[0]?.kind === "end") positionals.push(...words.slice(at))
    if (tokens[0]?.kind === "end") break
  }
  const [first] = problems
  // --help wins over every problem on the line.
  if (first !== undefined && !values.has("help")) throw first
  const all = (name: string): readonly string[] => values.get(name) ?? []
  return { positionals, flags: { all, text: (name) => all(name).at(-1), on: (name) => values.has(name) } }
}

const unknown = (command: string, raw: string, options: Options): UsageError => {
  if (!raw.startsWith("--"))
    return new UsageError(`Unknown option: ${raw}`, `If it is text, put -- before it: ${command} … -- ${raw}`)
  const near = closest(raw.slice(2), Object.keys(options))
  return new UsageError(
    `Unknown option: ${raw}`,
    near === undefined
      ? `${command} --help lists the options. If it is text, put -- before it.`
      : `Did you mean --${near}? If it is text, put -- before it.`
  )
}
