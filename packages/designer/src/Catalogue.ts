/**
 * The catalogue of functions: what each one is called, takes and gives.
 *
 * Used by the builder (as types and at run time), validation, the platform and the studio. The facts are in one table,
 * `internal/functions.ts`; this module reads it. It does not know models: a model may take more than its function says.
 */
import { functions } from "./internal/functions.ts"
import type { DataType } from "./Types.ts"

type Table = typeof functions

/** A function's method name in the builder: its id in camel case, for example `speechRecognition`. */
export type FunctionMethod = keyof Table

/** A function's id on the wire, for example `speech-recognition`. */
export type FunctionId = Table[FunctionMethod][0]

/** The method name of each function id, as a type. */
export type MethodOf = { readonly [M in FunctionMethod as Table[M][0]]: M }

/** Inputs of a function as written in the table, by code: data type and marks, for example `"label*!"`. */
export type InputMarks<M extends FunctionMethod> = Table[M][2]

/** Data types of a function's outputs, by code. */
export type OutputTypes<M extends FunctionMethod> = Table[M][3]

/**
 * How the engine treats a function. It follows from the function alone: a model's own `functionType` may say more, for
 * example `search` for a function that is `ai` here.
 */
export type FunctionKind = "ai" | "metric" | "reconstructor" | "segmentor" | "utility"

/** One input of a function. */
export interface CatalogueInput {
  readonly code: string
  readonly dataType: DataType
  readonly required: boolean
  /** A preset of the model (a language, a voice) rather than data that flows; any port may feed it all the same. */
  readonly fixed: boolean
  /** Takes several values. */
  readonly multiple: boolean
  /** As on the wire, always text; absent without a default. */
  readonly default?: string
}

/** One output of a function. */
export interface CatalogueOutput {
  readonly code: string
  readonly dataType: DataType
}

/** One function of the catalogue. Inputs and outputs are by code, in the catalogue's order. */
export interface CatalogueFunction {
  readonly id: FunctionId
  readonly method: FunctionMethod
  readonly name: string
  readonly kind: FunctionKind
  readonly inputs: Readonly<Record<string, CatalogueInput>>
  readonly outputs: Readonly<Record<string, CatalogueOutput>>
}

/** Every function by id; an id that is not of the catalogue gives undefined. */
export type Catalogue = Readonly<Record<FunctionId, CatalogueFunction>> & {
  readonly [id: string]: CatalogueFunction | undefined
}

/** All 127 functions by id, in the table's order: `catalogue["translation"]`. */
export const catalogue: Catalogue = /* @__PURE__ */ readTable()

/** Finds a function by id or by method name: `speech-recognition` and `speechRecognition` give the same. */
export const findFunction = (idOrMethod: string): CatalogueFunction | undefined =>
  catalogue[idOrMethod] ??
  (Object.hasOwn(functions, idOrMethod) ? catalogue[functions[idOrMethod as FunctionMethod][0]] : undefined)

type Row = readonly [
  id: FunctionId,
  name: string,
  inputs: Readonly<Record<string, string>>,
  outputs: Readonly<Record<string, DataType>>,
  kind?: FunctionKind
]

function readTable(): Catalogue {
  const all = byCode<CatalogueFunction>()
  for (const [method, row] of Object.entries(functions) as ReadonlyArray<[FunctionMethod, Row]>) {
    const [id, name, inputMarks, outputTypes, kind = "ai"] = row
    const inputs = byCode<CatalogueInput>()
    for (const [code, marks] of Object.entries(inputMarks)) inputs[code] = Object.freeze(readInput(code, marks))
    const outputs = byCode<CatalogueOutput>()
    for (const [code, dataType] of Object.entries(outputTypes)) outputs[code] = Object.freeze({ code, dataType })
    all[id] = Object.freeze({ id, method, name, kind, inputs: Object.freeze(inputs), outputs: Object.freeze(outputs) })
  }
  return Object.freeze(all) as Catalogue
}

function readInput(code: string, marks: string): CatalogueInput {
  const [typeAndMarks = "", defaultValue] = marks.split("=")
  return {
    code,
    dataType: typeAndMarks.replace(/[*!]|\[\]/g, "") as DataType,
    required: typeAndMarks.includes("*"),
    fixed: typeAndMarks.includes("!"),
    multiple: typeAndMarks.includes("[]"),
    ...(defaultValue === undefined ? {} : { default: defaultValue })
  }
}

/** A record without a prototype, so that `constructor` and the like are not found as functions or parameters. */
function byCode<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>
}
