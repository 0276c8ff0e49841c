/** The implementation of `Pipelines`: reading here, changing in `writes.lazy.ts`. */
import * as Effect from "effect/Effect"
import { AixplainError } from "../AixplainError.ts"
import { type CallOptions, type PipelineFilter, Pipelines } from "../Pipelines.ts"
import { Uploads } from "../Uploads.ts"
import { Http } from "../http/Http.ts"
import { compact } from "../http/json.ts"
import { lazy } from "../runtime/lazy.ts"
import { pagesOf, pageStream } from "../http/pages.ts"
import { readPage, readPipeline, toQuery } from "./answers.ts"
import { pipelineCall, requireId } from "./call.ts"

export const makePipelines = Effect.gen(function* () {
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

  const page = Effect.fn("Pipelines.page")(function* (filter: PipelineFilter = {}, call: CallOptions = {}) {
    const query = toQuery(filter)
    if ("problem" in query)
      return yield* Effect.fail(new AixplainError({ operation: "Pipelines.page", reason: query.problem }))
    return yield* http.request({
      ...(yield* pipelineCall(http, "Pipelines.page", undefined, call)),
      // A search in the form of a POST: asking twice does no harm.
      mode: "safe",
      send: (client, init) => client.POST("/sdk/pipelines/paginate", { ...init, body: query.body }),
      decode: (answer) => readPage(answer, query.pageNumber, query.pageSize)
    })
  })

  const from = (filter: PipelineFilter, call: CallOptions) => (token: string | undefined) =>
    page({ ...filter, ...compact({ page: token }) }, call)

  const writes = lazy(() =>
    import("./writes.lazy.ts").then(({ makePipelineWrites }) => makePipelineWrites(http, uploads, get))
  )

  return Pipelines.of({
    get,
    page,
    pages: (filter = {}, call = {}) => pagesOf(filter.page?.toString(), from(filter, call)),
    list: (filter = {}, call = {}) => pageStream(filter.page?.toString(), from(filter, call)),
    create: (source, options) => Effect.flatMap(writes, (all) => all.create(source, options)),
    save: (pipeline, options) => Effect.flatMap(writes, (all) => all.save(pipeline, options)),
    update: (id, source, options) => Effect.flatMap(writes, (all) => all.update(id, source, options)),
    deploy: (pipeline, call) => Effect.flatMap(writes, (all) => all.deploy(pipeline, call)),
    delete: (id, options) => Effect.flatMap(writes, (all) => all.delete(id, options))
  })
})
