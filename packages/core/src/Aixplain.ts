/**
 * The composition root: one layer that holds every service of the client.
 * `layer` takes options and the process's environment, `layerConfig` takes Effect's configuration.
 */
import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { AixplainError, InvalidInput } from "./AixplainError.ts"
import type { Assets } from "./Assets.ts"
import type { Batch } from "./Batch.ts"
import { type CredentialOptions, Credentials, resolve } from "./Credentials.ts"
import type { DataAssets } from "./DataAssets.ts"
import { type DurationInput, parseDuration } from "./Durations.ts"
import type { Outputs } from "./Outputs.ts"
import type { Pipelines } from "./Pipelines.ts"
import type { Runs } from "./Runs.ts"
import { type DurationMemory, makeDurationMemory } from "./Schedules.ts"
import type { Uploads } from "./Uploads.ts"
import { layer as assetsLayer } from "./assets/assets.ts"
import { layer as dataAssetsLayer } from "./assets/dataAssets.ts"
import { layer as uploadsLayer } from "./files/uploads.ts"
import { mostBytes } from "./http/body.ts"
import type { Fetch } from "./http/Fetch.ts"
import type { CallerHeaders } from "./http/headers.lazy.ts"
import { layer as httpLayer } from "./http/Http.ts"
import { invalidDuration } from "./http/options.ts"
import { layer as outputsLayer } from "./outputs/outputs.ts"
import { layer as pipelinesLayer } from "./pipelines/pipelines.ts"
import { layer as batchLayer } from "./runs/batch.ts"
import { layer as runsLayer } from "./runs/runs.ts"
import { environmentSink, type LogRecord, Sink } from "./runtime/log.ts"
import { environment as processEnvironment } from "./runtime/Runtime.ts"

export type { Fetch } from "./http/Fetch.ts"
export type { CallerHeaders } from "./http/headers.lazy.ts"
export type { LogFields, LogRecord } from "./runtime/log.ts"

export interface AixplainOptions extends CredentialOptions {
  /** Instead of the runtime's own `fetch`. */
  readonly fetch?: Fetch | undefined
  /** Time limit of every request except checks. Default 30 s. */
  readonly requestTimeout?: DurationInput | undefined
  /** Time limit of one check. Default 30 s. */
  readonly pollTimeout?: DurationInput | undefined
  /**
   * Told what the client does, in allow-listed fields: never a body, a header or a key. Default: lines on stderr where
   * `AIXPLAIN_LOG` is `debug`, `info` or `warn`, else nothing.
   */
  readonly logger?: ((record: LogRecord) => void) | undefined
  /** Durations of past runs. By default they are kept in memory. */
  readonly durations?: DurationMemory | undefined
  /** How often one request is sent again, at most; 0 for never. Default 4. Checks of a followed run are not counted. */
  readonly maxRetries?: number | undefined
  /**
   * Further headers, or a function that gives them for each request. They go to the configured and trusted origins only,
   * and cannot set what the client sets itself: the key, `content-*`, `host`, `idempotency-key`, `if-match`, `prefer`.
   */
  readonly headers?: CallerHeaders | undefined
  /** Most bytes of a response, or of a text output, that are read into memory. Default 64 MiB. */
  readonly maxResponseBytes?: number | undefined
}

/** Everything the layers provide. */
export type Services = Credentials | Pipelines | Runs | Outputs | Uploads | DataAssets | Assets | Batch

const defaultTimeout = 30_000

const runtimeFetch: Fetch = (url, init) => globalThis.fetch(url, init)

/** Invalid options fail the first request, like a missing key: creating a client never fails. */
const badOption = (options: AixplainOptions): InvalidInput | undefined => {
  const { maxResponseBytes: most, maxRetries: times } = options
  const refuse = (parameter: string, message: string) =>
    new InvalidInput({ message: `${parameter} must be ${message}.`, parameter })
  for (const name of ["requestTimeout", "pollTimeout"] as const)
    if (options[name] !== undefined && parseDuration(options[name]) === undefined)
      return invalidDuration(name, options[name])
  if (most !== undefined && !(most > 0)) return refuse("maxResponseBytes", `a number above 0 (got ${most})`)
  if (times !== undefined && !(Number.isInteger(times) && times >= 0))
    return refuse("maxRetries", `a whole number, at least 0 (got ${String(times)})`)
  return undefined
}

/**
 * Every service of the client, from options and the environment. It cannot fail: a missing key, two different keys or a
 * bad address fail the first request.
 *
 * @example
 * program.pipe(Effect.provide(Aixplain.layer({ baseUrl: "http://127.0.0.1:8799", apiKey })))
 */
export const layer = (options: AixplainOptions = {}): Layer.Layer<Services> =>
  Layer.suspend(() => {
    const resolved = resolve(options)
    const reason = badOption(options)
    const problem =
      resolved.problem ??
      (reason === undefined ? undefined : new AixplainError({ operation: "Aixplain.layer", reason }))
    const credentials = { ...resolved, problem }
    const logger = options.logger ?? environmentSink((options.env ?? processEnvironment())["AIXPLAIN_LOG"])
    const http = httpLayer({
      credentials,
      fetch: options.fetch ?? runtimeFetch,
      requestTimeoutMillis: parseDuration(options.requestTimeout) ?? defaultTimeout,
      headers: options.headers,
      maxResponseBytes: options.maxResponseBytes ?? mostBytes,
      maxRetries: options.maxRetries
    })
    const runs = runsLayer({
      pollTimeoutMillis: parseDuration(options.pollTimeout) ?? defaultTimeout,
      durations: options.durations ?? makeDurationMemory()
    })
    const services = batchLayer.pipe(
      Layer.provideMerge(runs),
      Layer.provideMerge(pipelinesLayer),
      Layer.provideMerge(outputsLayer),
      Layer.provideMerge(uploadsLayer),
      Layer.provideMerge(dataAssetsLayer),
      Layer.provideMerge(assetsLayer),
      Layer.provideMerge(http),
      Layer.provideMerge(Layer.succeedContext(Context.make(Credentials, credentials).pipe(Context.add(Sink, logger))))
    )
    // Effect shares layers that are constants: without `fresh`, a client inside another one's program would get services
    // of that one, and send requests to its server with its key.
    return Layer.fresh(services)
  })

/** A function, so that bundles without `layerConfig` do not carry Config and, with it, Schema (27 KiB gz). */
const environment = () =>
  Config.all({
    AIXPLAIN_API_KEY: Config.option(Config.String("AIXPLAIN_API_KEY")),
    TEAM_API_KEY: Config.option(Config.String("TEAM_API_KEY")),
    BACKEND_URL: Config.option(Config.String("BACKEND_URL"))
  })

/**
 * The same with key and address from Effect's configuration: the environment, unless another `ConfigProvider` is given.
 * Fails with `Unauthorized` without a usable key.
 */
export const layerConfig = (options: Omit<AixplainOptions, "env"> = {}): Layer.Layer<Services, AixplainError> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const found = yield* environment().pipe(
        Effect.mapError(
          (error) =>
            new AixplainError({
              operation: "Aixplain.layerConfig",
              reason: new InvalidInput({ message: `The configuration cannot be read: ${error.message}` })
            })
        )
      )
      const env = Object.fromEntries(
        Object.entries(found).map(([name, value]) => [name, value._tag === "Some" ? value.value : undefined])
      )
      const { problem } = resolve({ ...options, env })
      if (problem !== undefined) return yield* Effect.fail(problem)
      return layer({ ...options, env })
    })
  )
