/** What users of openapi-fetch get: values of the named types, and open words as strings. */
import type {
  CheckAnswer,
  Dataset,
  Model,
  Pipeline,
  PipelinePage,
  RunDetail,
  RunPage,
  SavePipeline,
  components,
  paths
} from "@aixplain-ts/api-types"
import createClient from "openapi-fetch"
import { expectTypeOf } from "vitest"

const client = createClient<paths>({ baseUrl: "http://127.0.0.1:8799" })
const run = { params: { path: { run: "cf9728ff-9a38-4cf8-87c8-41edf2ad46eb" } } }
const id = { params: { path: { id: "6544ffbdf4644a9f6c2363a6" } } }

export const answersAreTheNamedTypes = async (): Promise<void> => {
  const check = (await client.GET("/assets/pipeline/execution/check/{run}", run)).data
  expectTypeOf(check).toExtend<CheckAnswer | undefined>()
  expectTypeOf(check?.status).toEqualTypeOf<string | undefined>()

  const pipeline = (await client.GET("/sdk/pipelines/{id}", id)).data
  expectTypeOf(pipeline).toExtend<Pipeline | undefined>()
  expectTypeOf(pipeline?.nodes[0]?.type).toEqualTypeOf<string | undefined>()
  expectTypeOf(pipeline?.nodes[0]?.functionType).toEqualTypeOf<string | null | undefined>()
  expectTypeOf(pipeline?.nodes[0]?.dataType).toEqualTypeOf<string[] | string | null | undefined>()
  expectTypeOf(pipeline?.nodes[0]?.routes?.[0]?.operation).toEqualTypeOf<string | undefined>()

  expectTypeOf((await client.GET("/sdk/pipelines")).data).toExtend<PipelinePage | undefined>()
  expectTypeOf((await client.GET("/sdk/models/{id}", id)).data).toExtend<Model | undefined>()
  expectTypeOf((await client.GET("/sdk/datasets/{id}/overview", id)).data).toExtend<Dataset | undefined>()
  expectTypeOf((await client.GET("/ext/runs")).data).toExtend<RunPage | undefined>()
  expectTypeOf((await client.GET("/ext/runs/{run}", run)).data).toExtend<RunDetail | undefined>()
}

/** The named types can be sent. */
export const bodiesAreTheNamedTypes = async (body: SavePipeline): Promise<void> => {
  await client.POST("/sdk/pipelines", { body })
  await client.PUT("/sdk/pipelines/{id}", { ...id, body })
}

// Each name and its counterpart in the paths are assignable to each other.
type Counterpart = paths["/sdk/pipelines/{id}"]["get"]["responses"][200]["content"]["application/json"]
expectTypeOf<Counterpart>().toExtend<components["schemas"]["Pipeline"]>()
expectTypeOf<components["schemas"]["Pipeline"]>().toExtend<Counterpart>()
