import type { RunRef } from "@aixplain-ts/core/RunRef"
import { Runs } from "@aixplain-ts/core/Runs"
import { Poll, python, Retry } from "@aixplain-ts/core/Schedules"
import * as Effect from "effect/Effect"

// Today: wait for at most an hour, and store the reference if the run takes longer.
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

// Tomorrow, in another process: resume the run.
export const tomorrow = Effect.fn("tomorrow")(function* (ref: RunRef) {
  const runs = yield* Runs
  return yield* runs.await(ref)
})

// Other schedules for an effect: the Python poll schedule, and no retries.
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
