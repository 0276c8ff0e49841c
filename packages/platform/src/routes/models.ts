/**
 * The assets of this server as the models that clients look up for each ASSET node. A model that only exists on the
 * hosted platform is answered too when one of the team's pipelines names it: clients drop a whole pipeline over one
 * model they cannot read, and here the function's built-in stands in for it. `strict` turns that off.
 */
import { createHash } from "node:crypto"
import { setImmediate as turn } from "node:timers/promises"
import type { components, Model, PipelineNode } from "@aixplain-ts/api-types"
import { findFunction, kindOf } from "@aixplain-ts/designer"
import type { AssetDefinition, AssetParameter } from "../assets/AssetDefinition.ts"
import { readQuery } from "../http/contract.ts"
import type { Handlers } from "../http/Exchange.ts"
import { HttpError, notFound } from "../replies/HttpError.ts"
import { json } from "../replies/Reply.ts"
import type { Pipelines } from "../store/Pipelines.ts"
import type { Documents } from "./Documents.ts"
import { suppliersOf } from "./catalogue.ts"
import { pageOf } from "./pageOf.ts"

type LabelledValue = components["schemas"]["LabelledValue"]
type ModelQuery = components["schemas"]["ModelQuery"]

export interface ModelRoutes {
  /** Those that the server can run; a later one with the same id wins. */
  readonly assets: readonly AssetDefinition[]
  readonly pipelines: Pipelines
  readonly documents: Documents
  readonly strict: boolean
}

/** Pipelines that are searched for presets of a model, those that were saved last first. */
const searched = 50
/** Values of one parameter that are told. */
const toldValues = 20
/** Models of one request by ids. */
const idsAtOnce = 100

export const modelRoutes = ({ assets, pipelines, documents, strict }: ModelRoutes) => {
  const byId = new Map(assets.map((asset) => [asset.id, asset]))
  const byName = new Map(assets.map((asset) => [(asset.name ?? asset.id).toLowerCase(), asset]))

  /** Nodes of the team that name the model. */
  const nodesWith = (team: string, id: string): readonly PipelineNode[] =>
    pipelines
      .mentioning(team, JSON.stringify(id), searched)
      .flatMap((row) =>
        documents.read(row).document.nodes.filter((node) => kindOf(node) === "ASSET" && node.assetId === id)
      )

  const find = (team: string, id: string): Model | undefined => {
    const nodes = nodesWith(team, id)
    const asset = byId.get(id) ?? (strict ? undefined : standIn(id, nodes[0]))
    return asset === undefined ? undefined : modelOf(asset, nodes)
  }

  return {
    getModel({ team, params }) {
      const id = params["id"] ?? ""
      const model = find(team, id)
      if (model !== undefined) return json(200, model)
      throw notFound(`No model has the id ${JSON.stringify(id.slice(0, 200))}. ${unknownModel}`)
    },
    getModelByName({ team, params }) {
      const name = params["name"] ?? ""
      const asset = byName.get(name.toLowerCase())
      if (asset === undefined)
        throw notFound(`No model has the name ${JSON.stringify(name.slice(0, 200))}. ${unknownModel}`)
      return json(200, modelOf(asset, nodesWith(team, asset.id)))
    },
    async listModels({ operation, query, team }) {
      const { ids } = (await readQuery(operation, query)) as { ids: string }
      const wanted = [...new Set(ids.split(",").map((id) => id.trim()))].filter((id) => id !== "")
      if (wanted.length > idsAtOnce)
        throw new HttpError(400, `\`ids\` has ${wanted.length} ids. Ask for at most ${idsAtOnce} at once.`)
      const items: Model[] = []
      for (const id of wanted) {
        const model = find(team, id)
        if (model !== undefined) items.push(model)
        await turn()
      }
      return json(200, { items, total: items.length })
    },
    paginateModels({ body }) {
      const query = body as ModelQuery
      const found = [...byId.values()].filter(matches(query, suppliersOf(assets)))
      const { items, ...counts } = pageOf(sorted(found, query.sort), query)
      return json(200, { items: items.map((asset) => modelOf(asset, [])), ...counts })
    }
  } satisfies Partial<Handlers>
}

const unknownModel =
  "This server has the assets `local/<function>` (POST /sdk/models/paginate lists them), assets that it was started " +
  "with, and models that a stored pipeline of the team names. Use one of their ids, or give the server an asset with this one."

const standIn = (id: string, node: PipelineNode | undefined): Described | undefined => {
  const functionId = node?.function ?? ""
  const fn = findFunction(functionId)
  if (fn === undefined) return undefined
  const known = node?.["model"] as { readonly name?: unknown } | undefined
  const name = typeof known?.name === "string" && known.name !== "" ? known.name : (fn.name ?? id)
  return { id, function: functionId, name, supplier: supplierOf(node?.supplier) }
}

const supplierOf = (supplier: PipelineNode["supplier"]): string => {
  if (typeof supplier === "string" && supplier !== "") return supplier
  const name = typeof supplier === "object" && supplier !== null ? supplier["name"] : undefined
  return typeof name === "string" ? name : "aiXplain"
}

type Described = Pick<AssetDefinition, "id" | "function" | "name" | "description" | "supplier" | "parameters">

const lower = (value: unknown): string => String(value).toLowerCase()

