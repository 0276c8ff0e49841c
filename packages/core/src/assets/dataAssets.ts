/** The layer of `DataAssets`. Its implementation, `dataAssets.lazy.ts`, is loaded by the first call. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { DataAssets } from "../DataAssets.ts"
import { Http } from "../http/Http.ts"
import { lazy, lazyMethods } from "../runtime/lazy.ts"

export const layer = Layer.effect(
  DataAssets,
  Effect.map(Http, (http) => {
    const part = lazy(() => import("./dataAssets.lazy.ts").then(({ makeDataAssets }) => makeDataAssets(http)))
    return DataAssets.of(lazyMethods(part, { corpus: "effect", dataset: "effect", find: "effect" }))
  })
)
