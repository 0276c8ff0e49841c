/**
 * The one place that speaks HTTP, over the injected `fetch`.
 * It adds the key (to the configured origin only), the caller's headers, the time limit that covers connecting, waiting and
 * reading, the limits on size and depth, the span, and turns whatever comes back into an answer or a typed error. What an
 * answer means is its caller's business.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import * as Tracer from "effect/Tracer"
import {
  AixplainError,
  Decode,
  type ErrorReason,
  type InvalidInput,
  Server,
  Timeout,
  Transport,
  UnexpectedStatus
} from "../AixplainError.ts"
import { formatBytes } from "../Bytes.ts"
import { redactKey, type ResolvedCredentials } from "../Credentials.ts"
import { type ApiClient, type ApiRequest, makeApiClient } from "./ApiClient.ts"
import { readErrorText, readText, TooLarge } from "./body.ts"
import { type Fetch, followingFetch, RedirectElsewhere } from "./Fetch.ts"
import { isServerFailure, requestIdOf, type Subject } from "./answers.ts"
import { isTooDeep, jsonProblem, parseJson } from "./json.ts"
import { lazy } from "../runtime/lazy.ts"
import { log } from "../runtime/log.ts"
import type { CallerHeaders } from "./headers.lazy.ts"
import { makeBudget, type RetryMode, retrying } from "./retry.ts"
import { ownSocket, Runtime } from "../runtime/Runtime.ts"
import { safeCause, strike, strikeJson } from "./secrets.ts"
import { clock, date, nowOf } from "../runtime/time.ts"
import { transportFacts } from "./transport.ts"

/** Which header carries the key: the vendor's routes differ. */
export type KeyHeader = "x-api-key" | "token" | "lower-token"

/** What every request is called with. */
export interface Init {
  readonly headers: Record<string, string>
  readonly signal: AbortSignal
}

/** One thing to ask the server. */
export interface Call<A> {
  /** Public method on whose behalf it is made, for example `Pipelines.get`. */
  readonly operation: string
  readonly key: KeyHeader
  readonly mode: RetryMode
  readonly subject?: Subject | undefined
  readonly apiKey?: string | undefined
  readonly timeoutMillis?: number | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly send: (client: ApiClient, init: Init) => Promise<{ readonly response: Response }>
  /** Reads the answer; gives undefined, or throws a sentence, for one that cannot be read. */
  readonly decode: (answer: Answer) => A | undefined
}

/** A call without a reader for its response. */
export type Asking = Omit<Call<never>, "decode" | "mode">

type Key = Redacted.Redacted | undefined

/** A successful answer. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Decoded JSON with the key redacted; undefined for an empty body. */
  readonly body: unknown
  readonly requestId: string | undefined
}

/** Called with the time to wait, whenever the server says "too many". */
export const RateLimitObserver = Context.Reference<((waitMillis: number | undefined) => void) | undefined>(
  "@aixplain-ts/core/http/RateLimitObserver",
  { defaultValue: () => undefined }
)

export interface HttpOptions {
  readonly credentials: ResolvedCredentials
  readonly fetch: Fetch
  readonly requestTimeoutMillis: number
  readonly headers: CallerHeaders | undefined
  /** Most bytes of a body that are read into memory. */
  readonly maxResponseBytes: number
  /** How often one request is sent again; the retry policy's own number where undefined. */
  readonly maxRetries: number | undefined
}

