/**
 * Runs one step from its inputs to its rows in the journal: notes the intent where the outside will notice, calls the
 * node kind with a deadline, and writes what came of it: outputs, another attempt, or a failure.
 */
import { type AssetDefinition, AssetError } from "../Asset.ts"
import type { NodeCall, NodeServices, Outcome, RunNode } from "../nodes/Node.ts"
import { nodeKinds } from "../nodes/index.ts"
import type { LogLine, StepRow } from "../store/RunStore.ts"
import { StoreError } from "../store/StoreError.ts"
import { type ActiveRun, stepKey } from "./ActiveRun.ts"
import type { Clock } from "./Clock.ts"
import type { Deadlines } from "./Deadlines.ts"
import { crashesAllowed } from "./Gates.ts"
import { Interrupt } from "./Interrupt.ts"
import type { Entry, Journal } from "./Journal.ts"
import type { MadeFiles } from "./MadeFiles.ts"
import type { PlanNode } from "./Plan.ts"
import type { Reader } from "./Reader.ts"
import type { Ready } from "./ReadySteps.ts"
import { inputsOf } from "./StepInputs.ts"
import {
  contentsOf,
  failedRow,
  handBackRow,
  intentRow,
  retryRow,
  type Rows,
  rowsOf,
  type StepFrame,
  type StoredContents
} from "./StepRows.ts"

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

export interface StepServices {
  readonly clock: Clock
  readonly deadlines: Deadlines
  readonly random: () => number
  readonly journal: Journal
  readonly reader: Reader
  readonly nodes: NodeServices
  readonly made: MadeFiles
  readonly limits: StepLimits
  /** Rows of a run are durable. */
  readonly written: (run: ActiveRun, rows: readonly StepRow[], log: readonly LogLine[]) => void
  readonly lost: (run: ActiveRun) => void
  /** Steps more, or fewer, that wait for the clock. */
  readonly resting: (steps: number) => void
  /** The store cannot be read any more. */
  readonly broken: (error: StoreError) => void
}

