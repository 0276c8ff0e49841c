/** The implementation of `PipelinePlans.plan`: which stored pipeline is meant by each file, and how it differs. */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { diff } from "@aixplain-ts/designer"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { AixplainError, InvalidInput } from "../AixplainError.ts"
import type {
  LocalPipeline,
  LockedScript,
  LockEntry,
  PipelinePlan,
  PipelinePlans,
  PlannedChange,
  PlannedFile,
  PlanStep
} from "../PipelinePlans.ts"
import { Pipelines, type StoredPipeline } from "../Pipelines.ts"
import { makeApply } from "./apply.ts"
import { versionOf } from "./lock.ts"
import { readLocal } from "./localFiles.ts"

const operation = "PipelinePlans.plan"

const fail = (message: string, hint: string): Effect.Effect<never, AixplainError> =>
  Effect.fail(new AixplainError({ operation, reason: new InvalidInput({ message, hint, parameter: "files" }) }))

/** Requests at a time. */
const concurrency = 4

export const makePipelinePlans = Effect.gen(function* () {
  const pipelines = yield* Pipelines
  const apply = yield* makeApply

  /** The stored pipeline with this id, or undefined if it does not exist (any more). */
  const found = (id: string): Effect.Effect<StoredPipeline | undefined, AixplainError> =>
    Effect.catchIf(
      pipelines.get(id),
      (error) => error.reason._tag === "NotFound",
      () => Effect.undefined
    )

  const byName = Effect.fnUntraced(function* (file: string, name: string) {
    const listed = yield* Stream.runCollect(pipelines.list({ query: name, pageSize: 100 }))
    const [first, ...others] = [...listed].filter((item) => item.name === name)
    if (others.length > 0)
      return yield* fail(
        `${file}: ${others.length + 1} stored pipelines are called "${name}": ${[first, ...others].map((item) => item?.id).join(", ")}.`,
        "Put the id of the one that is meant into the lock, or rename the others."
      )
    return first === undefined ? undefined : yield* found(first.id)
  })

  const compare = Effect.fnUntraced(function* (
    file: PlannedFile,
    local: LocalPipeline,
    { entry, orphans }: { readonly entry: LockEntry | undefined; readonly orphans: readonly LockEntry[] }
  ) {
    const name = nameOf(local.document, file.name)
    const locked = entry === undefined ? undefined : yield* found(entry.id)
    const stored = locked ?? (yield* byName(file.file, name))
    // A file that was renamed is known by what it was called before.
    const known = locked === undefined ? orphans.find(({ id }) => id === stored?.id) : entry
    const step = { file: file.file, name }
    if (stored === undefined) return { ...step, action: "create", local } satisfies PlanStep
    const { id } = stored
    const etag = yield* versionOf(stored)
    const changes = changesOf(stored, local, name)
    if (changes.length === 0)
      return {
        ...step,
        action: "unchanged",
        id,
        entry: { id, etag, ...scriptsOf(local) }
      } satisfies PlanStep
    // A pipeline that is only found by its name was never applied: there is nothing that it was changed since.
    const conflict = known !== undefined && known.etag !== etag
    return { ...step, action: "update", id, changes, conflict, stored, local } satisfies PlanStep
  })

  const left = Effect.fnUntraced(function* (file: string, entry: LockEntry, prune: boolean) {
    const stored = yield* found(entry.id)
    const conflict = stored !== undefined && (yield* versionOf(stored)) !== entry.etag
    const step = { file: undefined, name: stored?.name ?? file, id: entry.id, lockedAs: file }
    if (stored === undefined) return { ...step, action: "forget" } satisfies PlanStep
    return { ...step, action: prune ? "delete" : "keep", conflict: prune && conflict, stored } satisfies PlanStep
  })

  const service: PipelinePlans["Service"] = {
    apply,
    plan: Effect.fn("PipelinePlans.plan")(function* (files, lock, options = {}) {
      const locals = yield* readLocal(files, lock)
      const names = new Map<string, string>()
      for (const [at, file] of files.entries()) {
        const name = nameOf(locals[at]?.document, file.name)
        const other = names.get(name)
        if (other !== undefined)
          return yield* fail(`${other} and ${file.file} are both called "${name}".`, "Give each pipeline its own name.")
        names.set(name, file.file)
      }
      const present = new Set(files.map(({ file }) => file))
      const absent = Object.entries(lock.pipelines).filter(([file]) => !present.has(file))
      const orphans = absent.map(([, entry]) => entry)
      const own = yield* Effect.forEach(
        files,
        (file, at) =>
          compare(file, locals[at] as LocalPipeline, { entry: entryOf(lock.pipelines, file.file), orphans }),
        { concurrency }
      )
      const claimed = new Map<string, string>()
      for (const step of own) {
        if (step.action === "create") continue
        const other = claimed.get(step.id)
        if (other !== undefined)
          return yield* fail(
            `${other} and ${step.file} are the same stored pipeline, ${step.id}.`,
            "Take one of them out of the lock."
          )
        claimed.set(step.id, step.file)
      }
      const rest = yield* Effect.forEach(
        absent.filter(([, { id }]) => !claimed.has(id)),
        ([file, entry]) => left(file, entry, options.prune === true),
        { concurrency }
      )
      const steps: PlanStep[] = [...own, ...rest]
      const still = Object.entries(lock.pipelines).filter(([file, { id }]) => present.has(file) || !claimed.has(id))
      return {
        steps,
        isEmpty: steps.every(({ action }) => action === "unchanged" || action === "keep" || action === "forget"),
        lock: { version: 1, pipelines: Object.fromEntries(still) }
      } satisfies PipelinePlan
    })
  }
  return service
})

