/**
 * What fits what: which data types may feed a parameter of which data type.
 *
 * One table for everyone: the builder's types, validation, the platform and the studio. It says nothing about parameters
 * marked fixed in the catalogue (a language, a voice): any port may feed those.
 */
import type { DataType } from "./Types.ts"

/** Each data type with every type that it may feed. */
const targets = {
  audio: ["audio"],
  boolean: ["boolean"],
  embedding: ["embedding", "text"],
  float: ["float", "number", "text"],
  image: ["image"],
  integer: ["integer", "float", "number", "text"],
  label: ["label", "text"],
  number: ["number", "float", "text"],
  tensor: ["tensor"],
  text: ["text"],
  video: ["video"]
} as const satisfies { readonly [From in DataType]: readonly DataType[] }

/** All data types of the wire, in alphabetical order. */
export const dataTypes: readonly DataType[] = /* @__PURE__ */ Object.keys(targets) as DataType[]

/** Every data type that may feed a parameter of data type `To`. */
export type FitsInto<To extends DataType> = Sources[To]

type Targets = typeof targets
type Sources = {
  readonly [To in DataType]: { [From in DataType]: To extends Targets[From][number] ? From : never }[DataType]
}

/** Whether a value of data type `from` may feed a parameter of data type `to`. */
export const fits = (from: DataType, to: DataType): boolean => (targets[from] as readonly DataType[]).includes(to)

/** Whether a word is one of the eleven data types, in lower case as the wire wants it. */
export const isDataType = (word: unknown): word is DataType => typeof word === "string" && Object.hasOwn(targets, word)
