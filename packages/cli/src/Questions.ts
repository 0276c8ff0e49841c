/** Small readings that several commands share: a page's size, and a yes before something that cannot be undone. */
import { localFailure, UsageError } from "./CliFailure.ts"
import type { Call } from "./Command.ts"

export const readLimit = (call: Call): number | undefined => {
  const text = call.flags.text("limit")
  if (text === undefined) return undefined
  const limit = Number(text)
  if (/^\d+$/.test(text) && limit >= 1 && limit <= 100) return limit
  throw new UsageError(`--limit must be a number from 1 to 100 (got "${text}").`)
}

/** Asks, or takes `--yes`; without a person and without `--yes` nothing is done. */
export const confirm = async (call: Call, question: string): Promise<void> => {
  if (call.flags.on("yes")) return
  const answer = await call.io.ask(`${question} [y/N] `)
  if (answer === undefined)
    throw new UsageError(`${question} There is no terminal to ask on.`, "Confirm it with --yes.")
  if (!/^y(es)?$/i.test(answer.trim())) throw localFailure("Nothing was changed.")
}
