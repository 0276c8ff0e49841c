/**
 * How data types, node states and problems are told apart: by sign and stroke, with colour on top.
 *
 * One table for the SVG and the studio. Colours are pairs for light and dark grounds, after Okabe and Ito: they survive
 * the common forms of colour blindness, and the signs survive having no colour at all.
 */
import type { NodeState, NodeStatus } from "@aixplain-ts/api-types"
import type { DataType } from "../../Types.ts"

/** A colour on light and on dark ground. */
export type ColourPair = readonly [light: string, dark: string]

export interface DataTypeMark {
  readonly sign: string
  readonly colour: ColourPair
  /** As in SVG's `stroke-dasharray`; undefined is a solid line. */
  readonly dash?: string
}

const number: DataTypeMark = { sign: "1", colour: ["#5b4fb0", "#a99df5"], dash: "1 4" }

/** Sign, colour and line of each data type. */
export const dataTypeMarks: { readonly [D in DataType]: DataTypeMark } = {
  audio: { sign: "♪", colour: ["#9a6700", "#e0a33a"], dash: "7 4" },
  boolean: { sign: "?", colour: ["#5b4fb0", "#a99df5"], dash: "1 4" },
  embedding: { sign: "∴", colour: ["#0a6c7d", "#57c5d6"], dash: "2 3" },
  float: number,
  image: { sign: "▣", colour: ["#a8336e", "#f08bbd"], dash: "9 3 2 3" },
  integer: number,
  label: { sign: "#", colour: ["#1a7346", "#56c08b"], dash: "14 4" },
  number,
  tensor: { sign: "∷", colour: ["#0a6c7d", "#57c5d6"], dash: "2 3" },
  text: { sign: "T", colour: ["#1f5fae", "#6fb1f5"] },
  video: { sign: "▶", colour: ["#b3401a", "#f5926b"], dash: "3 4" }
}

/** What flows where nothing says what it is, or where it may be several things. */
export const anyTypeMark: DataTypeMark = { sign: "∗", colour: ["#57606a", "#a6afb9"] }

/** The mark of a port or link. */
export const markOf = (dataTypes: readonly DataType[]): DataTypeMark =>
  dataTypes.length === 1 ? dataTypeMarks[dataTypes[0]!] : anyTypeMark

/** State of a node within a run, as far as a picture shows it; a `NodeState` of the API is one. */
export interface PaintedState extends Partial<Pick<NodeState, "segments" | "error">> {
  readonly status: NodeStatus | "RETRYING"
  /** The attempt that is on its way, for `RETRYING`. */
  readonly attempt?: number
}

export interface StateMark {
  readonly sign: string
  readonly word: string
  readonly colour: ColourPair
  readonly dash?: string
  readonly width: number
  /** Of the whole node. */
  readonly opacity?: number
}

/** Sign, word, colour and border of each state. */
export const stateMarks: { readonly [S in PaintedState["status"]]: StateMark } = {
  PENDING: { sign: "○", word: "queued", colour: ["#57606a", "#a6afb9"], dash: "1 4", width: 1.5 },
  IN_PROGRESS: { sign: "◐", word: "running", colour: ["#0072b2", "#56b4e9"], width: 2 },
  RETRYING: { sign: "↻", word: "retrying", colour: ["#8a5300", "#e69f00"], dash: "6 4", width: 2 },
  SUCCESS: { sign: "✓", word: "done", colour: ["#00684a", "#4cc9a0"], width: 1.25 },
  FAILED: { sign: "✕", word: "failed", colour: ["#b3261e", "#ff8a80"], width: 3 },
  SKIPPED: { sign: "–", word: "skipped", colour: ["#57606a", "#a6afb9"], width: 1.25, opacity: 0.6 },
  ABORTED: { sign: "⊘", word: "cancelled", colour: ["#57606a", "#a6afb9"], width: 1.25, opacity: 0.6 }
}

/** A node that is done although some of its segments failed. */
const partialMark: StateMark = {
  sign: "!",
  word: "done with failures",
  colour: ["#8a5300", "#e69f00"],
  dash: "10 3",
  width: 2.5
}

/** The mark of a state: its status and, for a node that is done, whether all of it succeeded. */
export const markOfState = ({ segments, status }: PaintedState): StateMark => {
  if (status === "SUCCESS" && (segments?.failed ?? 0) > 0) return partialMark
  // A newer server may know states that this table does not.
  return Object.hasOwn(stateMarks, status)
    ? stateMarks[status]
    : { ...stateMarks.PENDING, sign: "?", word: (status as string).toLowerCase().replaceAll("_", " ") }
}

export const problemMarks: {
  readonly [L in "error" | "warning"]: { readonly sign: string; readonly colour: ColourPair }
} = {
  error: { sign: "✕", colour: ["#b3261e", "#ff8a80"] },
  warning: { sign: "!", colour: ["#8a5300", "#e69f00"] }
}
