/**
 * What the builder returns while a pipeline is being described: ports, and the calls that make nodes.
 *
 * Types only; `Builder.ts` gives `Nodes` to the function that describes a pipeline, `internal/` holds what it does. The
 * types of a call come from the catalogue: parameters by code, what fits each (`fits`), and the outputs.
 */
import type { FunctionId, FunctionMethod, InputMarks, MethodOf, OutputTypes } from "./Catalogue.ts"
import type { FitsInto } from "./Fits.ts"
import type { PromptVariables } from "./Prompt.ts"
import type { DataType, Flat, Values } from "./Types.ts"

/** Whether a value is there in every run, or only when a decision or router on the way let it pass. */
export type Presence = "always" | "maybe"

/** An output of a node: hand it to the parameter of another one, or return it as an output of the pipeline. */
export interface Port<out D extends DataType = DataType, out P extends Presence = Presence> {
  readonly types: readonly D[]
  readonly presence: P
  /** The output's code on the wire, for example `data`. */
  readonly code: string
}

/** What every node may be told beside its parameters. */
export interface NodeOptions {
  /** Free text by which people know the node; the function's name when absent, numbered where it occurs again. */
  readonly label?: string
  /** Number on the wire; the next free one when absent. */
  readonly number?: number
  /** Place on the canvas of the vendor's editor. */
  readonly position?: { readonly x: number; readonly y: number }
  /**
   * Further keys of the node on the wire. They win over what the builder writes; `undefined` leaves a key out. A list of
   * `inputValues` or `outputValues` is merged by code: it says which parameters are listed, in which order, and which of
   * their keys differ (`{ code: "text", value: null }`). A parameter that is given a value is listed in any case.
   */
  readonly extra?: { readonly [key: string]: unknown }
}

/** What a node with a model may be told beside its parameters. */
export interface AssetOptions extends NodeOptions {
  /** The model's id. Without one the platform takes its own asset for the function; the hosted service needs one. */
  readonly assetId?: string
  /** The supplier's code, for example `aixplain`. */
  readonly supplier?: string
  /** The model's version id. */
  readonly version?: string
  /** The model's own kind where it is not the function's, for example `utility`. */
  readonly functionType?: string
}

// Parameters of functions

/** The data type of a table entry such as `label*!`. */
type TypeOfMarks<Marks extends string> = (Marks extends `${infer T}*${string}`
  ? T
  : Marks extends `${infer T}!${string}`
    ? T
    : Marks extends `${infer T}[${string}`
      ? T
      : Marks extends `${infer T}=${string}`
        ? T
        : Marks) &
  DataType

/** A value for one parameter. Settings with a numeric default are text on the wire and take numbers too. */
type Value<Marks extends string> = Values[TypeOfMarks<Marks>] | (Marks extends `${string}=${number}` ? number : never)

/** Data types of the ports that fit a parameter: any for a fixed one. */
type Fitting<Marks extends string> = Marks extends `${string}!${string}` ? DataType : FitsInto<TypeOfMarks<Marks>>

/** What one parameter takes, from its table entry. (Unions are written out, so that editors show them and no alias.) */
type Accepted<Marks, P extends Presence> = Marks extends string
  ? Marks extends `${string}[]${string}`
    ? Value<Marks> | Port<Fitting<Marks>, P> | readonly (Value<Marks> | Port<Fitting<Marks>, P>)[]
    : Value<Marks> | Port<Fitting<Marks>, P>
  : never

/** Parameters by code, from the inputs of a table row. */
type Parameters<Inputs, P extends Presence> = {
  readonly [C in keyof Inputs as Inputs[C] extends `${string}*${string}` ? C : never]: Accepted<Inputs[C], P>
} & {
  readonly [C in keyof Inputs as Inputs[C] extends `${string}*${string}` ? never : C]?:
    | Accepted<Inputs[C], P>
    | undefined
}

/** The parameters of a function: a value, or an output of another node, for each code. */
export type FunctionParameters<M extends FunctionMethod, P extends Presence = Presence> = {
  readonly [C in keyof Parameters<InputMarks<M>, P>]: Parameters<InputMarks<M>, P>[C]
}

/** Outputs by code. */
export type Outputs<Types, P extends Presence> = {
  readonly [C in keyof Types]: Types[C] extends DataType ? Port<Types[C], P> : never
}

