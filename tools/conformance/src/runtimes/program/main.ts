/** The portable program: runs the published client in any runtime against scripted servers. */
import { benchOf, type Check, type Line, lineOf, type ProgramOptions } from "./check.ts"
import { faultChecks } from "./faults.ts"
import { fileChecks } from "./files.ts"
import { followingChecks } from "./following.ts"
import { payloadChecks } from "./payloads.ts"
import { submissionChecks } from "./submission.ts"

export type { Line, ProgramOptions, RuntimeName } from "./check.ts"

export const checks: readonly Check[] = [
  ...submissionChecks,
  ...payloadChecks,
  ...faultChecks,
  ...fileChecks,
  ...followingChecks
]

/** How many checks run concurrently: they mostly wait. */
const atOnce = 6

/** Runs every check and prints a line for each. */
export const main = async (options: ProgramOptions, say: (line: Line) => void | Promise<void>): Promise<void> => {
  const bench = benchOf(options)
  const waiting = [...checks]
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift())
      await say(await lineOf(check, bench))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}
