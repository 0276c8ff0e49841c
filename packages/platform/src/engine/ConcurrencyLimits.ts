/**
 * Which limits a step passes before it runs: those of its asset (calls at once, calls in a stretch of time) and those of
 * the machine (waiting calls, processor threads, script processes). Also what a step costs its run's turn.
 */
import type { AssetDefinition } from "../assets/AssetDefinition.ts"
import type { ActiveRun } from "./ActiveRun.ts"
import type { Clock } from "../clock/Clock.ts"
import { ConcurrencyLimit } from "../scheduling/ConcurrencyLimit.ts"
import type { PlanNode } from "../plan/Plan.ts"

export interface Slots {
  /** Calls that wait for something outside. */
  readonly io: number
  /** Computations. */
  readonly cpu: number
  readonly scripts: number
}

/**
 * A step that the process ended at this often is not run any more. The last five times it ran alone among its like, so
 * that kills from outside practically never add up to a verdict: with five allowed, 60 kills under load made one.
 */
export const crashesAllowed = 8

export class ConcurrencyLimits {
  readonly #clock: Clock
  readonly #asset: (node: PlanNode) => AssetDefinition | undefined
  readonly #io: ConcurrencyLimit
  readonly #cpu: ConcurrencyLimit
  readonly #scripts: ConcurrencyLimit
  readonly #suspects: ConcurrencyLimit
  readonly #alone: ConcurrencyLimit
  readonly #assets = new Map<AssetDefinition, ConcurrencyLimit>()
  /** Milliseconds that a step of a function took lately. */
  readonly #usual = new Map<string, number>()

  constructor(
    clock: Clock,
    slots: Slots,
    openRuns: () => number,
    asset: (node: PlanNode) => AssetDefinition | undefined
  ) {
    this.#clock = clock
    this.#asset = asset
    // Slots are shared out by the number of runs, but nobody is held below sixteen.
    const limit = (atOnce: number): ConcurrencyLimit =>
      new ConcurrencyLimit({ atOnce, perRun: () => Math.max(16, Math.floor(atOnce / Math.max(1, openRuns()))) }, clock)
    this.#io = limit(slots.io)
    this.#cpu = limit(slots.cpu)
    this.#scripts = limit(slots.scripts)
    this.#suspects = new ConcurrencyLimit({ atOnce: 8 }, clock)
    this.#alone = new ConcurrencyLimit({ atOnce: 1 }, clock)
  }

  /**
   * Calls `pass` once the step may run; what it gets must be called when the step has ended. Calls
   * `dropped` if its run ends before. `crashes`: how often the process ended while the step was at work.
   */
  acquire(
    run: ActiveRun,
    node: PlanNode,
    crashes: number,
    pass: (leave: () => void) => void,
    dropped: () => void
  ): void {
    const own = this.#limitsOf(node)
    if (own.length === 0 && crashes < 2) return pass(nothing)
    const limits = [...this.#suspectLimits(crashes), ...own]
    const began = (): void => {
      const from = this.#clock.now()
      pass(() => {
        const millis = this.#clock.now() - from
        this.#learn(node, millis)
        for (const limit of limits) limit.release(run, millis)
      })
    }
    const through = (next: number): void => {
      const limit = limits[next]
      if (limit === undefined) return began()
      limit.acquire(
        run,
        () => through(next + 1),
        () => {
          for (const passed of limits.slice(0, next)) passed.release(run)
          dropped()
        }
      )
    }
    through(0)
  }

  /**
   * A step that brings the process down does so again, and takes down whatever runs beside it. So steps that were at
   * work at two crashes run few at a time and after three alone: the innocent get through, and the guilty shows.
   */
  #suspectLimits(crashes: number): readonly ConcurrencyLimit[] {
    if (crashes < 2 || crashes >= crashesAllowed) return []
    return crashes === 2 ? [this.#suspects] : [this.#alone]
  }

  #limitsOf(node: PlanNode): readonly ConcurrencyLimit[] {
    if (node.kind === "SCRIPT") return [this.#scripts]
    if (node.kind === "INPUT") return [this.#io]
    const asset = node.kind === "ASSET" ? this.#asset(node) : undefined
    if (asset === undefined) return []
    const machine = asset.cpuBound === true ? [this.#cpu] : asset.pure === true ? [] : [this.#io]
    const own = this.#assetLimit(asset)
    return own === undefined ? machine : [own, ...machine]
  }

  #assetLimit(asset: AssetDefinition): ConcurrencyLimit | undefined {
    if (asset.concurrency === undefined && asset.rateLimit === undefined) return undefined
    let limit = this.#assets.get(asset)
    if (limit === undefined) {
      const rate = asset.rateLimit === undefined ? {} : { rate: asset.rateLimit }
      limit = new ConcurrencyLimit({ atOnce: asset.concurrency ?? Number.POSITIVE_INFINITY, ...rate }, this.#clock)
      this.#assets.set(asset, limit)
    }
    return limit
  }

  /** Steps of a run that wait at a limit are dropped with it. */
  drop(run: ActiveRun): void {
    const machine = [this.#io, this.#cpu, this.#scripts, this.#suspects, this.#alone]
    for (const limit of [...machine, ...this.#assets.values()]) limit.drop(run)
  }

  /** Estimated milliseconds of a step, at least one. */
  cost(node: PlanNode): number {
    return Math.max(1, this.#usual.get(costKey(node)) ?? 1)
  }

  #learn(node: PlanNode, millis: number): void {
    const key = costKey(node)
    const before = this.#usual.get(key) ?? millis
    this.#usual.set(key, before + (millis - before) / 8)
  }
}

const nothing = (): void => {}

const costKey = (node: PlanNode): string => node.function || node.kind
