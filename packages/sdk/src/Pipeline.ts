/**
 * A pipeline in hand, stored or not yet: everything the vendor's Python object can do, method for method.
 */
import { AixplainError, InvalidInput } from "@aixplain-ts/core/AixplainError"
import {
  type AssetStatus,
  type PipelineItem,
  Pipelines,
  type PipelineSource,
  type StoredPipeline
} from "@aixplain-ts/core/Pipelines"
import type { RunRefInput } from "@aixplain-ts/core/RunRef"
import { Runs } from "@aixplain-ts/core/Runs"
import type { CallOptions, RawAnswer, ResponseVersion, RunData, RunOptions, StartOptions } from "./Options.ts"
import { type Run, runOf } from "./Run.ts"
import { type OutputTypes, resultOf, type RunResult } from "./RunResult.ts"
import { type Client, clientOf } from "./internal/Client.ts"
import { hintAtSeconds } from "./internal/hints.ts"
import { rawOf, rawOfFailure } from "./internal/raw.ts"

export interface PipelineInit {
  /** Absent means new: the first `save` creates it. */
  readonly id?: string
  readonly name: string
  readonly apiKey?: string
  /** Origin of the server; the configured one by default. */
  readonly url?: string
  readonly supplier?: string
  readonly version?: string
  readonly status?: AssetStatus
  /** Anything else is kept under `additionalInfo` and sent back on save. */
  readonly [info: string]: unknown
}

export interface UpdateOptions extends CallOptions {
  readonly name?: string
  /** Stores it as onboarded instead of draft. */
  readonly saveAsAsset?: boolean
}

export interface SaveOptions extends UpdateOptions {
  /** Creates another pipeline instead of updating this one. */
  readonly saveAsNew?: boolean
}

let bind: <Inputs, Types>(client: Client, stored: PipelineItem | StoredPipeline) => Pipeline<Inputs, Types>

/**
 * @typeParam Inputs values by label, where they are known (`definePipeline`, `axp pipelines types`)
 * @typeParam Types data types of the outputs by label; optional where a run may not reach them
 */
export class Pipeline<Inputs = RunData, Types = OutputTypes> {
  static {
    bind = (client, stored) => {
      const pipeline = new Pipeline<never, never>({ name: stored.name, id: stored.id, status: stored.status })
      pipeline.#clientOf = () => client
      pipeline.#take(stored)
      return pipeline
    }
  }

  readonly supplier: string
  /** Version of the asset, not of the engine that runs it. */
  readonly version: string
  #clientOf: () => Client
  #id: string
  #name: string
  #status: AssetStatus
  #info: Readonly<Record<string, unknown>>
  #stored: Partial<StoredPipeline> = {}
  #deleted = false

  constructor(init: PipelineInit) {
    const { apiKey, id, name, status, supplier, url, version, ...info } = init
    if (typeof name !== "string" || name.trim() === "")
      throw refusal("Pipeline", "A pipeline needs a name that is not empty.", "name")
    let own: Client | undefined
    this.#clientOf = () =>
      (own ??= clientOf({ ...(apiKey !== undefined && { apiKey }), ...(url !== undefined && { baseUrl: url }) }))
    this.#id = id ?? ""
    this.#name = name
    this.#status = status ?? "draft"
    this.#info = info
    this.supplier = supplier ?? "aiXplain"
    this.version = version ?? "1.0"
  }

  /** 24 hex characters; an empty text while it was never saved. */
  get id(): string {
    return this.#id
  }

  get name(): string {
    return this.#name
  }

  get status(): AssetStatus {
    return this.#status
  }

  /** Origin of the server that has it. */
  get url(): string {
    return this.#client.baseUrl
  }

  /** Every other member of the server's answer, or of the constructor's argument. */
  get additionalInfo(): Readonly<Record<string, unknown>> {
    return this.#info
  }

  /** The stored document; undefined on references and list items until `load()`. */
  get document(): StoredPipeline["document"] {
    return this.#stored.document
  }

  /** What the server found when it was saved. */
  get problems(): StoredPipeline["problems"] {
    return this.#stored.problems ?? []
  }

  /** Fetches name, status and document. */
  async load(options: CallOptions = {}): Promise<this> {
    const id = this.#known("Pipeline.load")
    this.#take(await this.#client.runtime.call(Pipelines, (all) => all.get(id, options), options.signal))
    return this
  }

