/** `axp pipelines …`: list, get, store, deploy, delete. */
import { Pipelines, type StoredPipeline } from "@aixplain-ts/core/Pipelines"
import { catalogue, closest } from "@aixplain-ts/designer"
import * as Effect from "effect/Effect"
import { attempt } from "../attempt.ts"
import { UsageError } from "../CliFailure.ts"
import type { Call, Handler } from "../command.ts"
import { ExitCode } from "../ExitCode.ts"
import { showPage } from "../pages.ts"
import { readPipelineFile, type RunnableFile } from "../PipelineFile.ts"
import { describePipeline } from "../pipelineView.ts"
import { problemText } from "../problemText.ts"
import { confirm, readLimit } from "../questions.ts"
import { findPipeline, none, only, readPipelineId } from "../target.ts"

export const list: Handler = (call) =>
  Effect.gen(function* () {
    const { flags } = call
    yield* attempt(() => none(call))
    const pageSize = yield* attempt(() => readLimit(call))
    const functions = flags.all("function")
    yield* attempt(() => functions.forEach(checkFunction))
    const query = flags.text("query")
    const page = flags.text("page")
    const pipelines = yield* Pipelines
    const found = yield* pipelines.page({
      ...(query !== undefined && { query }),
      ...(functions.length > 0 && { functions }),
      ...(flags.on("drafts") && { draftsOnly: true }),
      ...(pageSize !== undefined && { pageSize }),
      ...(page !== undefined && { page })
    })
    const items = found.items.map(({ id, name, status }) => ({ id, name, status }))
    const rows = items.map(({ id, name, status }) => [id, status, name])
    return showPage(call, { items, next: found.next }, ["PIPELINE", "STATUS", "NAME"], rows)
  })

/** The server would return an empty list for an unknown function, without saying why. */
const checkFunction = (id: string): void => {
  if (catalogue[id] !== undefined) return
  const near = closest(id, Object.keys(catalogue))
  throw new UsageError(
    `Unknown function: "${id}".`,
    near === undefined ? "Give a function's id, for example translation." : `Did you mean ${near}?`
  )
}

export const get: Handler = (call) =>
  Effect.gen(function* () {
    const target = yield* attempt(() => only(call, "a pipeline's id or name"))
    const id = yield* findPipeline(call, target)
    const stored = yield* Effect.flatMap(Pipelines, (pipelines) => pipelines.get(id))
    const { document, info, name, status } = stored
    call.output.answer({ id, name, status, ...info, ...document }, describePipeline(stored))
    return ExitCode.ok
  })

export const create: Handler = (call) =>
  Effect.gen(function* () {
    const name = yield* attempt(() => only(call, "a pipeline file"))
    const file = yield* attempt(() => readPipelineFile(call, name))
    const pipelines = yield* Pipelines
    return saved(call, file, yield* pipelines.create(file.source, { name: file.name, ...saving(call) }))
  })

export const update: Handler = (call) =>
  Effect.gen(function* () {
    const [target, name] = yield* attempt(() => readPair(call))
    const file = yield* attempt(() => readPipelineFile(call, name))
    const pipelines = yield* Pipelines
    const id = yield* findPipeline(call, target)
    // Changing a deployed pipeline's document does not take it back to a draft.
    const { status } = yield* pipelines.get(id)
    return saved(call, file, yield* pipelines.update(id, file.source, { name: file.name, status, ...saving(call) }))
  })

const readPair = (call: Call): readonly [string, string] => {
  const [id, file, ...rest] = call.positionals
  if (id === undefined || file === undefined || rest.length > 0)
    throw new UsageError("Give a pipeline's id or name, and a file.", "--help shows two examples.")
  return [id, file]
}

const saving = ({ flags }: Call): { readonly name?: string; readonly saveAsAsset?: boolean } => {
  const name = flags.text("name")
  return { ...(name !== undefined && { name }), ...(flags.on("asset") && { saveAsAsset: true }) }
}

/** Notes only what the server found and reading the file did not show. */
const saved = (call: Call, { warnings }: RunnableFile, stored: StoredPipeline): ExitCode => {
  const { id, name, problems, status } = stored
  const shown = new Set(warnings.map((problem) => problemText(problem, call.output.style)))
  for (const text of problems.map((problem) => problemText(problem, call.output.style)))
    if (!shown.has(text)) call.output.note(text)
  call.output.answer({ id, name, status, problems }, id)
  return ExitCode.ok
}

export const deploy: Handler = (call) =>
  Effect.gen(function* () {
    const target = yield* attempt(() => only(call, "a pipeline's id or name"))
    const id = yield* findPipeline(call, target)
    const pipelines = yield* Pipelines
    const stored = yield* pipelines.deploy(id).pipe(
      Effect.catchIf(
        ({ reason }) => reason._tag === "AlreadyDeployed",
        () => {
          call.output.note("The pipeline is deployed already; nothing was changed.")
          return pipelines.get(id)
        }
      )
    )
    call.output.answer({ id, status: stored.status }, `${stored.name} is ${stored.status}.`)
    return ExitCode.ok
  })

export const remove: Handler = (call) =>
  Effect.gen(function* () {
    const id = yield* attempt(() => readPipelineId(only(call, "a pipeline's id")))
    yield* attempt(() => confirm(call, `Delete pipeline ${id}? This cannot be undone.`))
    const pipelines = yield* Pipelines
    yield* pipelines.delete(id)
    call.output.answer({ id, deleted: true }, `Deleted pipeline ${id}.`)
    return ExitCode.ok
  })
