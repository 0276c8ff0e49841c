import * as Aixplain from "@aixplain-ts/core/Aixplain"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { Runs } from "@aixplain-ts/core/Runs"
import * as Effect from "effect/Effect"

export const mood = Effect.fn("mood")(function* (pipelineId: string, review: string) {
  const pipelines = yield* Pipelines
  const runs = yield* Runs
  const pipeline = yield* pipelines.get(pipelineId)
  const result = yield* runs.run(pipeline.id, { Review: review }, { timeout: "20 minutes" })
  return yield* result.output("Mood").text() // inline or behind a URL, read now and not before
})

// Key and address come from AIXPLAIN_API_KEY and BACKEND_URL.
export const main = mood("6544ffbdf4644a9f6c2363a6", "I love it").pipe(Effect.provide(Aixplain.layerConfig()))
