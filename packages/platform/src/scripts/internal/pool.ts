/**
 * Keeps sandbox processes: as many as scripts ask for at once up to a limit, one ready in reserve for each language in
 * use, none for ever. Callers wait in line. Knows processes, not scripts.
 */
import { ScriptError } from "../ScriptError.ts"
import type { SandboxEngine } from "./messages.ts"

/** What the pool has to know of a process. */
export interface Pooled {
  readonly engine: SandboxEngine
  readonly lost: boolean
  /** Calls answered so far. */
  readonly calls: number
  readonly exited: Promise<void>
  /** Whether it keeps a server alive that has nothing else to do. */
  hold(busy: boolean): void
  kill(): void
}

export interface PoolOptions<P extends Pooled> {
  /** Processes of all languages together. */
  readonly max: number
  /** Milliseconds after which an unused process ends. */
  readonly idle: number
  /** Calls after which a process is replaced. */
  readonly calls: number
  /** Starts a process and waits until it is ready. `started` gets it at once. @throws ScriptError */
  launch(engine: SandboxEngine, started: (process: P) => void): Promise<P>
}

interface Slot<P> {
  readonly engine: SandboxEngine
  /** Absent for the moment before it is spawned. */
  process?: P
  state: "starting" | "idle" | "busy"
  timer?: NodeJS.Timeout
  done: Promise<void>
}

interface Waiter<P> {
  readonly engine: SandboxEngine
  readonly resolve: (process: P) => void
  readonly reject: (error: unknown) => void
}

export class SandboxPool<P extends Pooled> {
  readonly #options: PoolOptions<P>
  readonly #slots = new Set<Slot<P>>()
  /** Killed, not gone yet. */
  readonly #dying = new Set<P>()
  #waiters: Waiter<P>[] = []
  #closed = false

  constructor(options: PoolOptions<P>) {
    this.#options = options
  }

  /** A process for one call, to be given back with `release`. */
  acquire(engine: SandboxEngine, signal?: AbortSignal): Promise<P> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(closed())
      const leave = (): void => {
        this.#waiters = this.#waiters.filter((other) => other !== waiter)
        reject(new ScriptError("aborted", "The script was stopped before it started."))
      }
      const waiter: Waiter<P> = {
        engine,
        resolve: (process) => {
          signal?.removeEventListener("abort", leave)
          resolve(process)
        },
        reject: (error) => {
          signal?.removeEventListener("abort", leave)
          reject(error)
        }
      }
      if (signal?.aborted === true) return leave()
      signal?.addEventListener("abort", leave, { once: true })
      this.#waiters.push(waiter)
      this.#dispatch()
    })
  }

  /** Takes a process back; `spent` when it must not run another script. */
  release(process: P, spent: boolean): void {
    const slot = [...this.#slots].find((it) => it.process === process)
    if (slot === undefined) return
    if (spent || process.lost || process.calls >= this.#options.calls) this.#remove(slot)
    else this.#rest(slot)
    this.#dispatch()
    this.#reserve(process.engine)
  }

  /** Starts a process ahead of the first call. */
  warm(engine: SandboxEngine): void {
    if (!this.#closed) this.#reserve(engine)
  }

  /** Kills all; waits until they are gone. */
  async close(): Promise<void> {
    this.#closed = true
    for (const waiter of this.#waiters.splice(0)) waiter.reject(closed())
    const slots = [...this.#slots]
    for (const slot of slots) this.#remove(slot)
    await Promise.all(slots.map((slot) => slot.done))
    for (const process of this.#dying) process.hold(true)
    await Promise.all([...this.#dying].map((process) => process.exited))
  }

  /** Gives idle processes to those who wait, oldest first, and starts what is missing. */
  #dispatch(): void {
    for (const waiter of this.#waiters.slice()) {
      const slot = this.#idle((it) => it.engine === waiter.engine)
      if (slot?.process === undefined) continue
      this.#waiters = this.#waiters.filter((other) => other !== waiter)
      clearTimeout(slot.timer)
      slot.state = "busy"
      slot.process.hold(true)
      waiter.resolve(slot.process)
      this.#reserve(waiter.engine)
    }
    for (const engine of new Set(this.#waiters.map((waiter) => waiter.engine))) {
      const wanted = this.#waiters.filter((waiter) => waiter.engine === engine).length
      for (let missing = wanted - this.#count(engine, "starting"); missing > 0; missing--) {
        if (this.#slots.size >= this.#options.max) {
          const other = this.#idle((it) => it.engine !== engine)
          if (other === undefined) break
          this.#remove(other)
        }
        this.#start(engine)
      }
    }
  }

  /** One process more than is busy, so that a script that ruins its process does not make the next one wait. */
  #reserve(engine: SandboxEngine): void {
    if (this.#slots.size >= this.#options.max) return
    if (this.#count(engine, "idle") + this.#count(engine, "starting") === 0) this.#start(engine)
  }

  #start(engine: SandboxEngine): void {
    if (this.#closed) return
    const slot: Slot<P> = { engine, state: "starting", done: Promise.resolve() }
    this.#slots.add(slot)
    const started = (process: P): void => {
      slot.process = process
      if (!this.#slots.has(slot)) this.#kill(process)
    }
    slot.done = this.#launch(slot, started)
  }

  async #launch(slot: Slot<P>, started: (process: P) => void): Promise<void> {
    try {
      await this.#options.launch(slot.engine, started)
      if (this.#slots.has(slot)) this.#rest(slot)
    } catch (error) {
      this.#remove(slot)
      const index = this.#waiters.findIndex((waiter) => waiter.engine === slot.engine)
      // A reserve that does not start is noticed by the call that needs it.
      if (index >= 0) this.#waiters.splice(index, 1)[0]?.reject(error)
    }
    this.#dispatch()
  }

  #rest(slot: Slot<P>): void {
    slot.state = "idle"
    slot.process?.hold(false)
    slot.timer = setTimeout(() => this.#remove(slot), this.#options.idle)
    slot.timer.unref()
  }

  #remove(slot: Slot<P>): void {
    clearTimeout(slot.timer)
    this.#slots.delete(slot)
    if (slot.process !== undefined) this.#kill(slot.process)
  }

  #kill(process: P): void {
    this.#dying.add(process)
    void process.exited.then(() => this.#dying.delete(process))
    process.kill()
  }

  #idle(fits: (slot: Slot<P>) => boolean): Slot<P> | undefined {
    for (const slot of [...this.#slots].toReversed()) {
      if (slot.state !== "idle" || !fits(slot)) continue
      if (slot.process?.lost !== true) return slot
      this.#remove(slot)
    }
    return undefined
  }

  #count(engine: SandboxEngine, state: Slot<P>["state"]): number {
    let count = 0
    for (const slot of this.#slots) if (slot.engine === engine && slot.state === state) count++
    return count
  }
}

const closed = (): ScriptError => new ScriptError("aborted", "The script runner is closed.")
