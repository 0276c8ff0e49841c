/**
 * From what a node kind gave to what the journal keeps: values get numbers, outputs and lists become rows. The row of a
 * list's own step comes last: it is what makes the members count.
 */
import type { Content } from "../Asset.ts"
import type { Facts, Made, Member, Outcome } from "../nodes/Node.ts"
import type { StepOut, StepRow, ValueRow } from "../store/RunStore.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import { outputType, type PlanNode } from "./Plan.ts"
import type { Ready } from "./ReadySteps.ts"
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
  const node = run.plan.nodes[frame.node]!
  const credits = outcome.facts?.usedCredits ?? 0
  const own = { ...baseOf(run, frame), seg: frame.seg, part: false, credits }
  if (outcome._tag === "Values") {
    const made = valuesOf(run, node, outcome.values, contents)
    const taken = outcome.taken === undefined ? {} : { taken: outcome.taken }
    return [
      {
        values: made.rows,
        step: { ...own, state: "done", out: { values: made.numbers, ...taken, ...factsOf(outcome.facts) } }
      }
    ]
  }
  const members = outcome.members.map((member) => memberRows(run, frame, member, contents))
  const [single] = members
  // A list that is not one: the only member stands at the step's own segment.
  if (single !== undefined && "splits" in outcome.shape && outcome.shape.splits.length === 0)
    return [{ values: single.values, step: { ...single.step, part: false, credits } }]
  if ("like" in outcome.shape) {
    const { like } = outcome.shape
    const step: StepRow = {
      ...own,
      state: "like",
      out: { model: run.plan.nodes[like]!.number, ...factsOf(outcome.facts) }
    }
    return [...members, ...emptyPlaces(run, frame, outcome.members, like), { values: [], step }]
  }
  const [outer, ...inner] = outcome.shape.splits
  const innerRows = inner.map(({ seg, size }): Rows => ({
    values: [],
    step: { ...baseOf(run, frame), seg, state: "split", part: true, credits: 0, out: { size } }
  }))
  const step: StepRow = { ...own, state: "split", out: { size: outer!.size, ...factsOf(outcome.facts) } }
  return [...members, ...innerRows, { values: [], step }]
}

const baseOf = (run: ActiveRun, frame: StepFrame): Omit<StepRow, "seg" | "part" | "state" | "credits"> => ({
  run: run.lease.run,
  node: run.plan.nodes[frame.node]!.number,
  attempt: frame.attempt,
  startedAt: frame.startedAt,
  endedAt: frame.endedAt
})

const memberRows = (run: ActiveRun, frame: StepFrame, member: Member, contents: StoredContents): Rows => {
  const base = { ...baseOf(run, frame), seg: member.seg, part: true, credits: 0 }
  const out = { ...(member.origin === undefined ? {} : { origin: member.origin }), ...factsOf(member.facts) }
  if (member.error !== undefined) return { values: [], step: { ...base, state: "failed", error: member.error, out } }
  if (member.values === undefined) return { values: [], step: { ...base, state: "skipped", out } }
  const made = valuesOf(run, run.plan.nodes[frame.node]!, member.values, contents)
  return { values: made.rows, step: { ...base, state: "done", out: { values: made.numbers, ...out } } }
}

/** Places of the list that gave the shape which the step left empty. */
const emptyPlaces = (run: ActiveRun, frame: StepFrame, members: readonly Member[], model: number): Rows[] => {
  const filled = new Set(members.map((member) => member.seg))
  return [...run.state.trees[model]!.leavesOf()]
    .filter((leaf) => !filled.has(leaf.seg))
    .map(({ seg }) => ({ values: [], step: { ...baseOf(run, frame), seg, state: "skipped", part: true, credits: 0 } }))
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
export const failedRow = (run: ActiveRun, frame: StepFrame, error: string): StepRow => ({
  ...baseOf(run, frame),
  seg: frame.seg,
  state: "failed",
  part: false,
  credits: 0,
  error
})

/** The row of an attempt that failed and will be repeated. */
export const retryRow = (run: ActiveRun, frame: StepFrame, error: string, dueAt: number): StepRow => ({
  ...baseOf(run, frame),
  seg: frame.seg,
  state: "retry",
  part: false,
  credits: 0,
  error,
  dueAt
})

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
