/**
 * Pipeline as code: files in a folder against what a server stores. `plan` says what would have to change, `apply` does it.
 *
 * A lock beside the files remembers which stored pipeline each file is and which version of it was seen last, so that a
 * renamed pipeline stays itself and a change by another client is not overwritten. Reading folders and writing the lock is the
 * caller's business; nothing here touches a file but the scripts that documents name.
 */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import type { Change } from "@aixplain-ts/designer"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { AixplainError } from "./AixplainError.ts"
import { makePipelinePlans } from "./plans/plan.ts"
import type { Pipelines, StoredPipeline } from "./Pipelines.ts"
import type { Uploads } from "./Uploads.ts"

export { emptyLock, parseLock, printLock } from "./plans/lock.ts"

/** A pipeline as it stands in a file. */
export interface PlannedFile {
  /** Name of the file, as the lock knows it. */
  readonly file: string
  /** The name if the document has none. */
  readonly name: string
  /** Anything with a document in it; a script that is still to be uploaded (`scriptFile`) is an absolute path. */
  readonly source: object
}

/** A script that was uploaded for a file's pipeline, and what was in it. */
export interface LockedScript {
  /** SHA-256 of the content, hex. */
  readonly sha256: string
  readonly fileId: string
  readonly fileMetadata: string
}

/** What is remembered of one file. */
export interface LockEntry {
  readonly id: string
  /** Version of the stored pipeline when it was last applied: the server's, else one made from its content. */
  readonly etag: string
  /** By number of the script node. */
  readonly scripts?: Readonly<Record<string, LockedScript>>
}

/** Which stored pipeline each file is; JSON-safe. */
export interface PipelineLock {
  readonly version: 1
  readonly pipelines: Readonly<Record<string, LockEntry>>
}

/** One difference; those of documents are the designer's. */
export type PlannedChange = Change | { readonly type: "script_changed"; readonly node: number; readonly text: string }

interface Step {
  readonly file: string
  readonly name: string
}

interface Orphan {
  /** The file is gone. */
  readonly file: undefined
  readonly name: string
  readonly id: string
  readonly lockedAs: string
}

/** One pipeline of the plan. */
export type PlanStep =
  | (Step & { readonly action: "create"; readonly local: LocalPipeline })
  | (Step & {
      readonly action: "update"
      readonly id: string
      readonly changes: readonly PlannedChange[]
      /** Another client changed the stored pipeline since it was applied. Applying would undo that change. */
      readonly conflict: boolean
      readonly stored: StoredPipeline
      readonly local: LocalPipeline
    })
  | (Step & { readonly action: "unchanged"; readonly id: string; readonly entry: LockEntry })
  /** Its file is gone. Deleted only where that was asked for, else kept as it is. */
  | (Orphan & {
      readonly action: "delete" | "keep"
      readonly conflict: boolean
      readonly stored: StoredPipeline
    })
  /** Gone, file and stored pipeline alike: only the lock speaks of it. */
  | (Orphan & { readonly action: "forget" })

/** A file's document, ready to be compared and sent. */
export interface LocalPipeline {
  /** As it was handed in. */
  readonly source: object
  readonly document: PipelineDocument
  /** Scripts by node number: uploaded before, or still to be uploaded from `path`. */
  readonly scripts: Readonly<Record<string, LockedScript | { readonly sha256: string; readonly path: string }>>
}

/** What would have to be done. `isEmpty` when server and files say the same. */
export interface PipelinePlan {
  readonly steps: readonly PlanStep[]
  readonly isEmpty: boolean
  readonly lock: PipelineLock
}

export interface PlanOptions {
  /** Delete the stored pipelines whose files are gone; they are kept unless this is set. */
  readonly prune?: boolean
}

export interface ApplyOptions {
  /** Overwrite changes by other clients. By default they are a `Conflict`. */
  readonly overwrite?: boolean
  /** Told after each step, with the lock to be kept from then on. */
  readonly onStep?: (step: PlanStep, lock: PipelineLock) => Effect.Effect<void, AixplainError>
}

export class PipelinePlans extends Context.Service<
  PipelinePlans,
  {
    /**
     * Compares files with the server; changes nothing. Files are matched by the lock, else by name: then the one stored
     * pipeline of that name is meant. Fails with `InvalidPipeline` (all problems of all files) and, where two pipelines
     * could be meant, with `InvalidInput`.
     */
    readonly plan: (
      files: readonly PlannedFile[],
      lock: PipelineLock,
      options?: PlanOptions
    ) => Effect.Effect<PipelinePlan, AixplainError>
    /** Does what the plan says, in its order, and gives the new lock. Stops at the first failure. */
    readonly apply: (plan: PipelinePlan, options?: ApplyOptions) => Effect.Effect<PipelineLock, AixplainError>
  }
>()("@aixplain-ts/core/PipelinePlans") {}

/** Not part of the client's own layer, so that programs without plans do not carry them. */
export const layer: Layer.Layer<PipelinePlans, never, Pipelines | Uploads> = /* @__PURE__ */ Layer.effect(
  PipelinePlans,
  makePipelinePlans
)
