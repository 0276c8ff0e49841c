/**
 * The one place that speaks HTTP: openapi-fetch over the injected `fetch`.
 * It adds the key (to the configured origin only), the time limit that covers connecting, waiting and reading, the span,
 * and turns whatever comes back into an answer or a typed error. What an answer means is its caller's business.
 */
import type { paths } from "@aixplain-ts/api-types"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import * as Tracer from "effect/Tracer"
import createClient, { type Client } from "openapi-fetch"
import { AixplainError, Decode, type ErrorReason, Timeout, Transport, UnexpectedStatus } from "../AixplainError.ts"
import { redactKey, type ResolvedCredentials } from "../Credentials.ts"
import { type Fetch, followingFetch, PlainRequest, RedirectElsewhere } from "./fetch.ts"
import { reasonOf, requestIdOf, type Subject } from "./httpErrors.ts"
import { parseJson } from "./json.ts"
import { log } from "./log.ts"
import { makeBudget, type RetryMode, retrying } from "./retry.ts"
import { ownSocket, Runtime } from "./runtime.ts"
import { safeCause, strike, strikeJson } from "./secrets.ts"
import { transportFacts } from "./transport.ts"

/** Which header carries the key: the vendor's routes differ. */
export type KeyHeader = "x-api-key" | "token" | "lower-token"

/** What every request to openapi-fetch is called with. */
export interface Init {
  readonly headers: Record<string, string>
  readonly signal: AbortSignal
  readonly parseAs: "stream"
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
  readonly send: (
    client: Client<paths>,
    init: Init
  ) => Promise<{ readonly response: Response; readonly error?: unknown }>
  /** Reads the answer; gives undefined, or throws a sentence, for one that cannot be read. */
  readonly decode: (answer: Answer) => A | undefined
}

/** A call without what becomes of its answer. */
export type Asking = Omit<Call<never>, "decode" | "mode">

type Key = Redacted.Redacted | undefined

/** A successful answer. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** Decoded JSON with the key struck out; undefined for an empty body. */
  readonly body: unknown
  readonly requestId: string | undefined
}

/** Called with the time to come back at, whenever the server says "too many". */
export const RateLimitObserver = Context.Reference<((retryAt: number | undefined) => void) | undefined>(
  "@aixplain-ts/core/internal/http/RateLimitObserver",
  { defaultValue: () => undefined }
)

export interface HttpOptions {
  readonly credentials: ResolvedCredentials
  readonly fetch: Fetch
  readonly requestTimeoutMillis: number
  readonly traceHeaders: boolean | undefined
}

export class Http extends Context.Service<
  Http,
  {
    readonly baseUrl: string
    readonly trustedOrigins: readonly string[]
    readonly requestTimeoutMillis: number
    readonly fetch: Fetch
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
    /** Asks the server once what it declares, unless it has said so already. Never fails. */
    readonly discover: Effect.Effect<void>
    /** Without the key in it. */
    readonly strike: <A>(value: A) => A
    /** What may be kept of an error that `fetch` threw. */
    readonly safeCause: (cause: unknown) => Error
  }
>()("@aixplain-ts/core/internal/Http") {}

const fail = (operation: string, reason: ErrorReason) => Effect.fail(new AixplainError({ operation, reason }))

const keyHeaders = (kind: KeyHeader, key: string): Record<string, string> =>
  kind === "x-api-key" ? { "x-api-key": key } : { authorization: `${kind === "token" ? "Token" : "token"} ${key}` }

/** W3C trace context of the open span, if there is one worth telling others about. */
const traceparent = Effect.fnUntraced(function* (wanted: boolean | undefined) {
  if (wanted === false || (wanted === undefined && (yield* Tracer.Tracer) === Tracer.nativeTracer)) return {}
  const span = yield* Effect.option(Effect.currentSpan)
  if (span._tag === "None") return {}
  return { traceparent: `00-${span.value.traceId}-${span.value.spanId}-${span.value.sampled ? "01" : "00"}` }
})

