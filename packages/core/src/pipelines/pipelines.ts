/** The layer of `Pipelines`: `get` here, lists and changes in modules that are loaded by their first call. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type CallOptions, Pipelines } from "../Pipelines.ts"
import { Uploads } from "../Uploads.ts"
import { Http } from "../http/Http.ts"
import { lazy, lazyMethods } from "../runtime/lazy.ts"
import { readPipeline } from "./answers.ts"
import { pipelineCall, requireId } from "./call.ts"

const make = Effect.gen(function* () {
  const http = yield* Http
  const uploads = yield* Uploads

  const get = Effect.fn("Pipelines.get")(function* (id: string, call: CallOptions = {}) {
    yield* requireId("Pipelines.get", id)
    return yield* http.request({
      ...(yield* pipelineCall(http, "Pipelines.get", id, call)),
      mode: "safe",
      send: (client, init) => client.GET("/sdk/pipelines/{id}", { ...init, params: { path: { id } } }),
      decode: readPipeline
    })
  })

  const lists = lazy(() => import("./lists.lazy.ts").then(({ makePipelineLists }) => makePipelineLists(http)))
  const writes = lazy(() =>
    import("./writes.lazy.ts").then(({ makePipelineWrites }) => makePipelineWrites(http, uploads, get))
  )

  return Pipelines.of({
    get,
    ...lazyMethods(lists, { page: "effect", pages: "stream", list: "stream" }),
    ...lazyMethods(writes, { create: "effect", save: "effect", update: "effect", deploy: "effect", delete: "effect" })
  })
})

export const layer = Layer.effect(Pipelines, make)
