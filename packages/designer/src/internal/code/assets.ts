/** Which call builds an asset or a script: the function's own method where its types allow, else one that asks less. */
import type { NodeParameter, PipelineNode } from "@aixplain-ts/api-types"
import type { CatalogueFunction, CatalogueInput } from "../../Catalogue.ts"
import type { Vertex } from "../../Graph.ts"
import { dataTypesOf, functionOf } from "../../Ports.ts"
import { promptVariables } from "../../Prompt.ts"
import type { DataType } from "../../Types.ts"
import { type Entry, type Expression, json, list, object } from "./Expression.ts"
import type { Accepts, Feeds } from "./Feeds.ts"
import type { Call } from "./planned.ts"

export function planAsset(vertex: Vertex, feeds: Feeds): Call {
  const fn = functionOf(vertex.node)
  if (fn === undefined) return modelCall(vertex, feeds, undefined)
  if (fn.kind === "utility")
    return typeof vertex.node.assetId === "string" ? utilityCall(vertex, feeds) : modelCall(vertex, feeds, fn)
  return functionCall(vertex, feeds, fn)
}

export function planScript(vertex: Vertex, feeds: Feeds): Call {
  const { node } = vertex
  const { fileId, fileMetadata, scriptFile } = node
  const outputs = declaredOutputs(vertex)
  const source: Entry[] =
    typeof scriptFile === "string" && fileId === undefined
      ? [["file", json(scriptFile)]]
      : [
          ["fileId", json(typeof fileId === "string" ? fileId : "")],
          ...(typeof fileMetadata === "string" ? [["fileMetadata", json(fileMetadata)] as const] : [])
        ]
  return {
    method: "script",
    args: [object([...source, ["inputs", object(linked(vertex, feeds))], ["outputs", outputsObject(outputs)]])],
    outputs
  }
}

/** `n.translation({ … })`, if everything in the document has a place there. */
function functionCall(vertex: Vertex, feeds: Feeds, fn: CatalogueFunction): Call {
  const { node } = vertex
  const prompt = fn.inputs["prompt"] === undefined ? undefined : presetText(node, "prompt")
  const variables = prompt === undefined ? [] : promptVariables(prompt)
  const inputOf = (code: string): Pick<CatalogueInput, "dataType" | "fixed" | "multiple"> | undefined =>
    fn.inputs[code] ?? (variables.includes(code) ? { dataType: "text", fixed: false, multiple: false } : undefined)
  const accepts = (code: string): Accepts => {
    const input = inputOf(code)
    return { type: input?.fixed === true ? undefined : input?.dataType, multiple: input?.multiple === true }
  }

  const codes = feeds.codesInto(vertex)
  const foreign = [
    ...codes.filter((code) => inputOf(code) === undefined),
    ...vertex.outgoing.map(({ mapping }) => mapping.from).filter((code) => fn.outputs[code] === undefined)
  ]
  if (foreign.length > 0) return modelCall(vertex, feeds, fn, `${fn.name} has no “${foreign[0]}”.`)
  const clash = variables.find((code) => code !== "text" && fn.inputs[code] !== undefined)
  if (clash !== undefined) return modelCall(vertex, feeds, fn, `A variable of the prompt is called “${clash}”.`)

  const given = new Map<string, Expression>()
  for (const code of codes) given.set(code, feeds.into(vertex, code, accepts(code))?.expression as Expression)
  for (const parameter of node.inputValues ?? []) {
    const input = inputOf(parameter.code)
    const literal = input === undefined || given.has(parameter.code) ? undefined : literalFor(parameter, input)
    if (literal !== undefined) given.set(parameter.code, literal)
  }
  const required = Object.values(fn.inputs).filter(
    (input) => input.required && !(input.code === "text" && variables.length > 0)
  )
  const missing = [...required.map(({ code }) => code), ...variables].find((code) => !given.has(code))
  if (missing !== undefined) return modelCall(vertex, feeds, fn, `“${missing}” is not set.`)
  return {
    method: fn.method,
    args: [object([...given])],
    options: assetOptions(node, fn.kind, true),
    outputs: new Map(Object.values(fn.outputs).map(({ code, dataType }) => [code, dataType]))
  }
}

