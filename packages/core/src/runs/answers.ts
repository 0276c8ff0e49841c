/**
 * Lenient readers of run and check answers. Every shape that servers of several generations are known to send becomes one
 * snapshot; what is not understood is left out, never guessed to be a success.
 */
import type {
  CheckAnswer,
  OutputData,
  RunAnswer,
  Segment as WireSegment,
  SegmentSource as WireSource
} from "@aixplain-ts/api-types"
import type {
  OutputSnapshot,
  PathStep,
  RunPhase,
  RunSnapshot,
  RunStatusWord,
  Segment,
  SegmentSource
} from "../RunSnapshot.ts"
import { phaseOf, statusWord } from "../RunPhase.ts"
import { booleanOf, compact, isRecord, type JsonRecord, numberOf, parseJson, recordsOf, textOf } from "../http/json.ts"

/** A record whose members have the contract's names, and any value. */
type Loose<A> = { readonly [K in keyof A as string extends K ? never : K]?: unknown } & JsonRecord

const wordOf = (status: unknown): RunStatusWord | undefined => {
  const text = textOf(status)
  return text === undefined ? undefined : statusWord(text)
}

/** A reason as one text: texts as they are, of structures the innermost text, else its JSON. */
export const failureText = (failure: unknown): string | undefined => {
  if (failure === undefined || failure === null || failure === "") return undefined
  if (!isRecord(failure)) return textOf(failure) ?? JSON.stringify(failure)
  const inner = failure["message"] ?? failure["error"] ?? failure["error_message"] ?? failure["detail"]
  return failureText(inner) ?? JSON.stringify(failure)
}

const isReference = (value: unknown): value is string =>
  typeof value === "string" && /^(https?|s3|data):\S+$/i.test(value.trim())

const readSource = (source: Loose<WireSource>): SegmentSource => {
  const value = source.segment ?? source["value"]
  return compact({
    nodeId: numberOf(source.node_id),
    start: numberOf(source.start ?? source["start_sec"]),
    end: numberOf(source.end ?? source["end_sec"]),
    length: numberOf(source.length),
    type: textOf(source.type ?? source["input_type"]),
    language: textOf(source.language),
    speaker: textOf(source.speaker),
    isUrl: booleanOf(source.is_url) ?? isReference(value),
    value
  })
}

/** A list, or (2022) a record by node number. */
const readSources = (segment: Loose<WireSegment>): readonly SegmentSource[] => {
  if (Array.isArray(segment.input_segment_info)) return recordsOf(segment.input_segment_info).map(readSource)
  const inputs = segment["inputs"]
  if (!isRecord(inputs)) return []
  return Object.entries(inputs).flatMap(([node, input]) =>
    isRecord(input) ? [readSource({ node_id: numberOf(node), ...input })] : []
  )
}

const readSegment = (segment: Loose<WireSegment>, position: number): Segment => {
  const error = failureText(segment.error)
  const response = segment.response
  const there = response !== undefined && response !== null
  const success = booleanOf(segment.success) ?? (there && error === undefined)
  const isUrl = typeof response === "string" && (booleanOf(segment.is_url) ?? isReference(response)) && response !== ""
  const sources = readSources(segment)
  const only = sources.length === 1 ? sources[0] : undefined
  return compact({
    index: numberOf(segment.index) ?? position,
    success,
    error: success ? undefined : error,
    value: success && there ? response : undefined,
    isUrl: success && isUrl,
    separator: typeof segment.separator === "string" ? segment.separator : undefined,
    type: textOf(segment.output_type)?.toLowerCase(),
    inputType: textOf(segment.input_type)?.toLowerCase(),
    length: numberOf(segment.length ?? segment["size"]),
    start: numberOf(segment["start"] ?? segment["start_sec"]) ?? only?.start,
    end: numberOf(segment["end"] ?? segment["end_sec"]) ?? only?.end,
    language: textOf(segment.language),
    elapsedTime: numberOf(segment["timeSpent"] ?? segment["elapsed_time"]),
    usedCredits: numberOf(segment["credits_used"] ?? segment["used_credits"]),
    sources,
    details: segment.details === "" ? undefined : segment.details
  })
}

const readPath = (path: unknown): readonly PathStep[] =>
  (Array.isArray(path) ? path.flat() : []).filter(isRecord).flatMap((step) => {
    const nodeId = numberOf(step["node_id"])
    return nodeId === undefined
      ? []
      : [compact({ nodeId, type: textOf(step["type"]) ?? "", function: textOf(step["function"]) })]
  })

const readOutput = (output: Loose<OutputData>, position: number): OutputSnapshot => {
  const segments = recordsOf(output.segments)
    .map(readSegment)
    .toSorted((a, b) => a.index - b.index)
  const nodeId = numberOf(output.node_id ?? output["nodeId"])
  return compact({
    label: textOf(output.label) ?? textOf(output["function"]) ?? `OUTPUT(ID=${nodeId ?? position})`,
    nodeId,
    type: segments.find((segment) => segment.success)?.type,
    segments,
    path: readPath(output.path)
  })
}

