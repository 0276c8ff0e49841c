/**
 * The engine's own form of a pipeline, which the hosted service shows inside its run answers: nodes by `id`, links with
 * `param_mapping`, data types in `input_type` and `output_type`, the settings of an asset in its `payload`.
 */
import { catalogue } from "../Catalogue.ts"
import { isObject, type JsonObject } from "./json.ts"

/** Keys of a payload that are not the asset's parameters. */
const settings: ReadonlySet<string> = new Set(["assetId", "function", "options", "supplier", "version", "versionName"])

export const isEngineForm = ({ nodes }: JsonObject): boolean =>
  Array.isArray(nodes) &&
  nodes.length > 0 &&
  nodes.every((node) => isObject(node) && node["number"] === undefined && Number.isInteger(node["id"]))

/** The same in the form of documents. Renamed keys stay where they were; what has no counterpart is kept as it is. */
export function fromEngineForm(document: JsonObject): JsonObject {
  return renamed(document, (key, value) => {
    if (key === "nodes") return [key, (value as JsonObject[]).map(documentNode)]
    if (key === "links" && Array.isArray(value))
      return [key, value.map((link) => (isObject(link) ? documentLink(link) : link))]
    return [key, value]
  })
}

const documentLink = (link: JsonObject): JsonObject =>
  link["paramMapping"] === undefined
    ? renamed(link, (key, value) => [key === "param_mapping" ? "paramMapping" : key, value])
    : link

function documentNode(node: JsonObject): JsonObject {
  const plain = renamed(node, (key, value) => [key === "id" ? "number" : key, value])
  const kind = typeof node["type"] === "string" ? node["type"].toUpperCase() : ""
  if (kind === "INPUT") return { ...plain, dataType: node["output_type"] ?? [] }
  if (kind === "OUTPUT") return { ...plain, dataType: node["input_type"] ?? [] }
  const payload = node["payload"]
  if (kind !== "ASSET" || !isObject(payload)) return plain
  const functionId = payload["function"]
  const known = typeof functionId === "string" ? catalogue[functionId] : undefined
  return {
    ...plain,
    function: functionId,
    assetId: payload["assetId"],
    supplier: payload["supplier"],
    version: payload["version"],
    assetType: "MODEL",
    functionType: known?.kind ?? "ai",
    inputValues: Object.entries(payload).flatMap(([code, value]) => (settings.has(code) ? [] : [{ code, value }]))
  }
}

const renamed = (object: JsonObject, change: (key: string, value: unknown) => [string, unknown]): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => change(key, value)))
