/** Help texts, made from the command specs. */
import type { CommandSpec, OptionSpec } from "./Command.ts"
import { globalOptions } from "./GlobalOptions.ts"
import { table } from "./Output.ts"
import { commands } from "./commands/index.ts"

const optionRows = (options: Readonly<Record<string, OptionSpec>>): string[][] =>
  Object.entries(options).map(([name, { help, short, value }]) => [
    `  ${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` <${value}>`}`,
    help
  ])

const commandRows = (specs: readonly CommandSpec[]): string[][] =>
  specs.map((spec) => [`  axp ${`${spec.name} ${spec.arguments}`.trim()}`, spec.summary])

export const overview = (): string =>
  `Run, follow and manage aiXplain pipelines.

${table(commandRows(commands))}

Options of every command
${table(optionRows(globalOptions))}

axp <command> --help shows a command's own options with two examples.
`

export const nounHelp = (noun: string): string =>
  `${table(commandRows(commands.filter(({ name }) => name === noun || name.startsWith(`${noun} `))))}\n`

export const commandHelp = (spec: CommandSpec): string => {
  const own = Object.keys(spec.options).length === 0 ? "" : `Options\n${table(optionRows(spec.options))}\n\n`
  return `${spec.summary}

  axp ${`${spec.name} ${spec.arguments}`.trim()}

${own}Options of every command
${table(optionRows(globalOptions))}

Examples
${spec.examples.map(({ command, says }) => `  ${command}\n      ${says}`).join("\n")}
`
}
