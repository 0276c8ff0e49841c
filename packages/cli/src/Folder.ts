/** A folder of pipeline files, and its lock file. */
import { existsSync } from "node:fs"
import { readdir, rename, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import type { PlannedFile } from "@aixplain-ts/core/PipelinePlans"
import { localFailure, UsageError } from "./CliFailure.ts"
import type { Call } from "./command.ts"
import { asPipeline, pipelinesOf, readJson } from "./PipelineFile.ts"
import { readText, reasonOf } from "./LocalFile.ts"
import { only } from "./target.ts"

export interface Folder {
  /** As it was typed. */
  readonly name: string
  readonly files: readonly PlannedFile[]
  /** Candidate files that do not hold a pipeline; reported, so that none is skipped silently. */
  readonly ignored: readonly string[]
  /** The lock's text; undefined if the folder has no lock yet. */
  readonly lock: string | undefined
  readonly lockPath: string
}

const lockName = "axp.lock.json"

/**
 * Reads the folder's `.json` files that hold a document and its `.ts` files that export a pipeline, without
 * subfolders. Other JavaScript is never imported: it may be a pipeline's script, or a program with side effects.
 */
export const readFolder = async (call: Call): Promise<Folder> => {
  const name = only(call, "a folder")
  const path = resolve(call.io.cwd, name)
  const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      error.code === "ENOENT" ? `Folder not found: ${name}` : `${name} cannot be read: ${reasonOf(error)}.`,
      "Give a folder of pipeline files."
    )
  })
  const candidates = entries
    .filter((entry) => entry.isFile() && isCandidate(entry.name))
    .map((entry) => entry.name)
    .toSorted()
  const files: PlannedFile[] = []
  const ignored: string[] = []
  for (const file of candidates) {
    const value = await pipelineIn(join(path, file), file, call.io.cwd)
    if (value === undefined) ignored.push(file)
    else files.push(asPipeline(call, file, join(path, file), value))
  }
  const lockPath = resolve(call.io.cwd, call.flags.text("lock") ?? join(path, lockName))
  const lock = existsSync(lockPath) ? await readText(lockPath, lockPath) : undefined
  return { name, files, ignored, lock, lockPath }
}

const isCandidate = (name: string): boolean =>
  /^[^.].*\.(json|m?ts)$/i.test(name) && !name.endsWith(".lock.json") && !/\.(d|test|spec)\.m?ts$/i.test(name)

const pipelineIn = async (path: string, file: string, cwd: string): Promise<object | undefined> => {
  if (file.toLowerCase().endsWith(".json")) {
    const value = await readJson(path, file)
    return "nodes" in value || "architecture" in value ? value : undefined
  }
  const [first, ...more] = await pipelinesOf(path, file, cwd)
  if (more.length === 0) return first
  throw new UsageError(`${file} exports ${more.length + 1} pipelines.`, "Make the one to use the default export.")
}

/** Writes atomically: a truncated lock would lose which file is which pipeline. */
export const writeLock = async ({ lockPath }: Folder, text: string): Promise<void> => {
  const part = `${lockPath}.part`
  try {
    await writeFile(part, text)
    await rename(part, lockPath)
  } catch (error) {
    throw localFailure(`${lockPath} cannot be written: ${reasonOf(error)}.`)
  }
}