/** The presence of outputs, from the union of that of all ports they depend on. */
type Both<P extends Presence> = "maybe" extends P ? "maybe" : "always"

/** The call that makes a node of a function. */
type FunctionCall<M extends FunctionMethod> = <P extends Presence = "always">(
  parameters: FunctionParameters<M, P>,
  options?: AssetOptions
) => Outputs<OutputTypes<M>, Both<P>>

/** Every function of the catalogue as a method, but for the one whose parameters depend on its prompt. */
type FunctionCalls = { readonly [M in Exclude<FunctionMethod, "textGeneration">]: FunctionCall<M> }

// Calls whose parameters depend on a literal

/** Forbids keys that are not in `Allowed`, which a type parameter alone would take. */
type Only<A, Allowed> = { readonly [K in Exclude<keyof A, keyof Allowed>]: never }

/** "maybe" as soon as one port among the parameters is. */
type PresenceOf<A> = "maybe" extends { [K in keyof A]: PresenceIn<A[K]> }[keyof A] ? "maybe" : "always"
type PresenceIn<V> = V extends readonly (infer E)[] ? PresenceAt<E> : PresenceAt<V>
type PresenceAt<V> = V extends Port<DataType, infer P> ? P : never

type GenerationParameters = FunctionParameters<"textGeneration">

/** A prompt: known here, or the output of another node. */
type Prompt = string | Port<FitsInto<"text">>

/** Parameters of text generation with a prompt: its variables are required, `text` then is not. */
export type PromptParameters<P extends Prompt> = [P] extends [string]
  ? string extends P
    ? Omit<GenerationParameters, "text"> & { readonly [variable: string]: LooseParameter | undefined }
    : [PromptVariables<P>] extends [never]
      ? GenerationParameters
      : Flat<
          Omit<GenerationParameters, "text"> &
            Partial<Pick<GenerationParameters, "text">> & {
              readonly [V in PromptVariables<P>]: Accepted<"text", Presence>
            }
        >
  : GenerationParameters

/** Where the compiler reads the prompt from, so that its variables become parameters. */
interface Prompted<P extends Prompt> {
  readonly prompt?: P
}

/** Parameters of any function, by its id. */
type ParametersById<F extends FunctionId, P extends Prompt> = F extends "text-generation"
  ? PromptParameters<P>
  : FunctionParameters<MethodOf[F]>

// Nodes that are not functions

/** Something for a parameter that the catalogue does not know. */
export type LooseParameter = JsonValue | Port | readonly (JsonValue | Port)[]

/** What JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

type LooseParameters = { readonly [code: string]: LooseParameter }
type OutputDeclarations = { readonly [code: string]: DataType }

/** A script that lies on this machine, to be uploaded when the pipeline is saved, or one that a server has already. */
export type ScriptSource =
  | {
      /**
       * A path, or better `new URL("./script.py", import.meta.url)`. Nothing reads it here: the node carries it as
       * `scriptFile` until a client has uploaded it (`pendingScripts`).
       */
      readonly file: string | { readonly href: string }
      readonly fileId?: never
      readonly fileMetadata?: never
    }
  | {
      readonly fileId: string
      /** JSON text as the wire has it: `{"name": …, "size": …}`. */
      readonly fileMetadata?: string
      readonly file?: never
    }

/** A router: passes each value to the route for its data type. */
export interface Router<out D extends DataType> {
  /** The values of one data type; absent in runs that have none. */
  readonly type: <T extends D>(type: T) => Port<T, "maybe">
}

/** Comparisons of texts and numbers. Texts compare exactly, upper and lower case apart. */
export type TextOperation = "equal" | "different" | "contain" | "notContain"

/** Comparisons of numbers; what is compared must be one, or the segment fails. */
export type NumberOperation = "greaterThan" | "greaterThanOrEqual" | "lessThan" | "lessThanOrEqual"

/** A decision: `passthrough` goes to every route whose comparison holds. */
export interface Decision<out D extends DataType> {
  /** The value, in runs where `comparison` stands to `value` as the operation says. */
  when(operation: TextOperation, value: string | number): Port<D, "maybe">
  when(operation: NumberOperation, value: number | `${number}`): Port<D, "maybe">
  /**
   * The value, in runs where no `when` holds: a route with the opposite operation. After several `when` it takes one
   * further decision node for each of them but the first, because the wire has no default route.
   */
  otherwise(): Port<D, "maybe">
}