/** What no model here is or has (fine-tunable, another owner) leaves none. */
const matches = (
  { q = "", functions = [], suppliers = [], ioFilter = [], isFineTunable = false }: ModelQuery,
  known: readonly components["schemas"]["Supplier"][]
): ((asset: AssetDefinition) => boolean) => {
  const text = q.toLowerCase()
  const wanted = new Set(suppliers.flatMap(wordsOf))
  return (asset) => {
    const supplier = known.find(({ name }) => name === (asset.supplier ?? "aiXplain")) ?? {}
    return (
      !isFineTunable &&
      [asset.id, asset.name ?? "", asset.description ?? ""].some((part) => part.toLowerCase().includes(text)) &&
      (functions.length === 0 || functions.includes(asset.function)) &&
      (wanted.size === 0 || wordsOf(supplier).some((word) => wanted.has(word))) &&
      ioFilter.every(({ code, value }) => {
        const { values } = asset.parameters?.[code] ?? {}
        return values === undefined || values.some((one) => lower(one) === lower(value))
      })
    )
  }
}

const wordsOf = (supplier: unknown): readonly string[] =>
  (typeof supplier === "object" && supplier !== null ? Object.values(supplier) : [supplier]).map(lower)

const sorted = (assets: readonly AssetDefinition[], sort: ModelQuery["sort"] = []): readonly AssetDefinition[] => {
  const byNames = sort.find(({ field }) => field === "name")
  if (byNames === undefined) return assets
  return assets.toSorted((a, b) => byNames.dir * (a.name ?? a.id).localeCompare(b.name ?? b.id, "en"))
}

const modelOf = (asset: Described, nodes: readonly PipelineNode[]): Model => {
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
    params: parametersOf(asset).map((parameter) => parameterOf(parameter, nodes)),
    // Clients refuse a utility without code, or a link to it.
    ...(fn?.kind === "utility" ? { code: "This utility runs inside the server." } : {})
  }
}

interface Parameter extends AssetParameter {
  readonly code: string
  readonly fixed: boolean
  readonly multiple: boolean
}

/** Those of the function and those that the asset declares; a utility has its own only, where it declares any. */
const parametersOf = ({ function: functionId, parameters = {} }: Described): readonly Parameter[] => {
  const fn = findFunction(functionId)
  const isOwn = fn?.kind === "utility" && Object.keys(parameters).length > 0
  const inputs = isOwn ? [] : Object.values(fn?.inputs ?? {})
  const codes = new Set(inputs.map(({ code }) => code))
  return [
    ...inputs.map(({ code, fixed, multiple, required, dataType, default: preset }) =>
      Object.assign(
        { code, fixed, multiple, required, dataType },
        preset === undefined ? {} : { default: preset },
        parameters[code]
      )
    ),
    ...Object.entries(parameters).flatMap(([code, parameter]) =>
      codes.has(code) ? [] : [{ fixed: false, multiple: false, ...parameter, code }]
    )
  ]
}

/**
 * Python's designer presets the first of `values` where the code is about a language, else the first of `defaultValues`,
 * and stores it at the next save in the place of what was stored. So what the team's nodes preset comes first.
 */
const parameterOf = (parameter: Parameter, nodes: readonly PipelineNode[]): components["schemas"]["ModelParameter"] => {
  const { code, fixed, multiple, required = false, dataType = "text", values = [], default: preset } = parameter
  const isLanguage = code.includes("language")
  const byNode = nodes.map((node) =>
    (node.inputValues ?? []).flatMap((input) => (input.code === code ? presetsOf(input) : []))
  )
  // Languages are preset in any case. Another parameter stays without where a node has none: it must not get another's.
  const presets = isLanguage || byNode.every((some) => some.length > 0) ? byNode.flat() : []
  const defaults = [...presets, ...(preset === undefined ? [] : [preset])].filter((value) => isSafe(code, value))
  return {
    name: code,
    required,
    isFixed: fixed,
    // One client takes the first value as the preset of every parameter about languages, so there is always one.
    values: labelled(
      isLanguage ? [...defaults, ...values, ...(values.length === 0 ? ["en"] : [])] : values,
      isLanguage
    ),
    defaultValues: labelled(defaults, isLanguage),
    availableOptions: labelled(values, isLanguage),
    dataType,
    dataSubType: dataType,
    multipleValues: multiple
  }
}

/**
 * What aixplain 0.2.48 can read: it sets a `prompt` twice and raises, and calls `float` on a `temperature`; either makes
 * it drop the whole pipeline.
 */
const isSafe = (code: string, value: unknown): boolean =>
  code === "temperature"
    ? Number.isFinite(value) || (typeof value === "string" && /^\d{1,9}(?:\.\d{1,9})?$/.test(value))
    : code !== "prompt"

const presetsOf = ({ value, values }: components["schemas"]["NodeParameter"]): readonly unknown[] =>
  [value, ...(values ?? [])].filter((one) => one !== undefined && one !== null && one !== "")

const languageNames = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" })

const labelled = (values: readonly unknown[], isLanguage: boolean): LabelledValue[] => {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]))
  return [...byText.values()].slice(0, toldValues).map((value) => {
    const text = typeof value === "string" ? value : JSON.stringify(value)
    return { value, label: isLanguage && /^[a-z]{2,3}$/.test(text) ? (languageNames.of(text) ?? text) : text }
  })
}
