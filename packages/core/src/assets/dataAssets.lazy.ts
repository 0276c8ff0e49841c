/** The implementation of `DataAssets`, and the check that a run's data id is a column of its asset. */
import type { Corpus as WireCorpus, DataColumn as WireColumn, Dataset as WireDataset } from "@aixplain-ts/api-types"
import * as Effect from "effect/Effect"
import { AixplainError, InvalidInput } from "../AixplainError.ts"
import type { Corpus, DataAssets, DataColumn, Dataset } from "../DataAssets.ts"
import type { PayloadEntry } from "../Payload.ts"
import type { CallOptions } from "../Pipelines.ts"
import type { Http } from "../http/Http.ts"
import { compact, isRecord, type JsonRecord, numberOf, recordsOf, textOf, textsOf } from "../http/json.ts"
import { millis } from "../http/options.ts"

type Loose<A> = { readonly [K in keyof A as string extends K ? never : K]?: unknown } & JsonRecord

const readColumn = (column: Loose<WireColumn>): readonly DataColumn[] => {
  const id = textOf(column.id)
  if (id === undefined) return []
  const metadata = isRecord(column.metadata) ? column.metadata : {}
  return [
    compact({
      id,
      name: textOf(column.name) ?? id,
      dataType: (textOf(column.dataType) ?? "text").toLowerCase(),
      dataSubtype: textOf(column.dataSubtype),
      status: textOf(column.status),
      languages: recordsOf(metadata["languages"]).flatMap((item) => {
        const language = textOf(item["language"])
        return language === undefined ? [] : [compact({ language, dialect: textOf(item["dialect"]) })]
      })
    })
  ]
}

const readCommon = (asset: Loose<WireCorpus> | Loose<WireDataset>, id: string) => ({
  id,
  name: textOf(asset.name) ?? id,
  description: textOf(asset.description) ?? "",
  status: textOf(asset.status) ?? "draft",
  data: recordsOf(asset.data).flatMap(readColumn),
  raw: asset,
  ...compact({
    license: isRecord(asset.license) ? textOf(asset.license["typeId"]) : undefined,
    segmentsCount: numberOf(asset.segmentsCount)
  })
})

const readCorpus = (body: unknown): Corpus | undefined => {
  const id = isRecord(body) ? textOf(body["id"]) : undefined
  if (!isRecord(body) || id === undefined) return undefined
  const corpus: Loose<WireCorpus> = body
  return { kind: "corpus", ...readCommon(corpus, id), functions: textsOf(corpus.suggestedFunction) }
}

/** Ids of a role: `dataId` of each entry, on outputs `dataIds`. */
const roleIds = (entries: unknown): readonly string[] =>
  recordsOf(entries).flatMap((entry) => textsOf([entry["dataId"]].concat(entry["dataIds"])))

const readDataset = (body: unknown): Dataset | undefined => {
  const id = isRecord(body) ? textOf(body["id"]) : undefined
  if (!isRecord(body) || id === undefined) return undefined
  const dataset: Loose<WireDataset> = body
  return {
    kind: "dataset",
    ...readCommon(dataset, id),
    function: textOf(dataset.function) ?? "",
    input: roleIds(dataset.input),
    output: roleIds(dataset.output),
    metadata: roleIds(dataset.metadata),
    hypotheses: roleIds(dataset.hypotheses)
  }
}

/** Which columns a run may name: all of a corpus, inputs and outputs of a dataset. */
const columnsOf = (asset: Corpus | Dataset): readonly string[] =>
  asset.kind === "corpus" ? asset.data.map((column) => column.id) : [...asset.input, ...asset.output]

export const resolveDataAsset = (
  asset: Corpus | Dataset,
  dataId: string
): Effect.Effect<NonNullable<PayloadEntry["dataAsset"]>, AixplainError> => {
  if (columnsOf(asset).includes(dataId))
    return Effect.succeed(
      asset.kind === "corpus" ? { corpus_id: asset.id, data_id: dataId } : { dataset_id: asset.id, data_id: dataId }
    )
  const names = asset.data.map((column) => `${column.name} (${column.id})`).join(", ")
  return Effect.fail(
    new AixplainError({
      operation: "Payload",
      reason: new InvalidInput({
        message: `${dataId} is not a usable column of ${asset.kind} ${asset.name}.`,
        parameter: "data",
        hint: names === "" ? "It has none." : `It has: ${names}.`
      })
    })
  )
}

export const makeDataAssets = (http: Http["Service"]): DataAssets["Service"] => {
  const corpus = Effect.fn("DataAssets.corpus")(function* (id: string, call: CallOptions = {}) {
    return yield* http.request({
      operation: "DataAssets.corpus",
      key: "token",
      mode: "safe",
      subject: { what: "corpus", id },
      apiKey: call.apiKey,
      timeoutMillis: yield* millis(
        "DataAssets.corpus",
        "requestTimeout",
        call.requestTimeout,
        http.requestTimeoutMillis
      ),
      send: (client, init) => client.GET("/sdk/corpora/{id}/overview", { ...init, params: { path: { id } } }),
      decode: ({ body }) => readCorpus(body)
    })
  })

  const dataset = Effect.fn("DataAssets.dataset")(function* (id: string, call: CallOptions = {}) {
    return yield* http.request({
      operation: "DataAssets.dataset",
      key: "token",
      mode: "safe",
      subject: { what: "dataset", id },
      apiKey: call.apiKey,
      timeoutMillis: yield* millis(
        "DataAssets.dataset",
        "requestTimeout",
        call.requestTimeout,
        http.requestTimeoutMillis
      ),
      send: (client, init) => client.GET("/sdk/datasets/{id}/overview", { ...init, params: { path: { id } } }),
      decode: ({ body }) => readDataset(body)
    })
  })

  const find = Effect.fn("DataAssets.find")(function* (id: string, call: CallOptions = {}) {
    const missing = (tag: string): boolean => tag === "NotFound" || tag === "InvalidRequest"
    return yield* corpus(id, call).pipe(
      Effect.catchIf(
        (error) => missing(error.reason._tag),
        () => dataset(id, call)
      )
    )
  })

  return { corpus, dataset, find }
}
