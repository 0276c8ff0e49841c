/**
 * Translation edit rate over a corpus, 0 for equal texts, equal to sacreBLEU's default: lower case, words between
 * white space. Edits are insertions, deletions, replacements, and shifts of up to ten words, which count as one.
 *
 * Finding the fewest shifts is NP-hard. Tercom's published heuristic is followed step by step, because the score is
 * defined by it: greedily take the shift that saves most, search distances near the diagonal only, and stop at 1,000
 * shifts tried.
 */
import { sum } from "../arithmetic.ts"
import { type Pair, words } from "./Pair.ts"

const MAX_SHIFT_LENGTH = 10
const MAX_SHIFT_DISTANCE = 50
const MAX_SHIFTS_TRIED = 1000
const BEAM = 25
const FAR = 1e9

const KEEP = 1
const REPLACE = 2
const DELETE = 3
const INSERT = 4

/**
 * Row `i` holds the cost, and the last step, of turning the first `i` words into each beginning of the reference from
 * `from` on; beginnings outside the beam are too far to matter.
 */
interface Row {
  readonly from: number
  readonly cost: Int32Array
  readonly step: Uint8Array
}

const costAt = ({ cost, from }: Row, j: number): number => (j < from ? FAR : (cost[j - from] ?? FAR))

const firstRow = (length: number): Row => ({
  from: 0,
  cost: Int32Array.from({ length: length + 1 }, (_, j) => j),
  step: new Uint8Array(length + 1).fill(INSERT)
})

const nextRow = (above: Row, word: string, reference: readonly string[], from: number, to: number): Row => {
  const cost = new Int32Array(Math.max(0, to - from))
  const step = new Uint8Array(cost.length)
  for (let j = from; j < to; j++) {
    const same = word === reference[j - 1]
    const replaced = j > 0 ? costAt(above, j - 1) + (same ? 0 : 1) : FAR
    const deleted = costAt(above, j) + 1
    const inserted = j > from ? (cost[j - from - 1] ?? FAR) + 1 : FAR
    // Ties go to keep or replace, then delete, then insert: shifts start from the path, so the order shows.
    const cheapest = Math.min(replaced, deleted, inserted)
    cost[j - from] = cheapest
    step[j - from] = cheapest === replaced ? (same ? KEEP : REPLACE) : cheapest === deleted ? DELETE : INSERT
  }
  return { from, cost, step }
}

/** All rows for a hypothesis; `known` are rows of another hypothesis of that length that begins with the same words. */
const fillRows = (
  hypothesis: readonly string[],
  reference: readonly string[],
  known: readonly Row[]
): readonly Row[] => {
  const rows = known.length > 0 ? [...known] : [firstRow(reference.length)]
  const ratio = hypothesis.length > 0 ? reference.length / hypothesis.length : 1
  const beam = BEAM < ratio / 2 ? Math.ceil(ratio / 2 + BEAM) : BEAM
  for (let i = rows.length; i <= hypothesis.length; i++) {
    const diagonal = Math.floor(i * ratio)
    const to = i === hypothesis.length ? reference.length + 1 : Math.min(reference.length + 1, diagonal + beam)
    rows.push(nextRow(rows[i - 1] as Row, hypothesis[i - 1] ?? "", reference, Math.max(0, diagonal - beam), to))
  }
  return rows
}

const distanceOf = (rows: readonly Row[]): number => rows.at(-1)?.cost.at(-1) ?? 0

interface Alignment {
  /** For each reference word the position in the hypothesis that it is at (or after, when it is missing there). */
  readonly position: readonly number[]
  readonly referenceWrong: readonly boolean[]
  readonly hypothesisWrong: readonly boolean[]
}

const align = (rows: readonly Row[], referenceLength: number): Alignment => {
  const steps: number[] = []
  let i = rows.length - 1
  let j = referenceLength
  while (i > 0 || j > 0) {
    const row = rows[i]
    const step = row?.step[j - row.from] ?? INSERT
    steps.push(step)
    if (step !== INSERT) i--
    if (step !== DELETE) j--
  }
  const position: number[] = []
  const referenceWrong: boolean[] = []
  const hypothesisWrong: boolean[] = []
  for (const step of steps.toReversed()) {
    if (step !== INSERT) hypothesisWrong.push(step !== KEEP)
    if (step !== DELETE) {
      position.push(hypothesisWrong.length - 1)
      referenceWrong.push(step !== KEEP)
    }
  }
  return { position, referenceWrong, hypothesisWrong }
}

