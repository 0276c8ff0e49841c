/**
 * From what a node kind gave to what the journal keeps: values get numbers, outputs and lists become rows. The row of a
 * list's own step comes last: it is what makes the members count.
 */
import type { Content } from "../assets/AssetDefinition.ts"
import type { Facts, Made, Member, Outcome } from "../nodes/NodeCall.ts"
import type { StepOut, StepRow, StepState, ValueRow } from "../store/RunStore.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import type { Clock } from "../clock/Clock.ts"
import { outputType, type PlanNode } from "../plan/Plan.ts"
import type { SegmentKey } from "../plan/SegmentKey.ts"
import { encode, encodeContent, filesIn, isContent } from "./valueCodec.ts"

export interface Rows {
  readonly values: readonly ValueRow[]
  readonly step: StepRow
}

/** What of an attempt is in its rows. */
export interface StepFrame {
  readonly run: ActiveRun
  readonly node: PlanNode
  readonly seg: SegmentKey
  readonly attempt: number
  readonly crashes: number
  readonly failures: number
  readonly startedAt: number
  readonly endedAt: number
}

/** Paths of contents that were put into the file store. */
export type StoredContents = ReadonlyMap<Content, string>

/** Everything in an outcome that has to be a file before its rows are written. */
export const contentsOf = (outcome: Outcome): readonly Content[] => {
  const records = outcome._tag === "Values" ? [outcome.values] : outcome.members.map((member) => member.values ?? {})
  const contents: Content[] = []
  for (const record of records)
    for (const code in record) {
      const made = record[code]!
      if (!("copy" in made) && isContent(made.value)) contents.push(made.value)
    }
  return contents
}

/** The rows of an outcome in the order in which they must be written. */
export const rowsOf = (frame: StepFrame, outcome: Outcome, contents: StoredContents): Rows[] => {
  const credits = outcome.facts?.usedCredits ?? 0
  if (outcome._tag === "Values") {
    const { rows, numbers } = valuesOf(frame, outcome.values, contents)
    const { taken } = outcome
    const out: StepOut = { values: numbers, ...(taken === undefined ? {} : { taken }), ...factsOf(outcome.facts) }
    return [{ values: rows, step: rowOf(frame, frame.seg, "done", { credits, out }) }]
  }
  const members = outcome.members.map((member) => memberRows(frame, member, contents))
  const [single] = members
  // A list that is not one: the only member stands at the step's own segment.
  if (single !== undefined && "splits" in outcome.shape && outcome.shape.splits.length === 0)
    return [{ values: single.values, step: { ...single.step, part: false, credits } }]
  const facts = factsOf(outcome.facts)
  if ("like" in outcome.shape) {
    const { like } = outcome.shape
    const out: StepOut = { model: frame.run.plan.nodes[like]!.number, ...facts }
    const empty = emptyPlaces(frame, outcome.members, like)
    return [...members, ...empty, without(rowOf(frame, frame.seg, "like", { credits, out }))]
  }
  const [outer, ...inner] = outcome.shape.splits
  const inside = inner.map(({ seg, size }) => without(rowOf(frame, seg, "split", { part: true, out: { size } })))
  const out: StepOut = { size: outer!.size, ...facts }
  return [...members, ...inside, without(rowOf(frame, frame.seg, "split", { credits, out }))]
}

/** A row that brings no values. */
const without = (step: StepRow): Rows => ({ values: [], step })

const rowOf = (frame: StepFrame, seg: SegmentKey, state: StepState, more: Partial<StepRow>): StepRow => ({
  run: frame.run.lease.run,
  node: frame.node.number,
  seg,
  state,
  attempt: frame.attempt,
  startedAt: frame.startedAt,
  endedAt: frame.endedAt,
  part: false,
  credits: 0,
  ...more
})

const memberRows = (frame: StepFrame, member: Member, contents: StoredContents): Rows => {
  const { error, origin, seg } = member
  const about: StepOut = { ...(origin === undefined ? {} : { origin }), ...factsOf(member.facts) }
  if (error !== undefined) return without(rowOf(frame, seg, "failed", { part: true, error, out: about }))
  if (member.values === undefined) return without(rowOf(frame, seg, "skipped", { part: true, out: about }))
  const { rows, numbers } = valuesOf(frame, member.values, contents)
  return { values: rows, step: rowOf(frame, seg, "done", { part: true, out: { values: numbers, ...about } }) }
}

/** Places of the list that gave the shape which the step left empty. */
const emptyPlaces = (frame: StepFrame, members: readonly Member[], model: number): Rows[] => {
  const filled = new Set(members.map((member) => member.seg))
  return [...frame.run.state.trees[model]!.leavesOf()]
    .filter((leaf) => !filled.has(leaf.seg))
    .map(({ seg }) => without(rowOf(frame, seg, "skipped", { part: true })))
}

const factsOf = (facts: Facts | undefined): Pick<StepOut, "details" | "language"> => ({
  ...(facts?.details === undefined ? {} : { details: facts.details }),
  ...(facts?.language === undefined ? {} : { language: facts.language })
})

const valuesOf = (
  { node, run }: StepFrame,
  made: Readonly<Record<string, Made>>,
  contents: StoredContents
): { readonly rows: readonly ValueRow[]; readonly numbers: Readonly<Record<string, number>> } => {
  const rows: ValueRow[] = []
  const numbers: Record<string, number> = {}
  for (const [code, output] of Object.entries(made)) {
    if ("copy" in output) {
      numbers[code] = output.copy
      continue
    }
    const type = output.type ?? outputType(node, code)
    const { value } = output
    const stored = isContent(value) ? encodeContent(value, contents.get(value)!, type) : encode(value, type)
    const n = run.valueNumber()
    rows.push({ run: run.lease.run, n, ...stored })
    numbers[code] = n
    // Files inside a structure are named by rows too: that is what keeps them.
    if (stored.kind === "json")
      for (const file of filesIn(value)) rows.push({ run: run.lease.run, n: run.valueNumber(), ...encode(file, type) })
  }
  return { rows, numbers }
}

/** The row of a step that failed for good. */
export const failedRow = (frame: StepFrame, error: string): StepRow => rowOf(frame, frame.seg, "failed", { error })

/** The row of an attempt that failed and will be repeated after a pause that begins now. */
export const retryRow = (frame: StepFrame, error: string, pause: number, clock: Pick<Clock, "now" | "date">): StepRow =>
  rowOf(frame, frame.seg, "retry", {
    error,
    dueAt: clock.date() + pause,
    dueMs: clock.now() + pause,
    out: { failures: frame.failures + 1, pause }
  })

/** The row of a step that a stopping server interrupted: it begins again wherever the run continues. It did not fail. */
export const handBackRow = (frame: StepFrame): StepRow => {
  const out = knownOf({ ...frame, crashes: 0 })
  return rowOf(frame, frame.seg, "retry", {
    error: "The server stopped.",
    dueAt: frame.startedAt,
    dueMs: 0,
    out: { ...out, pause: 0 }
  })
}

/** The row that says a step begins, for those whose call must not go unnoticed. */
export const intentRow = (frame: StepFrame): StepRow => {
  const { endedAt: _, ...begun } = rowOf(frame, frame.seg, "started", {})
  const out = knownOf(frame)
  return out === undefined ? begun : { ...begun, out }
}

/** What the next attempt must know of the earlier ones. */
const knownOf = ({ crashes, failures }: StepFrame): StepOut | undefined =>
  crashes === 0 && failures === 0
    ? undefined
    : { ...(crashes === 0 ? {} : { crashes }), ...(failures === 0 ? {} : { failures }) }
