/** `definePipeline` at run time: inputs become nodes, the description is called, what it returns becomes outputs. */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import type { InputDeclaration, InputOptions, Pipeline, PipelineOptions } from "../Builder.ts"
import type { Nodes, OutputDeclaration, Port } from "../Node.ts"
import type { Problem } from "../Problem.ts"
import type { DataType, PipelinePort } from "../Types.ts"
import { validate } from "../Validate.ts"
import { callsFor } from "./calls.ts"
import { Draft } from "./Draft.ts"
import { isPort, NodePort, singleType } from "./port.ts"

type Returned = Port | OutputDeclaration

export function describePipeline(
  name: string,
  inputs: Readonly<Record<string, InputDeclaration>>,
  describe: (inputs: Readonly<Record<string, Port>>, n: Nodes) => Readonly<Record<string, Returned>>,
  options: PipelineOptions
): Pipeline {
  const draft = new Draft(name)
  const declared = Object.entries(inputs).map(([label, declaration]) => [label, readInput(declaration)] as const)
  const ports = declared.map(([label, input]) => [label, addInput(draft, label, input)])
  const returned = describe(Object.freeze(Object.fromEntries(ports)), callsFor(draft))
  const outputs = Object.entries(returned).map(([label, output]) => [label, addOutput(draft, label, output)])
  return new DescribedPipeline(
    draft.finish(options),
    Object.freeze(
      Object.fromEntries(
        declared.map(([label, { type, data }]) => [label, pipelinePort(type, data !== undefined && data !== null)])
      )
    ),
    Object.freeze(Object.fromEntries(outputs))
  )
}

/** A pipeline as `definePipeline` gives it. */
class DescribedPipeline implements Pipeline {
  readonly inputs: Readonly<Record<string, PipelinePort>>
  readonly outputs: Readonly<Record<string, PipelinePort>>
  readonly document: PipelineDocument & { readonly name: string }
  #problems: readonly Problem[] | undefined

  constructor(
    document: PipelineDocument & { readonly name: string },
    inputs: Readonly<Record<string, PipelinePort>>,
    outputs: Readonly<Record<string, PipelinePort>>
  ) {
    this.document = document
    this.inputs = inputs
    this.outputs = outputs
    Object.freeze(this)
  }

  get name(): string {
    return this.document.name
  }

  get problems(): readonly Problem[] {
    return (this.#problems ??= Object.freeze(validate(this.document)))
  }

  toJSON(): PipelineDocument & { readonly name: string } {
    return this.document
  }
}

const readInput = (declaration: InputDeclaration): InputOptions =>
  typeof declaration === "string" || Array.isArray(declaration)
    ? { type: declaration as DataType | readonly DataType[] }
    : (declaration as InputOptions)

const typesIn = (type: DataType | readonly DataType[]): readonly DataType[] =>
  typeof type === "string" ? [type] : type

function addInput(draft: Draft, label: string, { type, data, ...options }: InputOptions): Port {
  const types = typesIn(type)
  const single = types.length === 1 ? { dataType: types[0] } : {}
  const node = draft.add({
    kind: "INPUT",
    name: label,
    fixedLabel: true,
    options,
    inputs: [],
    fields: {
      dataType: types,
      ...(data === undefined ? {} : { data }),
      inputValues: [],
      outputValues: [{ code: "input", ...single }]
    }
  })
  return new NodePort(types, "always", [{ node, code: "input" }])
}

function addOutput(draft: Draft, label: string, returned: Returned): PipelinePort {
  const { port, options } = isPort(returned) ? { port: returned, options: {} } : (returned as OutputDeclaration)
  const sources = NodePort.sourcesOf(port)
  if (sources === undefined)
    throw new TypeError(
      `The output “${label}” of the pipeline “${draft.pipeline}” is not a port. Return an output of a node, such as “mood.data”.`
    )
  const single = singleType(port)
  draft.add({
    kind: "OUTPUT",
    name: label,
    fixedLabel: true,
    options,
    inputs: [{ code: "output", sources }],
    fields: {
      dataType: port.types,
      inputValues: [{ code: "output", ...(single === undefined ? {} : { dataType: single }) }],
      outputValues: []
    }
  })
  return pipelinePort(port.types, port.presence === "maybe")
}

function pipelinePort(type: DataType | readonly DataType[], optional: boolean): PipelinePort {
  const types = typesIn(type)
  return Object.freeze({
    type: types.length === 1 ? (types[0] as DataType) : Object.freeze([...types]),
    ...(optional ? { optional } : {})
  })
}
