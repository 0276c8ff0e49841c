/**
 * From an argument list to an exit code: find the command, parse its options, run it, say what went wrong.
 * No Effect in here: it is loaded with the command's handler.
 */
import { parseArgs } from "node:util"
import type { Call, CommandSpec, Flags } from "./Command.ts"
import { describeUsage, type Failure, showFailure } from "./Failure.ts"
import { ExitCode } from "./ExitCode.ts"
import { globalOptions } from "./GlobalOptions.ts"
import { commandHelp, nounHelp, overview } from "./Help.ts"
import type { Io } from "./Io.ts"
import { makeOutput, type Output, parseFormat } from "./Output.ts"
import { UsageError } from "./UsageError.ts"
import { commands } from "./commands/index.ts"

/** Runs one command line; everything it touches of the process comes through `io`. */
export const runCli = async (argv: readonly string[], io: Io, version: string): Promise<ExitCode> => {
  let output: Output | undefined
  try {
    if (argv.includes("--version") || argv[0] === "-V") return answer(io, `${version}\n`)
    const { rest, words } = splitCommand(argv)
    const spec = commands.find((command) => command.name === words.join(" "))
    if (spec === undefined) return answerWithoutCommand(words, argv, io)
    const { flags, positionals } = parse(spec, rest)
    if (flags.on("help")) return answer(io, commandHelp(spec))
    output = makeOutput({
      format: parseFormat(flags.text("output"), io.stdout),
      quiet: flags.on("quiet"),
      stdout: io.stdout,
      stderr: io.stderr
    })
    const settings = { baseUrl: flags.text("base-url"), profile: flags.text("profile") }
    return await start(spec, { positionals, flags, io, output, settings })
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    return fail(describeUsage(error), argv, io, output)
  }
}

const start = async (spec: CommandSpec, call: Call): Promise<ExitCode> => {
  const [handler, { execute }] = await Promise.all([spec.load(), import("./Execute.ts")])
  return execute(handler, call, spec)
}

/** The longest run of leading words that names a command; options in between are left alone. */
const splitCommand = (argv: readonly string[]): { words: string[]; rest: string[] } => {
  const words: string[] = []
  const rest: string[] = []
  const open = (word: string): boolean =>
    commands.some(
      ({ name }) => name === [...words, word].join(" ") || name.startsWith(`${[...words, word].join(" ")} `)
    )
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? ""
    if (word === "--" || (!word.startsWith("-") && !open(word))) return { words, rest: [...rest, ...argv.slice(at)] }
    if (!word.startsWith("-")) words.push(word)
    else {
      rest.push(word)
      const name = word.startsWith("--") ? word.slice(2) : byShort(word.slice(1))
      const takesValue = !word.includes("=") && name !== undefined && globalOptions[name]?.type === "string"
      const value = argv[at + 1]
      if (takesValue && value !== undefined) {
        rest.push(value)
        at += 1
      } else if (words.length > 0 && globalOptions[name ?? ""] === undefined)
        return { words, rest: [...rest, ...argv.slice(at + 1)] }
    }
  }
  return { words, rest }
}

const byShort = (letter: string): string | undefined =>
  Object.entries(globalOptions).find(([, option]) => option.short === letter)?.[0]

const parse = (spec: CommandSpec, args: readonly string[]): { flags: Flags; positionals: readonly string[] } => {
  const options = { ...globalOptions, ...spec.options }
  const known = Object.fromEntries(
    Object.entries(options).map(([name, option]) => [
      name,
      { type: option.type, multiple: option.multiple ?? false, ...(option.short && { short: option.short }) }
    ])
  )
  try {
    const { positionals, values } = parseArgs({ args: [...args], options: known, allowPositionals: true })
    const all = (name: string): readonly string[] =>
      [values[name] ?? []].flat().filter((value) => value !== true) as string[]
    return { positionals, flags: { all, text: (name) => all(name).at(-1), on: (name) => values[name] === true } }
  } catch (error) {
    const message = error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error)
    throw new UsageError(`axp ${spec.name}: ${message}.`, `axp ${spec.name} --help lists the options.`)
  }
}

const answerWithoutCommand = (words: readonly string[], argv: readonly string[], io: Io): ExitCode => {
  const asksForHelp = argv.length === 0 || argv[0] === "help" || argv.includes("--help") || argv.includes("-h")
  const noun = words[0]
  const typed = argv.find((word) => !word.startsWith("-")) ?? argv[0] ?? ""
  if (asksForHelp) return answer(io, noun === undefined ? overview() : nounHelp(noun))
  if (noun !== undefined)
    throw new UsageError(`axp ${noun} needs to know what to do.`, `One of: ${verbs(noun).join(", ")}.`)
  throw new UsageError(`"${typed}" is no command of axp.`, "axp --help lists them.")
}

const verbs = (noun: string): string[] =>
  commands.filter(({ name }) => name.startsWith(`${noun} `)).map(({ name }) => name.slice(noun.length + 1))

const answer = (io: Io, text: string): ExitCode => {
  io.stdout.write(text)
  return ExitCode.ok
}

/** A command line that could not be parsed still answers in the format that it asked for, as far as that is plain. */
const fail = (failure: Failure, argv: readonly string[], io: Io, output: Output | undefined): ExitCode => {
  const at = argv.findIndex((word) => word === "-o" || word === "--output")
  const asked = argv[at + 1]
  const format = at >= 0 && (asked === "text" || asked === "json" || asked === "ndjson") ? asked : undefined
  showFailure(
    failure,
    output ??
      makeOutput({
        format: format ?? (io.stdout.isTTY ? "text" : "json"),
        quiet: false,
        stdout: io.stdout,
        stderr: io.stderr
      })
  )
  return failure.exitCode
}
