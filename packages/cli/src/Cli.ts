/**
 * From an argument list to an exit code: find the command, parse its options, run it, say what went wrong.
 * No Effect in here: it is loaded with the command's handler.
 */
import { type CliFailure, UsageError } from "./CliFailure.ts"
import type { Call, CommandSpec } from "./Command.ts"
import { ExitCode } from "./ExitCode.ts"
import { globalOptions } from "./GlobalOptions.ts"
import { commandHelp, nounHelp, overview } from "./Help.ts"
import type { Io } from "./Io.ts"
import { type Format, makeOutput, type Output, parseFormat } from "./Output.ts"
import { commands as allCommands } from "./commands/index.ts"

/** Runs one command line; everything it touches of the process comes through `io`. */
export const runCli = async (
  argv: readonly string[],
  io: Io,
  version: string,
  commands: readonly CommandSpec[] = allCommands
): Promise<ExitCode> => {
  let output: Output | undefined
  try {
    if (argv[0] === "-V" || argv[0] === "--version" || argv[0] === "-v") return answer(io, `${version}\n`)
    const asked = argv[0] === "help" ? [...argv.slice(1), "--help"] : argv
    const { rest, words } = splitCommand(asked, commands)
    const spec = commands.find((command) => command.name === words.join(" "))
    if (spec === undefined) return await answerWithoutCommand(words, rest, io, commands)
    const { parseArguments } = await import("./ParseArguments.ts")
    const { flags, positionals } = parseArguments(spec, rest)
    if (flags.on("help")) return answer(io, commandHelp(spec, io.stdout.columns))
    output = makeOutput({
      format: parseFormat(flags.text("output"), io.stdout, spec.raw !== undefined && flags.on(spec.raw)),
      quiet: flags.on("quiet"),
      noColor: flags.on("no-color"),
      io
    })
    return await start(spec, { positionals, flags, io, output, settings: { baseUrl: flags.text("base-url") } })
  } catch (error) {
    const { describeBug, showFailure } = await import("./Failure.ts")
    const failure: CliFailure = error instanceof UsageError ? error : describeBug(error)
    showFailure(failure, output ?? makeOutput({ format: askedFormat(argv, io), io }))
    return failure.exitCode
  }
}

const start = async (spec: CommandSpec, call: Call): Promise<ExitCode> => {
  const [handler, { execute }] = await Promise.all([spec.load(), import("./Execute.ts")])
  return execute(handler, call, spec)
}

/** The leading words that name a command, with the options of every command in between; the rest is the command's own. */
const splitCommand = (
  argv: readonly string[],
  commands: readonly CommandSpec[]
): { readonly words: readonly string[]; readonly rest: readonly string[] } => {
  const words: string[] = []
  const before: string[] = []
  const begins = (name: string): boolean =>
    commands.some((command) => command.name === name || command.name.startsWith(`${name} `))
  let at = 0
  while (at < argv.length) {
    const word = argv[at] ?? ""
    const length = word.startsWith("-") ? globalOptionLength(word) : 0
    if (length > 0) before.push(...argv.slice(at, at + length))
    else if (!word.startsWith("-") && begins([...words, word].join(" "))) words.push(word)
    else break
    at += Math.max(1, length)
  }
  return { words, rest: [...before, ...argv.slice(at)] }
}

/** How many words an option of every command takes; 0 for any other. */
const globalOptionLength = (word: string): number => {
  const [name = ""] = word.replace(/^--/, "").split("=")
  const option = word.startsWith("--")
    ? globalOptions[name]
    : Object.values(globalOptions).find(({ short }) => short === word[1])
  if (option === undefined) return 0
  const inline = word.startsWith("--") ? word.includes("=") : word.length > 2
  return option.type === "string" && !inline ? 2 : 1
}

const answerWithoutCommand = async (
  words: readonly string[],
  rest: readonly string[],
  io: Io,
  commands: readonly CommandSpec[]
): Promise<ExitCode> => {
  const noun = words[0]
  const typed = rest.find((word) => !word.startsWith("-"))
  const asksForHelp = rest.includes("--help") || rest.includes("-h")
  if (typed === undefined && (asksForHelp || (noun === undefined && rest.length === 0)))
    return answer(io, noun === undefined ? overview(commands, io.stdout.columns) : nounHelp(noun, commands))
  const verbs = commands.flatMap(({ name }) =>
    noun === undefined ? [name.split(" ")[0] ?? ""] : name.startsWith(`${noun} `) ? [name.slice(noun.length + 1)] : []
  )
  const known = [...new Set(verbs)]
  const group = noun === undefined ? "axp" : `axp ${noun}`
  if (typed === undefined)
    throw new UsageError(
      noun === undefined ? `${rest[0] ?? ""} is no option of axp.` : `${group} needs to know what to do.`,
      noun === undefined ? "axp --help lists commands and options." : `One of: ${known.join(", ")}.`
    )
  const { closest } = await import("./Suggest.ts")
  const near = closest(typed, known)
  throw new UsageError(
    `${group} has no command "${typed}".`,
    near === undefined ? `${group} --help lists them: ${known.join(", ")}.` : `Did you mean ${group} ${near}?`
  )
}

const answer = (io: Io, text: string): ExitCode => {
  io.stdout.write(text)
  return ExitCode.ok
}

/** A command line that could not be parsed still answers in the format that it asked for, as far as that is plain. */
const askedFormat = (argv: readonly string[], io: Io): Format => {
  const at = argv.findLastIndex((word) => /^(-o|--output)/.test(word))
  const asked = /^(?:-o|--output=)(.+)$/.exec(argv[at] ?? "")?.[1] ?? argv[at + 1]
  if (at >= 0 && (asked === "text" || asked === "json" || asked === "ndjson")) return asked
  return io.stdout.isTTY ? "text" : "json"
}
