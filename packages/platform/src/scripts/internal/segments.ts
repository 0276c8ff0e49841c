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

/** Values of a segment by code, wherever they lie; `attributes` wins. */
const valuesOf = (segment: ScriptSegment): Record<string, unknown> => {
  const flat = Object.fromEntries(Object.entries(segment).filter(([key]) => !FACTS.has(key)))
  return isRecord(segment["attributes"]) ? { ...flat, ...segment["attributes"] } : flat
}

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

/**
 * What a script returned, with every declared output both under `attributes` and flat. A value that the script put under
 * `data` is that of the only, or first, output.
 * @throws ScriptError `result` for a successful segment without any of the outputs.
 */
export const outputSegments = (
  segments: readonly ScriptSegment[],
  outputs: readonly string[],
  name: string
): ScriptSegment[] =>
  segments.map((segment, position) => {
    const values = valuesOf(segment)
    const [first] = outputs
    if (first !== undefined && !outputs.some((code) => Object.hasOwn(values, code))) {
      if (Object.hasOwn(values, "data")) values[first] = values["data"]
      else if (segment["success"] !== false) {
        const has = Object.keys(values).join(", ") || "no values"
        throw new ScriptError(
          "result",
          `${name}: segment ${position} holds no ${outputs.join(" and no ")} (it has ${has}).`
        )
      }
    }
    return both({ index: position, success: true, ...segment }, values)
  })

const MAX_DEPTH = 128

/**
 * The segments in a script's answer. A script shares its interpreter with the code that writes answers, so it may write
 * one itself: everything is checked again here. `undefined` when it is no list of segments.
 */
export const readSegments = (answer: unknown): ScriptSegment[] | undefined => {
  const segments = isRecord(answer) ? answer["segments"] : undefined
  if (!Array.isArray(segments) || !segments.every(isRecord)) return undefined
  const stack: [value: unknown, depth: number][] = [[segments, 0]]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [value, depth] = top
    if (typeof value !== "object" || value === null) continue
    if (depth > MAX_DEPTH) return undefined
    for (const item of Object.values(value)) stack.push([item, depth + 1])
  }
  return segments
}
