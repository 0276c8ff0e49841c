import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import { Runs } from "@aixplain-ts/core/Runs"
import { layer, memory } from "@aixplain-ts/core/testing"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** A custom service on top of the client: interface, tag, implementation, layer. */
export class Moods extends Context.Service<
  Moods,
  {
    readonly of: (review: string) => Effect.Effect<string, AixplainError>
  }
>()("app/Moods") {
  static readonly layer = (pipelineId: string) =>
    Layer.effect(
      Moods,
      Effect.map(Runs, (runs) =>
        Moods.of({
          of: Effect.fn("Moods.of")(function* (review: string) {
            const result = yield* runs.run(pipelineId, { Review: review })
            return yield* result.output("Mood").text()
          })
        })
      )
    )
}

/** In tests: the real client, and an in-memory server whose results come from the function. */
export const testLayer = Moods.layer("p1").pipe(
  Layer.provide(layer(memory((input) => ({ Mood: JSON.stringify(input).includes("love") ? "POSITIVE" : "NEGATIVE" }))))
)
