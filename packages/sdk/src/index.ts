/** Promise client for aiXplain pipelines. */
export { Aixplain, type Lookup, type RunManyItem } from "./Client.ts"
export { Pipeline, type PipelineInit, type SaveOptions, type UpdateOptions } from "./Pipeline.ts"
export type { CreateOptions, PipelineCollection, PipelineListOptions } from "./Pipelines.ts"
export type { Run, WaitOptions } from "./Run.ts"
export type { RunCollection, RunListOptions, StepListOptions } from "./Runs.ts"
export type { Output, OutputsOf, OutputTypes, RunResult } from "./RunResult.ts"
export type { FileCollection, UploadOptions } from "./Files.ts"
export type { PipelineFor } from "./Typed.ts"
export type {
  Abortable,
  CallOptions,
  ClientOptions,
  RawAnswer,
  ResponseVersion,
  RunData,
  RunManyOptions,
  RunOptions,
  StartOptions
} from "./Options.ts"
export type { Listing, ListPage } from "./internal/Listing.ts"
export type { Logger, LogRecord } from "./internal/Logger.ts"

export { file, type FileInput, type FileSource } from "@aixplain-ts/core/FileInput"
export { AixplainError, type ErrorReason, isAixplainError } from "@aixplain-ts/core/AixplainError"
export type { DurationInput } from "@aixplain-ts/core/Durations"
export type { Model } from "@aixplain-ts/core/Assets"
export type { Corpus, DataColumn, Dataset } from "@aixplain-ts/core/DataAssets"
export type { AssetStatus, PipelineFilter, PipelineSource, StoredPipeline } from "@aixplain-ts/core/Pipelines"
export type { PollInfo, PollSchedule } from "@aixplain-ts/core/Schedules"
export type { RunEvent } from "@aixplain-ts/core/RunEvent"
export { phaseOf, type RunPhase } from "@aixplain-ts/core/RunPhase"
export type { RunRef, RunRefInput } from "@aixplain-ts/core/RunRef"
export type { Segment, SegmentSource } from "@aixplain-ts/core/RunSnapshot"
export type { RunDetail, RunLogLine, RunStep, RunSummary } from "@aixplain-ts/api-types"
export type { SegmentValue } from "@aixplain-ts/core/Outputs"
export type { Uploaded } from "@aixplain-ts/core/Uploads"
