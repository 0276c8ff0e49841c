/**
 * Segments as scripts get them and as they give them back: values under `attributes` and flat beside them, both ways.
 *
 * Wire fact: scripts read `segment["attributes"]["data"]` (older) or `segment["data"]` (newer), and return either.
 */
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

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

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

/** Texts of the `attributes` that a script was given, to tell which it handed on as they were. */
const attributesIn = (inputs: Readonly<Record<string, readonly ScriptSegment[]>>): ReadonlySet<string> =>
  new Set(Object.values(inputs).flatMap((segments) => segments.map((segment) => JSON.stringify(segment["attributes"]))))

export interface Returned {
  /** Output codes that the node declares. */
  readonly outputs: readonly string[]
  /** What the script was given, as `inputSegments` made it. */
  readonly inputs: Readonly<Record<string, readonly ScriptSegment[]>>
  /** File name for messages. */
  readonly name: string
}

/**
 * What a script returned, with every value both under `attributes` and flat. Where the two differ `attributes` wins,
 * unless the script handed it on untouched and changed the flat value. A value that it put under `data` is that of the
 * only, or first, output.
 * @throws ScriptError `result` for a successful segment without any of the outputs.
 */
export const outputSegments = (segments: readonly ScriptSegment[], about: Returned): ScriptSegment[] => {
  const given = attributesIn(about.inputs)
  return segments.map((segment, position) => {
    const attributes = segment["attributes"]
    const untouched = attributes !== undefined && given.has(JSON.stringify(attributes))
    const values = { ...valuesOf(segment), ...(untouched && flatValues(segment)) }
    const [first] = about.outputs
    if (first !== undefined && !about.outputs.some((code) => Object.hasOwn(values, code))) {
      if (Object.hasOwn(values, "data")) values[first] = values["data"]
      else if (segment["success"] !== false) {
        const has = Object.keys(values).join(", ") || "no values"
        const message = `${about.name}: segment ${position} holds no ${about.outputs.join(" and no ")} (it has ${has}).`
        throw new ScriptError("result", message)
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
 * itself. @throws SyntaxError for what is no JSON, or none that anyone needs.
 */
export const readAnswer = (json: Uint8Array): unknown => {
  if (depthOf(json) > MAX_DEPTH) throw new SyntaxError("nested too deeply")
  return JSON.parse(Buffer.from(json).toString()) as unknown
}

/** The segments in an answer; `undefined` when it is no list of segments. */
export const segmentsIn = (answer: unknown): ScriptSegment[] | undefined => {
  const segments = isRecord(answer) ? answer["segments"] : undefined
  return Array.isArray(segments) && segments.every(isRecord) ? segments : undefined
}