export class Http extends Context.Service<
  Http,
  {
    readonly baseUrl: string
    readonly trustedOrigins: readonly string[]
    readonly requestTimeoutMillis: number
    readonly maxResponseBytes: number
    /** The injected `fetch`, without key. */
    readonly fetch: Fetch
    /** The caller's headers where a request to this URL may have them. */
    readonly headersFor: (operation: string, url: URL) => Effect.Effect<Record<string, string>, AixplainError>
    /** Asks until there is an answer, as far as the call may be repeated. */
    readonly request: <A>(call: Call<A>) => Effect.Effect<A, AixplainError>
    /** Repeats any safe effect as safe requests are. */
    readonly repeat: <A>(operation: string, effect: Effect.Effect<A, AixplainError>) => Effect.Effect<A, AixplainError>
    /** Asks once. */
    readonly attempt: <A>(call: Call<A>) => Effect.Effect<A, AixplainError>
    /** An open answer whose body the caller reads and releases. */
    readonly open: (call: Asking) => Effect.Effect<Response, AixplainError, Scope.Scope>
    /** Has the server declared this extension? False as long as it has said nothing. */
    readonly declares: (extension: string) => boolean
    /**
     * Asks the server once which extensions it declares, if that is not known yet. Fails if the server did not answer: then nothing is known, and no caller may conclude that an extension is not supported.
     */
    readonly discover: (apiKey?: string) => Effect.Effect<void, AixplainError>
    /** The same, as often as the retry policy allows and no longer. */
    readonly discoverPatiently: (operation: string, apiKey?: string) => Effect.Effect<void, AixplainError>
    /** Without the key in it. */
    readonly strike: <A>(value: A) => A
    /** What may be kept of an error that `fetch` threw. */
    readonly safeCause: (cause: unknown) => Error
  }
>()("@aixplain-ts/core/http/Http") {}

/** Statuses of a server that looked for the route: without the header it declares nothing. A gate before it may say others. */
const saysNothing: ReadonlySet<number> = new Set([400, 404, 405, 410, 501])

/** A login page or proxy that answers 200 for every path is not the server. */
const isPage = ({ headers }: Response): boolean => /^text\/html\b/i.test(headers.get("content-type") ?? "")

const refusals = lazy(() => import("./refusals.lazy.ts"))
const callerHeaders = lazy(() => import("./headers.lazy.ts"))

const fail = (operation: string, reason: ErrorReason) => Effect.fail(new AixplainError({ operation, reason }))

const keyHeaders = (kind: KeyHeader, key: string): Record<string, string> =>
  kind === "x-api-key" ? { "x-api-key": key } : { authorization: `${kind === "token" ? "Token" : "token"} ${key}` }

/** W3C trace context of the open span, where a tracer is installed: the ids of Effect's own tracer reach no one. */
const traceparent = Effect.fnUntraced(function* () {
  if ((yield* Tracer.Tracer) === Tracer.nativeTracer) return {}
  const span = yield* Effect.option(Effect.currentSpan)
  if (span._tag === "None") return {}
  return { traceparent: `00-${span.value.traceId}-${span.value.spanId}-${span.value.sampled ? "01" : "00"}` }
})

/** Longest wait for one answer about what a server declares. */
const discoveryMillis = 5_000

