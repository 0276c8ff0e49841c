/** The implementation of `Assets`: models as servers describe them. */
import type { Model as WireModel, ModelParameter as WireParameter } from "@aixplain-ts/api-types"
import * as Effect from "effect/Effect"
import type { Assets, Model, ModelParameter } from "../Assets.ts"
import type { CallOptions } from "../Pipelines.ts"
import type { Http } from "../http/Http.ts"
import { compact, isRecord, type JsonRecord, numberOf, recordsOf, textOf } from "../http/json.ts"
import { millis } from "../http/options.ts"

type Loose<A> = { readonly [K in keyof A as string extends K ? never : K]?: unknown } & JsonRecord

const readValues = (values: unknown): ModelParameter["values"] =>
  recordsOf(values).map((item) => {
    const label = textOf(item["label"])
    return label === undefined ? { value: item["value"] } : { value: item["value"], label }
  })

const readParameter = (parameter: Loose<WireParameter>): ModelParameter =>
  compact({
    name: textOf(parameter.name) ?? "",
    required: parameter.required === true,
    isFixed: parameter.isFixed === true,
    dataType: textOf(parameter.dataType)?.toLowerCase(),
    multipleValues: parameter.multipleValues === true,
    values: readValues(parameter.values),
    defaultValues: readValues(parameter.defaultValues)
  })

/** A supplier is a word, or a record of which any member may be missing. */
const readSupplier = (supplier: unknown): Model["supplier"] => {
  if (!isRecord(supplier)) {
    const word = textOf(supplier) ?? ""
    return { id: word, name: word }
  }
  const id = textOf(supplier["id"]) ?? textOf(supplier["code"]) ?? ""
  return compact({ id, name: textOf(supplier["name"]) ?? id, code: textOf(supplier["code"]) })
}

const readModel = (body: unknown): Model | undefined => {
  const id = isRecord(body) ? textOf(body["id"]) : undefined
  if (!isRecord(body) || id === undefined) return undefined
  const model: Loose<WireModel> = body
  const fn = model.function
  const pricing = isRecord(model.pricing) ? model.pricing : undefined
  const price = numberOf(pricing?.["price"])
  // The subscription contains a key, which is not needed here.
  const { subscription: _subscription, ...raw } = body
  return compact({
    id,
    name: textOf(model.name) ?? id,
    description: textOf(model.description),
    status: textOf(model.status),
    supplier: readSupplier(model.supplier),
    function: textOf(isRecord(fn) ? fn["id"] : fn) ?? "",
    functionType: textOf(model.functionType)?.toLowerCase() ?? "ai",
    version: isRecord(model.version) ? textOf(model.version["id"]) : textOf(model.version),
    pricing:
      price === undefined
        ? undefined
        : compact({
            price,
            unitType: textOf(pricing?.["unitType"]),
            unitTypeScale: textOf(pricing?.["unitTypeScale"])
          }),
    parameters: recordsOf(model.params).map(readParameter),
    raw
  })
}

export const makeAssets = (http: Http["Service"]): Assets["Service"] => {
  const model = Effect.fn("Assets.model")(function* (id: string, call: CallOptions = {}) {
    return yield* http.request({
      operation: "Assets.model",
      key: "token",
      mode: "safe",
      subject: { what: "model", id },
      apiKey: call.apiKey,
      timeoutMillis: yield* millis("Assets.model", "requestTimeout", call.requestTimeout, http.requestTimeoutMillis),
      send: (client, init) => client.GET("/sdk/models/{id}", { ...init, params: { path: { id } } }),
      decode: ({ body }) => readModel(body)
    })
  })

  const modelByName = Effect.fn("Assets.modelByName")(function* (name: string, call: CallOptions = {}) {
    return yield* http.request({
      operation: "Assets.modelByName",
      key: "token",
      mode: "safe",
      subject: { what: "model", id: name },
      apiKey: call.apiKey,
      timeoutMillis: yield* millis(
        "Assets.modelByName",
        "requestTimeout",
        call.requestTimeout,
        http.requestTimeoutMillis
      ),
      send: (client, init) => client.GET("/sdk/models/by-name/{name}", { ...init, params: { path: { name } } }),
      decode: ({ body }) => readModel(body)
    })
  })

  return { model, modelByName }
}
