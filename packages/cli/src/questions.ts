/** Shared by several commands: reads `--limit`, and asks for confirmation of what cannot be undone. */
import { localFailure, UsageError } from "./CliFailure.ts"
import type { Call } from "./command.ts"

export const readLimit = (call: Call): number | undefined => {
  const text = call.flags.text("limit")
  if (text === undefined) return undefined
  const limit = Number(text)
  if (/^\d+$/.test(text) && limit >= 1 && limit <= 100) return limit
  throw new UsageError(`--limit must be a number from 1 to 100 (got "${text}").`)
}

/** Asks, unless `--yes` confirms in advance; fails without a terminal and without `--yes`. */
export const confirm = async (call: Call, question: string): Promise<void> => {
  if (call.flags.on("yes")) return
  const answer = await call.io.ask(`${question} [y/N] `)
  if (answer === undefined) throw new UsageError(`${question} A terminal is needed to ask.`, "Confirm it with --yes.")
  if (!/^y(es)?$/i.test(answer.trim())) throw localFailure("Nothing was changed.")
}
