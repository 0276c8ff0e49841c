/**
 * The assets of this server as the models that clients look up for each ASSET node. A model that only exists on the
 * hosted platform is answered too when one of the team's pipelines names it: clients drop a whole pipeline over one
 * model they cannot read, and here the function's built-in stands in for it. `strict` turns that off.
 */
import { createHash } from "node:crypto"
import type { components, Model, PipelineNode } from "@aixplain-ts/api-types"
import { findFunction, kindOf } from "@aixplain-ts/designer"
import type { AssetDefinition } from "../Asset.ts"
import type { Exchange, Handlers } from "../http/Exchange.ts"
import { notFound } from "../http/HttpError.ts"
import { json } from "../http/Reply.ts"
import type { Pipelines } from "../store/Pipelines.ts"
import type { Documents } from "./Documents.ts"

export interface ModelRoutes {
  /** Those that the server can run; a later one with the same id wins. */
  readonly assets: readonly AssetDefinition[]
  readonly pipelines: Pipelines
  readonly documents: Documents
  readonly strict: boolean
}

export const modelRoutes = ({ assets, pipelines, documents, strict }: ModelRoutes): Handlers => {
  const byId = new Map(assets.map((asset) => [asset.id, asset]))
  const byName = new Map(assets.map((asset) => [(asset.name ?? asset.id).toLowerCase(), asset]))

  /** A node of the team that names the model. */
  const nodeWith = (team: string, id: string): PipelineNode | undefined => {
    const text = JSON.stringify(id)
    let found: PipelineNode | undefined
    pipelines.list(
      team,
      {
        matches: (row) => {
          if (found !== undefined || !row.document.includes(text)) return false
          found = documents.read(row).document.nodes.find((node) => kindOf(node) === "ASSET" && node.assetId === id)
          return false
        }
      },
      { number: 0, size: 1 }
    )
    return found
  }

  const standIn = ({ team, params }: Exchange): Model | undefined => {
    const id = params["id"] ?? ""
    const node = strict ? undefined : nodeWith(team, id)
    const functionId = node?.function ?? ""
    if (findFunction(functionId) === undefined) return undefined
    const known = node?.["model"] as { readonly name?: unknown } | undefined
    const name =
      typeof known?.name === "string" && known.name !== "" ? known.name : (findFunction(functionId)?.name ?? id)
    return modelOf({ id, function: functionId, name, supplier: supplierOf(node?.supplier) })
  }

  return {
    getModel(exchange) {
      const id = exchange.params["id"] ?? ""
      const asset = byId.get(id)
      const model = asset === undefined ? standIn(exchange) : modelOf(asset)
      if (model === undefined) throw notFound(`No model has the id ${JSON.stringify(id.slice(0, 200))}.`)
      return json(200, model)
    },
    getModelByName({ params }) {
      const name = params["name"] ?? ""
      const asset = byName.get(name.toLowerCase())
      if (asset === undefined) throw notFound(`No model has the name ${JSON.stringify(name.slice(0, 200))}.`)
      return json(200, modelOf(asset))
    }
  }
}

const supplierOf = (supplier: PipelineNode["supplier"]): string => {
  if (typeof supplier === "string" && supplier !== "") return supplier
  const name = typeof supplier === "object" && supplier !== null ? supplier["name"] : undefined
  return typeof name === "string" ? name : "aiXplain"
}

type Described = Pick<AssetDefinition, "id" | "function" | "name" | "description" | "supplier">

const modelOf = (asset: Described): Model => {
  const fn = findFunction(asset.function)
  const supplier = asset.supplier ?? "aiXplain"
  return {
    id: asset.id,
    name: asset.name ?? asset.id,
    ...(asset.description === undefined ? {} : { description: asset.description }),
    serviceName: supplier,
    status: "onboarded",
    supplier: { id: supplier, name: supplier, code: supplier.toLowerCase() },
    function: { id: asset.function, name: fn?.name ?? asset.function },
    functionType: fn?.kind ?? "ai",
    subscription: { id: createHash("sha256").update(asset.id).digest("hex").slice(0, 24), apiKey: "" },
    pricing: { price: 0, unitType: null, unitTypeScale: null },
    version: { name: null, id: null },
    params: Object.values(fn?.inputs ?? {}).map((input) => ({
      name: input.code,
      required: input.required,
      isFixed: input.fixed,
      values: input.code.includes("language") ? languages : [],
      defaultValues: input.default === undefined ? [] : [{ value: input.default, label: input.default }],
      availableOptions: [],
      dataType: input.dataType,
      dataSubType: input.dataType,
      multipleValues: input.multiple
    })),
    // Clients refuse a utility without code, or a link to it.
    ...(fn?.kind === "utility" ? { code: "This utility runs inside the server." } : {})
  }
}

/** One client takes the first value as the preset of every parameter about languages. */
const languages: components["schemas"]["LabelledValue"][] = [{ value: "en", label: "English" }]