/** A node that is written down as it stands on the wire. */
export interface RawNode {
  /** One of its outputs; say which data types it has. */
  readonly port: <D extends DataType = DataType>(code: string, ...types: readonly D[]) => Port<D, "maybe">
}

/** An output of a pipeline with options: what `n.output` returns. */
export interface OutputDeclaration<out D extends DataType = DataType, out P extends Presence = Presence> {
  readonly port: Port<D, P>
  readonly options: Omit<NodeOptions, "label">
}

/** The calls that make nodes: every function of the catalogue, and what else a pipeline can hold. */
export interface Nodes extends FunctionCalls {
  /** Text generation. Variables of a literal prompt (`{{topic}}`) become required parameters. */
  textGeneration<const T extends Prompt = never, const A extends PromptParameters<T> = PromptParameters<T>>(
    parameters: Prompted<T> & A & Only<A, PromptParameters<T>>,
    options?: AssetOptions
  ): Outputs<OutputTypes<"textGeneration">, PresenceOf<A>>

  /** A model by its id, with the parameters of the function that it performs. */
  asset<
    const F extends FunctionId,
    const T extends Prompt = never,
    const A extends ParametersById<F, T> = ParametersById<F, T>
  >(
    assetId: string,
    parameters: { readonly function: F } & (F extends "text-generation" ? Prompted<T> : unknown) &
      A &
      Only<A, ParametersById<F, T> & { function: F }>,
    options?: Omit<AssetOptions, "assetId">
  ): Outputs<OutputTypes<MethodOf[F]>, PresenceOf<A>>

  /** A utility model, whose parameters only the model knows; its output is `outputs` unless you say otherwise. */
  utility<const I extends LooseParameters, const O extends OutputDeclarations = { readonly outputs: "text" }>(
    assetId: string,
    parameters: { readonly inputs: I; readonly outputs?: O },
    options?: Omit<AssetOptions, "assetId">
  ): Outputs<O, PresenceOf<I>>

  /** Any other model: one whose function the catalogue lacks, or with parameters that its function does not list. */
  model<const I extends LooseParameters, const O extends OutputDeclarations>(
    assetId: string | undefined,
    parameters: { readonly function?: string; readonly inputs: I; readonly outputs: O },
    options?: Omit<AssetOptions, "assetId">
  ): Outputs<O, PresenceOf<I>>

  /** A script with a `main` that takes its inputs by code, each a list of segments, and returns one. */
  script<const I extends { readonly [code: string]: Port | readonly Port[] }, const O extends OutputDeclarations>(
    parameters: ScriptSource & { readonly inputs: I; readonly outputs: O },
    options?: NodeOptions
  ): Outputs<O, PresenceOf<I>>

  /** Sends each value on by its data type: `n.router(Source).type("audio")`. */
  router<D extends DataType>(value: Port<D>, options?: NodeOptions): Router<D>

  /** Sends `passthrough` on by what `comparison` holds. */
  decision<D extends DataType>(
    parameters: { readonly comparison: Port; readonly passthrough: Port<D> },
    options?: NodeOptions & {
      /** `false` leaves `dataSourceId` out of the links that leave the decision; servers then infer it. */
      readonly dataSourceId?: boolean
    }
  ): Decision<D>

  /** Several ports for one parameter: branches that come together again. It makes no node. */
  merge<D extends DataType, P extends Presence>(
    ...ports: readonly Port<D, P>[]
  ): Port<D, "always" extends P ? "always" : "maybe">

  /** The same port, believed to hold other data types. It makes no node and changes nothing on the wire. */
  as<const D extends DataType, P extends Presence>(port: Port<DataType, P>, ...types: readonly D[]): Port<D, P>

  /** An output of the pipeline with a number, a position or further keys. */
  output<D extends DataType, P extends Presence>(
    port: Port<D, P>,
    options: Omit<NodeOptions, "label">
  ): OutputDeclaration<D, P>

  /** A node word for word, linked from the given ports, for what no other call can say. */
  raw(
    node: { readonly type: string; readonly [key: string]: unknown },
    inputs?: { readonly [code: string]: Port | readonly Port[] }
  ): RawNode
}
