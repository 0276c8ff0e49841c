/**
 * Segments as scripts get them and as they give them back: values under `attributes` and flat beside them, both ways.
 *
 * Wire fact: scripts read `segment["attributes"]["data"]` (older) or `segment["data"]` (newer), and return either.
 */
import { isRecord } from "../../checks.ts"
import { ScriptError } from "../ScriptError.ts"
import type { ScriptSegment } from "../ScriptRunner.ts"

/** Keys that say something about a segment instead of holding one of its values. */
const FACTS = new Set([
  "index",
  "success",
  "status",
  "error",
  "input_type",
  "output_type",
  "is_url",
  "details",
  "input_segment_info",
  "attributes",
  "language",
  "used_credits"
])

const flatValues = (segment: ScriptSegment): Record<string, unknown> =>
  Object.fromEntries(Object.entries(segment).filter(([key]) => !FACTS.has(key)))

/** Values of a segment by code, wherever they lie; `attributes` wins. */
const valuesOf = (segment: ScriptSegment): Record<string, unknown> => ({
  ...flatValues(segment),
  ...(isRecord(segment["attributes"]) && segment["attributes"])
})

const both = (segment: ScriptSegment, values: Record<string, unknown>): ScriptSegment => {
  const flat = Object.entries(values).filter(([key]) => !FACTS.has(key))
  return { ...segment, ...Object.fromEntries(flat), attributes: values }
}

/**
 * A segment for the parameter `code`: its value is also there as `code` and as `data`, since a script may be written
 * against either and cannot know what the output on the other end of the link is called.
 */
const inputSegment = (segment: ScriptSegment, code: string, index: number): ScriptSegment => {
  const values = valuesOf(segment)
  const [only, ...more] = Object.values(values)
  const value = values[code] ?? values["data"] ?? (more.length === 0 ? only : undefined)
  const named = value === undefined ? values : { [code]: value, data: value, ...values }
  return both({ index, success: true, ...segment }, named)
}

export const inputSegments = (
  inputs: Readonly<Record<string, readonly ScriptSegment[]>>
): Record<string, readonly ScriptSegment[]> =>
  Object.fromEntries(
    Object.entries(inputs).map(([code, segments]) => [
      code,
      segments.map((segment, index) => inputSegment(segment, code, index))
    ])
  )

export interface Returned {
  /** Output codes that the node declares. */
  readonly outputs: readonly string[]
  /** What the script was given, as `inputSegments` made it. */
  readonly inputs: Readonly<Record<string, readonly ScriptSegment[]>>
  /** File name for messages. */
  readonly name: string
}

/** What a script was given, to recognise what it passed on unchanged. */
const given = ({ inputs }: Returned): { readonly attributes: Set<string>; readonly values: Set<string> } => {
  const all = Object.values(inputs).flatMap((segments) => segments.map((segment) => segment["attributes"] as object))
  return {
    attributes: new Set(all.map((attributes) => JSON.stringify(attributes))),
    values: new Set(all.flatMap((attributes) => Object.values(attributes).map((value) => JSON.stringify(value))))
  }
}

/**
 * What a script returned, with every value both under `attributes` and flat. Where the two differ `attributes` wins,
 * unless the script passed it on untouched and changed the flat value. A value that it put under `data` is that of the
 * first output, unless that has its own value that is more than the input of the same name.
 * @throws ScriptError `result` for a successful segment without any of the outputs.
 */
export const outputSegments = (segments: readonly ScriptSegment[], about: Returned): ScriptSegment[] => {
  const before = given(about)
  const isNew = (value: unknown): boolean => value !== undefined && !before.values.has(JSON.stringify(value))
  const { inputs, name, outputs } = about
  const [first] = outputs
  return segments.map((segment, position) => {
    const untouched = before.attributes.has(JSON.stringify(segment["attributes"]))
    const values = { ...valuesOf(segment), ...(untouched && flatValues(segment)) }
    if (first !== undefined) {
      const data = values["data"]
      const none = !outputs.some((code) => Object.hasOwn(values, code))
      const stale = outputs.length === 1 && Object.hasOwn(inputs, first) && isNew(data) && !isNew(values[first])
      if (data !== undefined && (none || stale)) values[first] = data
      else if (none && segment["success"] !== false) {
        const has = Object.keys(values).join(", ") || "no values"
        throw new ScriptError(
          "result",
          `${name}: segment ${position} holds no ${outputs.join(" and no ")} (it has ${has}).`
        )
      }
    }
    return both({ index: position, success: true, ...segment }, values)
  })
}

const MAX_DEPTH = 128
const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/** How deep brackets go in a JSON text. Code that walks an answer by recursion must not overflow. */
const depthOf = (json: Uint8Array): number => {
  let depth = 0
  let deepest = 0
  let quoted = false
  for (let at = 0; at < json.length; at++) {
    const byte = json[at] ?? 0
    if (quoted) {
      if (byte === BACKSLASH) at++
      else if (byte === QUOTE) quoted = false
    } else if (byte === QUOTE) quoted = true
    else if (OPENING.has(byte)) deepest = Math.max(deepest, ++depth)
    else if (CLOSING.has(byte)) depth--
  }
  return deepest
}

/**
 * What an interpreter wrote as its answer. A script shares it with the code that writes answers, so it may write one
 * itself. @throws SyntaxError for what is not JSON, or not the JSON that is needed.
 */
export const readAnswer = (json: Uint8Array): unknown => {
  if (depthOf(json) > MAX_DEPTH) throw new SyntaxError("nested too deeply")
  return JSON.parse(Buffer.from(json).toString()) as unknown
}

/** The segments in an answer; `undefined` when it is not a list of segments. */
export const segmentsIn = (answer: unknown): ScriptSegment[] | undefined => {
  const segments = isRecord(answer) ? answer["segments"] : undefined
  return Array.isArray(segments) && segments.every(isRecord) ? segments : undefined
}
