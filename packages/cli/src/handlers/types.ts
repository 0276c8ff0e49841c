/** `axp pipelines types`: one small file for each stored pipeline, a typed handle that `pipelines.get` takes. */
import { readFile, writeFile } from "node:fs/promises"
import { join, resolve } from "node:path"
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { Pipelines, type StoredPipeline } from "@aixplain-ts/core/Pipelines"
import { parseDocument, toHandleCode } from "@aixplain-ts/designer"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { attempt } from "../attempt.ts"
import { localFailure, UsageError } from "../CliFailure.ts"
import type { Handler } from "../command.ts"
import { ExitCode } from "../ExitCode.ts"
import { makeFolder, reasonOf } from "../LocalFile.ts"
import { table } from "../Output.ts"
import { none } from "../target.ts"

export const types: Handler = (call) =>
  Effect.gen(function* () {
    yield* attempt(() => none(call))
    const out = call.flags.text("out")
    if (out === undefined)
      return yield* Effect.fail(
        new UsageError("Missing option: --out", "Give the folder to write to: --out pipelines.")
      )
    const query = call.flags.text("query")
    const pipelines = yield* Pipelines
    const all = yield* Stream.runCollect(pipelines.list({ pageSize: 100, ...(query !== undefined && { query }) }))
    // By name, then by id: the same pipelines get the same files whatever order a server lists them in.
    const items = [...all].toSorted((a, b) => compare(a.name, b.name) || compare(a.id, b.id))
    const stored = yield* Effect.forEach(items, ({ id }) => pipelines.get(id), { concurrency: 4 })
    const folder = resolve(call.io.cwd, out)
    const names = new FileNames()
    const exports = new Set<string>()
    const files = stored.flatMap((pipeline) => {
      const document = documentOf(pipeline)
      if (document !== undefined) return [handleFile(pipeline, document, names.take(pipeline.name), exports)]
      call.output.say(
        `The stored document of ${pipeline.name} (${pipeline.id}) cannot be parsed; no file was written for it.`
      )
      return []
    })
    const written = yield* attempt(async () => {
      await makeFolder(folder, out)
      return Promise.all(files.map((file) => write(folder, file)))
    })
    call.output.answer(
      { items: written, next: null },
      written.length === 0
        ? ""
        : table([["FILE", "PIPELINE", "NAME"], ...written.map(({ file, id, name }) => [file, id, name])])
    )
    const changed = written.filter((one) => one.changed).length
    call.output.note(
      `${written.length} ${written.length === 1 ? "file" : "files"} in ${out}, ${changed} of them new or changed.`
    )
    return ExitCode.ok
  })

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

interface HandleFile {
  readonly id: string
  readonly name: string
  readonly file: string
  readonly code: string
}

const documentOf = ({ document, name }: StoredPipeline): PipelineDocument | undefined => {
  try {
    return parseDocument({ nodes: [], links: [], ...document, name })
  } catch {
    return undefined
  }
}

/** Handles of a folder are imported together, so an export name that is taken gets a number. */
const handleFile = (
  { id, name }: StoredPipeline,
  document: PipelineDocument,
  file: string,
  taken: Set<string>
): HandleFile => {
  const first = toHandleCode(document, id)
  const stem = /^export const (\S+) =/m.exec(first)?.[1] ?? "pipeline"
  let exportName = stem
  for (let count = 2; taken.has(exportName); count += 1) exportName = `${stem}${count}`
  taken.add(exportName)
  return { id, name, file, code: exportName === stem ? first : toHandleCode(document, id, { exportName }) }
}

/** `Review triage` → `review-triage.ts`; a name that is taken gets a number. */
class FileNames {
  readonly #taken = new Set<string>()

  take(name: string): string {
    const words = name
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
    const stem = words?.join("-").slice(0, 80) ?? "pipeline"
    let free = stem
    for (let count = 2; this.#taken.has(free); count += 1) free = `${stem}-${count}`
    this.#taken.add(free)
    return `${free}.ts`
  }
}

const write = async (folder: string, { code, file, id, name }: HandleFile) => {
  const path = join(folder, file)
  const before = await readFile(path, "utf8").catch(() => undefined)
  const changed = before !== code
  if (changed) await writeFile(path, code).catch(cannotWrite(file))
  return { file, id, name, changed }
}

const cannotWrite = (name: string) => (error: unknown) => {
  throw localFailure(`${name} cannot be written: ${reasonOf(error)}.`)
}
