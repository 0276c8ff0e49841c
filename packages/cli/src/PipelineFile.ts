/** Pipeline files: a JSON document, or a module that exports a pipeline of the designer. */
import { dirname, extname, resolve } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { InvalidDocument, parseDocument, type Problem, validate } from "@aixplain-ts/designer"
import { commandLine } from "./Caller.ts"
import { CliFailure, UsageError } from "./CliFailure.ts"
import type { Call } from "./Command.ts"
import { ExitCode } from "./ExitCode.ts"
import { readText } from "./Target.ts"

export interface PipelineFile {
  /** As it was typed, or as it is called in its folder. */
  readonly file: string
  /** The document's own name, else that of its file. */
  readonly name: string
  /** In the form it was written in; files of scripts are absolute paths. */
  readonly source: object
  readonly document: PipelineDocument
}

/** A pipeline file that can run: one with errors is refused with all of them. */
export const readPipelineFile = async (call: Call, file: string): Promise<PipelineFile> => {
  const read = await readAnyPipelineFile(call, file)
  const problems = validate(read.document).filter(({ level }) => level === "error")
  if (problems.length > 0) throw refused(call, file, problems)
  return read
}

/** A pipeline file as it is, errors and all. */
export const readAnyPipelineFile = async (call: Call, file: string): Promise<PipelineFile> => {
  const path = resolve(call.io.cwd, file)
  const value = extname(path).toLowerCase() === ".json" ? await readJson(path, file) : await readModule(path, file)
  return asPipeline(call, file, path, value)
}

/** A value that a file holds as a pipeline; throws a sentence for one that is none. */
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

/** A document in any form that is met; throws a sentence for what is none. `what` names it. */
export const parse = (call: Call, file: string, source: object): PipelineDocument => {
  try {
    return parseDocument(source)
  } catch (error) {
    if (error instanceof InvalidDocument) throw refused(call, file, error.problems)
    throw error
  }
}

/** A script's path is meant from the place of the pipeline's file. */
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
    message: `${file} is no pipeline that can run: ${problems.map(({ message }) => message).join(" ")}`,
    hint: problems[0]?.hint,
    next: [commandLine(call, ["pipelines", "validate", file])],
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
  throw new UsageError(`${file} holds no pipeline document.`, "A document is an object with nodes and links.")
}

/** The pipelines that a module exports; importing it runs it. */
export const pipelinesOf = async (path: string, file: string): Promise<readonly object[]> => {
  await readText(path, file)
  const loaded = (await import(pathToFileURL(path).href).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    throw new UsageError(
      `${file} cannot be loaded: ${message}`,
      message.includes("'@aixplain-ts/designer'")
        ? "Install it beside the file: npm install @aixplain-ts/designer"
        : undefined
    )
  })) as Readonly<Record<string, unknown>>
  const isPipeline = (value: unknown): value is object =>
    typeof value === "object" && value !== null && "toJSON" in value && "problems" in value
  const { default: chosen, ...named } = loaded
  return isPipeline(chosen) ? [chosen] : [...new Set(Object.values(named).filter(isPipeline))]
}

const readModule = async (path: string, file: string): Promise<object> => {
  const [first, ...more] = await pipelinesOf(path, file)
  if (first !== undefined && more.length === 0) return first
  throw new UsageError(
    first === undefined ? `${file} exports no pipeline.` : `${file} exports ${more.length + 1} pipelines.`,
    "Export the one that is meant as default."
  )
}
