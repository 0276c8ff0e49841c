/** Options of a run and of waiting for one, shared by core, sdk and cli. No Effect types in here. */
import type { PipelineDocument } from "@aixplain-ts/api-types"
import type { DurationInput } from "./Durations.ts"
import type { RunEvent } from "./RunEvent.ts"
import type { PollSchedule } from "./Schedules.ts"

/** How the request body is made; all of it is optional. */
export interface PayloadOptions {
  /** Id of a corpus or dataset; per label on pipelines with several inputs. The data are then data ids. */
  readonly dataAsset?: string | Readonly<Record<string, string>>
  /** `batchmode` of the body: true unless said otherwise. False is what the vendor calls online. */
  readonly batchMode?: boolean
  /** Engine version, for example "3.0"; none by default. */
  readonly version?: string
  /** Extra members of the body, as they are. They win over `batchmode` and `version`. */
  readonly parameters?: Readonly<Record<string, unknown>>
  /** `"detect"`: a string that names an existing file is uploaded, as the Python SDK does. Default `"explicit"`. */
  readonly files?: "explicit" | "detect"
  /** The pipeline's document, where the caller has it: labels that it does not have are refused before anything is sent. */
  readonly document?: PipelineDocument | undefined
}

/** How to wait for a run. */
export interface WaitOptions {
  /** Time limit of the whole run. Default 20,000 s. */
  readonly timeout?: DurationInput
  /** First pause; choosing it chooses the Python schedule. */
  readonly waitTime?: DurationInput
  /** Default "adaptive". */
  readonly schedule?: "adaptive" | "python" | PollSchedule
  /** Time limit of one check, and never more than what is left of `timeout`. Default 30 s. */
  readonly pollTimeout?: DurationInput
  /** When the time is up: leave the run alone (default) or ask the server to cancel it. */
  readonly onTimeout?: "detach" | "cancel"
  /** How long the server may be unreachable during a wait. Default 60 s. */
  readonly outage?: DurationInput
  /** Called with every event, in order. Must not throw. */
  readonly onEvent?: (event: RunEvent) => void
}

/** How to submit a run. */
export interface StartOptions extends PayloadOptions {
  /** Time limit of every request except checks. Default 30 s. */
  readonly requestTimeout?: DurationInput
  /** For this run instead of the client's own key. */
  readonly apiKey?: string
  /** Sent where the server declares it. One is made where none is given. */
  readonly idempotencyKey?: string
  readonly onEvent?: (event: RunEvent) => void
  /** For logs only. Default "pipeline_process". */
  readonly name?: string
}

export interface RunOptions extends StartOptions, WaitOptions {}
