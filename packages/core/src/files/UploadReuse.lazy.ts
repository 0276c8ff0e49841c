/** Remembers uploads, so that the same content in a thousand inputs is uploaded once. A batch provides one. */
import * as Context from "effect/Context"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type { AixplainError } from "../AixplainError.ts"
import type { Uploaded } from "../Uploads.ts"

export interface UploadReuse {
  /** The upload of this content: the one that was made or is under way, else a new one. Failures are forgotten. */
  readonly once: (
    sha256: string,
    upload: Effect.Effect<Uploaded, AixplainError>
  ) => Effect.Effect<Uploaded, AixplainError>
  /** Checksum of an unchanged file, so that it is not read again for nothing. */
  readonly known: Map<string, string>
}

export const makeUploadReuse = (): UploadReuse => {
  // Undefined if the upload failed: the others that waited for it then upload themselves.
  const uploads = new Map<string, Deferred.Deferred<Uploaded | undefined>>()
  const once: UploadReuse["once"] = (sha256, upload) =>
    Effect.suspend(() => {
      const made = uploads.get(sha256)
      if (made !== undefined)
        return Effect.flatMap(Deferred.await(made), (uploaded) =>
          uploaded === undefined ? once(sha256, upload) : Effect.succeed(uploaded)
        )
      const deferred = Deferred.makeUnsafe<Uploaded | undefined>()
      uploads.set(sha256, deferred)
      return Effect.onExit(upload, (exit) => {
        if (exit._tag === "Failure") uploads.delete(sha256)
        return Deferred.succeed(deferred, exit._tag === "Success" ? exit.value : undefined)
      })
    })
  return { known: new Map(), once }
}

/** Set while a batch runs. */
export const Reuse = Context.Reference<UploadReuse | undefined>("@aixplain-ts/core/files/uploadReuse/Reuse", {
  defaultValue: () => undefined
})
