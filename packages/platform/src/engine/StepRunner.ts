/**
 * Runs one step from its inputs to its rows in the journal: notes the intent where the outside will notice, calls the
 * node kind with a deadline, and writes what came of it: outputs, another attempt, or a failure.
 */
import { AssetError } from "../assets/AssetDefinition.ts"
import type { Outcome } from "../nodes/NodeCall.ts"
import { nodeKinds } from "../nodes/index.ts"
import type { LogLine, StepRow, ValueRow } from "../store/RunStore.ts"
import { StoreError } from "../store/StoreError.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import type { Deadlines } from "./Deadlines.ts"
import { crashesAllowed } from "./ConcurrencyLimits.ts"
import type { Entry, GroupCommit } from "./GroupCommit.ts"
import type { OutputFiles } from "./OutputFiles.ts"
import type { ValueReader } from "./ValueReader.ts"
import type { Ready } from "./ReadySteps.ts"
import { StepAttempt, type StepAttemptServices } from "./StepAttempt.ts"
import { inputsOf, type StepInputs } from "./StepInputs.ts"
import {
  contentsOf,
  failedRow,
  handBackRow,
  intentRow,
  retryRow,
  type Rows,
  rowsOf,
  type StoredContents
} from "./stepRows.ts"

export interface StepLimits {
  /** Milliseconds that one attempt may take. */
  readonly step: number
  /** Attempts of a step whose failure is transient. */
  readonly attempts: number
  /** Segments of one run, counted at every node. */
  readonly segments: number
  /** Lines that one attempt may write to the log, and characters of each. */
  readonly logLines: number
  readonly logCharacters: number
}

export interface StepServices extends StepAttemptServices {
  readonly deadlines: Deadlines
  readonly random: () => number
  readonly journal: GroupCommit
  readonly reader: ValueReader
  readonly outputFiles: OutputFiles
  readonly limits: StepLimits
  /** Rows of a run are durable. */
  readonly written: (run: ActiveRun, rows: readonly StepRow[], log: readonly LogLine[]) => void
  /** The first step of a node begins. */
  readonly nodeBegan: (run: ActiveRun, index: number) => void
  readonly lost: (run: ActiveRun) => void
  /** The store cannot be read any more. */
  readonly broken: (error: StoreError) => void
}

const firstPause = 250
const longestPause = 30_000
const noPaths: StoredContents = new Map()
/** Members of a list that go into the journal as one entry. */
const membersPerEntry = 100

export class StepRunner {
  readonly #services: StepServices

  constructor(services: StepServices) {
    this.#services = services
  }

  /** Resolves when what came of the attempt is durable, or at once when the run ended meanwhile. Never rejects. */
  async run(run: ActiveRun, ready: Ready): Promise<void> {
    const call = new StepAttempt(run, ready, this.#services)
    try {
      if (call.crashes > 0) refuseAfterCrash(call)
      if (call.noted) await this.#write(call, [{ values: [], step: intentRow(call) }])
      if (run.ended) return
      const outcome = await this.#perform(call)
      if (!run.ended) await this.#writeOutcome(call, outcome)
    } catch (error) {
      if (error instanceof StoreError) return this.#services.broken(error)
      // A server that stops records it in the journal: this was not a crash, and the step may run again.
      if (run.handedBack && call.noted && call.asset?.atMostOnce !== true)
        await this.#write(call, [{ values: [], step: handBackRow(call) }])
      if (!run.ended) await this.#write(call, [{ values: [], step: this.#failure(call, error) }])
    }
  }

  /** Calls the node kind with its inputs, as long as its deadline and its run allow. */
  async #perform(call: StepAttempt): Promise<Outcome> {
    const { deadlines, reader } = this.#services
    const { run } = call
    run.working.add(call)
    if (run.began(call.index, call.startedAt)) this.#services.nodeBegan(run, call.index)
    deadlines.watch(call)
    try {
      const given = inputsOf(run, reader, call.index, call.seg)
      return await call.over(
        given instanceof Promise ? given.then((read) => perform(call, read)) : perform(call, given)
      )
    } finally {
      deadlines.unwatch(call)
      run.working.delete(call)
      call.end()
    }
  }

