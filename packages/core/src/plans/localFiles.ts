/** Files of a plan as documents: every problem of every file at once, and the content of their scripts. */
import { files as disk } from "#files"
import { pendingScripts, type Problem, validate, withScriptFile } from "@aixplain-ts/designer"
import * as Effect from "effect/Effect"
import { AixplainError, InvalidInput, InvalidPipeline } from "../AixplainError.ts"
import type { LocalPipeline, LockedScript, PipelineLock, PlannedFile } from "../PipelinePlans.ts"
import { hashOf } from "./lock.ts"
import { readSource } from "../pipelines/source.lazy.ts"

const operation = "PipelinePlans.plan"

/** In the order of the files. Fails with `InvalidPipeline` when any of them could not run. */
export const readLocal = Effect.fnUntraced(function* (files: readonly PlannedFile[], lock: PipelineLock) {
  const problems: Problem[] = []
  const locals: LocalPipeline[] = []
  for (const { file, source } of files) {
    const read = yield* Effect.result(readSource(operation, source))
    if (read._tag === "Failure") {
      const { reason } = read.failure
      if (reason._tag !== "InvalidPipeline") return yield* Effect.fail(read.failure)
      problems.push(...(reason.problems as readonly Problem[]).map((problem) => inFile(file, problem)))
      continue
    }
    const { document } = read.success
    problems.push(
      ...validate(document)
        .filter(({ level }) => level === "error")
        .map((problem) => inFile(file, problem))
    )
    locals.push({ source, ...(yield* withScripts(file, document, lock)) })
  }
  if (problems.length > 0)
    return yield* Effect.fail(new AixplainError({ operation, reason: new InvalidPipeline({ problems }) }))
  return locals
})

const inFile = (file: string, problem: Problem): Problem => ({ ...problem, message: `${file}: ${problem.message}` })

/** A script with the content that was uploaded before is that upload; any other is still to be uploaded. */
const withScripts = Effect.fnUntraced(function* (
  file: string,
  document: LocalPipeline["document"],
  lock: PipelineLock
) {
  const known: Readonly<Record<string, LockedScript>> =
    (Object.hasOwn(lock.pipelines, file) ? lock.pipelines[file]?.scripts : undefined) ?? {}
  const scripts: Record<string, LocalPipeline["scripts"][string]> = {}
  let prepared = document
  for (const { file: path, node } of pendingScripts(document)) {
    const content = yield* Effect.tryPromise({
      try: () => disk.readText(path.startsWith("file:") ? new URL(path) : path),
      catch: () =>
        new AixplainError({
          operation,
          reason: new InvalidInput({
            message: `${file}: the script of node ${node} cannot be read: ${path}.`,
            parameter: "files"
          })
        })
    })
    const sha256 = yield* hashOf(content)
    const before = known[node]
    if (before?.sha256 === sha256) {
      scripts[node] = before
      prepared = withScriptFile(prepared, node, before.fileId, before.fileMetadata)
    } else scripts[node] = { sha256, path }
  }
  return { document: prepared, scripts } satisfies Omit<LocalPipeline, "source">
})
