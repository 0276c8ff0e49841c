/**
 * Where the types of a pipeline come from: a designer pipeline, or a handle that `axp pipelines types` wrote. Matched by
 * shape, so that the declarations of another copy of the designer fit too.
 */
import type { FileInput } from "@aixplain-ts/core/FileInput"
import type { PipelineHandle, PipelineInputs, PipelineOutputs } from "@aixplain-ts/designer"
import type { Pipeline } from "./Pipeline.ts"

/** The pipeline that creating or getting `Source` gives: typed where the source knows its inputs and outputs. */
export type PipelineFor<Source> = "~types" extends keyof Source
  ? Pipeline<PipelineInputs<Source, FileInput>, PipelineOutputs<Source>>
  : Source extends PipelineHandle
    ? Pipeline<PipelineInputs<Source, FileInput>, PipelineOutputs<Source>>
    : Pipeline
