/** Writes bytes to a file that appears whole, or not at all. */
import { files } from "#files"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Scope from "effect/Scope"
import { AixplainError, InvalidInput } from "../../AixplainError.ts"
import type { Chunks } from "../chunks.ts"

const cannotWrite = (cause: unknown): AixplainError => {
  const code = (cause as { readonly code?: unknown }).code
  const words = typeof code === "string" ? code : cause instanceof Error ? cause.message : String(cause)
  return new AixplainError({
    operation: "Output.saveTo",
    reason: new InvalidInput({ message: `The file cannot be written: ${words}.`, parameter: "path" })
  })
}

export const saveBytes = (
  path: string,
  open: Effect.Effect<Chunks, AixplainError, Scope.Scope>
): Effect.Effect<string, AixplainError> =>
  Effect.acquireUseRelease(
    Effect.tryPromise({ try: () => files.createSink(path), catch: cannotWrite }),
    (sink) =>
      Effect.scoped(
        Effect.gen(function* () {
          const next = yield* open
          for (let chunk = yield* next; chunk !== undefined; chunk = yield* next) {
            const bytes = chunk
            yield* Effect.tryPromise({ try: () => sink.write(bytes), catch: cannotWrite })
          }
          yield* Effect.tryPromise({ try: () => sink.commit(), catch: cannotWrite })
          return path
        })
      ),
    (sink, exit) => (Exit.isSuccess(exit) ? Effect.void : Effect.promise(() => sink.abort()))
  )
