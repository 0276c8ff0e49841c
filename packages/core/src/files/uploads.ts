/** The layer of `Uploads`. Its implementation, `uploads.lazy.ts`, is loaded by the first call. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Uploads } from "../Uploads.ts"
import { Http } from "../http/Http.ts"
import { lazy, lazyMethods } from "../runtime/lazy.ts"

export const layer = Layer.effect(
  Uploads,
  Effect.map(Http, (http) => {
    const part = lazy(() => import("./uploads.lazy.ts").then(({ makeUploads }) => makeUploads(http)))
    return Uploads.of(lazyMethods(part, { upload: "effect", script: "effect" }))
  })
)