/** A run that was taken this often without a new row gets every step noted, so that the one at fault is known. */
const takesUnnoted = 3
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
    const { clock, made } = this.#services
    const node = run.plan.nodes[ready.node]!
    const key = stepKey(ready.node, ready.seg)
    const attempt = (run.attempts.get(key) ?? 0) + 1
    const crashes = run.crashes.get(key) ?? 0
    const begun = { ...ready, attempt, startedAt: clock.now() }
    const log: LogLine[] = []
    const asset = node.kind === "ASSET" ? this.#services.nodes.asset(node) : undefined
    const noted = crashes > 0 || run.row.takes >= takesUnnoted || (asset !== undefined && asset.pure !== true)
    try {
      if (crashes > 0) refuseAfterCrash(node, asset, crashes)
      if (noted) await this.#write(run, [{ values: [], step: intentRow(run, begun, crashes) }], [])
      if (run.ended) return
      const outcome = await this.#call(run, node, begun, asset, log)
      if (run.ended) return
      if (outcome._tag === "List") this.#checkSize(run, outcome.members.length)
      const contents = contentsOf(outcome)
      const paths = contents.length === 0 ? noPaths : await made.put(contents)
      const rows = rowsOf(run, { ...begun, endedAt: clock.now() }, outcome, paths)
      await this.#write(run, rows, log)
      made.release(paths.values())
    } catch (error) {
      if (error instanceof StoreError) return this.#services.broken(error)
      // A server that stops says so in the journal: it was no crash, and the step may run again.
      if (run.handedBack && noted && asset?.atMostOnce !== true)
        await this.#write(run, [{ values: [], step: handBackRow(run, { ...begun, endedAt: clock.now() }) }], [])
      if (!run.ended) await this.#write(run, [{ values: [], step: this.#failure(run, begun, error, log) }], log)
    }
  }

  async #call(
    run: ActiveRun,
    node: PlanNode,
    begun: Omit<StepFrame, "endedAt">,
    asset: AssetDefinition | undefined,
    log: LogLine[]
  ): Promise<Outcome> {
    const { deadlines, limits, nodes, reader } = this.#services
    const interrupt = new Interrupt()
    let waits = 0
    run.working.add(interrupt)
    const millis = asset?.timeout ?? limits.step
    const ended = deadlines.watch(millis, () =>
      interrupt.interrupt(new AssetError(`It took longer than the ${millis / 1000} s that it may take.`))
    )
    try {
      const given = inputsOf(run, reader, begun)
      const { inputs, lists } = given instanceof Promise ? await given : given
      const call: NodeCall = {
        node,
        seg: begun.seg,
        attempt: begun.attempt,
        key: `${run.row.id}/${node.number}/${begun.seg}`,
        inputs,
        lists,
        get signal() {
          return interrupt.signal
        },
        services: nodes,
        sleep: (pause) => {
          waits++
          const over = this.#sleep(pause, interrupt.signal)
          over.catch(() => {})
          return over
        },
        log: (text, level = "info") => this.#log(run, node, begun, log, level, text)
      }
      const kind: RunNode = nodeKinds[node.kind] ?? nodeKinds.ASSET
      return await interrupt.over(kind(call))
    } finally {
      ended()
      run.working.delete(interrupt)
      // Waits on the clock end with the call that began them.
      if (waits > 0) interrupt.interrupt(new Error("The call has ended."))
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

  async #sleep(millis: number, signal: AbortSignal): Promise<void> {
    const { clock, resting } = this.#services
    signal.throwIfAborted()
    resting(1)
    await clock.sleep(millis, signal)
    resting(-1)
    signal.throwIfAborted()
  }

  #log(run: ActiveRun, node: PlanNode, { seg }: Ready, log: LogLine[], level: LogLine["level"], text: string): void {
    const { clock, limits } = this.#services
    if (log.length >= limits.logLines) return
    const last = log.length === limits.logLines - 1
    const cut = last ? "Further lines are left out." : text.slice(0, limits.logCharacters)
    log.push(run.logLine({ at: clock.now(), node: node.number, seg, level, text: cut }))
  }

  /** The row of a failed attempt: another one where that may help, and its due time. */
  #failure(run: ActiveRun, begun: Omit<StepFrame, "endedAt">, error: unknown, log: LogLine[]): StepRow {
    const { clock, limits, random } = this.#services
    const frame = { ...begun, endedAt: clock.now() }
    const sentence = error instanceof Error ? error.message : String(error)
    const node = run.plan.nodes[begun.node]!
    const transient = error instanceof AssetError && error.transient && begun.attempt < limits.attempts
    this.#log(run, node, begun, log, transient ? "warning" : "error", `${node.label}: ${sentence}`)
    if (!transient) return failedRow(run, frame, sentence)
    // Full jitter; what the service asked for wins.
    const pause = error.retryAfter ?? random() * Math.min(longestPause, firstPause * 2 ** begun.attempt)
    return retryRow(run, frame, sentence, frame.endedAt + Math.ceil(pause))
  }

  /** Writes rows in order, long lists in several entries; resolves when the last one is durable. */
  #write(run: ActiveRun, rows: readonly Rows[], log: readonly LogLine[]): Promise<void> {
    return new Promise((resolve) => {
      const entries: Rows[][] = []
      for (let at = 0; at < rows.length - 1; at += membersPerEntry)
        entries.push(rows.slice(at, Math.min(at + membersPerEntry, rows.length - 1)))
      entries.push([rows.at(-1)!])
      for (const [index, part] of entries.entries()) {
        const last = index === entries.length - 1
        this.#services.journal.append(this.#entry(run, part, last ? log : [], last ? resolve : () => {}))
      }
    })
  }

  #entry(run: ActiveRun, rows: readonly Rows[], log: readonly LogLine[], done: () => void): Entry {
    const { lost, reader, written } = this.#services
    const steps = rows.map((row) => row.step)
    const values = rows.flatMap((row) => row.values)
    return {
      lease: run.lease,
      values,
      steps,
      log,
      written: () => {
        for (const value of values) reader.keep(value.run, value.n, value)
        written(run, steps, log)
        done()
      },
      lost: () => {
        lost(run)
        done()
      }
    }
  }
}

/** A step that was at work when the process ended: not again where that could do harm, nor for ever. */
const refuseAfterCrash = (node: PlanNode, asset: AssetDefinition | undefined, crashes: number): void => {
  if (asset?.atMostOnce === true)
    throw new AssetError(
      "The server ended while this call was under way, so whether it took effect is uncertain; it is not repeated."
    )
  if (crashes >= crashesAllowed)
    throw new AssetError(
      `The server ended ${crashes} times while this step of ${node.label} was at work (crashed); it is not tried again.`
    )
}
