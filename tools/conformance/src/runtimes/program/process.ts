/** The portable program as a process: Node, Bun and Deno. Options as JSON in the first argument, a JSON line for each check. */
import { main, type ProgramOptions } from "./main.ts"

const { Deno, process } = globalThis as {
  readonly Deno?: { readonly args: readonly string[] }
  readonly process?: { readonly argv: readonly string[] }
}
const [given = "{}"] = Deno?.args ?? process?.argv.slice(2) ?? []

await main(JSON.parse(given) as ProgramOptions, (line) => console.log(JSON.stringify(line)))
