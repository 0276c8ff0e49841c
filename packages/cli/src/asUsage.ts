/** Reading the command line as an effect: its `UsageError`s are failures, anything else is a defect. */
import * as Effect from "effect/Effect"
import { UsageError } from "./UsageError.ts"

export const asUsage = <A>(read: () => A | Promise<A>): Effect.Effect<A, UsageError> =>
  Effect.tryPromise({ try: async () => read(), catch: (error) => error }).pipe(
    Effect.catch((error) => (error instanceof UsageError ? Effect.fail(error) : Effect.die(error)))
  )
