/** The layer of `Assets`. Its implementation, `assets.lazy.ts`, is loaded by the first call. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Assets } from "../Assets.ts"
import { Http } from "../http/Http.ts"
import { lazy, lazyMethods } from "../runtime/lazy.ts"

export const layer = Layer.effect(
  Assets,
  Effect.map(Http, (http) => {
    const part = lazy(() => import("./assets.lazy.ts").then(({ makeAssets }) => makeAssets(http)))
    return Assets.of(lazyMethods(part, { model: "effect", modelByName: "effect" }))
  })
)