/** An answer of the oldest engine: one value for the only output, whose name it does not tell. */
const single = (value: unknown): readonly OutputSnapshot[] => [
  {
    label: "data",
    segments: [{ index: 0, success: true, value, isUrl: isReference(value), sources: [] }],
    path: []
  }
]

const isOutput = (value: unknown): boolean => isRecord(value) && Array.isArray(value["segments"])

/** `data` in all its forms: outputs, JSON text of them (online mode), or one value or URL (2022). */
const readData = (data: unknown): readonly OutputSnapshot[] => {
  if (data === undefined || data === null) return []
  const parsed = typeof data === "string" ? parseJson(data) : data
  const unwrapped = isRecord(parsed) && parsed["response"] !== undefined ? parsed["response"] : parsed
  if (Array.isArray(unwrapped) && unwrapped.every(isOutput)) return recordsOf(unwrapped).map(readOutput)
  if (isRecord(data) && Object.keys(data).length === 0) return []
  return single(unwrapped !== parsed ? unwrapped : data)
}

const count = (outputs: readonly OutputSnapshot[]): { readonly total: number; readonly failed: number } => {
  const segments = outputs.flatMap((output) => output.segments)
  return { total: segments.length, failed: segments.filter((segment) => !segment.success).length }
}

/**
 * What the status and `completed` mean together. Failure words end a run whatever `completed` says; success needs it not
 * to be denied. Without a status an error is a failure and data a success, once completed.
 */
const judge = (answer: Loose<CheckAnswer>): { readonly status: RunStatusWord; readonly phase: RunPhase } => {
  const word = wordOf(answer.status)
  const failure = answer.error ?? answer.error_message ?? answer.supplierError
  const completed = booleanOf(answer.completed)
  if (word === undefined) {
    if (completed !== true) return { status: "IN_PROGRESS", phase: "running" }
    if (failureText(failure) !== undefined) return { status: "FAILED", phase: "failed" }
    return answer.data === undefined || answer.data === null
      ? { status: "UNKNOWN", phase: "unknown" }
      : { status: "SUCCESS", phase: "succeeded" }
  }
  const phase = phaseOf(word)
  if (phase === "succeeded" && completed === false) return { status: word, phase: "running" }
  if (phase === "running" && completed === true)
    return failureText(failure) === undefined
      ? { status: word, phase: "unknown" }
      : { status: "FAILED", phase: "failed" }
  return { status: word, phase }
}

/** A check answer as a snapshot; undefined when it is not even a record. */
export const readCheck = (
  body: unknown,
  run: { readonly id: string; readonly url: string }
): RunSnapshot | undefined => {
  if (!isRecord(body)) return undefined
  const answer: Loose<CheckAnswer> = body
  const known =
    answer.status !== undefined ||
    answer.completed !== undefined ||
    answer.error !== undefined ||
    answer.data !== undefined
  if (!known) return undefined
  const { status, phase } = judge(answer)
  const fromData = readData(answer.data)
  const outputs =
    fromData.length > 0 || answer.segments === undefined ? fromData : [readOutput({ label: "data", ...pick(body) }, 0)]
  const counted = count(outputs)
  return compact({
    id: run.id,
    url: run.url,
    status,
    phase,
    completed: phase !== "running" && phase !== "unknown",
    outputs,
    progress: numberOf(answer.progress),
    elapsedTime: numberOf(answer.elapsed_time),
    usedCredits: numberOf(answer.used_credits),
    segments: {
      total: numberOf(answer.numofsegments) ?? counted.total,
      failed: numberOf(answer.numoffailedsegments) ?? counted.failed
    },
    error: answer.error ?? answer.error_message ?? undefined,
    supplierError: failureText(answer.supplierError),
    raw: body
  })
}

const pick = (body: JsonRecord): JsonRecord => ({ segments: body["segments"] })

/** What a run answer says, before the URL is judged. The engine's own job document (`json`) is dropped unread. */
export interface RunReply {
  readonly url: string | undefined
  readonly status: RunStatusWord | undefined
  readonly phase: RunPhase
  readonly error: unknown
  readonly raw: JsonRecord
}

export const readRun = (body: unknown): RunReply | undefined => {
  if (!isRecord(body)) return undefined
  const { json: _json, ...raw } = body
  const answer: Loose<RunAnswer> = raw
  const status = wordOf(answer.status)
  return { url: textOf(answer.url), status, phase: phaseOf(status), error: raw["error"] ?? raw["error_message"], raw }
}

/** Why a run failed, in words: the server's, the supplier's, else that of the first failed segment. */
export const failureSentence = (snapshot: RunSnapshot): string => {
  const texts = [failureText(snapshot.error), snapshot.supplierError].filter((text) => text !== undefined)
  const segment = snapshot.outputs.flatMap((output) => output.segments).find((item) => item.error !== undefined)?.error
  const words = texts.length > 0 ? [...new Set(texts)].join(": ") : segment
  return words === undefined
    ? `The run ended with status ${snapshot.status}, and the server gives no reason.`
    : `The run failed: ${words.replace(/\.$/, "")}.`
}