  async #writeOutcome(call: StepAttempt, outcome: Outcome): Promise<void> {
    if (outcome._tag === "List") this.#checkSize(call.run, outcome.members.length)
    const contents = contentsOf(outcome)
    if (contents.length === 0) return this.#write(call, rowsOf(call, outcome, noPaths))
    const { outputFiles } = this.#services
    // Files come before the rows that name them.
    const paths = await outputFiles.put(contents)
    try {
      await this.#write(call, rowsOf(call, outcome, paths))
    } finally {
      outputFiles.release(paths.values())
    }
  }

  /** A list opens at every node behind it, all of which is in memory. */
  #checkSize(run: ActiveRun, members: number): void {
    const { segments } = this.#services.limits
    const nodes = run.plan.nodes.length
    if (run.counts.total + members * nodes > segments)
      throw new AssetError(
        `It made a list of ${members}, which in a run of ${nodes} nodes is more than the ${segments} segments that a run may have.`
      )
  }

  /** The row of a failed attempt: another one where that may help, and its due time. */
  #failure(call: StepAttempt, error: unknown): StepRow {
    const { clock, limits, random } = this.#services
    const sentence = error instanceof Error ? error.message : String(error)
    const transient = error instanceof AssetError && error.transient && call.failures + 1 < limits.attempts
    call.log(`${call.node.label}: ${sentence}`, transient ? "warning" : "error")
    if (!transient) return failedRow(call, sentence)
    // Full jitter; what the service asked for wins.
    const pause = error.retryAfter ?? random() * Math.min(longestPause, firstPause * 2 ** (call.failures + 1))
    return retryRow(call, sentence, Math.ceil(pause), clock)
  }

  /** Writes rows in order, long lists in several entries; resolves when the last one is durable. */
  #write(call: StepAttempt, rows: readonly Rows[]): Promise<void> {
    const { journal } = this.#services
    return new Promise((resolve) => {
      const last = rows.length - 1
      for (let at = 0; at < last; at += membersPerEntry)
        journal.append(new StepEntry(this.#services, call.run, rows.slice(at, Math.min(at + membersPerEntry, last))))
      journal.append(new StepEntry(this.#services, call.run, [rows[last]!], call.lines, resolve))
    })
  }
}

/** Runs a node kind; what it throws at once is a rejection as well. */
const perform = async (call: StepAttempt, { inputs, lists }: StepInputs): Promise<Outcome> => {
  call.inputs = inputs
  call.lists = lists
  return (nodeKinds[call.node.kind] ?? nodeKinds.ASSET)(call)
}

/** Rows of a step on their way into the journal. */
class StepEntry implements Entry {
  readonly lease: Entry["lease"]
  readonly values: readonly ValueRow[]
  readonly steps: readonly StepRow[]
  readonly log: readonly LogLine[]
  readonly #services: StepServices
  readonly #run: ActiveRun
  readonly #done: (() => void) | undefined

  constructor(
    services: StepServices,
    run: ActiveRun,
    rows: readonly Rows[],
    log: readonly LogLine[] = [],
    done?: () => void
  ) {
    this.lease = run.lease
    this.values = rows.length === 1 ? rows[0]!.values : rows.flatMap((row) => row.values)
    this.steps = rows.map((row) => row.step)
    this.log = log
    this.#services = services
    this.#run = run
    this.#done = done
  }

  written(): void {
    const { reader, written } = this.#services
    for (const value of this.values) reader.keep(value.run, value.n, value)
    written(this.#run, this.steps, this.log)
    this.#done?.()
  }

  lost(): void {
    this.#services.lost(this.#run)
    this.#done?.()
  }
}

/** A step that was at work when the process ended: not again where that could do harm, nor for ever. */
const refuseAfterCrash = ({ asset, crashes, node }: StepAttempt): void => {
  if (asset?.atMostOnce === true)
    throw new AssetError(
      "The server ended while this call was under way, so whether it took effect is uncertain; it is not repeated."
    )
  if (crashes >= crashesAllowed)
    throw new AssetError(
      `The server ended ${crashes} times while this step of ${node.label} was at work (crashed); it is not tried again.`
    )
}
