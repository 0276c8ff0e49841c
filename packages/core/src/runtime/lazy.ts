/**
 * Parts of the client that most programs never use are chunks of their own, loaded when they are first called: uploads,
 * saving documents, look-ups, batches, event streams. What is loaded once stays.
 */
import * as Effect from "effect/Effect"
import { AixplainError, Transport } from "../AixplainError.ts"

/** The part, loaded at the first use. A part that cannot be loaded (a web page gone offline) is asked for again next time. */
export const lazy = <A>(load: () => Promise<A>): Effect.Effect<A, AixplainError> => {
  let loaded: Promise<A> | undefined
  return Effect.tryPromise({
    try: () => {
      loaded ??= load().catch((error: unknown) => {
        loaded = undefined
        throw error
      })
      return loaded
    },
    catch: () =>
      new AixplainError({
        operation: "Aixplain",
        reason: new Transport({ phase: "connect", message: "A part of the client could not be loaded." })
      })
  })
}
