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
