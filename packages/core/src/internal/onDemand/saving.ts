/** Writes a stream of bytes to a file that appears whole, or not at all. */
import { files } from "#files"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Stream from "effect/Stream"
import { AixplainError, InvalidInput } from "../../AixplainError.ts"

const cannotWrite = (cause: unknown): AixplainError => {
  const code = (cause as { readonly code?: unknown }).code
  return new AixplainError({
    operation: "Output.saveTo",
    reason: new InvalidInput({
      message: `The file cannot be written: ${typeof code === "string" ? code : cause instanceof Error ? cause.message : String(cause)}.`,
      parameter: "path"
    })
  })
}

export const saveBytes = (
  path: string,
  bytes: Stream.Stream<Uint8Array, AixplainError>
): Effect.Effect<string, AixplainError> =>
  Effect.acquireUseRelease(
    Effect.tryPromise({ try: () => files.createSink(path), catch: cannotWrite }),
    (sink) =>
      Stream.runForEach(bytes, (chunk) => Effect.tryPromise({ try: () => sink.write(chunk), catch: cannotWrite })).pipe(
        Effect.andThen(Effect.tryPromise({ try: () => sink.commit(), catch: cannotWrite })),
        Effect.as(path)
      ),
    (sink, exit) => (Exit.isSuccess(exit) ? Effect.void : Effect.promise(() => sink.abort()))
  )
