/** The layer of `Batch`. Its implementation, `batch.lazy.ts`, is loaded by the first call. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Batch } from "../Batch.ts"
import { Runs } from "../Runs.ts"
import { lazy, lazyMethods } from "../runtime/lazy.ts"

export const layer = Layer.effect(
  Batch,
  Effect.map(Runs, (runs) => {
    const part = lazy(() => import("./batch.lazy.ts").then(({ makeBatch }) => makeBatch(runs)))
    return Batch.of(lazyMethods(part, { runMany: "stream" }))
  })
)
