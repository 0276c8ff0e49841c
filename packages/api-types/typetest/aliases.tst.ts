/** What editors show for the named types: known words are suggested, other words are taken, wrong shapes are not. */
import type {
  CheckAnswer,
  DataType,
  ErrorBody,
  NodeKind,
  Pipeline,
  PipelineDocument,
  PipelineNode,
  Problem,
  RunBody,
  RunEvent,
  RunStatus,
  RunSummary,
  SavePipeline
} from "@aixplain-ts/api-types"
import type { OpenApiDocument } from "@aixplain-ts/api-types"
import { document } from "@aixplain-ts/api-types/document"
import { expectTypeOf } from "vitest"

expectTypeOf<NodeKind>().toEqualTypeOf<"INPUT" | "OUTPUT" | "ASSET" | "SCRIPT" | "ROUTER" | "DECISION">()
expectTypeOf<RunStatus>().toEqualTypeOf<"IN_PROGRESS" | "SUCCESS" | "FAILED" | "ABORTED">()
expectTypeOf<Problem["level"]>().toEqualTypeOf<"error" | "warning">()

// Open words: the known ones stay literals, any other text is taken.
expectTypeOf<PipelineNode["type"]>().toEqualTypeOf<NodeKind | (string & {})>()
expectTypeOf<CheckAnswer["status"]>().toEqualTypeOf<RunStatus | (string & {}) | undefined>()
const loop: PipelineNode = { number: 0, type: "LOOP", "x-anything": { kept: true } }
expectTypeOf(loop["x-anything"]).toBeUnknown()

// @ts-expect-error -- a node must have a number
export const noNumber: PipelineNode = { type: "INPUT" }
// @ts-expect-error -- numbers are numbers
export const textNumber: PipelineNode = { number: "0", type: "INPUT" }
// @ts-expect-error -- a document has links, if only none
export const noLinks: PipelineDocument = { nodes: [] }

// What is sent may lack links; what is stored can be sent again as it is.
export const empty: SavePipeline = { name: "P", architecture: { nodes: [] } }
export const again = (pipeline: Pipeline): SavePipeline => ({ name: pipeline.name, architecture: pipeline })
// @ts-expect-error -- pipelines are saved as draft or onboarded
export const published: SavePipeline = { name: "P", status: "published", architecture: { nodes: [] } }

export const bodies: readonly RunBody[] = [
  { data: "text" },
  { data: [{ value: "a", nodeId: "Input" }], batchmode: false, version: null },
  { "Input 1": "x" }
]

expectTypeOf<RunSummary["status"]>().toEqualTypeOf<RunStatus>()
expectTypeOf<ErrorBody["problems"]>().toEqualTypeOf<Problem[] | undefined>()
expectTypeOf<PipelineNode["dataType"]>().toEqualTypeOf<
  (DataType | (string & {}))[] | (string & {}) | null | undefined
>()

/** Events narrow by their type, and a switch over them is exhaustive. */
export const tell = (event: RunEvent): string => {
  switch (event.type) {
    case "run.state":
      return event.state.nodes.map((node) => node.label).join()
    case "run.progress":
      return `${event.progress} %`
    case "run.finished":
      return event.status
    case "node.started":
    case "node.progress":
    case "node.finished":
      return `${event.node.label}: ${event.node.segments.done}`
    case "segment.retrying":
    case "segment.finished":
      return `${event.step.node} ${event.step.segment}`
    case "log.written":
      return event.line.text
    case "run.submitted":
    case "run.started":
    case "run.cancelling":
      return event.run
    default:
      return event satisfies never
  }
}

expectTypeOf(document).toEqualTypeOf<OpenApiDocument>()
