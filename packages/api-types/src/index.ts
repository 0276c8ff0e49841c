/**
 * The nouns of the aiXplain Pipeline API as TypeScript types, generated from `openapi/openapi.yaml`.
 * Types only: nothing here exists at run time. The document as a value is `@aixplain-ts/api-types/document`.
 */
import type { components } from "./schemas.gen.ts"

// Open words are plain strings in these, because that is what openapi-fetch can carry; the names below suggest the known
// words, and each type is assignable to the other.
export type { operations, paths } from "./openapi.gen.ts"
export type { components } from "./schemas.gen.ts"
export type {
  Example,
  JsonSchema,
  MediaType,
  Method,
  OpenApiDocument,
  Operation,
  Parameter,
  PathItem,
  Reference,
  ResponseObject
} from "./OpenApiDocument.ts"

type Schemas = components["schemas"]

// Pipeline documents

/** Data type of a value, parameter or segment: the eleven words of the wire, lower case. */
export type DataType = Schemas["DataType"]
/** Kind of a node: `INPUT`, `OUTPUT`, `ASSET`, `SCRIPT`, `ROUTER`, `DECISION`. */
export type NodeKind = Schemas["NodeKind"]
/** Kind of an asset, lower case: `ai`, `segmentor`, `reconstructor`, `metric`, `utility`, `search`, … */
export type FunctionType = Schemas["FunctionType"]
/** Id of a catalogue function, for example `translation`. Any text: the catalogue is data. */
export type FunctionId = Schemas["FunctionId"]
/** How a route compares, for example `greaterThan`. */
export type RouteOperation = Schemas["RouteOperation"]
/** `checkType` (routers) or `checkValue` (decisions). */
export type RouteType = Schemas["RouteType"]
/** One branch of a router or decision. */
export type Route = Schemas["Route"]
/** One input or output parameter of a node. */
export type NodeParameter = Schemas["NodeParameter"]
/** One node of a document; unknown keys are kept under their own names. */
export type PipelineNode = Schemas["PipelineNode"]
/** One connected pair of parameters within a link. */
export type ParamMapping = Schemas["ParamMapping"]
/** All connections from one node to another. */
export type PipelineLink = Schemas["PipelineLink"]
/** The graph: `nodes` and `links`, plus whatever else the document holds. Not necessarily able to run. */
export type PipelineDocument = Schemas["PipelineDocument"]
/** A document as it is sent: like `PipelineDocument`, but `links` may be missing. */
export type Architecture = Schemas["Architecture"]
/** One thing wrong with a document: an `error` stops runs and deploys, a `warning` nothing. */
export type Problem = Schemas["Problem"]

// Pipelines

/** The two words a pipeline is saved with: `draft`, `onboarded`. */
export type PipelineStatus = Schemas["PipelineStatus"]
/** Every status word of the vendor's assets. */
export type AssetStatus = Schemas["AssetStatus"]
/** Body of a create (POST); an update (PUT) takes it too. */
export type SavePipeline = Schemas["SavePipeline"]
/** Body of an update (PUT): without nodes the stored document stays. */
export type UpdatePipeline = Schemas["UpdatePipeline"]
/** Answer of a create or update: `id` for certain, the stored pipeline and its problems where the server sends them. */
export type SavedPipeline = Schemas["SavedPipeline"]
/** A stored pipeline as GET answers it, document at the top level. */
export type Pipeline = Schemas["Pipeline"]
/** An item of a list: a pipeline without its document. */
export type PipelineListItem = Schemas["PipelineFields"]
/** One page of a pipeline list. */
export type PipelinePage = Schemas["PipelinePage"]
/** Page and filters of a search. */
export type PipelineQuery = Schemas["PipelineQuery"]

// Runs

