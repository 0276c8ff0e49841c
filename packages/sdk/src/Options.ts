/** Options of calls as a Promise user writes them: those of core, plus the signal that ends the call. */
import type { CallerHeaders } from "@aixplain-ts/core/Aixplain"
import type { BatchOptions as CoreBatchOptions } from "@aixplain-ts/core/Batch"
import type { DurationInput } from "@aixplain-ts/core/Durations"
import type { FileInput } from "@aixplain-ts/core/FileInput"
import type { CallOptions as CoreCallOptions } from "@aixplain-ts/core/Pipelines"
import type { RunOptions as CoreRunOptions, StartOptions as CoreStartOptions } from "@aixplain-ts/core/RunOptions"
import type { Logger } from "./internal/Logger.ts"

/** Ends the call: it rejects with `signal.reason`, within milliseconds, wherever it is. */
export interface Abortable {
  readonly signal?: AbortSignal
}

/**
 * `"v2"` (default) decodes the answer; `"v1"` gives the server's dictionary as it is: status, error if any, times.
 */
export type ResponseVersion = "v1" | "v2"

export interface CallOptions extends CoreCallOptions, Abortable {}
export interface RunOptions extends CoreRunOptions, Abortable {
  readonly responseVersion?: ResponseVersion
}
export interface StartOptions extends CoreStartOptions, Abortable {
  readonly responseVersion?: ResponseVersion
}
export interface RunManyOptions extends CoreBatchOptions, Abortable {}

/** The server's own dictionary of a run. */
export type RawAnswer = Readonly<Record<string, unknown>>

/** Options of `new Aixplain(…)`; everything is optional. */
export interface ClientOptions {
  /** Else `AIXPLAIN_API_KEY` or `TEAM_API_KEY` of the environment. */
  readonly apiKey?: string
  /** Else `BACKEND_URL`, else the vendor's platform. */
  readonly baseUrl?: string | URL
  /** Use the page's own origin and its session cookie instead of a key (pages that `axp dev` serves). */
  readonly session?: boolean
  /** Further origins that poll URLs may point to, with the key. */
  readonly trustedOrigins?: readonly string[]
  /** Replaces the global `fetch`. */
  readonly fetch?: (url: string, init: RequestInit) => Promise<Response>
  /** For every request but checks. Default 30 s. */
  readonly requestTimeout?: DurationInput
  /** For one check. Default 30 s. */
  readonly pollTimeout?: DurationInput
  /** How often one request is sent again, at most; 0 for never. Default 4. Checks of a followed run are not counted. */
  readonly maxRetries?: number
  /**
   * Further headers, or a function that gives them for each request. They go to the configured and trusted origins
   * only,
   * and cannot set what the client sets itself: the key, `content-*`, `host`, `idempotency-key`, `if-match`, `prefer`.
   */
  readonly headers?: CallerHeaders
  /** Most bytes of a response, or of a text output, that are read into memory. Default 64 MiB. */
  readonly maxResponseBytes?: number
  /**
   * Told what the client does, in allow-listed fields: never a body, a header or a key. Default: lines on stderr where
   * `AIXPLAIN_LOG` is `debug`, `info` or `warn`, else nothing.
   */
  readonly logger?: Logger
}

/** What a run takes: one value, a list of instances, or a map of labels; `file(…)` marks what is to be uploaded. */
export type RunData =
  | string
  | number
  | boolean
  | null
  | FileInput
  | readonly RunData[]
  | Uint8Array
  | Blob
  | { readonly [label: string]: RunData }
