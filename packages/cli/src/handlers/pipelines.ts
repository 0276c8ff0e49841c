/** `axp pipelines …`: list, look, store, deploy, delete. */
import { Pipelines, type StoredPipeline } from "@aixplain-ts/core/Pipelines"
import * as Effect from "effect/Effect"
import type { Call, Handler } from "../Command.ts"
import { asUsage } from "../asUsage.ts"
import { ExitCode } from "../ExitCode.ts"
import { table } from "../Output.ts"
import { confirm, readLimit } from "../Questions.ts"
import { only, readPipelineFile, readPipelineId } from "../Target.ts"
import { UsageError } from "../UsageError.ts"

export const list: Handler = (call) =>
  Effect.gen(function* () {
    const { flags } = call
    const pageSize = yield* asUsage(() => readLimit(call))
    const functions = flags.all("function")
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
    call.output.answer({ items, next: found.next }, table([["PIPELINE", "STATUS", "NAME"], ...rows]))
    if (found.next !== null) call.output.note(`There is more: --page ${found.next}`)
    return ExitCode.ok
  })

export const get: Handler = (call) =>
  Effect.gen(function* () {
    const id = yield* asUsage(() => readPipelineId(only(call, "a pipeline's id")))
    const stored = yield* Effect.flatMap(Pipelines, (pipelines) => pipelines.get(id))
    const { name, status } = stored
    call.output.answer({ id, name, status, ...stored.document }, describe(stored))
    return ExitCode.ok
  })

const describe = (stored: StoredPipeline): string => {
  const nodes = (stored.document?.["nodes"] ?? []) as readonly { readonly type?: string; readonly label?: string }[]
  const labels = (kind: string): string =>
    nodes.flatMap((node) => (node.type?.toUpperCase() === kind ? [node.label ?? "(no label)"] : [])).join(", ")
  return table([
    ["name", stored.name],
    ["id", stored.id],
    ["status", stored.status],
    ["inputs", labels("INPUT")],
    ["outputs", labels("OUTPUT")],
    ["nodes", String(nodes.length)]
  ])
}

export const create: Handler = (call) =>
  Effect.gen(function* () {
    const source = yield* asUsage(() => readPipelineFile(call, only(call, "a pipeline file")))
    const pipelines = yield* Pipelines
    return saved(call, yield* pipelines.create(source, saving(call)))
  })

export const update: Handler = (call) =>
  Effect.gen(function* () {
    const [id, file] = yield* asUsage(() => readPair(call))
    const source = yield* asUsage(() => readPipelineFile(call, file))
    const pipelines = yield* Pipelines
    return saved(call, yield* pipelines.update(id, source, saving(call)))
  })

const readPair = (call: Call): readonly [string, string] => {
  const [id, file, ...rest] = call.positionals
  if (id === undefined || file === undefined || rest.length > 0)
    throw new UsageError("It takes a pipeline's id and a file.", "--help shows two examples.")
  return [readPipelineId(id), file]
}

const saving = ({ flags }: Call): { readonly name?: string; readonly saveAsAsset?: boolean } => {
  const name = flags.text("name")
  return { ...(name !== undefined && { name }), ...(flags.on("asset") && { saveAsAsset: true }) }
}

const saved = (call: Call, stored: StoredPipeline): ExitCode => {
  const { id, name, problems, status } = stored
  for (const { hint, level, message } of problems)
    call.output.note(`${level}: ${message}${hint === undefined ? "" : ` ${hint}`}`)
  call.output.answer({ id, name, status, problems }, id)
  return ExitCode.ok
}

export const deploy: Handler = (call) =>
  Effect.gen(function* () {
    const id = yield* asUsage(() => readPipelineId(only(call, "a pipeline's id")))
    const pipelines = yield* Pipelines
    const stored = yield* pipelines.deploy(id)
    call.output.answer({ id, status: stored.status }, `${stored.name} is ${stored.status}.`)
    return ExitCode.ok
  })

export const remove: Handler = (call) =>
  Effect.gen(function* () {
    const id = yield* asUsage(() => readPipelineId(only(call, "a pipeline's id")))
    yield* asUsage(() => confirm(call, `Delete pipeline ${id}? This cannot be undone.`))
    const pipelines = yield* Pipelines
    yield* pipelines.delete(id)
    call.output.answer({ id, deleted: true }, `Pipeline ${id} is deleted.`)
    return ExitCode.ok
  })