function utilityCall(vertex: Vertex, feeds: Feeds): Call {
  const outputs = declaredOutputs(vertex)
  const usual = outputs.size === 1 && outputs.get("outputs") === "text"
  return {
    method: "utility",
    args: [
      json(vertex.node.assetId),
      object([
        ["inputs", object(looseInputs(vertex, feeds))],
        ...(usual ? [] : [["outputs", outputsObject(outputs)] as const])
      ])
    ],
    options: assetOptions(vertex.node, "utility", false),
    outputs
  }
}

/** `n.model("id", { function, inputs, outputs })`: takes whatever the document has. */
function modelCall(vertex: Vertex, feeds: Feeds, fn: CatalogueFunction | undefined, comment?: string): Call {
  const { node } = vertex
  const outputs = declaredOutputs(vertex)
  const id = typeof node.function === "string" ? [["function", json(node.function)] as const] : []
  return {
    method: "model",
    args: [
      json(typeof node.assetId === "string" ? node.assetId : undefined),
      object([...id, ["inputs", object(looseInputs(vertex, feeds))], ["outputs", outputsObject(outputs)]])
    ],
    options: assetOptions(node, fn?.kind ?? "ai", false),
    outputs,
    ...(comment === undefined ? {} : { comment })
  }
}

const linked = (vertex: Vertex, feeds: Feeds): readonly Entry[] =>
  feeds.codesInto(vertex).map((code) => [code, feeds.into(vertex, code, { multiple: true })?.expression as Expression])

/** What feeds a node and what is set, for calls that take any code. */
function looseInputs(vertex: Vertex, feeds: Feeds): readonly Entry[] {
  const given = new Map(linked(vertex, feeds))
  for (const { code, value, values } of vertex.node.inputValues ?? []) {
    if (typeof code !== "string" || given.has(code)) continue
    if (Array.isArray(values) && value === undefined && values.length > 0) given.set(code, list(values.map(json)))
    else if (value !== undefined && value !== null && !Array.isArray(value)) given.set(code, json(value))
  }
  return [...given]
}

/** What the document declares, and what is linked without being declared. */
function declaredOutputs({ node, outgoing }: Vertex): ReadonlyMap<string, DataType> {
  const outputs = new Map<string, DataType>()
  for (const { code, dataType } of node.outputValues ?? [])
    if (typeof code === "string") outputs.set(code, dataTypesOf(dataType)[0] ?? "text")
  for (const { mapping } of outgoing) if (!outputs.has(mapping.from)) outputs.set(mapping.from, "text")
  return outputs
}

const outputsObject = (outputs: ReadonlyMap<string, DataType>): Expression =>
  object(Array.from(outputs, ([code, dataType]) => [code, json(dataType)]))

/** A preset as a literal of the parameter's type; undefined for what that type does not hold. */
function literalFor(
  { value, values }: NodeParameter,
  input: Pick<CatalogueInput, "dataType" | "multiple">
): Expression | undefined {
  const holds = (item: unknown): boolean =>
    input.dataType === "number" ? typeof item === "number" : typeof item === "string"
  if (Array.isArray(values) && value === undefined)
    return input.multiple && values.length > 0 && values.every(holds) ? list(values.map(json)) : undefined
  return holds(value) ? json(value) : undefined
}

function presetText(node: PipelineNode, code: string): string | undefined {
  const value = node.inputValues?.find((parameter) => parameter.code === code)?.value
  return typeof value === "string" ? value : undefined
}

/** Options that the document says plainly; `exact.ts` finds the rest. */
function assetOptions(node: PipelineNode, kind: string, withId: boolean): Record<string, unknown> {
  const { assetId, functionType, supplier, version } = node
  return {
    ...(withId && typeof assetId === "string" ? { assetId } : {}),
    ...(typeof supplier === "string" ? { supplier } : {}),
    ...(typeof version === "string" ? { version } : {}),
    ...(typeof functionType === "string" && functionType !== kind ? { functionType } : {})
  }
}
