/** Everything that `startPlatform` takes and gives. Types and defaults only; none of them mentions what is inside. */
import type { AssetDefinition } from "./assets/AssetDefinition.ts"
import type { FaultOptions, FaultScript } from "./faults/Faults.ts"
import type { CorpusOptions, DatasetOptions } from "./files/DataAssets.ts"
import type { UploadLimits } from "./files/mediaTypes.ts"
import type { StudioOptions } from "./http/Pages.ts"
import type { RateLimits } from "./http/RateLimits.ts"
import type { RequestLog } from "./http/RequestLog.ts"

export interface PlatformOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number
  /** Address to listen on. Default: `127.0.0.1`. */
  readonly host?: string
  /** Origin that the server is reached under from outside, for example behind a proxy; links in answers begin with it. */
  readonly publicUrl?: string
  /** Folder that keeps everything. Without one nothing is kept, and nothing is written to disk. */
  readonly data?: string
  /** The development key. Default: the server creates one. */
  readonly apiKey?: string
  /** `virtual` moves only with `platform.clock.advance`. */
  readonly clock?: "system" | "virtual"
  /** Custom assets, preferred to the built-in ones. */
  readonly assets?: readonly AssetDefinition[]
  /** Refuses nodes whose `assetId` is not known here; otherwise the built-in asset of their function runs. */
  readonly strictAssets?: boolean
  /** Text outputs as URLs of text files, as the hosted engine has them (the default), or inline. */
  readonly textOutputs?: "url" | "inline"
  readonly corpora?: readonly CorpusOptions[]
  readonly datasets?: readonly DatasetOptions[]
  /** Lets URLs in inputs reach private addresses: this machine and its network. */
  readonly allowPrivate?: boolean
  readonly limits?: PlatformLimits
  /** Default: no limits. */
  readonly rateLimits?: RateLimits
  /** Scripted misbehaviour, for tests. */
  readonly faults?: FaultOptions
  /** Delivers a web app from the same origin. */
  readonly studio?: StudioOptions
  /** `false` hides all extensions: the server then offers what the hosted one is known to offer, and no more. */
  readonly extensions?: boolean
  /** Called with errors of the server itself. Default: they are written to standard error. */
  readonly onError?: (error: unknown, requestId: string) => void
}

export interface PlatformLimits {
  /** Bytes of a request body, uploads excepted; 10 MiB. */
  readonly bodyBytes?: number
  /** Levels of nesting in a JSON body; 100. */
  readonly bodyDepth?: number
  /** Milliseconds that such a body may take to arrive; 30 s. */
  readonly bodyMillis?: number
  /** Milliseconds that the head of a request may take to arrive; 10 s. */
  readonly headMillis?: number
  /** Milliseconds without a byte after which an upload is given up; 30 s. */
  readonly uploadIdleMillis?: number
  /** Milliseconds that an idle connection is held; 75 s. */
  readonly idleMillis?: number
  /** Bytes of all headers of a request; 32 KiB. */
  readonly headerBytes?: number
  readonly connections?: number
  /** Nodes of a pipeline; 10,000. Links: five times as many. */
  readonly nodes?: number
  /** Bytes of an uploaded file, by its media class. */
  readonly upload?: Partial<UploadLimits>
  /** Bytes of a script; 1 MiB. */
  readonly scriptBytes?: number
  /** Bytes that a URL in an input may answer with; 300 MiB. */
  readonly fetchBytes?: number
  /** Milliseconds that such a URL may take; 60 s. */
  readonly fetchMillis?: number
  /** Milliseconds that an upload URL works; 1 hour. */
  readonly uploadUrlMillis?: number
  /** Milliseconds that a temporary upload is kept; 7 days. */
  readonly temporaryMillis?: number
  /** Longest time a check with `Prefer: wait` is held, in milliseconds; 60 s. */
  readonly waitMillis?: number
  /** Milliseconds from a run's submission to its end; 24 hours. */
  readonly runMillis?: number
  /** Milliseconds that one attempt of a step may take; 5 minutes. */
  readonly stepMillis?: number
  /** Milliseconds that one call of a script may take; 10 s. */
  readonly scriptMillis?: number
  /** Runs at work at once; 10,000. */
  readonly openRuns?: number
  /** Runs that may wait behind them before a submission is answered with 429; 100,000. */
  readonly queuedRuns?: number
  /** Milliseconds that an ended run is kept; 7 days. */
  readonly runsKeptMillis?: number
  /** Milliseconds that `close` gives running steps and open answers; 10 s with a data folder, none without. */
  readonly drainMillis?: number
}

type Unit = "millis" | "second" | "seconds" | "minute" | "minutes" | "hour" | "hours" | "day" | "days"

export interface PlatformClock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Lets time pass on a virtual clock, stopping at everything that is due on the way. Refused on the system clock. */
  advance(by: number | `${number} ${Unit}`): Promise<void>
  /**
   * Sets the date of a virtual clock forward or back (`"-1 day"`), as an administrator or NTP does: no time passes, so
   * nothing becomes due and no limit ends. Refused on the system clock.
   */
  step(by: number | `${number} ${Unit}`): void
}

export interface Platform extends AsyncDisposable {
  /** Origin without a last slash, for example `http://127.0.0.1:40123`. */
  readonly url: string
  readonly port: number
  /** Key of the development team. */
  readonly apiKey: string
  readonly clock: PlatformClock
  /** What was asked of the server. */
  readonly requests: RequestLog
  /** The script of faults, to be changed while the server runs. */
  readonly faults: FaultScript
  /** Makes a key for a team of that name; teams see nothing of each other. */
  createKey(team: string): string
  /** Address of the studio with a new one-time code that signs a browser in. */
  signInUrl(): string
  /** Takes no new runs (503) and lets those that run finish; the rest continues at the next start. */
  drain(): Promise<void>
  /** Drains, answers what is open, and leaves nothing behind: no socket, timer or lock. */
  close(): Promise<void>
}
