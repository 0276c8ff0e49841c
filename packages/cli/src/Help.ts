/** Help texts, made from the command specs. */
import type { CommandSpec, OptionSpec } from "./Command.ts"
import { globalOptions } from "./GlobalOptions.ts"

type Row = readonly [left: string, right: string]

/** Two columns; where they would not fit side by side the second goes below. */
const columns = (rows: readonly Row[], width: number): string => {
  const left = Math.max(...rows.map(([first]) => first.length))
  const beside = rows.every(([, second]) => left + 2 + second.length <= Math.max(width, 80))
  return rows
    .map(([first, second]) => (beside ? `${first.padEnd(left)}  ${second}` : `${first}\n        ${second}`))
    .join("\n")
}

const optionRows = (options: Readonly<Record<string, OptionSpec>>): Row[] =>
  Object.entries(options).map(([name, { help, multiple, short, value }]) => [
    `  ${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` <${value}>`}`,
    multiple === true ? `${help} (several times)` : help
  ])

const commandRows = (specs: readonly CommandSpec[]): Row[] =>
  specs.map((spec) => [`  axp ${`${spec.name} ${spec.arguments}`.trim()}`, spec.summary])

export const overview = (commands: readonly CommandSpec[], width: number): string =>
  `Run, follow and manage aiXplain pipelines.

${columns(commandRows(commands), width)}

Options of every command
${columns(optionRows(globalOptions), width)}

axp <command> --help shows a command's own options with two examples.
`

export const nounHelp = (noun: string, commands: readonly CommandSpec[]): string =>
  `${columns(commandRows(commands.filter(({ name }) => name === noun || name.startsWith(`${noun} `))), 80)}

axp ${noun} <command> --help shows its options with two examples.
`

export const commandHelp = (spec: CommandSpec, width: number): string => {
  const own = Object.keys(spec.options).length === 0 ? "" : `Options\n${columns(optionRows(spec.options), width)}\n\n`
  return `${spec.summary}

  axp ${`${spec.name} ${spec.arguments}`.trim()}

${own}Options of every command
${columns(optionRows(globalOptions), width)}

Examples
${spec.examples.map(({ command, says }) => `  ${command}\n      ${says}`).join("\n")}
`
}
