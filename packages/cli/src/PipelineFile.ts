/** Pipeline files: a JSON document, or a module that exports a pipeline of the designer. */
import { dirname, relative, resolve } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import type { PipelineDocument, Problem } from "@aixplain-ts/api-types"
import { InvalidDocument, parseDocument, type PendingScript, pendingScripts, validate } from "@aixplain-ts/designer"
import { commandLine } from "./Caller.ts"
import { CliFailure, UsageError } from "./CliFailure.ts"
import type { Call } from "./command.ts"
import { ExitCode } from "./ExitCode.ts"
import { problemText } from "./problemText.ts"
import { checkReadable, readText } from "./LocalFile.ts"

export interface PipelineFile {
  /** As typed, or its name in the folder. */
  readonly file: string
  /** The document's own name, else that of its file. */
  readonly name: string
  /** The document as written, with script paths made absolute. */
  readonly source: object
  readonly document: PipelineDocument
}

/** A pipeline file that can run, and its warnings, which were shown. */
export interface RunnableFile extends PipelineFile {
  readonly warnings: readonly Problem[]
}

/** A pipeline file that can run: one with errors is refused with all of them; warnings are shown. */
export const readPipelineFile = async (call: Call, file: string): Promise<RunnableFile> => {
  const read = await readAnyPipelineFile(call, file)
  const problems = await problemsOf(call, read.document)
  const errors = problems.filter(({ level }) => level === "error")
  if (errors.length > 0) throw refused(call, file, errors)
  for (const problem of problems) call.output.say(problemText(problem, call.output.style))
  return { ...read, warnings: problems }
}

/** All problems of a document and of the script files that it names. */
export const problemsOf = async (call: Call, document: PipelineDocument): Promise<readonly Problem[]> => {
  const scripts = await Promise.all(pendingScripts(document).map((script) => scriptProblem(call, script)))
  return [...validate(document), ...scripts.flat()]
}

const scriptProblem = async (call: Call, { file, node }: PendingScript): Promise<readonly Problem[]> => {
  const path = file.startsWith("file:") ? fileURLToPath(file) : resolve(call.io.cwd, file)
  const name = relative(call.io.cwd, path)
  try {
    await checkReadable(path, name.startsWith("..") ? path : name)
    return []
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const message = `The script of node ${node} cannot be read: ${error.message}`
    return [{ code: "missing_script", level: "error", node, message, hint: error.hint ?? "Check the path." }]
  }
}

/** A pipeline file, even one with errors. */
export const readAnyPipelineFile = async (call: Call, file: string): Promise<PipelineFile> => {
  const path = resolve(call.io.cwd, file)
  const value = isModule(path) ? await readModule(path, file, call.io.cwd) : await readJson(path, file)
  return asPipeline(call, file, path, value)
}

/** Anything else is read as JSON, also without an extension: `<(command)` has none. */
const isModule = (path: string): boolean => /\.[cm]?[jt]s$/i.test(path)

/** Reads a file's value as a pipeline; throws a CliFailure for one that is not. */
export const asPipeline = (call: Call, file: string, path: string, value: object): PipelineFile => {
  const json = "toJSON" in value && typeof value.toJSON === "function" ? (value.toJSON() as object) : value
  const source = withScriptsBeside(json, dirname(path))
  const document = parse(call, file, source)
  const own = document["name"]
  const name = typeof own === "string" && own.trim() !== "" ? own : stem(path)
  return { file, name, source, document }
}

const stem = (path: string): string =>
  path
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/\.[^.]+$/, "") ?? path

/** Parses a document in any known form; throws a CliFailure that names `file` for anything else. */
export const parse = (call: Call, file: string, source: object): PipelineDocument => {
  try {
    return parseDocument(source)
  } catch (error) {
    if (error instanceof InvalidDocument) throw refused(call, file, error.problems)
    throw error
  }
}

/** A script's path is relative to the pipeline's file. */
const withScriptsBeside = (source: object, folder: string): object => {
  const absolute = (file: string): string => (file.startsWith("file:") ? fileURLToPath(file) : resolve(folder, file))
  const moved = (node: unknown): unknown => {
    const { scriptFile } = (node ?? {}) as { scriptFile?: unknown }
    if (typeof scriptFile !== "string" || scriptFile === "") return node
    return { ...(node as object), scriptFile: absolute(scriptFile) }
  }
  const inNodes = (value: object): object => {
    const { nodes } = value as { nodes?: unknown }
    return Array.isArray(nodes) ? { ...value, nodes: nodes.map(moved) } : value
  }
  const { architecture } = source as { architecture?: unknown }
  return typeof architecture === "object" && architecture !== null && !("nodes" in source)
    ? { ...source, architecture: inNodes(architecture) }
    : inNodes(source)
}

const refused = (call: Call, file: string, problems: readonly Problem[]): CliFailure =>
  new CliFailure({
    exitCode: ExitCode.usage,
    code: "InvalidPipeline",
    message: `${file} cannot run: ${problems.map(({ message }) => message).join(" ")}`,
    hint: problems[0]?.hint,
    // `validate` lists the problems itself.
    next: call.command === "pipelines validate" ? [] : [commandLine(call, ["pipelines", "validate", file])],
    facts: { problems }
  })

export const readJson = async (path: string, file: string): Promise<object> => {
  const text = await readText(path, file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}.`)
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value
  throw new UsageError(`${file} does not hold a pipeline document.`, "A document is an object with nodes and links.")
}

/** The pipelines that a module exports; importing it runs it. */
export const pipelinesOf = async (path: string, file: string, cwd: string): Promise<readonly object[]> => {
  await readText(path, file)
  const loaded = (await import(pathToFileURL(path).href).catch(async (error: unknown) => {
    throw (await import("./moduleFailure.ts")).moduleFailure(file, error, cwd)
  })) as Readonly<Record<string, unknown>>
  const isPipeline = (value: unknown): value is object =>
    typeof value === "object" && value !== null && "toJSON" in value && "problems" in value
  const { default: chosen, ...named } = loaded
  return isPipeline(chosen) ? [chosen] : [...new Set(Object.values(named).filter(isPipeline))]
}

const readModule = async (path: string, file: string, cwd: string): Promise<object> => {
  const [first, ...more] = await pipelinesOf(path, file, cwd)
  if (first !== undefined && more.length === 0) return first
  throw new UsageError(
    first === undefined ? `${file} does not export a pipeline.` : `${file} exports ${more.length + 1} pipelines.`,
    "Make the one to use the default export."
  )
}