/** State of a run. `ABORTED` is a cancelled run; hosted engines may answer other words. */
export type RunStatus = Schemas["RunStatus"]
/** Body of a run: any JSON object; `data` holds the values, or without it the other keys are labels of inputs. */
export type RunBody = Schemas["RunBody"]
/** The values of one input within `RunBody.data`. */
export type RunDataEntry = Schemas["RunDataEntry"]
/** Answer to a submitted run: `url` is where to check it. */
export type RunAnswer = Schemas["RunAnswer"]
/** Present state of a run, with its outputs once it has ended. */
export type CheckAnswer = Schemas["CheckAnswer"]
/** One output of a run that was reached. */
export type OutputData = Schemas["OutputData"]
/** One piece of an output. */
export type Segment = Schemas["Segment"]
/** One input that a segment was made from. */
export type SegmentSource = Schemas["SegmentSource"]
/** One node on the way of an output. */
export type PathNode = Schemas["PathNode"]

// Runs, extensions

/** State of a node within a run. */
export type NodeStatus = Schemas["NodeStatus"]
/** State of one segment at one node. */
export type StepStatus = Schemas["StepStatus"]
/** Pieces of work of a node or run, counted. */
export type SegmentCounts = Schemas["SegmentCounts"]
/** One run without its values, as lists show it. Times are RFC 3339 text, `progress` percent. */
export type RunSummary = Schemas["RunSummary"]
/** One run with the state of each node. */
export type RunDetail = Schemas["RunDetail"]
/** How far one node of a run has come. */
export type NodeState = Schemas["NodeState"]
/** One segment at one node: what the engine journals. */
export type RunStep = Schemas["RunStep"]
/** One segment of an output, as pages of outputs hold it. */
export type RunOutputItem = Schemas["RunOutputItem"]
/** One line of a run's log. */
export type RunLogLine = Schemas["RunLogLine"]
/** One page of runs, newest first; `next` is null on the last one. */
export type RunPage = Schemas["RunPage"]
/** One page of steps, by node and segment. */
export type RunStepPage = Schemas["RunStepPage"]
/** One page of a log, oldest line first. */
export type RunLogPage = Schemas["RunLogPage"]
/** The outcome of a request to cancel: `requested`, or `ended` when there was nothing to stop. */
export type CancelAnswer = Schemas["CancelAnswer"]
/**
 * One event of a run as a server tells it, told apart by `type`. Clients may widen this union by what only they can
 * see (an unknown status, a lost poll); a server never sends those.
 */
export type RunEvent = Schemas["RunEvent"]

// Errors

/** Body of every refusal. */
export type ErrorBody = Schemas["ErrorBody"]

// Files and assets

/** Where to put the bytes of a file, and how a run refers to it. */
export type UploadTarget = Schemas["UploadTarget"]
/** What a client says of a file before it uploads it for a while. */
export type TemporaryUpload = Schemas["TemporaryUpload"]
/** What a client says of a file before it uploads it to stay: tags and licence besides. */
export type PermanentUpload = Schemas["PermanentUpload"]
/** A stored script: its `fileId` goes into the node. */
export type ScriptFile = Schemas["ScriptFile"]
/** A model that `ASSET` nodes can call. */
export type Model = Schemas["Model"]
/** One input of a model. */
export type ModelParameter = Schemas["ModelParameter"]
/** A corpus and its columns. */
export type Corpus = Schemas["Corpus"]
/** A dataset, its columns and their roles. */
export type Dataset = Schemas["Dataset"]
/** One column of a corpus or dataset. */
export type DataColumn = Schemas["DataColumn"]
/** One column of a corpus or dataset as the input of a run. */
export type DataAssetRef = Schemas["DataAssetRef"]
/** One function of the catalogue as the server lists it. */
export type CatalogueFunction = Schemas["CatalogueFunction"]
/** The whole catalogue as the server answers it. */
export type FunctionPage = Schemas["FunctionPage"]
/** Who serves an asset. */
export type Supplier = Schemas["Supplier"]
/** One language and its dialects. */
export type Language = Schemas["Language"]
/** One licence. */
export type License = Schemas["License"]

// Service, extensions

/** What a server can declare in `Aixplain-Extensions`; a client uses an extension only where it is declared. */
export type ExtensionName = Schemas["ExtensionName"]
/** A server that takes work. */
export type Health = Schemas["Health"]
