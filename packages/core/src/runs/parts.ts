/** Services whose implementation is a chunk of its own; here is only what loads it. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { Assets } from "../Assets.ts"
import { Batch } from "../Batch.ts"
import { DataAssets } from "../DataAssets.ts"
import { Runs } from "../Runs.ts"
import { Uploads } from "../Uploads.ts"
import { Http } from "../http/Http.ts"
import { lazy } from "../runtime/lazy.ts"

export const makeUploads = Effect.map(Http, (http) => {
  const part = lazy(() => import("../files/uploads.lazy.ts").then((loaded) => loaded.makeUploads(http)))
  return Uploads.of({
    upload: (source, options) => Effect.flatMap(part, (uploads) => uploads.upload(source, options)),
    script: (source, options) => Effect.flatMap(part, (uploads) => uploads.script(source, options))
  })
})

export const makeDataAssets = Effect.map(Http, (http) => {
  const part = lazy(() => import("../assets/dataAssets.lazy.ts").then((loaded) => loaded.makeDataAssets(http)))
  return DataAssets.of({
    corpus: (id, call) => Effect.flatMap(part, (assets) => assets.corpus(id, call)),
    dataset: (id, call) => Effect.flatMap(part, (assets) => assets.dataset(id, call)),
    find: (id, call) => Effect.flatMap(part, (assets) => assets.find(id, call))
  })
})

export const makeAssets = Effect.map(Http, (http) => {
  const part = lazy(() => import("../assets/assets.lazy.ts").then((loaded) => loaded.makeAssets(http)))
  return Assets.of({
    model: (id, call) => Effect.flatMap(part, (assets) => assets.model(id, call)),
    modelByName: (name, call) => Effect.flatMap(part, (assets) => assets.modelByName(name, call))
  })
})

export const makeBatch = Effect.map(Runs, (runs) => {
  const part = lazy(() => import("./batch.lazy.ts").then((loaded) => loaded.makeBatch(runs)))
  return Batch.of({
    runMany: (pipeline, inputs, options) =>
      Stream.unwrap(Effect.map(part, (batch) => batch.runMany(pipeline, inputs, options)))
  })
})
