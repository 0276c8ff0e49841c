/**
 * Pipeline documents of aiXplain: catalogue, typed builder, validation, diagrams. Pure: no I/O, no dependencies.
 */
export { catalogue, findFunction } from "./Catalogue.ts"
export type {
  Catalogue,
  CatalogueFunction,
  CatalogueInput,
  CatalogueOutput,
  FunctionId,
  FunctionKind,
  FunctionMethod
} from "./Catalogue.ts"
// Documents
export { canonical } from "./Canonical.ts"
export { InvalidDocument, kindOf, labelOf, parseDocument } from "./Document.ts"
export { dataTypes, fits, isDataType } from "./Fits.ts"
export type { FitsInto } from "./Fits.ts"
export type { DocumentCode, ErrorCode, Problem, ProblemCode, WarningCode } from "./Problem.ts"
export { validate } from "./Validate.ts"
export type { ValidateOptions } from "./Validate.ts"
