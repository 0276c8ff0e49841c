/**
 * Puts the segments of a text output together again. A server that cuts a long text keeps with each piece what followed it
 * in the source (`separator`), so that the pieces of one instance make the text as it was.
 */
import type { Segment } from "../RunSnapshot.ts"

/** A segment, and what stands between it and the next one. */
export interface Joined {
  readonly segment: Segment
  readonly after: string
}

/** Segments that gave a value. */
export const isReadable = (segment: Segment): boolean => segment.success && segment.value !== undefined

/** The position of a segment in its instance; undefined if the server does not report it. Values for the whole run begin at 0. */
const startOf = ({ sources }: Segment): number | undefined => {
  const starts = sources.flatMap(({ start }) => start ?? [])
  return starts.length === 0 ? undefined : Math.max(...starts)
}

/** The instance of each segment: a new one begins where the place in the source does not advance. */
const instancesOf = (segments: readonly Segment[]): readonly number[] => {
  let instance = 0
  let last: number | undefined
  return segments.map((segment) => {
    const start = startOf(segment)
    if (start !== undefined && last !== undefined && start <= last) instance += 1
    last = start ?? last
    return instance
  })
}

/** The segments that gave a value, each with what follows it in the joined text. */
export const joined = (segments: readonly Segment[]): readonly Joined[] => {
  const instances = instancesOf(segments)
  const good = segments.flatMap((segment, index) =>
    isReadable(segment) ? [{ segment, instance: instances[index] }] : []
  )
  return good.map(({ instance, segment }, index) => {
    const next = good[index + 1]
    const apart = next !== undefined && (segment.separator === undefined || next.instance !== instance)
    return { segment, after: `${segment.separator ?? ""}${apart ? "\n" : ""}` }
  })
}

/** The whole text, from the texts of the segments that gave a value. */
export const joinedText = (segments: readonly Segment[], texts: readonly string[]): string =>
  joined(segments)
    .map(({ after }, index) => `${texts[index]}${after}`)
    .join("")
