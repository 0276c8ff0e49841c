/** A server that speaks the aiXplain Pipeline API and executes pipelines: embed it, or test against it. */
export { AssetError, defineAsset } from "./assets/AssetDefinition.ts"
export type {
  AssetContext,
  AssetDefinition,
  AssetParameter,
  AssetResult,
  Content,
  Media,
  Origin,
  OutputValue,
  Piece,
  Value
} from "./assets/AssetDefinition.ts"
export type { Fault, FaultOptions, FaultRule, FaultScript } from "./faults/Faults.ts"
export type { ColumnOptions, CorpusOptions, DatasetOptions } from "./files/DataAssets.ts"
export { startPlatform } from "./startPlatform.ts"
export type { Platform, PlatformClock, PlatformLimits, PlatformOptions } from "./PlatformOptions.ts"