  /**
   * Runs it and waits for the end. Rejects with an `AixplainError`: `RunFailed`, `DeadlineExceeded`, …; a failed run is
   * never a result, but with `responseVersion: "v1"`.
   */
  run(data: Inputs, options: RunOptions & { readonly responseVersion: "v1" }): Promise<RawAnswer>
  run(data: Inputs, options?: RunOptions): Promise<RunResult<Types>>
  async run(data: Inputs, options: RunOptions = {}): Promise<RunResult<Types> | RawAnswer> {
    const id = this.#known("Pipeline.run")
    hintAtSeconds(options.timeout, this.#client.logger)
    const running = this.#client.runtime.call(
      Runs,
      (runs) => runs.run(id, data, this.#withDocument(options)),
      options.signal
    )
    if (options.responseVersion === "v1") return running.then(rawOf, rawOfFailure)
    return resultOf<Types>(await running, this.#client.runtime)
  }

  /** Submits it and returns at once with the run. */
  runAsync(data: Inputs, options: StartOptions & { readonly responseVersion: "v1" }): Promise<RawAnswer>
  runAsync(data: Inputs, options?: StartOptions): Promise<Run<Types>>
  async runAsync(data: Inputs, options: StartOptions = {}): Promise<Run<Types> | RawAnswer> {
    const id = this.#known("Pipeline.runAsync")
    const { raw, ref } = await this.#client.runtime.call(
      Runs,
      (runs) => runs.submit(id, data, this.#withDocument(options)),
      options.signal
    )
    if (options.responseVersion === "v1") return raw
    return runOf<Types>(ref, this.#client.runtime, options.apiKey)
  }

  /** One check of a run: its present state, whatever it is. */
  poll(
    run: RunRefInput | Run<Types>,
    options: CallOptions & { readonly name?: string; readonly responseVersion: "v1" }
  ): Promise<RawAnswer>
  poll(
    run: RunRefInput | Run<Types>,
    options?: CallOptions & { readonly name?: string; readonly responseVersion?: ResponseVersion }
  ): Promise<RunResult<Types>>
  async poll(
    run: RunRefInput | Run<Types>,
    options: CallOptions & { readonly name?: string; readonly responseVersion?: ResponseVersion } = {}
  ): Promise<RunResult<Types> | RawAnswer> {
    const ref = typeof run === "object" && "ref" in run ? run.ref : run
    const result = await this.#client.runtime.call(Runs, (runs) => runs.check(ref, options), options.signal)
    return options.responseVersion === "v1" ? rawOf(result) : resultOf<Types>(result, this.#client.runtime)
  }

  /** Replaces the stored document: `{ nodes, links }`, the path of a JSON file, or a designer pipeline. */
  async update(source: PipelineSource, options: UpdateOptions = {}): Promise<this> {
    const id = this.#known("Pipeline.update")
    const wanted = { name: this.#name, ...this.#present(), ...options }
    this.#take(await this.#client.runtime.call(Pipelines, (all) => all.update(id, source, wanted), options.signal))
    return this
  }

  /**
   * Creates it when it is new, updates it in place when it is stored. Without a document the one in hand is saved.
   * With `saveAsNew` a second pipeline is made and returned; this object stays what it is.
   */
  async save(source?: PipelineSource, options: SaveOptions = {}): Promise<Pipeline<Inputs, Types>> {
    this.#alive("Pipeline.save")
    const what = withInfo(this.#info, source ?? this.document ?? { nodes: [], links: [] })
    const { saveAsNew, ...rest } = options
    const wanted = { name: this.#name, ...(saveAsNew !== true && this.#present()), ...rest }
    const id = saveAsNew === true || this.#id === "" ? undefined : this.#id
    const stored = await this.#client.runtime.call(
      Pipelines,
      (all) => all.save({ id, source: what }, wanted),
      options.signal
    )
    if (saveAsNew === true) return bind(this.#client, stored)
    this.#take({ ...stored, info: { ...this.#info, ...stored.info } })
    return this
  }

  /** From draft to onboarded. Rejects with `AlreadyDeployed` when it is onboarded already. */
  async deploy(options: CallOptions = {}): Promise<this> {
    const id = this.#known("Pipeline.deploy")
    const known = this.document === undefined ? id : this.#snapshot(id)
    this.#take(await this.#client.runtime.call(Pipelines, (all) => all.deploy(known, options), options.signal))
    return this
  }

  /** Deletes it at the server; this cannot be undone. The object refuses every further call. */
  async delete(options: CallOptions = {}): Promise<void> {
    const id = this.#known("Pipeline.delete")
    await this.#client.runtime.call(Pipelines, (all) => all.delete(id, options), options.signal)
    this.#deleted = true
  }

  toString(): string {
    return `Pipeline: ${this.#name} (id=${this.#id})`
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString()
  }

  toJSON(): Readonly<Record<string, unknown>> {
    const { name, status, supplier, url, version } = this
    return { id: this.#id, name, status, supplier, version, url, ...(this.document && { document: this.document }) }
  }

  /** The client that it was loaded with; `new Pipeline` creates a client on first use. */
  get #client(): Client {
    return this.#clientOf()
  }

  #take(stored: PipelineItem | StoredPipeline): void {
    this.#id = stored.id
    this.#name = stored.name
    this.#status = stored.status
    this.#info = stored.info
    this.#stored = stored
  }

  /** What an update in place must not change: the version it started from, and whether the pipeline is deployed. */
  #present(): { readonly etag?: string; readonly status?: AssetStatus } {
    const { etag } = this.#stored
    return { ...(etag !== undefined && { etag }), ...(this.document !== undefined && { status: this.#status }) }
  }

  /** The document goes along, so that labels that it does not have are refused before anything is sent. */
  #withDocument<Options extends object>(options: Options): Options & { readonly document: StoredPipeline["document"] } {
    return { ...options, document: this.document }
  }

  #snapshot(id: string): StoredPipeline {
    return { info: {}, problems: [], ...this.#stored, id, name: this.#name, status: this.#status }
  }

  #known(operation: string): string {
    this.#alive(operation)
    if (this.#id === "") throw refusal(operation, `Pipeline "${this.#name}" was never saved: call save() first.`, "id")
    return this.#id
  }

  #alive(operation: string): void {
    if (this.#deleted) throw refusal(operation, `Pipeline "${this.#name}" (id ${this.#id}) was deleted.`, "id")
  }
}

/** What was kept of the pipeline goes along with a document; a file is sent as it is. */
const withInfo = (info: Readonly<Record<string, unknown>>, source: PipelineSource): PipelineSource => {
  if (typeof source === "string" || source instanceof URL) return source
  const { toJSON } = source as { readonly toJSON?: unknown }
  return { ...info, ...(typeof toJSON === "function" ? (toJSON.call(source) as object) : source) }
}

const refusal = (operation: string, message: string, parameter: string): AixplainError =>
  new AixplainError({ operation, reason: new InvalidInput({ message, parameter }) })

export { bind as pipelineOf }
