/**
 * Pipeline documents of aiXplain: catalogue, typed builder, validation, diagrams. Pure: no I/O, no dependencies.
 */
// Catalogue and builder
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
export { definePipeline } from "./Builder.ts"
export type { InputDeclaration, InputOptions, InputPorts, Pipeline, PipelineOptions } from "./Builder.ts"
export type {
  AssetOptions,
  Decision,
  FunctionParameters,
  JsonValue,
  NodeOptions,
  Nodes,
  NumberOperation,
  OutputDeclaration,
  Outputs,
  Port,
  Presence,
  PromptParameters,
  RawNode,
  Router,
  ScriptSource,
  TextOperation
} from "./Node.ts"
export { handleOf, toHandleCode } from "./Handle.ts"
export { toCode } from "./ToCode.ts"
export type { ToCodeOptions } from "./ToCode.ts"
export { fillPrompt, promptVariables } from "./Prompt.ts"
export type { PromptVariables } from "./Prompt.ts"
export { pendingScripts, withScriptFile } from "./Script.ts"
export type { PendingScript } from "./Script.ts"
export type {
  DataType,
  InputValues,
  PipelineHandle,
  PipelineInputs,
  PipelineInputTypes,
  PipelineOutputs,
  PipelinePort,
  Typed,
  TypesByLabel,
  Values
} from "./Types.ts"
// Documents
export { closest } from "./Closest.ts"
export { canonical } from "./Canonical.ts"
export { toMermaid, toSvg } from "./Diagram.ts"
export type { SvgOptions, Theme } from "./Diagram.ts"
export { diff } from "./Diff.ts"
export type { Change, End } from "./Diff.ts"
export { InvalidDocument, kindOf, labelOf, parseDocument } from "./Document.ts"
export { dataTypes, fits, isDataType } from "./Fits.ts"
export type { FitsInto } from "./Fits.ts"
export { assetTypes, isRouteOperation, nodeKinds, routeOperations } from "./Kinds.ts"
export type { RouteComparison } from "./Kinds.ts"
export { layout } from "./Layout.ts"
export type { Layout, LayoutOptions } from "./Layout.ts"
export type { DocumentCode, ErrorCode, Problem, ProblemCode, WarningCode } from "./Problem.ts"
export { validate } from "./Validate.ts"
