/**
 * One run in hand: follow it, wait for it, cancel it, or put its reference away and resume it elsewhere.
 */
import type { RunEvent } from "@aixplain-ts/core/RunEvent"
import type { WaitOptions as CoreWaitOptions } from "@aixplain-ts/core/RunOptions"
import type { RunRef } from "@aixplain-ts/core/RunRef"
import { Runs } from "@aixplain-ts/core/Runs"
import type { Abortable } from "./Options.ts"
import { type OutputTypes, type RunResult, resultOf } from "./RunResult.ts"
import type { Runtime } from "./internal/Runtime.ts"

export interface WaitOptions extends CoreWaitOptions, Abortable {}

let makeRun: <Types>(ref: RunRef, runtime: Runtime, apiKey?: string) => Run<Types>

export class Run<Types = OutputTypes> implements AsyncIterable<RunEvent>, AsyncDisposable {
  /** JSON-safe, at most 512 bytes, without secrets: `aixplain.runs.resume(ref)` resumes the run in another process. */
  readonly ref: RunRef
  readonly #runtime: Runtime
  readonly #apiKey: { readonly apiKey?: string }
  readonly #stop = new AbortController()

  static {
    makeRun = (ref, runtime, apiKey) => new Run(ref, runtime, apiKey)
  }

  private constructor(ref: RunRef, runtime: Runtime, apiKey?: string) {
    this.ref = ref
    this.#runtime = runtime
    this.#apiKey = apiKey === undefined ? {} : { apiKey }
  }

  get id(): string {
    return this.ref.id
  }

  get url(): string {
    return this.ref.url
  }

  /** Waits until the run ends. Rejects with `RunFailed`, `RunCancelled` or `DeadlineExceeded`. */
  async result(options: WaitOptions = {}): Promise<RunResult<Types>> {
    const wait = { ...this.#apiKey, ...options }
    const result = await this.#runtime.call(Runs, (runs) => runs.await(this.ref, wait), this.#signal(options.signal))
    return resultOf<Types>(result, this.#runtime)
  }

  /** The present state, whatever it is. */
  async check(options: Abortable = {}): Promise<RunResult<Types>> {
    const result = await this.#runtime.call(Runs, (runs) => runs.check(this.ref, this.#apiKey), options.signal)
    return resultOf<Types>(result, this.#runtime)
  }

  /** Asks the server to stop the run; rejects with `NotSupported` where it cannot. */
  async cancel(options: Abortable = {}): Promise<void> {
    await this.#runtime.call(Runs, (runs) => runs.cancel(this.ref, this.#apiKey), options.signal)
  }

  /** Events until the run ends; the last one is `finished`. */
  events(options: WaitOptions = {}): AsyncIterableIterator<RunEvent> {
    const wait = { ...this.#apiKey, ...options }
    return this.#runtime.iterate(Runs, (runs) => runs.watch(this.ref, wait), this.#signal(options.signal))
  }

  [Symbol.asyncIterator](): AsyncIterator<RunEvent> {
    return this.events()
  }

  /** Stops watching. The run continues on the server. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort(new DOMException("The run is no longer watched; it continues on the server.", "AbortError"))
  }

  toJSON(): RunRef {
    return this.ref
  }

  toString(): string {
    return `Run ${this.id}`
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Run { id: '${this.id}' }`
  }

  #signal(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined ? this.#stop.signal : AbortSignal.any([signal, this.#stop.signal])
  }
}

export { makeRun as runOf }
