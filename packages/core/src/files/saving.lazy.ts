/** Writes bytes to a file that appears whole, or not at all. */
import { files } from "#files"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Scope from "effect/Scope"
import { AixplainError, InvalidInput } from "../AixplainError.ts"
import type { Chunks } from "./Chunks.lazy.ts"

const cannotWrite =
  (path: string) =>
  (cause: unknown): AixplainError => {
    const code = (cause as { readonly code?: unknown } | undefined)?.code
    const words = typeof code === "string" ? code : cause instanceof Error ? cause.message : String(cause)
    const known = typeof code === "string" ? reasons[code] : undefined
    return new AixplainError({
      operation: "Output.saveTo",
      reason: new InvalidInput({
        message: `Cannot write ${path}: ${known?.[0] ?? words}.`,
        parameter: "path",
        ...(known !== undefined && { hint: known[1] })
      })
    })
  }

const reasons: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  ENOENT: ["its folder does not exist (ENOENT)", "Create the folder first."],
  ENOTDIR: ["a part of its path is not a folder (ENOTDIR)", "Give another path."],
  EISDIR: ["it is a folder (EISDIR)", "Give the path of a file."],
  EACCES: ["permission denied (EACCES)", "Give a path that you may write to."],
  EPERM: ["permission denied (EPERM)", "Give a path that you may write to."],
  ENOSPC: ["the disk is full (ENOSPC)", "Free some space."],
  EROFS: ["the file system is read-only (EROFS)", "Give another path."],
  ENAMETOOLONG: ["its name is too long (ENAMETOOLONG)", "Give a shorter name."]
}

/** A part of a file: bytes that are opened when it is their turn, and text that follows them. */
export interface Part {
  readonly open: Effect.Effect<Chunks, AixplainError, Scope.Scope>
  readonly after: string
}

export const saveBytes = (path: string, parts: readonly Part[]): Effect.Effect<string, AixplainError> =>
  Effect.acquireUseRelease(
    Effect.tryPromise({ try: () => files.createSink(path), catch: cannotWrite(path) }),
    (sink) => {
      const write = (bytes: Uint8Array) => Effect.tryPromise({ try: () => sink.write(bytes), catch: cannotWrite(path) })
      return Effect.gen(function* () {
        for (const { after, open } of parts) {
          yield* Effect.scoped(
            Effect.gen(function* () {
              const next = yield* open
              for (let chunk = yield* next; chunk !== undefined; chunk = yield* next) yield* write(chunk)
            })
          )
          if (after !== "") yield* write(new TextEncoder().encode(after))
        }
        yield* Effect.tryPromise({ try: () => sink.commit(), catch: cannotWrite(path) })
        return path
      })
    },
    (sink, exit) => (Exit.isSuccess(exit) ? Effect.void : Effect.promise(() => sink.abort().catch(() => {})))
  )
