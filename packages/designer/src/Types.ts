/**
 * Data types of the wire, what holds a value of each in TypeScript, and the types that a pipeline carries.
 *
 * Used by the catalogue, the builder, and by core and sdk for the inputs and outputs of a run. It holds types only, and
 * nothing in it is nominal: a program may meet two copies of these declarations, its own and the one inside the sdk.
 */

import type { DataType } from "@aixplain-ts/api-types"

/** The eleven data types that parameters, inputs and outputs can have. */
export type { DataType } from "@aixplain-ts/api-types"

/** What holds a value of each data type. Media and long texts may also be a URL; a file is what the client says. */
export interface Values<File = never> {
  readonly audio: string | File
  readonly boolean: boolean
  readonly embedding: readonly number[]
  readonly float: number
  readonly image: string | File
  readonly integer: number
  readonly label: string
  readonly number: number
  readonly tensor: unknown
  readonly text: string | File
  readonly video: string | File
}

/**
 * Inputs or outputs by label, as a type, where the labels are not known. Known ones are written
 * `{ Review: "text"; Language?: "label" }`: an optional input has a default; an optional output may be absent from an
 * answer, because it comes after a decision or router.
 */
export type TypesByLabel = { readonly [label: string]: DataType }

/**
 * What carries the types of a pipeline's inputs and outputs: a pipeline made here, and what core and sdk make of it. The
 * property exists for the compiler only; at run time it is never there.
 */
export interface Typed<out Inputs, out Outputs> {
  readonly "~types"?: { readonly inputs: Inputs; readonly outputs: Outputs }
}

/** One input or output of a pipeline as data: its data types (none: any) and whether it may be absent. */
export interface PipelinePort {
  readonly type: DataType | readonly DataType[]
  readonly optional?: boolean
}

/** A stored pipeline whose types are known: what `axp pipelines types` writes and `pipelines.get(handle)` takes. */
export interface PipelineHandle {
  readonly id: string
  readonly name: string
  readonly inputs: { readonly [label: string]: PipelinePort }
  readonly outputs: { readonly [label: string]: PipelinePort }
}

/** Data types of the inputs of a pipeline or handle, by label: `{ Review: "text" }`. */
export type PipelineInputTypes<P> = Carried<P, "inputs">

/** Data types of the outputs of a pipeline or handle, by label: `{ Angry?: "text" }`. */
export type PipelineOutputs<P> = Carried<P, "outputs">

/**
 * What `run` takes for a pipeline or handle: one value for each label, or a list of values (one run over many).
 * `File` is what a client takes for a file.
 */
export type PipelineInputs<P, File = never> = InputValues<PipelineInputTypes<P>, File>

/** The same from data types by label. */
export type InputValues<Inputs, File = never> = {
  readonly [Label in keyof Inputs]: ValueOrList<NonNullable<Inputs[Label]>, File>
}

type ValueOrList<D, File> = D extends DataType ? Values<File>[D] | readonly Values<File>[D][] : never

type Carried<P, Side extends "inputs" | "outputs"> = 0 extends 1 & P
  ? TypesByLabel
  : "~types" extends keyof P
    ? P extends Typed<infer Inputs, infer Outputs>
      ? { inputs: Inputs; outputs: Outputs }[Side]
      : never
    : P extends { readonly [S in Side]: infer Ports }
      ? PortTypes<Ports>
      : never

/** Data types by label of a handle's inputs or outputs. */
type PortTypes<Ports> = Flat<
  { readonly [L in keyof Ports as Ports[L] extends { readonly optional: true } ? never : L]: TypeIn<Ports[L]> } & {
    readonly [L in keyof Ports as Ports[L] extends { readonly optional: true } ? L : never]?: TypeIn<Ports[L]>
  }
>

type TypeIn<P> = P extends { readonly type: infer T }
  ? T extends readonly unknown[]
    ? AnyIfNone<T[number]>
    : T
  : never
type AnyIfNone<T> = [T] extends [never] ? DataType : T

/** Writes an intersection as one object. (Through `infer`, so that editors show the object and no alias.) */
export type Flat<T> = T extends infer U ? { readonly [K in keyof U]: U[K] } : never