const make = Effect.fnUntraced(function* (options: HttpOptions) {
  const { credentials } = options
  const runtime = yield* Runtime
  const budget = makeBudget()
  const own = new URL(credentials.baseUrl).origin
  const trusted = new Set([own, ...credentials.trustedOrigins])
  const times = options.maxRetries
  const follow = followingFetch(options.fetch, {
    trusted: [own],
    credentials: runtime === "browser" ? (credentials.session ? "same-origin" : "omit") : undefined
  })
  let declared: ReadonlySet<string> | undefined

  const learn = (response: Response): void => {
    const header = response.headers.get("aixplain-extensions")
    if (header !== null) declared = new Set(header.split(",").map((name) => name.trim().toLowerCase()))
    else if ((response.ok && !isPage(response)) || saysNothing.has(response.status)) declared ??= new Set()
  }

  const headersFor = (operation: string) =>
    Effect.flatMap(callerHeaders, ({ readHeaders }) =>
      Effect.tryPromise({
        try: () => readHeaders(options.headers, (text) => strike(text, [credentials.apiKey])),
        catch: (reason) => new AixplainError({ operation, reason: reason as InvalidInput })
      })
    )

  const keyOf = (call: Asking) => {
    const own = call.apiKey === undefined || call.apiKey.trim() === "" ? undefined : redactKey(call.apiKey)
    const problem = credentials.problem
    if (problem === undefined || (own !== undefined && problem.reason._tag === "Unauthorized"))
      return Effect.succeed(own ?? credentials.apiKey)
    return fail(call.operation, problem.reason)
  }

  /** Makes the request; `signal` is what ends it and the reading of its body. */
  const send = Effect.fnUntraced(function* <A>(
    call: Asking,
    mode: RetryMode,
    read: (response: Response) => Promise<A>,
    outer?: AbortSignal
  ) {
    const key = yield* keyOf(call)
    const headers: Record<string, string> = {
      ...(runtime !== "browser" && (yield* traceparent())),
      ...(options.headers !== undefined && (yield* headersFor(call.operation))),
      ...(key !== undefined && keyHeaders(call.key, Redacted.value(key))),
      ...call.headers
    }
    const keys = [credentials.apiKey, key]
    const here = yield* clock
    const start = nowOf(here)
    let asked: ApiRequest | undefined
    let answered: Response | undefined
    const client = makeApiClient(credentials.baseUrl, (request) => {
      asked = request
      return follow(request)
    })
    return yield* Effect.tryPromise({
      try: async (signal) => {
        const init: Init = { headers, signal: outer ?? signal }
        const { response } = await call.send(client, mode === "safe" ? init : { ...init, ...ownSocket(runtime) })
        answered = response
        learn(response)
        return {
          response,
          keys,
          content: response.ok ? await read(response) : undefined,
          error: response.ok ? undefined : await readErrorText(response)
        }
      },
      catch: (error) => new AixplainError({ operation: call.operation, reason: broken(error, answered, keys) })
    }).pipe(
      Effect.onExit(() =>
        log("debug", "request", {
          operation: call.operation,
          method: asked?.method,
          route: asked?.route,
          status: answered?.status,
          requestId: answered && strike(requestIdOf(answered.headers), keys),
          tookMillis: Math.round(nowOf(here) - start)
        })
      )
    )
  })

  const broken = (error: unknown, answered: Response | undefined, keys: readonly Key[]): ErrorReason => {
    if (error instanceof RedirectElsewhere)
      return new UnexpectedStatus({
        status: error.status,
        message: error.message,
        hint: [
          {
            text: `Set {option} to the address it points to, if that is right: ${strike(error.location, keys)}`,
            option: "baseUrl"
          }
        ]
      })
    if (error instanceof TooLarge)
      return new Decode({
        message: `The response is larger than ${formatBytes(error.limit)}, and was not read to its end.`,
        status: answered?.status,
        requestId: answered && strike(requestIdOf(answered.headers), keys),
        isFinal: true,
        hint: [{ text: "Raise {option} if the server is right to send this much.", option: "maxResponseBytes" }]
      })
    const facts = transportFacts(error)
    return new Transport({
      phase: answered === undefined ? facts.phase : "exchange",
      code: facts.code,
      certificate: facts.certificate,
      origin: credentials.baseUrl,
      ...(answered !== undefined && {
        message: "The connection was lost in the middle of the response.",
        requestId: strike(requestIdOf(answered.headers), keys)
      }),
      cause: safeCause(error, keys)
    })
  }

  const refuse = Effect.fnUntraced(function* (
    call: Asking,
    response: Response,
    text: string | undefined,
    keys: readonly Key[]
  ) {
    const body = parseJson(text ?? "") ?? text
    const facts = {
      status: response.status,
      body: body === "" ? undefined : strike(body, keys),
      requestId: strike(requestIdOf(response.headers), keys)
    }
    const now = yield* date
    const reason = yield* refusals.pipe(
      Effect.map(({ reasonOf }): ErrorReason =>
        reasonOf({ ...facts, headers: response.headers, now, subject: call.subject })
      ),
      // A page that was replaced or went offline cannot load the table: what the status says is known all the same.
      Effect.catch(() =>
        Effect.succeed(isServerFailure(response.status) ? new Server(facts) : new UnexpectedStatus(facts))
      )
    )
    if (reason._tag === "RateLimited") (yield* RateLimitObserver)?.(reason.retryAfterMillis)
    return yield* fail(call.operation, reason)
  })

  const exchange = Effect.fnUntraced(function* <A>(call: Call<A>) {
    const { response, error, keys, content } = yield* send(call, call.mode, (answer) =>
      readText(answer, options.maxResponseBytes)
    )
    if (!response.ok) return yield* refuse(call, response, error, keys)
    const text = content ?? ""
    const requestId = strike(requestIdOf(response.headers), keys)
    const body = strikeJson(text, parseJson(text), keys)
    const unreadable = (message: string, isFinal = false) =>
      new Decode({ message, status: response.status, requestId, isFinal, body: strike(text.slice(0, 2_000), keys) })
    if (text.trim() !== "" && body === undefined)
      return yield* fail(
        call.operation,
        text.trimStart().startsWith("<")
          ? unreadable("The server answered with a web page instead of JSON.")
          : unreadable(`The response from the server ${jsonProblem(text)}.`, isTooDeep(text))
      )
    try {
      const value = call.decode({ status: response.status, headers: response.headers, body, requestId })
      if (value !== undefined) return value
    } catch (problem) {
      return yield* fail(call.operation, unreadable(problem instanceof Error ? problem.message : String(problem)))
    }
    return yield* fail(
      call.operation,
      unreadable(
        text.trim() === ""
          ? "The response from the server is empty."
          : "The response from the server is missing required fields."
      )
    )
  })

  const limited = <A, R>(call: Asking, effect: Effect.Effect<A, AixplainError, R>) => {
    const limitMillis = call.timeoutMillis ?? options.requestTimeoutMillis
    return effect.pipe(
      Effect.timeoutOrElse({
        duration: limitMillis,
        orElse: () => fail(call.operation, new Timeout({ limitMillis }))
      }),
      Effect.withSpan(`${call.operation} request`, { kind: "client" }, { captureStackTrace: false })
    )
  }

  const attempt = <A>(call: Call<A>) => limited(call, exchange(call))

  const open = Effect.fnUntraced(function* (call: Asking) {
    const signal = yield* Effect.abortSignal
    const { response, error, keys } = yield* limited(
      call,
      send(call, "safe", () => Promise.resolve(), signal)
    )
    return response.ok ? response : yield* refuse(call, response, error, keys)
  })

  const discover = (apiKey?: string, mostMillis = discoveryMillis) =>
    declared === undefined
      ? attempt({
          operation: "discover",
          apiKey,
          key: "x-api-key",
          mode: "safe",
          timeoutMillis: Math.min(discoveryMillis, mostMillis, options.requestTimeoutMillis),
          send: (client, { headers, signal }) => {
            const { authorization: _authorization, "x-api-key": _key, ...rest } = headers
            return client.GET("/health", { signal, headers: rest })
          },
          decode: () => true
        }).pipe(
          // An answer of any kind that says what the server declares will do.
          Effect.catch((error) => (declared === undefined ? Effect.fail(error) : Effect.void)),
          Effect.asVoid
        )
      : Effect.void

  return Http.of({
    baseUrl: credentials.baseUrl,
    trustedOrigins: credentials.trustedOrigins,
    requestTimeoutMillis: options.requestTimeoutMillis,
    maxResponseBytes: options.maxResponseBytes,
    fetch: options.fetch,
    headersFor: (operation, url) => (trusted.has(url.origin) ? headersFor(operation) : Effect.succeed({})),
    attempt,
    repeat: (operation, effect) => retrying(() => effect, { mode: "safe", budget, operation, times }),
    request: (call) =>
      retrying(
        (most) => {
          const timeoutMillis = call.timeoutMillis ?? options.requestTimeoutMillis
          return attempt(timeoutMillis <= most ? call : { ...call, timeoutMillis: most })
        },
        { mode: call.mode, budget, operation: call.operation, times }
      ),
    open,
    declares: (extension) => declared?.has(extension) ?? false,
    discover,
    discoverPatiently: (operation, apiKey) =>
      retrying((most) => discover(apiKey, most), { mode: "safe", budget, operation, times }),
    strike: (value) => strike(value, [credentials.apiKey]),
    safeCause: (cause) => safeCause(cause, [credentials.apiKey])
  })
})

export const layer = (options: HttpOptions) => Layer.effect(Http, make(options))
