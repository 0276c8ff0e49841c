/**
 * From an argument list to an exit code: find the command, parse its options, run it, report what failed.
 * No Effect in here: it is loaded with the command's handler.
 */
import { type CliFailure, UsageError } from "./CliFailure.ts"
import type { Call, CommandSpec } from "./command.ts"
import { ExitCode } from "./ExitCode.ts"
import { globalOptions } from "./globalOptions.ts"
import { commandHelp, nounHelp, overview } from "./help.ts"
import type { Io } from "./Io.ts"
import { type Format, makeOutput, type Output, parseFormat } from "./Output.ts"
import type { ReadToken, Token } from "./parseArguments.ts"
import { commands as allCommands } from "./commands/index.ts"

/** Runs one command line; everything it touches of the process comes through `io`. */
export const runCli = async (
  argv: readonly string[],
  io: Io,
  version: string,
  commands: readonly CommandSpec[] = allCommands
): Promise<ExitCode> => {
  const written = { output: makeOutput({ format: askedFormat(argv, io), io }) }
  const code = await runCommand(argv, io, version, commands, written)
  const problem = await written.output.flushed()
  if (problem === undefined) return code
  const { cannotWrite, showFailure } = await import("./failure.ts")
  showFailure(cannotWrite(problem, written.output.short), makeOutput({ format: "text", io }))
  // A failure of the command itself says more; having detached from the run is a consequence of this one.
  return code === ExitCode.ok || code === ExitCode.detached ? ExitCode.error : code
}

const runCommand = async (
  argv: readonly string[],
  io: Io,
  version: string,
  commands: readonly CommandSpec[],
  written: { output: Output }
): Promise<ExitCode> => {
  const words = (text: string): ExitCode => {
    written.output.words(text)
    return ExitCode.ok
  }
  try {
    if (io.mangled !== undefined)
      throw new UsageError(
        `An argument is not UTF-8 text: "${io.mangled}".`,
        "Use a UTF-8 terminal, or pass the text in a file: -i label=@file."
      )
    if (argv[0] === "-V" || argv[0] === "--version" || argv[0] === "-v") return words(version)
    const asked = argv[0] === "help" ? [...argv.slice(1), "--help"] : argv
    const { parseArguments, readToken } = await import("./parseArguments.ts")
    const split = splitCommand(asked, commands, readToken)
    const spec = commands.find((command) => command.name === split.words.join(" "))
    if (spec === undefined) return words(await withoutCommand(split, io, version, commands))
    const { flags, positionals } = parseArguments(spec, split.rest)
    if (flags.on("help")) return words(commandHelp(spec, io.stdout.columns))
    if (flags.on("version")) return words(version)
    const output = makeOutput({
      format: parseFormat(flags.text("output"), io.stdout, spec.raw !== undefined && flags.on(spec.raw)),
      quiet: flags.on("quiet"),
      noColor: flags.on("no-color"),
      io
    })
    written.output = output
    return await start(spec, {
      command: spec.name,
      positionals,
      flags,
      io,
      output,
      settings: { baseUrl: flags.text("base-url") }
    })
  } catch (error) {
    const { describeBug, showFailure } = await import("./failure.ts")
    const failure: CliFailure = error instanceof UsageError ? error : describeBug(error)
    showFailure(failure, written.output)
    return failure.exitCode
  }
}

const start = async (spec: CommandSpec, call: Call): Promise<ExitCode> => {
  const [handler, { execute }] = await Promise.all([spec.load(), import("./execute.ts")])
  return execute(handler, call, spec)
}

interface Split {
  readonly words: readonly string[]
  readonly rest: readonly string[]
  /** What follows the words that name a command. */
  readonly next: Token | undefined
}

/**
 * The leading words that name a command, with the options of every command in between; the rest is the command's own.
 */
const splitCommand = (argv: readonly string[], commands: readonly CommandSpec[], readToken: ReadToken): Split => {
  const words: string[] = []
  const before: string[] = []
  const begins = (name: string): boolean =>
    commands.some((command) => command.name === name || command.name.startsWith(`${name} `))
  let at = 0
  while (at < argv.length) {
    const tokens = readToken(argv, at, globalOptions, "axp")
    const [first] = tokens
    const length = Math.max(...tokens.map((token) => token.length))
    if (first?.kind === "option") before.push(...argv.slice(at, at + length))
    else if (first?.kind === "text" && begins([...words, first.text].join(" "))) words.push(first.text)
    else return { words, rest: [...before, ...argv.slice(at)], next: first }
    at += length
  }
  return { words, rest: before, next: undefined }
}

/** Help if it is asked for; throws a UsageError for words that do not name a command. */
const withoutCommand = async (
  { next, rest, words }: Split,
  io: Io,
  version: string,
  commands: readonly CommandSpec[]
): Promise<string> => {
  const noun = words[0]
  const verbs = commands.flatMap(({ name }) =>
    noun === undefined ? [name.split(" ")[0] ?? ""] : name.startsWith(`${noun} `) ? [name.slice(noun.length + 1)] : []
  )
  const known = [...new Set(verbs)]
  const group = noun === undefined ? "axp" : `axp ${noun}`
  const help = (): string =>
    noun === undefined ? overview(commands, io.stdout.columns) : nounHelp(noun, commands, io.stdout.columns)
  if (next?.kind !== "text") {
    if (noun === undefined && rest.length === 0) return help()
    const { parseArguments } = await import("./parseArguments.ts")
    const { flags } = parseArguments({ name: words.join(" "), options: {} }, rest)
    if (flags.on("help")) return help()
    if (flags.on("version")) return version
    throw new UsageError(
      noun === undefined ? "No command given." : `${group} needs a command.`,
      noun === undefined ? "axp --help lists commands and options." : `One of: ${known.join(", ")}.`
    )
  }
  const typed = next.text
  const { closest } = await import("@aixplain-ts/designer")
  const near = closest(typed, known)
  throw new UsageError(
    `Unknown command: ${group} ${typed}`,
    near === undefined ? `${group} --help lists them: ${known.join(", ")}.` : `Did you mean ${group} ${near}?`
  )
}

/** The output format for a command line that could not be parsed: what its -o asks for, if that can be read. */
const askedFormat = (argv: readonly string[], io: Io): Format => {
  const at = argv.findLastIndex((word) => /^(-[a-z]*o|--output)/.test(word) && !/\s/.test(word))
  const word = argv[at] ?? ""
  // In a group of letters the value begins after the first `o`, which takes one.
  const start = word.startsWith("--output") ? "--output".length : word.indexOf("o") + 1
  const attached = word.slice(start).replace("=", "")
  const asked = attached === "" ? argv[at + 1] : attached
  if (at >= 0 && (asked === "text" || asked === "json" || asked === "ndjson")) return asked
  return io.stdout.isTTY ? "text" : "json"
}
