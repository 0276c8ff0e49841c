/** What a positional argument names: a pipeline's id, a pipeline file, or a run. */
import { readFile } from "node:fs/promises"
import { extname, resolve } from "node:path"
import { pathToFileURL } from "node:url"
import { InvalidDocument, parseDocument, type Problem, validate } from "@aixplain-ts/designer"
import type { Call } from "./Command.ts"
import { UsageError } from "./UsageError.ts"

const pipelineId = /^[0-9a-f]{24}$/i

/** One positional argument, no more. */
export const only = (call: Call, what: string): string => {
  const [first, second] = call.positionals
  if (first === undefined) throw new UsageError(`It takes ${what}.`, "--help shows two examples.")
  if (second !== undefined) throw new UsageError(`"${second}" is one argument too many.`, `It takes only ${what}.`)
  return first
}

export const readPipelineId = (text: string): string => {
  if (pipelineId.test(text)) return text
  throw new UsageError(`"${text}" is no pipeline id.`, "An id is 24 hex characters; axp pipelines list shows them.")
}

export const isPipelineFile = (text: string): boolean => /\.(json|m?[jt]s)$/i.test(text)

/** A pipeline file: a JSON document, or a module whose default (else only) pipeline is meant. */
export const readPipelineFile = async (call: Call, name: string): Promise<object> => {
  const path = resolve(call.io.cwd, name)
  const source = extname(path).toLowerCase() === ".json" ? await readJson(path, name) : await readModule(path, name)
  const document = judge(source, name)
  const errors = validate(document).filter(({ level }) => level === "error")
  if (errors.length > 0) throw refused(name, errors)
  return source
}

const judge = (source: object, name: string): ReturnType<typeof parseDocument> => {
  try {
    return parseDocument("toJSON" in source && typeof source.toJSON === "function" ? source.toJSON() : source)
  } catch (error) {
    if (!(error instanceof InvalidDocument)) throw error
    throw refused(name, error.problems)
  }
}

const refused = (name: string, problems: readonly Problem[]): UsageError =>
  new UsageError(
    `${name} is no pipeline that can run: ${problems.map(({ message }) => message).join(" ")}`,
    problems[0]?.hint
  )

const readText = (path: string, name: string): Promise<string> =>
  readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === "ENOENT" ? `There is no file ${name}.` : `${name} cannot be read: ${error.message}.`,
      "Give the path of a pipeline file, or a pipeline's id."
    )
  })

const readJson = async (path: string, name: string): Promise<object> => {
  const text = await readText(path, name)
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === "object" && value !== null) return value
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}.`)
  }
  throw new UsageError(`${name} holds no pipeline document.`, "A document is an object with nodes and links.")
}

const readModule = async (path: string, name: string): Promise<object> => {
  await readText(path, name)
  const loaded = (await import(pathToFileURL(path).href).catch((error: unknown) => {
    throw new UsageError(`${name} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`)
  })) as Readonly<Record<string, unknown>>
  const isPipeline = (value: unknown): value is object =>
    typeof value === "object" && value !== null && "toJSON" in value && "problems" in value
  const chosen = loaded["default"]
  if (isPipeline(chosen)) return chosen
  const exported = Object.values(loaded).filter(isPipeline)
  const [first] = exported
  if (exported.length === 1 && first !== undefined) return first
  throw new UsageError(
    exported.length === 0 ? `${name} exports no pipeline.` : `${name} exports ${exported.length} pipelines.`,
    "Export the one to run as default."
  )
}

/** A run by id, poll URL, or the file that `axp run --async` wrote; `-` reads the reference from standard input. */
export const readRun = async (call: Call): Promise<string> => {
  const text = only(call, "a run's id, its URL, or the file with its reference")
  if (text === "-") return call.io.readStdin()
  if (!text.endsWith(".json")) return text
  return readText(resolve(call.io.cwd, text), text)
}
