/**
 * Keys of segments: the way from the run to one piece as five-digit ordinals. `00000` is the first instance,
 * `00000.00042` its 43rd piece, and the empty key the run as a whole (a score over all instances).
 *
 * The order of the texts is the order in the document, whatever finished first.
 */
export type SegmentKey = string

/** The run as a whole. */
export const whole: SegmentKey = ""

/** Five digits: a list can have this many members. */
export const maxOrdinals = 100_000

export const child = (seg: SegmentKey, ordinal: number): SegmentKey => {
  const digits = ordinal.toString().padStart(5, "0")
  return seg === whole ? digits : `${seg}.${digits}`
}

/** The key one level up; the empty key for instances. Not defined for the empty key itself. */
export const parentOf = (seg: SegmentKey): SegmentKey => (seg.length <= 5 ? whole : seg.slice(0, -6))

/** The position among its siblings. */
export const ordinalOf = (seg: SegmentKey): number => Number(seg.slice(-5))

/** Levels below the run: 0 for the whole run, 1 for an instance. */
export const depthOf = (seg: SegmentKey): number => (seg === whole ? 0 : (seg.length + 1) / 6)

/** The instance that a key is in; the empty key for the whole run. */
export const instanceOf = (seg: SegmentKey): SegmentKey => seg.slice(0, 5)
