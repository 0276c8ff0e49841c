/**
 * Files in: temporary and permanent uploads, streamed with constant memory.
 * The limits per media type are checked before the first byte leaves; a path never leaves the machine, only its base name.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type { AixplainError } from "./AixplainError.ts"
import type { DurationInput } from "./Durations.ts"
import type { FileInput, FileOptions, FileSource } from "./FileInput.ts"

export interface UploadOptions extends FileOptions {
  /** Keeps the file on the server. By default it is temporary. */
  readonly permanent?: boolean
  /** Permanent files only. */
  readonly tags?: readonly string[]
  /** License id; permanent files only. */
  readonly license?: string
  /** Overrides the client's own size limit, in bytes. */
  readonly limit?: number
  readonly requestTimeout?: DurationInput
  readonly apiKey?: string
  /** Bytes handed to the network so far, and the total where it is known. */
  readonly onProgress?: (sent: number, total: number | undefined) => void
}

/** A stored file. */
export interface Uploaded {
  /** What goes into a run: `s3://bucket/key`. */
  readonly url: string
  readonly key: string
  /** A link people can open, where the server gives one. */
  readonly downloadUrl?: string
  readonly name: string
  readonly size: number
  readonly type: string
  /** SHA-256 of the content, hex. */
  readonly sha256: string
}

/** A stored script of a SCRIPT node. */
export interface UploadedScript {
  readonly fileId: string
  /** JSON text `{ "name", "size" }`, as the node's `fileMetadata` wants it. */
  readonly fileMetadata: string
}

export class Uploads extends Context.Service<
  Uploads,
  {
    readonly upload: (source: FileSource | FileInput, options?: UploadOptions) => Effect.Effect<Uploaded, AixplainError>
    readonly script: (
      source: FileSource | FileInput,
      options?: UploadOptions
    ) => Effect.Effect<UploadedScript, AixplainError>
  }
>()("@aixplain-ts/core/Uploads") {}
