/** `aixplain.runs`: come back to runs, and list them on servers that can. */
import type { RunDetail, RunLogLine, RunStep, RunSummary } from "@aixplain-ts/api-types"
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import { type RunFilter, Runs, type StepFilter } from "@aixplain-ts/core/Runs"
import type { RunRefInput } from "@aixplain-ts/core/RunRef"
import type { Abortable } from "./Options.ts"
import { type Run, runOf } from "./Run.ts"
import type { OutputTypes } from "./RunResult.ts"
import type { Client } from "./internal/Client.ts"
import { type ListPage, type Listing, listing } from "./internal/Listing.ts"

export interface RunListOptions extends RunFilter, Abortable {}
export interface StepListOptions extends StepFilter, Abortable {}

let make: (client: Client) => RunCollection

export class RunCollection {
  static {
    make = (client) => new RunCollection(client)
  }

  readonly #client: Client

  private constructor(client: Client) {
    this.#client = client
  }

  /** The run behind a reference, its JSON text, a poll URL or an id. No request is made. */
  async resume<Types = OutputTypes>(ref: RunRefInput): Promise<Run<Types>> {
    const known = await this.#client.runtime.call(Runs, (runs) => runs.ref(ref))
    return runOf<Types>(known, this.#client.runtime)
  }

  /** Asks the server to stop a run; rejects with `NotSupported` where it cannot. */
  async cancel(ref: RunRefInput, options: Abortable = {}): Promise<void> {
    await this.#client.runtime.call(Runs, (runs) => runs.cancel(ref), options.signal)
  }

  /**
   * Runs that a lost submission may have started (the error of reason `SubmissionUncertain`), newest first: those of its
   * pipeline from a minute before it was sent on. Rejects with `NotSupported` on servers that list no runs.
   */
  reconcile(lost: AixplainError, options: Abortable = {}): Promise<readonly RunSummary[]> {
    const { reason } = lost
    if (reason._tag !== "SubmissionUncertain") return Promise.reject(lost)
    return this.#client.runtime.call(Runs, (runs) => runs.reconcile(reason), options.signal)
  }

  /** Newest first; rejects with `NotSupported` on servers that list no runs. */
  list(options: RunListOptions = {}): Listing<RunSummary> {
    return listing(
      () =>
        this.#pages(options, (filter: RunFilter) =>
          this.#client.runtime.call(Runs, (runs) => runs.page(filter), options.signal)
        ),
      (item: RunSummary) => item
    )
  }

  /** One run with the state of its nodes. */
  get(id: string, options: Abortable = {}): Promise<RunDetail> {
    return this.#client.runtime.call(Runs, (runs) => runs.get(id), options.signal)
  }

  /**
   * Every step: node, segment, status, attempt, start and end. `{ node, status, retried }` filters on the server;
   * `.pages()` gives pages with their token and the total.
   */
  steps(id: string, options: StepListOptions = {}): Listing<RunStep> {
    return listing(
      () =>
        this.#pages(options, (filter: StepFilter) =>
          this.#client.runtime.call(Runs, (runs) => runs.stepsPage(id, filter), options.signal)
        ),
      (item: RunStep) => item
    )
  }

  /** The run's log, line by line. */
  log(id: string, options: Abortable = {}): AsyncIterable<RunLogLine> {
    return this.#client.runtime.iterate(Runs, (runs) => runs.log(id), options.signal)
  }

  async *#pages<Filter extends { readonly page?: string }, A>(
    options: Filter,
    read: (filter: Filter) => Promise<ListPage<A>>
  ): AsyncGenerator<ListPage<A>, void, undefined> {
    for (let page = options.page; ;) {
      const found = await read(page === undefined ? options : { ...options, page })
      yield found
      if (found.next === null) return
      page = found.next
    }
  }
}

export { make as runCollection }
