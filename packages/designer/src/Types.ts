/**
 * Data types of the wire and what holds a value of each in TypeScript.
 *
 * Used by the catalogue, the builder and the inputs of a typed pipeline. It holds types only.
 */

/** The eleven data types that parameters, inputs and outputs can have. */
export type DataType =
  | "audio"
  | "boolean"
  | "embedding"
  | "float"
  | "image"
  | "integer"
  | "label"
  | "number"
  | "tensor"
  | "text"
  | "video"