const entryOf = (entries: Readonly<Record<string, LockEntry>>, file: string): LockEntry | undefined =>
  Object.hasOwn(entries, file) ? entries[file] : undefined

/** The document's own name, else the one given. */
export const nameOf = (document: PipelineDocument | undefined, fallback: string): string => {
  const name = document?.["name"]
  return typeof name === "string" && name.trim() !== "" ? name : fallback
}

/** Scripts that were uploaded; the others have no place in a lock yet. */
const scriptsOf = ({ scripts }: LocalPipeline): { readonly scripts?: Readonly<Record<string, LockedScript>> } => {
  const uploaded = Object.entries(scripts).filter((entry): entry is [string, LockedScript] => "fileId" in entry[1])
  return uploaded.length === 0 ? {} : { scripts: Object.fromEntries(uploaded) }
}

/** How the stored pipeline differs from the file. Members that servers add are ignored. */
const changesOf = (stored: StoredPipeline, local: LocalPipeline, name: string): readonly PlannedChange[] => {
  const { document } = local
  const besides = Object.entries({ ...stored.info, ...stored.document }).filter(([key]) => Object.hasOwn(document, key))
  const before: PipelineDocument = {
    ...Object.fromEntries(besides),
    name: stored.name,
    status: stored.status,
    nodes: stored.document?.nodes ?? [],
    links: stored.document?.links ?? []
  }
  const pending = Object.entries(local.scripts).filter(([, script]) => "path" in script)
  // A script that is still to be uploaded has no id to compare: it is one change, whatever its node says of files.
  const numbers = new Set(pending.map(([node]) => Number(node)))
  const after: PipelineDocument = {
    ...document,
    name,
    nodes: document.nodes.map((node) => (numbers.has(node.number) ? asStored(node, before) : node))
  }
  const scripts = pending.map(([node]) => ({
    type: "script_changed" as const,
    node: Number(node),
    text: `Node ${node}: its script is to be uploaded`
  }))
  return [...diff(before, after), ...scripts]
}

type Node = PipelineDocument["nodes"][number]

/** The node with the stored one's file, so that everything else about it is compared. */
const asStored = (node: Node, { nodes }: PipelineDocument): Node => {
  const { scriptFile: _scriptFile, fileId: _fileId, fileMetadata: _fileMetadata, ...rest } = node
  const stored = nodes.find(({ number }) => number === node.number)
  const file = Object.fromEntries(
    ["fileId", "fileMetadata"].flatMap((key) => (stored !== undefined && key in stored ? [[key, stored[key]]] : []))
  )
  return { ...rest, ...file }
}
