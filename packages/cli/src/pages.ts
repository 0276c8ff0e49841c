/** One page of a list as every command shows it. */
import type { Call } from "./command.ts"
import { ExitCode } from "./ExitCode.ts"
import { table } from "./Output.ts"

/** `{ items, next }` for programs, a table for people. */
export const showPage = (
  call: Call,
  page: { readonly items: readonly unknown[]; readonly next: string | null },
  head: readonly string[],
  rows: readonly (readonly string[])[]
): ExitCode => {
  const { items, next } = page
  call.output.answer({ items, next }, rows.length === 0 ? "" : table([head, ...rows]))
  if (rows.length === 0 && call.output.format === "text") call.output.note("Nothing found.")
  if (next !== null) call.output.note(`More results: --page ${next}`)
  return ExitCode.ok
}
