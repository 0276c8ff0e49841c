/** What the calls of the builder do at run time; `Node.ts` has their types. Parameters arrive as people gave them. */
import { catalogue, type CatalogueFunction } from "../Catalogue.ts"
import type { AssetOptions, NodeOptions, Nodes, Port, Presence } from "../Node.ts"
import type { DataType } from "../Types.ts"
import { type DecisionOptions, makeDecision, makeRouter } from "./branches.ts"
import type { Draft, DraftNode } from "./Draft.ts"
import type { JsonObject } from "./json.ts"
import { type GivenParameters, readFunctionParameters, type ReadParameters, readParameters } from "./parameters.ts"
import { NodePort } from "./port.ts"

type OutputTypes = Readonly<Record<string, DataType>>

interface OpenParameters {
  readonly function?: string
  readonly inputs: GivenParameters
  readonly outputs?: OutputTypes
}

interface ScriptParameters {
  readonly file?: string | { readonly href: string }
  readonly fileId?: string
  readonly fileMetadata?: string
  readonly inputs: GivenParameters
  readonly outputs: OutputTypes
}

/** The calls for one pipeline. They are free functions, so that `n` may be taken apart. */
export function callsFor(draft: Draft): Nodes {
  const calls: Record<string, unknown> = {}
  for (const fn of Object.values(catalogue) as CatalogueFunction[])
    calls[fn.method] = (given: GivenParameters, options: AssetOptions = {}) => callFunction(fn, given, options)
  return Object.freeze(
    Object.assign(calls, { asset, utility, model, script, router, decision, merge, as, output, raw })
  ) as never

  function callFunction(fn: CatalogueFunction, given: GivenParameters, options: AssetOptions) {
    return addAsset(fn.id, fn.kind, fn.name, outputTypes(fn), readFunctionParameters(fn, given), options)
  }

  function asset(assetId: string, { function: id, ...given }: GivenParameters, options: AssetOptions = {}) {
    const fn = catalogue[String(id)]
    if (fn === undefined)
      throw new TypeError(
        `The catalogue has no function “${String(id)}” for the model “${assetId}”. ` +
          "Use `n.model` for a function that it does not know."
      )
    return callFunction(fn, given, { ...options, assetId })
  }

  function utility(assetId: string, { inputs, outputs = { outputs: "text" } }: OpenParameters, options?: AssetOptions) {
    return addAsset("utilities", "utility", "Utility", outputs, readParameters(inputs), { ...options, assetId })
  }

  function model(assetId: string | undefined, parameters: OpenParameters, options: AssetOptions = {}) {
    const { function: id, inputs, outputs = {} } = parameters
    const fn = id === undefined ? undefined : catalogue[id]
    return addAsset(id, fn?.kind ?? "ai", fn?.name ?? id ?? "Model", outputs, readFunctionParameters(fn, inputs), {
      ...options,
      ...(assetId === undefined ? {} : { assetId })
    })
  }

  function addAsset(
    id: string | undefined,
    kind: string,
    name: string,
    outputs: OutputTypes,
    given: ReadParameters,
    options: AssetOptions
  ) {
    const { assetId, supplier, version, functionType = kind, ...nodeOptions } = options
    const fields = {
      ...(id === undefined ? {} : { function: id }),
      ...(assetId === undefined ? {} : { assetId }),
      ...(supplier === undefined ? {} : { supplier }),
      ...(version === undefined ? {} : { version }),
      assetType: "MODEL",
      functionType
    }
    return addNode("ASSET", name, fields, outputs, given, nodeOptions)
  }

  function script(parameters: ScriptParameters, options: NodeOptions = {}) {
    const { file, fileId, fileMetadata, inputs, outputs } = parameters
    const path = typeof file === "object" ? file.href : file
    const fields = {
      ...(path === undefined ? {} : { scriptFile: path }),
      ...(fileId === undefined ? {} : { fileId }),
      ...(fileMetadata === undefined ? {} : { fileMetadata })
    }
    return addNode("SCRIPT", "Script", fields, outputs, readParameters(inputs), options)
  }

  function addNode(
    kind: string,
    name: string,
    fields: JsonObject,
    outputs: OutputTypes,
    { inputs, inputValues, presence }: ReadParameters,
    options: NodeOptions
  ) {
    const outputValues = Object.entries(outputs).map(([code, dataType]) => ({ code, dataType }))
    const node = draft.add({ kind, name, options, inputs, fields: { ...fields, inputValues, outputValues } })
    return portsOf(node, outputs, presence)
  }

  function router(value: Port, options: NodeOptions = {}) {
    return makeRouter(draft, value, options)
  }

  function decision(
    parameters: { readonly comparison: Port; readonly passthrough: Port },
    options: DecisionOptions = {}
  ) {
    return makeDecision(draft, parameters, options)
  }

  function raw({ number, ...fields }: JsonObject, inputs: GivenParameters = {}) {
    const node = draft.add({
      kind: String(fields["type"]),
      name: "Node",
      options: {
        ...(typeof number === "number" ? { number } : {}),
        // The label too stands as it is, or is missing as it is.
        extra: { label: undefined, ...fields }
      },
      fields: {},
      inputs: readParameters(inputs).inputs
    })
    return {
      port: (code: string, ...types: readonly DataType[]) => new NodePort(types, "maybe", [{ node, code }])
    }
  }
}

function merge(...ports: readonly Port[]): Port {
  const sources = ports.flatMap((port) => NodePort.sourcesOf(port) ?? [])
  const presence = ports.some((port) => port.presence === "always") ? "always" : "maybe"
  return new NodePort(
    ports.flatMap((port) => port.types),
    presence,
    sources
  )
}

const as = (port: Port, ...types: readonly DataType[]): Port =>
  new NodePort(types, port.presence, NodePort.sourcesOf(port) ?? [])

const output = (port: Port, options: Omit<NodeOptions, "label">) => Object.freeze({ port, options })

const outputTypes = (fn: CatalogueFunction): OutputTypes =>
  Object.fromEntries(Object.values(fn.outputs).map(({ code, dataType }) => [code, dataType]))

function portsOf(node: DraftNode, outputs: OutputTypes, presence: Presence): Readonly<Record<string, Port>> {
  const ports = Object.entries(outputs).map(([code, dataType]) => [
    code,
    new NodePort([dataType], presence, [{ node, code }])
  ])
  return Object.freeze(Object.fromEntries(ports)) as Readonly<Record<string, Port>>
}
