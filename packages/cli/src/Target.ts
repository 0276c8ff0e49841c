/** What a positional argument names: a pipeline's id, a pipeline file, or a run. */
import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import type { Call } from "./Command.ts"
import { UsageError } from "./CliFailure.ts"

const pipelineId = /^[0-9a-f]{24}$/i

/** One positional argument, no more. */
export const only = (call: Call, what: string): string => {
  const [first, second] = call.positionals
  if (first === undefined) throw new UsageError(`It takes ${what}.`, "--help shows two examples.")
  if (second !== undefined) throw new UsageError(`"${second}" is one argument too many.`, `It takes only ${what}.`)
  return first
}

/** No positional argument at all. */
export const none = (call: Call): void => {
  const [first] = call.positionals
  if (first !== undefined) throw new UsageError(`"${first}" is one argument too many.`, "--help shows two examples.")
}

export const readPipelineId = (text: string): string => {
  if (pipelineId.test(text)) return text
  throw new UsageError(
    `"${text}" is no pipeline id.`,
    "An id is 24 hex characters (axp pipelines list shows them); a pipeline file ends in .json or .ts."
  )
}

export const isPipelineFile = (text: string): boolean => /\.(json|m?[jt]s)$/i.test(text)

export const readText = (path: string, name: string): Promise<string> =>
  readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === "ENOENT" ? `There is no file ${name}.` : `${name} cannot be read: ${error.message}.`,
      "Check the path."
    )
  })

/**
 * A run by id, poll URL, or the file that `axp run --async` (or any command about a run) wrote; `-` reads such a file
 * from standard input.
 */
export const readRun = async (call: Call): Promise<string> => {
  const text = only(call, "a run's id, its URL, or the file with its reference")
  if (text === "-") return referenceIn(await call.io.readStdin(), "Standard input")
  if (!text.endsWith(".json")) return text
  return referenceIn(await readText(resolve(call.io.cwd, text), text), text)
}

/** A reference as it is, or what another answer of `axp` says about its run. */
const referenceIn = (text: string, name: string): string => {
  if (!text.trimStart().startsWith("{")) return text.trim()
  let value: Readonly<Record<string, unknown>>
  try {
    value = JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${(error as Error).message}.`)
  }
  if (typeof value["run"] === "object" && value["run"] !== null) return JSON.stringify(value["run"])
  if (value["v"] === undefined && typeof value["url"] === "string") return value["url"]
  return text
}