/** The words with `length` of them from `start` moved before what is at `target`. */
const shift = (hypothesis: readonly string[], start: number, length: number, target: number): readonly string[] => {
  const moved = hypothesis.slice(start, start + length)
  const rest = [...hypothesis.slice(0, start), ...hypothesis.slice(start + length)]
  // A target inside the moved words counts from their start; one behind them has moved up.
  const at = target < start ? target : target > start + length ? target - length : target
  return [...rest.slice(0, at), ...moved, ...rest.slice(at)]
}

interface Shift {
  readonly saved: number
  readonly length: number
  readonly start: number
  readonly target: number
}

const isBetter = (a: Shift, b: Shift | undefined): boolean =>
  b === undefined || (a.saved - b.saved || a.length - b.length || b.start - a.start || b.target - a.target) > 0

/** Places where the same words stand in both, and may be moved: wrong where they are, missing where they belong. */
function* movable(hypothesis: readonly string[], reference: readonly string[], alignment: Alignment) {
  const { hypothesisWrong, position, referenceWrong } = alignment
  for (let start = 0; start < hypothesis.length; start++) {
    const to = Math.min(reference.length - 1, start + MAX_SHIFT_DISTANCE)
    for (let goal = Math.max(0, start - MAX_SHIFT_DISTANCE); goal <= to; goal++) {
      for (let length = 1; length <= MAX_SHIFT_LENGTH; length++) {
        const last = length - 1
        if (start + last >= hypothesis.length || goal + last >= reference.length) break
        if (hypothesis[start + last] !== reference[goal + last]) break
        const isWrong = hypothesisWrong.slice(start, start + length).includes(true)
        const isMissing = referenceWrong.slice(goal, goal + length).includes(true)
        const there = position[goal] ?? -1
        if (isWrong && isMissing && !(start <= there && there < start + length)) yield { start, goal, length }
      }
    }
  }
}

/** Edits that turn the hypothesis into the reference, shifts included. */
export const translationEdits = (hypothesis: readonly string[], reference: readonly string[]): number => {
  if (reference.length === 0) return hypothesis.length
  let current = hypothesis
  let shifts = 0
  let tried = 0
  for (;;) {
    const rows = fillRows(current, reference, [])
    const alignment = align(rows, reference.length)
    let best: Shift | undefined
    search: for (const { goal, length, start } of movable(current, reference, alignment)) {
      let previous = -1
      for (let offset = -1; offset < length; offset++) {
        const anchor = goal + offset
        const target = anchor === -1 ? 0 : (alignment.position[anchor] ?? -1) + 1
        if (anchor >= reference.length) break
        if (target === previous) continue
        previous = target
        const shifted = shift(current, start, length, target)
        const unchanged = Math.min(start, target)
        const saved = distanceOf(rows) - distanceOf(fillRows(shifted, reference, rows.slice(0, unchanged + 1)))
        tried++
        const candidate = { saved, length, start, target }
        if (isBetter(candidate, best)) best = candidate
      }
      if (tried >= MAX_SHIFTS_TRIED) break search
    }
    if (best === undefined || best.saved <= 0 || tried >= MAX_SHIFTS_TRIED) return shifts + distanceOf(rows)
    current = shift(current, best.start, best.length, best.target)
    shifts++
  }
}

/** Edits per hundred reference words; the best of several references, against their mean length. */
export const ter = (pairs: readonly Pair[]): number => {
  let edits = 0
  let length = 0
  for (const { hypothesis, references } of pairs) {
    const own = words(hypothesis.toLowerCase())
    const targets = references.map((reference) => words(reference.toLowerCase()))
    edits += Math.min(...targets.map((target) => translationEdits(own, target)))
    length += sum(targets.map((target) => target.length)) / targets.length
  }
  if (length === 0) return edits > 0 ? 100 : 0
  return (100 * edits) / length
}
