/** Bytes as they arrive: the next chunk, or undefined at the end. Simpler than a stream, and much smaller in a web page. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { AixplainError } from "../AixplainError.ts"

export type Chunks = Effect.Effect<Uint8Array | undefined, AixplainError>

/** The bytes that are there already. */
export const chunksOf = (bytes: Uint8Array): Chunks => {
  let rest: Uint8Array | undefined = bytes
  return Effect.sync(() => {
    const given = rest
    rest = undefined
    return given
  })
}

/** The same as a stream, opened when it is first pulled. */
export const streamOf = (
  open: Effect.Effect<Chunks, AixplainError, Scope.Scope>
): Stream.Stream<Uint8Array, AixplainError> =>
  Stream.unwrap(
    Effect.map(open, (next) =>
      Stream.paginate(undefined, () =>
        Effect.map(next, (chunk) =>
          chunk === undefined ? ([[], Option.none<undefined>()] as const) : ([[chunk], Option.some(undefined)] as const)
        )
      )
    )
  )
