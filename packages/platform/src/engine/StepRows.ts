/**
 * From what a node kind gave to what the journal keeps: values get numbers, outputs and lists become rows. The row of a
 * list's own step comes last: it is what makes the members count.
 */
import type { Content } from "../Asset.ts"
import type { Facts, Made, Member, Outcome } from "../nodes/Node.ts"
import type { StepOut, StepRow, StepState, ValueRow } from "../store/RunStore.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import { outputType, type PlanNode } from "./Plan.ts"
import type { Ready } from "./ReadySteps.ts"
import type { Seg } from "./Seg.ts"
import { encode, encodeContent, filesIn, isContent } from "./Values.ts"

export interface Rows {
  readonly values: readonly ValueRow[]
  readonly step: StepRow
}

export interface StepFrame extends Ready {
  readonly attempt: number
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
export const rowsOf = (run: ActiveRun, frame: StepFrame, outcome: Outcome, contents: StoredContents): Rows[] => {
  const credits = outcome.facts?.usedCredits ?? 0
  if (outcome._tag === "Values") {
    const { rows, numbers } = valuesOf(run, run.plan.nodes[frame.node]!, outcome.values, contents)
    const { taken } = outcome
    const out: StepOut = { values: numbers, ...(taken === undefined ? {} : { taken }), ...factsOf(outcome.facts) }
    return [{ values: rows, step: rowOf(run, frame, frame.seg, "done", { credits, out }) }]
  }
  const members = outcome.members.map((member) => memberRows(run, frame, member, contents))
  const [single] = members
  // A list that is not one: the only member stands at the step's own segment.
  if (single !== undefined && "splits" in outcome.shape && outcome.shape.splits.length === 0)
    return [{ values: single.values, step: { ...single.step, part: false, credits } }]
  const facts = factsOf(outcome.facts)
  if ("like" in outcome.shape) {
    const { like } = outcome.shape
    const out: StepOut = { model: run.plan.nodes[like]!.number, ...facts }
    const empty = emptyPlaces(run, frame, outcome.members, like)
    return [...members, ...empty, without(rowOf(run, frame, frame.seg, "like", { credits, out }))]
  }
  const [outer, ...inner] = outcome.shape.splits
  const inside = inner.map(({ seg, size }) => without(rowOf(run, frame, seg, "split", { part: true, out: { size } })))
  const out: StepOut = { size: outer!.size, ...facts }
  return [...members, ...inside, without(rowOf(run, frame, frame.seg, "split", { credits, out }))]
}

/** A row that brings no values. */
const without = (step: StepRow): Rows => ({ values: [], step })

const rowOf = (run: ActiveRun, frame: StepFrame, seg: Seg, state: StepState, more: Partial<StepRow>): StepRow => ({
  run: run.lease.run,
  node: run.plan.nodes[frame.node]!.number,
  seg,
  state,
  attempt: frame.attempt,
  startedAt: frame.startedAt,
  endedAt: frame.endedAt,
  part: false,
  credits: 0,
  ...more
})

const memberRows = (run: ActiveRun, frame: StepFrame, member: Member, contents: StoredContents): Rows => {
  const { error, origin, seg } = member
  const about: StepOut = { ...(origin === undefined ? {} : { origin }), ...factsOf(member.facts) }
  if (error !== undefined) return without(rowOf(run, frame, seg, "failed", { part: true, error, out: about }))
  if (member.values === undefined) return without(rowOf(run, frame, seg, "skipped", { part: true, out: about }))
  const { rows, numbers } = valuesOf(run, run.plan.nodes[frame.node]!, member.values, contents)
  return { values: rows, step: rowOf(run, frame, seg, "done", { part: true, out: { values: numbers, ...about } }) }
}

/** Places of the list that gave the shape which the step left empty. */
const emptyPlaces = (run: ActiveRun, frame: StepFrame, members: readonly Member[], model: number): Rows[] => {
  const filled = new Set(members.map((member) => member.seg))
  return [...run.state.trees[model]!.leavesOf()]
    .filter((leaf) => !filled.has(leaf.seg))
    .map(({ seg }) => without(rowOf(run, frame, seg, "skipped", { part: true })))
}

const factsOf = (facts: Facts | undefined): Pick<StepOut, "details" | "language"> => ({
  ...(facts?.details === undefined ? {} : { details: facts.details }),
  ...(facts?.language === undefined ? {} : { language: facts.language })
})

const valuesOf = (
  run: ActiveRun,
  node: PlanNode,
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
export const failedRow = (run: ActiveRun, frame: StepFrame, error: string): StepRow =>
  rowOf(run, frame, frame.seg, "failed", { error })

/** The row of an attempt that failed and will be repeated. */
export const retryRow = (run: ActiveRun, frame: StepFrame, error: string, dueAt: number): StepRow =>
  rowOf(run, frame, frame.seg, "retry", { error, dueAt })

/** The row of a step that a stopping server interrupted: it begins again wherever the run goes on. */
export const handBackRow = (run: ActiveRun, frame: StepFrame): StepRow =>
  retryRow(run, frame, "The server stopped.", frame.startedAt)

/** The row that says a step begins, for those whose call must not go unnoticed. */
export const intentRow = (run: ActiveRun, frame: Omit<StepFrame, "endedAt">, crashes: number): StepRow => ({
  run: run.lease.run,
  node: run.plan.nodes[frame.node]!.number,
  seg: frame.seg,
  attempt: frame.attempt,
  startedAt: frame.startedAt,
  state: "started",
  part: false,
  credits: 0,
  ...(crashes === 0 ? {} : { out: { crashes } })
})