export const make = Effect.fnUntraced(function* (options: HttpOptions) {
  const { credentials } = options
  const runtime = yield* Runtime
  const budget = makeBudget()
  const follow = followingFetch(options.fetch, {
    trusted: [new URL(credentials.baseUrl).origin],
    credentials: runtime === "browser" ? (credentials.session ? "same-origin" : "omit") : undefined
  })
  const client = createClient<paths>({
    baseUrl: credentials.baseUrl,
    Request: PlainRequest as unknown as typeof Request,
    fetch: (request) => follow(request as unknown as PlainRequest)
  })
  let declared: ReadonlySet<string> | undefined

  const learn = (response: Response): void => {
    const header = response.headers.get("aixplain-extensions")
    if (header !== null) declared = new Set(header.split(",").map((name) => name.trim().toLowerCase()))
    else if (response.status < 500) declared ??= new Set()
  }

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
      ...(key !== undefined && keyHeaders(call.key, Redacted.value(key))),
      ...(yield* traceparent(runtime === "browser" ? (options.traceHeaders ?? false) : options.traceHeaders)),
      ...call.headers
    }
    const keys = [credentials.apiKey, key]
    let answered: Response | undefined
    return yield* Effect.tryPromise({
      try: async (signal) => {
        const init: Init = { headers, signal: outer ?? signal, parseAs: "stream" }
        const { response, error } = await call.send(client, mode === "safe" ? init : { ...init, ...ownSocket(runtime) })
        answered = response
        learn(response)
        return { response, error, keys, content: response.ok ? await read(response) : undefined }
      },
      catch: (error) => new AixplainError({ operation: call.operation, reason: broken(error, answered, keys) })
    })
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
    const facts = transportFacts(error)
    return new Transport({
      phase: answered === undefined ? facts.phase : "exchange",
      code: facts.code,
      origin: credentials.baseUrl,
      ...(answered !== undefined && {
        message: "The connection broke off in the middle of the answer.",
        requestId: strike(requestIdOf(answered.headers), keys)
      }),
      cause: safeCause(error, keys)
    })
  }

  const refuse = Effect.fnUntraced(function* (call: Asking, response: Response, body: unknown, keys: readonly Key[]) {
    const reason = reasonOf({
      status: response.status,
      headers: response.headers,
      body: strike(body, keys),
      requestId: strike(requestIdOf(response.headers), keys),
      now: yield* Clock.currentTimeMillis,
      subject: call.subject
    })
    if (reason._tag === "RateLimited") (yield* RateLimitObserver)?.(reason.retryAt)
    return yield* fail(call.operation, reason)
  })

  const exchange = Effect.fnUntraced(function* <A>(call: Call<A>) {
    const { response, error, keys, content } = yield* send(call, call.mode, (answer) => answer.text())
    if (!response.ok) return yield* refuse(call, response, error, keys)
    const text = content ?? ""
    const requestId = strike(requestIdOf(response.headers), keys)
    const body = strikeJson(text, parseJson(text), keys)
    const unreadable = (message: string) =>
      new Decode({ message, status: response.status, requestId, body: strike(text.slice(0, 2_000), keys) })
    if (text.trim() !== "" && body === undefined)
      return yield* fail(
        call.operation,
        unreadable(
          text.trimStart().startsWith("<")
            ? "The server answered with a web page instead of JSON."
            : "The server's answer is no JSON."
        )
      )
    try {
      const value = call.decode({ status: response.status, headers: response.headers, body, requestId })
      if (value !== undefined) return value
    } catch (problem) {
      return yield* fail(call.operation, unreadable(problem instanceof Error ? problem.message : String(problem)))
    }
    return yield* fail(
      call.operation,
      unreadable(text.trim() === "" ? "The server's answer is empty." : "The server's answer lacks what it must hold.")
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

  const discover = Effect.suspend(() =>
    declared === undefined
      ? attempt({
          operation: "discover",
          key: "x-api-key",
          mode: "safe",
          timeoutMillis: Math.min(5_000, options.requestTimeoutMillis),
          send: (client, { signal, parseAs }) => client.GET("/health", { signal, parseAs }),
          decode: () => true
        }).pipe(
          Effect.catch((error) => log("debug", "could not ask for extensions", { reason: error.reason._tag })),
          Effect.asVoid
        )
      : Effect.void
  )

  return Http.of({
    baseUrl: credentials.baseUrl,
    trustedOrigins: credentials.trustedOrigins,
    requestTimeoutMillis: options.requestTimeoutMillis,
    fetch: options.fetch,
    attempt,
    repeat: (operation, effect) => retrying(effect, { mode: "safe", budget, operation }),
    request: (call) => retrying(attempt(call), { mode: call.mode, budget, operation: call.operation }),
    open,
    declares: (extension) => declared?.has(extension) ?? false,
    discover,
    strike: (value) => strike(value, [credentials.apiKey]),
    safeCause: (cause) => safeCause(cause, [credentials.apiKey])
  })
})
