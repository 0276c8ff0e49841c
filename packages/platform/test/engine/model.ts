/**
 * A model of the engine without journal, store or concurrency: what a run should be at, told by what was done to it.
 */
import { crashesAllowed } from "../../src/engine/ConcurrencyLimits.ts"

export type Word = "IN_PROGRESS" | "SUCCESS" | "FAILED" | "ABORTED"

export interface ModelSegment {
  readonly text: string
  /** Index of the step that it is at; as many as there are stages when it is through. */
  stage: number
  attempt: number
  crashes: number
  /** Attempts that really failed: crashes and stops of the server do not count. */
  failures: number
  /** When the next attempt is due, and as a date; undefined while it is at work or through. */
  dueAt: number | undefined
  dueDate: number
  error: string | undefined
}

export interface ModelRun {
  readonly id: string
  readonly team: string
  readonly stages: number
  readonly deadlineAt: number
  readonly segments: readonly ModelSegment[]
  status: Word
}

export const runDeadline = 24 * 3_600_000
export const attempts = 4

export class Model {
  readonly runs: ModelRun[] = []
  now: number
  /** How far the wall clock was set forward. */
  ahead = 0

  constructor(now: number) {
    this.now = now
  }

  submit(id: string, team: string, stages: number, texts: readonly string[]): void {
    this.runs.push({
      id,
      team,
      stages,
      deadlineAt: this.now + runDeadline,
      status: "IN_PROGRESS",
      segments: texts.map((text) => ({
        text,
        stage: 0,
        attempt: 1,
        crashes: 0,
        failures: 0,
        dueAt: undefined,
        dueDate: 0,
        error: undefined
      }))
    })
  }

  /** Segments whose step may be at work. */
  open(): readonly { readonly run: ModelRun; readonly segment: ModelSegment; readonly key: string }[] {
    return this.runs
      .filter((run) => run.status === "IN_PROGRESS")
      .flatMap((run) =>
        run.segments.map((segment, index) => ({
          run,
          segment,
          key: `${run.id}/${segment.stage + 1}/${String(index).padStart(5, "0")}`
        }))
      )
      .filter(
        ({ run, segment }) => segment.stage < run.stages && segment.error === undefined && segment.dueAt === undefined
      )
  }

  finish(run: ModelRun, segment: ModelSegment): void {
    Object.assign(segment, { stage: segment.stage + 1, attempt: 1, crashes: 0, failures: 0 })
    this.#settle(run)
  }

  fail(run: ModelRun, segment: ModelSegment, error: string): void {
    segment.error = error
    this.#settle(run)
  }

  failForNow(run: ModelRun, segment: ModelSegment, error: string): void {
    segment.failures++
    if (segment.failures >= attempts) return this.fail(run, segment, error)
    // The generator of the kit always says 0.5.
    segment.dueAt = this.now + Math.ceil(0.5 * Math.min(30_000, 250 * 2 ** segment.failures))
    segment.dueDate = segment.dueAt + this.ahead
    segment.crashes = 0
  }

  advance(millis: number): void {
    this.now += millis
    for (const run of this.runs) {
      if (run.status !== "IN_PROGRESS") continue
      if (run.deadlineAt <= this.now) {
        run.status = "FAILED"
        continue
      }
      for (const segment of run.segments)
        if (segment.dueAt !== undefined && segment.dueAt <= this.now) {
          segment.dueAt = undefined
          segment.attempt++
        }
    }
  }

  /** The wall clock is set; no time passes. */
  step(millis: number): void {
    this.ahead += millis
  }

  /** Another process begins: pauses end at their date or after the time left, whichever is first. */
  #opened(): void {
    for (const run of this.runs)
      for (const segment of run.segments)
        if (segment.dueAt !== undefined)
          segment.dueAt = Math.max(this.now, Math.min(segment.dueAt, segment.dueDate - this.ahead))
    this.advance(0)
  }

  cancel(run: ModelRun): void {
    if (run.status === "IN_PROGRESS") run.status = "ABORTED"
  }

  /** The process ended while the steps with these keys were at work. */
  crash(atWork: ReadonlySet<string>): void {
    for (const { key, run, segment } of this.open()) {
      if (!atWork.has(key)) continue
      segment.attempt++
      segment.crashes++
      if (segment.crashes >= crashesAllowed) this.fail(run, segment, "crashed")
    }
    this.#opened()
  }

  /** The server was stopped and started: what was at work runs again. */
  restart(atWork: ReadonlySet<string>): void {
    for (const { key, segment } of this.open())
      if (atWork.has(key)) {
        segment.attempt++
        segment.crashes = 0
      }
    this.#opened()
  }

  #settle(run: ModelRun): void {
    if (run.status !== "IN_PROGRESS") return
    const through = run.segments.filter((segment) => segment.stage >= run.stages)
    if (run.segments.every((segment) => segment.stage >= run.stages || segment.error !== undefined))
      run.status = through.length > 0 ? "SUCCESS" : "FAILED"
  }
}
