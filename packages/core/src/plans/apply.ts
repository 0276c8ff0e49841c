/** The implementation of `PipelinePlans.apply`: one step after the other, each remembered before the next begins. */
import { withScriptFile } from "@aixplain-ts/designer"
import * as Effect from "effect/Effect"
import { AixplainError, Conflict } from "../AixplainError.ts"
import type {
  ApplyOptions,
  LocalPipeline,
  LockedScript,
  LockEntry,
  PipelineLock,
  PipelinePlan,
  PlanStep
} from "../PipelinePlans.ts"
import { Pipelines, type StoredPipeline } from "../Pipelines.ts"
import { Uploads } from "../Uploads.ts"
import { compact } from "../http/json.ts"
import { versionOf } from "./lock.ts"

const operation = "PipelinePlans.apply"

/** What a step does to the lock: a file's new entry, or that it has none any more. */
interface Outcome {
  readonly file: string
  readonly entry: LockEntry | undefined
}

export const makeApply = Effect.gen(function* () {
  const pipelines = yield* Pipelines
  const uploads = yield* Uploads

  /** Uploads what is still to be uploaded. */
  const uploaded = Effect.fnUntraced(function* (local: LocalPipeline) {
    const scripts: Record<string, LockedScript> = {}
    let { document } = local
    for (const [node, script] of Object.entries(local.scripts)) {
      if ("fileId" in script) {
        scripts[node] = script
        continue
      }
      const { fileId, fileMetadata } = yield* uploads.script(
        script.path.startsWith("file:") ? new URL(script.path) : script.path
      )
      scripts[node] = { sha256: script.sha256, fileId, fileMetadata }
      document = withScriptFile(document, Number(node), fileId, fileMetadata)
    }
    // Without scripts a document is sent in the form that it was written in.
    return { source: Object.keys(scripts).length === 0 ? local.source : document, scripts }
  })

  const entryOf = Effect.fnUntraced(function* (saved: StoredPipeline, scripts: Readonly<Record<string, LockedScript>>) {
    // A version made from the content is that of what the server gives back, not of what was sent.
    const stored = saved.etag === undefined ? yield* pipelines.get(saved.id) : saved
    const etag = yield* versionOf(stored)
    return compact({ id: saved.id, etag, scripts: Object.keys(scripts).length === 0 ? undefined : scripts })
  })

  const carryOut = Effect.fnUntraced(function* (step: Exclude<PlanStep, { readonly action: "keep" }>) {
    switch (step.action) {
      case "create": {
        const { scripts, source } = yield* uploaded(step.local)
        const saved = yield* pipelines.create(source, { name: step.name })
        return { file: step.file, entry: yield* entryOf(saved, scripts) } satisfies Outcome
      }
      case "update": {
        const { scripts, source } = yield* uploaded(step.local)
        // A file that says nothing about it leaves a deployed pipeline deployed.
        const status = step.local.document["status"] === undefined ? step.stored.status : undefined
        const options = compact({ name: step.name, status, etag: step.stored.etag })
        const saved = yield* pipelines.update(step.id, source, options)
        return { file: step.file, entry: yield* entryOf(saved, scripts) } satisfies Outcome
      }
      case "unchanged":
        return { file: step.file, entry: step.entry } satisfies Outcome
      case "delete":
        yield* pipelines.delete(step.id, compact({ etag: step.stored.etag }))
        return { file: step.lockedAs, entry: undefined } satisfies Outcome
      default:
        return { file: step.lockedAs, entry: undefined } satisfies Outcome
    }
  })

  return Effect.fn("PipelinePlans.apply")(function* (plan: PipelinePlan, options: ApplyOptions = {}) {
    const conflicts = plan.steps.filter((step) => "conflict" in step && step.conflict)
    if (conflicts.length > 0 && options.overwrite !== true) return yield* Effect.fail(refused(conflicts))
    let { lock } = plan
    for (const step of plan.steps) {
      if (step.action !== "keep") {
        const outcome: Outcome = yield* carryOut(step)
        lock = withEntry(lock, outcome)
      }
      if (options.onStep !== undefined) yield* options.onStep(step, lock)
    }
    return lock
  })
})

const withEntry = (lock: PipelineLock, { entry, file }: Outcome): PipelineLock => {
  const others = Object.entries(lock.pipelines).filter(([name]) => name !== file)
  return { version: 1, pipelines: Object.fromEntries(entry === undefined ? others : [...others, [file, entry]]) }
}

const refused = (steps: readonly PlanStep[]): AixplainError => {
  const names = steps.map(({ file, name }) => file ?? name).join(", ")
  return new AixplainError({
    operation,
    reason: new Conflict({
      message: `Another client changed these pipelines since they were applied: ${names}.`,
      hint: [
        { text: "Take their changes into the files." },
        { text: "Or apply with {option} to undo them.", option: "overwrite" }
      ]
    })
  })
}
