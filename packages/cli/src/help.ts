/** Help texts, made from the command specs. */
import type { CommandSpec, OptionSpec } from "./command.ts"
import { globalOptions } from "./globalOptions.ts"

type Row = readonly [left: string, right: string]

/** Two columns; the second is wrapped where the line ends. */
const columns = (rows: readonly Row[], width: number): string => {
  const left = Math.max(...rows.map(([first]) => first.length)) + 2
  return rows
    .map(([first, second]) => {
      const [line = "", ...more] = wrapped(second, Math.max(30, Math.min(width, 120) - left))
      return [first.padEnd(left) + line, ...more.map((next) => " ".repeat(left) + next)].join("\n")
    })
    .join("\n")
}

const wrapped = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  for (const word of text.split(" ")) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length >= width) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

const optionRows = (options: Readonly<Record<string, OptionSpec>>): Row[] =>
  Object.entries(options).map(([name, { help, multiple, short, value }]) => [
    `  ${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` <${value}>`}`,
    multiple === true ? `${help} (repeatable)` : help
  ])

const commandRows = (specs: readonly CommandSpec[]): Row[] =>
  specs.map((spec) => [`  axp ${`${spec.name} ${spec.arguments}`.trim()}`, spec.summary])

export const overview = (commands: readonly CommandSpec[], width: number): string =>
  `Run, follow and manage aiXplain pipelines.

${columns(commandRows(commands), width)}

Global options
${columns(optionRows(globalOptions), width)}

axp <command> --help shows a command's options and two examples.
`

export const nounHelp = (noun: string, commands: readonly CommandSpec[], width: number): string =>
  `${columns(commandRows(commands.filter(({ name }) => name === noun || name.startsWith(`${noun} `))), width)}

axp ${noun} <command> --help shows a command's options and two examples.
`

export const commandHelp = (spec: CommandSpec, width: number): string => {
  const own = Object.keys(spec.options).length === 0 ? "" : `Options\n${columns(optionRows(spec.options), width)}\n\n`
  return `${spec.summary}

  axp ${`${spec.name} ${spec.arguments}`.trim()}

${own}Global options
${columns(optionRows(globalOptions), width)}

Examples
${spec.examples.map(({ command, says }) => `  ${command}\n      ${says}`).join("\n")}
`
}
