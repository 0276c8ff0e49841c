/** Reading the command line and the files it names as an effect: `CliFailure`s are failures, anything else is a defect. */
import * as Effect from "effect/Effect"
import { CliFailure } from "./CliFailure.ts"

export const attempt = <A>(read: () => A | Promise<A>): Effect.Effect<A, CliFailure> =>
  Effect.tryPromise({ try: async () => read(), catch: (error) => error }).pipe(
    Effect.catch((error) => (error instanceof CliFailure ? Effect.fail(error) : Effect.die(error)))
  )
