/** The composition root: one layer that holds every service of the client. */
import type * as Layer from "effect/Layer"
import type { AixplainError } from "./AixplainError.ts"
import type { Assets } from "./Assets.ts"
import type { Batch } from "./Batch.ts"
import type { CredentialOptions, Credentials } from "./Credentials.ts"
import type { DataAssets } from "./DataAssets.ts"
import type { DurationInput } from "./Durations.ts"
import type { Outputs } from "./Outputs.ts"
import type { Pipelines } from "./Pipelines.ts"
import type { Runs } from "./Runs.ts"
import type { DurationMemory } from "./Schedules.ts"
import type { Uploads } from "./Uploads.ts"

/** A `fetch`, injected: the client never reaches for the global one when this is given. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** One line of the log hook: names, counts, ids, statuses and times only; never a body, a header or a key. */
export interface LogRecord {
  readonly level: "debug" | "info" | "warn"
  readonly message: string
  readonly fields: Readonly<Record<string, string | number | boolean | undefined>>
}

export interface AixplainOptions extends CredentialOptions {
  readonly fetch?: Fetch | undefined
  /** For every request but checks, 30 s unless set. */
  readonly requestTimeout?: DurationInput | undefined
  /** For one check, 30 s unless set. */
  readonly pollTimeout?: DurationInput | undefined
  readonly logger?: ((record: LogRecord) => void) | undefined
  readonly durations?: DurationMemory | undefined
  /** Send `traceparent` with requests when a span is open. */
  readonly traceHeaders?: boolean | undefined
}

export type Services = Credentials | Pipelines | Runs | Outputs | Uploads | DataAssets | Assets | Batch

export declare const layer: (options?: AixplainOptions) => Layer.Layer<Services>

/** Key and origin from Effect's configuration (the environment unless another provider is given). */
export declare const layerConfig: (options?: AixplainOptions) => Layer.Layer<Services, AixplainError>
