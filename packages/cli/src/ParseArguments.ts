/** From words to options and positionals, and the sentence for words that fit nothing. */
import { parseArgs } from "node:util"
import { UsageError } from "./CliFailure.ts"
import type { CommandSpec, Flags, OptionSpec } from "./Command.ts"
import { globalOptions } from "./GlobalOptions.ts"
import { closest } from "./Suggest.ts"

export interface Parsed {
  readonly flags: Flags
  readonly positionals: readonly string[]
}

export const parseArguments = (spec: CommandSpec, args: readonly string[]): Parsed => {
  const options: Readonly<Record<string, OptionSpec>> = { ...globalOptions, ...spec.options }
  const known = Object.fromEntries(
    Object.entries(options).map(([name, { short, type }]) => [name, { type, ...(short !== undefined && { short }) }])
  )
  const parsed = parseArgs({ args: [...args], options: known, allowPositionals: true, strict: false, tokens: true })
  const values = new Map<string, string[]>()
  const problems: UsageError[] = []
  for (const token of parsed.tokens) {
    if (token.kind !== "option") continue
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined
    const problem = option === undefined ? unknown(spec, token.rawName, options) : misuse(token, option)
    if (problem !== undefined) problems.push(problem)
    else values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? ""])
  }
  const [problem] = problems
  // Whoever asks for help gets it, whatever else stands on the line.
  if (problem !== undefined && !values.has("help")) throw problem
  const all = (name: string): readonly string[] => values.get(name) ?? []
  return {
    positionals: parsed.positionals,
    flags: { all, text: (name) => all(name).at(-1), on: (name) => values.has(name) }
  }
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

/** A value that is missing, one too many, or one that looks like the next option. */
const misuse = ({ inlineValue, name, rawName, value }: OptionToken, option: OptionSpec): UsageError | undefined => {
  if (option.type === "boolean")
    return value === undefined ? undefined : new UsageError(`${rawName} takes no value.`, `Say ${rawName} alone.`)
  if (value === undefined)
    return new UsageError(`${rawName} needs a value.`, `Write ${rawName} <${option.value ?? "value"}>.`)
  if (inlineValue === true || !value.startsWith("-") || value === "-") return undefined
  return new UsageError(
    `${rawName} needs a value, and ${value} looks like an option.`,
    `Write --${name}=${value} if it is the value.`
  )
}

const unknown = (spec: CommandSpec, rawName: string, options: Readonly<Record<string, OptionSpec>>): UsageError => {
  const near = rawName.startsWith("--") ? closest(rawName.slice(2), Object.keys(options)) : undefined
  return new UsageError(
    `axp ${spec.name} has no option ${rawName}.`,
    near === undefined ? `axp ${spec.name} --help lists the options.` : `Did you mean --${near}?`
  )
}
