/**
 * Loads parts of the client that most programs never use when they are first called: uploads, saving documents, look-ups,
 * batches, event streams. The SDK keeps them in separate chunks.
 */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { AixplainError, Transport } from "../AixplainError.ts"

/** Loads a part at its first use and keeps it. If loading fails (a web page went offline), the next use tries again. */
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

type Kind<Method> = Method extends (...given: never[]) => infer Returned
  ? Returned extends Stream.Stream<unknown, unknown>
    ? "stream"
    : "effect"
  : never

/**
 * Methods of a part that load it when they are called. The names, and what each method returns, must be known before the
 * part is loaded.
 */
export const lazyMethods = <Part extends object, Name extends keyof Part>(
  part: Effect.Effect<Part, AixplainError>,
  kinds: { readonly [K in Name]: Kind<Part[K]> },
  /** Wraps each effect that a method returns. */
  around = <A>(effect: Effect.Effect<A, AixplainError>): Effect.Effect<A, AixplainError> => effect
): Pick<Part, Name> => {
  type Method = (
    ...given: readonly unknown[]
  ) => Effect.Effect<unknown, AixplainError> & Stream.Stream<unknown, AixplainError>
  const methods = Object.entries<"stream" | "effect">(kinds).map(([name, kind]) => {
    const method = (loaded: Part): Method => loaded[name as Name] as Method
    const call =
      kind === "stream"
        ? (...given: readonly unknown[]) => Stream.unwrap(Effect.map(part, (loaded) => method(loaded)(...given)))
        : (...given: readonly unknown[]) => around(Effect.flatMap(part, (loaded) => method(loaded)(...given)))
    return [name, call]
  })
  return Object.fromEntries(methods) as Pick<Part, Name>
}
