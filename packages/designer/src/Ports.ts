/**
 * The inputs and outputs that a node has, whatever the document says or leaves out about them.
 *
 * For an asset the catalogue decides and the document may add (a model can take more than its function says); for a
 * script, a utility and an unknown function the document decides. Used by validation, layout and diagrams.
 */
import { catalogue } from "./Catalogue.ts"
import type { CatalogueFunction } from "./Catalogue.ts"
import { kindOf } from "./Document.ts"
import { isDataType } from "./Fits.ts"
import { nodeKind } from "./Kinds.ts"
import type { NodeParameter, PipelineNode } from "@aixplain-ts/api-types"
import { promptVariables } from "./Prompt.ts"
import type { DataType } from "./Types.ts"

/** One input or output of a node. */
export interface NodePort {
  readonly code: string
  /** What may go in or come out; empty when nothing says. */
  readonly dataTypes: readonly DataType[]
  /** Whether the node needs a link or a value here. */
  readonly required: boolean
  /** Whether it takes several values; undefined when nothing says. */
  readonly multiple: boolean | undefined
  /** A preset of the model: any port may feed it. */
  readonly fixed: boolean
  /** Used where neither a link nor the document gives a value. */
  readonly default?: string
  /** Where the port is known from: only `document` may be a spelling mistake. */
  readonly origin: "catalogue" | "kind" | "model" | "prompt" | "document"
}

/** The function of an asset in the catalogue, if it is there. */
export const functionOf = (node: PipelineNode): CatalogueFunction | undefined =>
  typeof node.function === "string" ? catalogue[node.function] : undefined

/** The node's inputs by code: those of its function or kind first, then what the document adds. */
export function inputsOf(node: PipelineNode): ReadonlyMap<string, NodePort> {
  const kind = nodeKind(kindOf(node))
  switch (kind) {
    case "INPUT":
      return nothing
    case "OUTPUT":
      return new Map([["output", { ...kindPort("output"), dataTypes: dataTypesOf(node.dataType), required: true }]])
    case "ROUTER":
      return routerInputs
    case "DECISION":
      return decisionInputs
    case "ASSET":
      return assetInputs(node)
    case "SCRIPT":
    case undefined:
      return declared(node.inputValues, new Map())
    default:
      return kind satisfies never
  }
}

/** The node's outputs by code. What comes out of a router or decision depends on what goes in: `dataTypes` is empty. */
export function outputsOf(node: PipelineNode): ReadonlyMap<string, NodePort> {
  const kind = nodeKind(kindOf(node))
  switch (kind) {
    case "INPUT": {
      const dataTypes = dataTypesOf(node.dataType)
      const port = declared(node.outputValues, new Map()).get("input")
      return new Map([
        ["input", { ...kindPort("input"), dataTypes: dataTypes.length > 0 ? dataTypes : (port?.dataTypes ?? []) }]
      ])
    }
    case "OUTPUT":
      return nothing
    case "ROUTER":
      return routerInputs
    case "DECISION":
      return decisionOutputs
    case "ASSET": {
      const known = functionOf(node)
      const ports = new Map<string, NodePort>()
      if (known !== undefined && !openEnded(known))
        for (const { code, dataType } of Object.values(known.outputs))
          ports.set(code, { ...kindPort(code), dataTypes: [dataType], origin: "catalogue" })
      return declared(node.outputValues, ports)
    }
    case "SCRIPT":
    case undefined:
      return declared(node.outputValues, new Map())
    default:
      return kind satisfies never
  }
}

/** The data types that a `dataType` field names: one word, a list of words, none; unknown words are left out. */
export function dataTypesOf(field: unknown): readonly DataType[] {
  const words = (Array.isArray(field) ? field : [field]).map((word) =>
    typeof word === "string" ? word.toLowerCase() : word
  )
  return [...new Set(words.filter(isDataType))]
}

/** Whether a parameter of the document holds a value: `0`, `""` and `false` are values, null and an empty list are not. */
export const hasValue = (parameter: NodeParameter): boolean =>
  (parameter.value !== undefined && parameter.value !== null) ||
  (Array.isArray(parameter.values) && parameter.values.length > 0)

/** The variables of a text generation's preset prompt: each is a further text input. */
export function variablesOf(node: PipelineNode): readonly string[] {
  if (node.function !== "text-generation") return []
  const prompt = node.inputValues?.find((parameter) => parameter.code === "prompt")?.value
  return typeof prompt === "string" ? promptVariables(prompt) : []
}

function assetInputs(node: PipelineNode): ReadonlyMap<string, NodePort> {
  const known = functionOf(node)
  const ports = new Map<string, NodePort>()
  if (known !== undefined && !openEnded(known))
    for (const { dataType, ...input } of Object.values(known.inputs))
      ports.set(input.code, { ...input, dataTypes: [dataType], origin: "catalogue" })
  const variables = variablesOf(node)
  if (variables.length > 0) {
    const text = ports.get("text")
    if (text !== undefined) ports.set("text", { ...text, required: false })
    for (const code of variables)
      ports.set(code, { ...kindPort(code), dataTypes: ["text"], required: true, origin: "prompt" })
  }
  for (const [code, port] of modelInputs(node)) if (!ports.has(code)) ports.set(code, port)
  return declared(node.inputValues, ports)
}

/** The chosen model says what the inputs and outputs of `utilities` really are; the catalogue's are placeholders. */
const openEnded = (known: CatalogueFunction): boolean => known.kind === "utility"

/** What servers and editors write about the chosen model: `customInputs`, and `model.params`. */
function modelInputs(node: PipelineNode): ReadonlyMap<string, NodePort> {
  const ports = new Map<string, NodePort>()
  for (const { code, dataType, isRequired } of node.customInputs ?? [])
    if (typeof code === "string")
      ports.set(code, {
        ...kindPort(code),
        dataTypes: dataTypesOf(dataType),
        required: isRequired !== false,
        origin: "model"
      })
  const params = (node["model"] as { params?: unknown } | null | undefined)?.params
  if (Array.isArray(params))
    for (const param of params as ({ name?: unknown; dataType?: unknown } | null)[])
      if (typeof param?.name === "string" && !ports.has(param.name))
        ports.set(param.name, {
          ...kindPort(param.name),
          dataTypes: dataTypesOf(param.dataType),
          multiple: undefined,
          origin: "model"
        })
  return ports
}

/** Adds the ports that only the document knows. */
function declared(
  parameters: readonly NodeParameter[] | null | undefined,
  ports: Map<string, NodePort>
): Map<string, NodePort> {
  for (const { code, dataType, isRequired } of parameters ?? [])
    if (typeof code === "string" && !ports.has(code))
      ports.set(code, {
        code,
        dataTypes: dataTypesOf(dataType),
        required: isRequired === true,
        multiple: undefined,
        fixed: false,
        origin: "document"
      })
  return ports
}

const kindPort = (code: string): NodePort => ({
  code,
  dataTypes: [],
  required: false,
  multiple: false,
  fixed: false,
  origin: "kind"
})

const nothing: ReadonlyMap<string, NodePort> = new Map()
const routerInputs: ReadonlyMap<string, NodePort> = new Map([["input", kindPort("input")]])
const decisionInputs: ReadonlyMap<string, NodePort> = new Map([
  ["comparison", kindPort("comparison")],
  ["passthrough", kindPort("passthrough")]
])
const decisionOutputs: ReadonlyMap<string, NodePort> = new Map([["data", kindPort("data")]])
