import type { RunRef } from "@aixplain-ts/core/RunRef"
import { Runs } from "@aixplain-ts/core/Runs"
import { Poll, python, Retry } from "@aixplain-ts/core/Schedules"
import * as Effect from "effect/Effect"

// Today: wait for an hour at most, and remember the run when it takes longer.
export const today = Effect.fn("today")(function* (pipelineId: string, remember: (ref: RunRef) => void) {
  const runs = yield* Runs
  return yield* runs.run(pipelineId, "hello", { timeout: "1 hour" }).pipe(
    Effect.catchReason("AixplainError", "DeadlineExceeded", (reason) =>
      Effect.sync(() => {
        if (reason.runRef !== undefined) remember(reason.runRef)
      })
    )
  )
})

// Tomorrow, in another process: go on where it was.
export const tomorrow = Effect.fn("tomorrow")(function* (ref: RunRef) {
  const runs = yield* Runs
  return yield* runs.await(ref)
})

// Other numbers for everything inside: the Python schedule, and no retries.
export const likePython = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  effect.pipe(
    Effect.provideService(Poll, python(1_000)),
    Effect.provideService(Retry, {
      times: 0,
      baseMillis: 250,
      capMillis: 10_000,
      maxWaitMillis: 60_000,
      maxElapsedMillis: 0
    })
  )
