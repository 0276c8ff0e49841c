/**
 * `definePipeline`: a pipeline reads like a function.
 *
 * Its inputs are the parameters, its outputs are what is returned, and the types of both travel with the pipeline to
 * `run`. The result is immutable and holds the document; nothing is sent, read or written here.
 */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import { describePipeline } from "./internal/describe.ts"
import type { NodeOptions, Nodes, OutputDeclaration, Port, Presence } from "./Node.ts"
import type { Problem } from "./Problem.ts"
import type { DataType, Flat, PipelinePort, Typed, TypesByLabel } from "./Types.ts"

/** One input of a pipeline: its data type, several of them, or these with further options. `[]` takes any type. */
export type InputDeclaration = DataType | readonly DataType[] | InputOptions

export interface InputOptions extends Omit<NodeOptions, "label"> {
  readonly type: DataType | readonly DataType[]
  /** The default; an input that has one need not be given to `run`. */
  readonly data?: string | number | boolean | null
}

/** What concerns the document as a whole. None of it is needed to describe a pipeline; `toCode` uses it to be exact. */
export interface PipelineOptions {
  /** Node numbers in the order in which the document lists them; ascending when absent. */
  readonly nodeOrder?: readonly number[]
  /** Links as [from, to] in the order in which the document lists them; by target node when absent. */
  readonly linkOrder?: readonly (readonly [from: number, to: number])[]
  /** Links that replace those which follow from the ports, for what ports cannot say: cycles, links to nowhere. */
  readonly links?: readonly { readonly [key: string]: unknown }[]
  /** Further keys of the document, beside `name`, `nodes` and `links`. */
  readonly extra?: { readonly [key: string]: unknown }
}

/**
 * A described pipeline. `Inputs` and `Outputs` are its data types by label, optional where a run may go without:
 * `Pipeline<{ Review: "text" }, { Angry?: "text" }>`.
 */
export interface Pipeline<out Inputs = TypesByLabel, out Outputs = TypesByLabel> extends Typed<Inputs, Outputs> {
  readonly name: string
  readonly inputs: { readonly [Label in keyof Inputs]-?: PipelinePort }
  readonly outputs: { readonly [Label in keyof Outputs]-?: PipelinePort }
  /** The document as it is posted: `name`, `nodes` and `links`. */
  readonly document: PipelineDocument & { readonly name: string }
  /** Everything that is wrong or suspicious; empty when nothing is. */
  readonly problems: readonly Problem[]
  /** The document, so that `JSON.stringify(pipeline)` writes it. */
  readonly toJSON: () => PipelineDocument & { readonly name: string }
}

/** The ports of a pipeline's inputs, by label. */
export type InputPorts<I> = { readonly [Label in keyof I]: Port<TypesOf<I[Label]>, "always"> }

type TypesOf<I> = I extends DataType
  ? I
  : I extends readonly (infer D)[]
    ? [D] extends [never]
      ? DataType
      : D & DataType
    : I extends { readonly type: infer T }
      ? TypesOf<T>
      : never

type HasDefault<I> = I extends { readonly data: string | number | boolean } ? true : false

/** Data types of the inputs by label. */
type DeclaredInputs<I> = Flat<
  { readonly [L in keyof I as HasDefault<I[L]> extends true ? never : L]: TypesOf<I[L]> } & {
    readonly [L in keyof I as HasDefault<I[L]> extends true ? L : never]?: TypesOf<I[L]>
  }
>

type Returned = Port | OutputDeclaration
type PresenceOf<O> = O extends Port<DataType, infer P> | OutputDeclaration<DataType, infer P> ? P : Presence
type TypeOfReturned<O> = O extends Port<infer D> | OutputDeclaration<infer D> ? D : never

/** Data types of the outputs by label. */
type ReturnedOutputs<O> = Flat<
  { readonly [L in keyof O as PresenceOf<O[L]> extends "always" ? L : never]: TypeOfReturned<O[L]> } & {
    readonly [L in keyof O as PresenceOf<O[L]> extends "always" ? never : L]?: TypeOfReturned<O[L]>
  }
>

/**
 * Describes a pipeline.
 *
 * `inputs` names its inputs and their data types. `describe` gets a port for each input and the calls that make nodes,
 * and returns the outputs by label. Nodes are numbered in the order inputs, calls, outputs.
 *
 * @example
 * const triage = definePipeline("Review triage", { Review: "text" }, ({ Review }, n) => {
 *   const mood = n.sentimentAnalysis({ text: Review, language: "en" })
 *   const route = n.decision({ comparison: mood.data, passthrough: Review })
 *   return { Angry: route.when("equal", "NEGATIVE"), Others: route.otherwise() }
 * })
 *
 * @throws TypeError for calls that no document can hold, such as a port of another pipeline. What a document can hold
 * is never refused: it is in `problems`.
 */
export const definePipeline = <
  const I extends { readonly [label: string]: InputDeclaration },
  const O extends { readonly [label: string]: Returned }
>(
  name: string,
  inputs: I,
  describe: (inputs: InputPorts<I>, n: Nodes) => O,
  options: PipelineOptions = {}
): Pipeline<DeclaredInputs<I>, ReturnedOutputs<O>> =>
  describePipeline(name, inputs, describe as never, options) as Pipeline<DeclaredInputs<I>, ReturnedOutputs<O>>
