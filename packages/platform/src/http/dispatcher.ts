/**
 * The flow of one request: host, preflight, route, key, rate, body, handler, and every refusal in one shape. Routes see
 * only what passed all of it. Sockets are `HttpServer.ts`'s business.
 */
import { randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { Faults, PickedFault } from "../faults/Faults.ts"
import { checkBody, checkPath, operations, type Operation } from "./contract.ts"
import { corsHeaders, preflight } from "./cors.ts"
import { offeredKeys } from "./credentials.ts"
import type { Exchange, Handler, Handlers } from "./Exchange.ts"
import { toHttpError } from "./failures.ts"
import { openApi } from "./openApi.ts"
import type { Hosts } from "./Hosts.ts"
import { HttpError, notFound } from "../replies/HttpError.ts"
import type { RateLimiter } from "./RateLimits.ts"
import { refusal, type Reply } from "../replies/Reply.ts"
import { decode, pickMediaType, readBytes, type BodyLimits } from "./requestBody.ts"
import type { RequestLog } from "./RequestLog.ts"
import { Router, type Match } from "./Router.ts"
import { send } from "./send.ts"

export interface DispatcherOptions {
  readonly handlers: Partial<Handlers>
  readonly hosts: Hosts
  /** Names declared in `Aixplain-Extensions`; operations of the contract's extensions exist only with some. */
  readonly extensions: readonly string[]
  readonly limits: BodyLimits
  readonly teamOf: (key: string) => string | undefined
  /** Team of the browser session that a request proves, if any. */
  readonly sessionTeam: (request: IncomingMessage, origin: string) => string | undefined
  readonly rates: RateLimiter | undefined
  readonly faults: Faults | undefined
  /** Answers paths outside the contract: the studio. */
  readonly pages: ((request: IncomingMessage, path: string) => Promise<Reply | undefined>) | undefined
  readonly requests: RequestLog
  readonly now: () => number
  /** Aborted when the server closes. */
  readonly closing: AbortSignal
  /** Told of faults of the server itself. */
  readonly report: (error: unknown, requestId: string) => void
}

interface Route {
  readonly operation: Operation
  readonly handle: Handler
}

/** Paths of the hosted service: one that is not modelled here is told from one that never existed. */
const vendorPath = /^\/(?:sdk|assets\/pipeline|api\/v\d|v\d)(?:\/|$)/

/** A separate path on the hosted service that looks like the id of a model here. */
const vendorMethod = /^POST \/sdk\/models\/onboard\/?$/

const buildRouter = (handlers: Readonly<Record<string, Handler>>): Router<Route> => {
  const router = new Router<Route>()
  for (const operation of operations.values()) {
    const handle = handlers[operation.id]
    if (handle === undefined) continue
    for (const path of operation.paths) router.add(operation.method, path, { operation, handle })
  }
  return router
}

export const dispatcher = (options: DispatcherOptions) => {
  const router = buildRouter(options.handlers)
  const declared = options.extensions.join(", ")

  const head = (requestId: string): Record<string, string> => ({
    ...corsHeaders,
    "x-request-id": requestId,
    ...(declared === "" ? {} : { "aixplain-extensions": declared })
  })

  const teamOf = (request: IncomingMessage, origin: string): string => {
    const keys = offeredKeys(request.headers)
    for (const key of keys) {
      const team = options.teamOf(key)
      if (team !== undefined) return team
    }
    const team = keys.length === 0 ? options.sessionTeam(request, origin) : undefined
    if (team !== undefined) return team
    throw new HttpError(401, "Unauthorized", {
      detail:
        keys.length === 0
          ? "Send an API key as `x-api-key`, or as `Authorization: Token <key>`."
          : "The API key is not known to this server. Check that it belongs to this origin."
    })
  }

  const respond = async (
    request: IncomingMessage,
    target: Target,
    found: Match<Route>,
    origin: string,
    signal: () => AbortSignal
  ): Promise<Reply> => {
    if (found._tag !== "Found") return outside(request, target, found, origin)
    const { operation, handle } = found.value
    const team = operation.isPublic ? "" : teamOf(request, origin)
    options.rates?.take(team, operation.id)
    checkPath(operation, found.params)
    const whole = operation.mediaTypes.some(isDecoded)
    const bytes = whole ? await readBytes(request, options.limits) : nothing
    const body = whole ? await decoded(request, operation, bytes) : undefined
    const exchange: Exchange = {
      operation,
      headers: request.headers,
      params: found.params,
      query: target.query,
      team,
      body,
      bytes,
      request,
      origin,
      get signal() {
        return signal()
      }
    }
    return handle(exchange)
  }

  const decoded = async (request: IncomingMessage, operation: Operation, bytes: Uint8Array): Promise<unknown> => {
    if (bytes.length === 0) {
      if (operation.bodyRequired)
        throw new HttpError(400, "The body is empty.", { detail: `Send ${operation.mediaTypes.join(" or ")}.` })
      return undefined
    }
    const mediaType = pickMediaType(request, operation.mediaTypes)
    const body = decode(bytes, mediaType, options.limits)
    await checkBody(operation, mediaType, body)
    return body
  }

  const outside = async (
    request: IncomingMessage,
    target: Target,
    found: Match<Route>,
    origin: string
  ): Promise<Reply> => {
    if (found._tag === "Malformed") throw new HttpError(400, "The path is not well encoded.")
    const notOffered = (): HttpError =>
      new HttpError(501, `${request.method} ${target.path.slice(0, 200)} is not part of this server.`)
    if (found._tag === "OtherMethod" && vendorMethod.test(`${request.method} ${target.path}`)) throw notOffered()
    if (found._tag === "OtherMethod")
      throw new HttpError(405, `${request.method} is not a method of this path.`, {
        headers: { allow: found.allow.join(", ") }
      })
    if (found._tag === "Unfinished") throw notFound(`The path has nothing where its \`${found.parameter}\` belongs.`)
    const isRead = request.method === "GET" || request.method === "HEAD"
    const description = isRead && declared !== "" ? openApi(target.path, origin) : undefined
    if (description !== undefined) return description
    const page = isRead ? await options.pages?.(request, target.path) : undefined
    if (page !== undefined) return page
    if (vendorPath.test(target.path)) throw notOffered()
    throw notFound(`Route not found: ${request.method} ${target.path.slice(0, 200)}.`)
  }

  /** Answers one request; never rejects. */
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const requestId = randomUUID()
    const signal = lazySignal(response, options.closing)
    const method = request.method ?? ""
    const target = readTarget(request.url ?? "/")
    let found: Match<Route> = { _tag: "Unknown" }
    let fault: PickedFault | undefined
    let reply: Reply
    try {
      const origin = options.hosts.origin(request.headers.host)
      if (method === "OPTIONS") reply = preflight()
      else {
        found = router.find(method, target.path)
        const operation = found._tag === "Found" ? found.value.operation.id : undefined
        fault = options.faults?.pick({ method, path: target.path, operation, headers: request.headers })
        if (fault?.readsBody === true) await readBytes(request, options.limits)
        reply = (await fault?.before(signal)) ?? (await respond(request, target, found, origin, signal))
        reply = (await fault?.after(reply, signal)) ?? reply
      }
    } catch (error) {
      const { refused, isBug } = toHttpError(error, requestId)
      if (isBug) options.report(error, requestId)
      reply = withoutKeys(refusal(refused), request)
    }
    options.requests.add({
      method,
      path: target.path,
      operation: found._tag === "Found" ? found.value.operation.id : undefined,
      status: fault?.cut !== undefined && fault.cut.afterBytes === undefined ? undefined : reply.status,
      fault: fault?.kind,
      at: options.now()
    })
    try {
      await send(response, reply, head(requestId), fault?.cut)
    } catch (error) {
      options.report(error, requestId)
    }
  }
}

/** A key that was sent in a wrong place (a path, a name) must not come back in the sentence that refuses it. */
const withoutKeys = (reply: Reply, request: IncomingMessage): Reply => {
  if (typeof reply.body !== "string") return reply
  let body = reply.body
  for (const key of offeredKeys(request.headers)) if (key.length >= 8) body = body.replaceAll(key, "[key]")
  return body === reply.body ? reply : { ...reply, body }
}

const nothing = new Uint8Array()
const isDecoded = (mediaType: string): boolean =>
  mediaType === "application/json" || mediaType === "application/x-www-form-urlencoded"

interface Target {
  readonly path: string
  readonly query: URLSearchParams
}

const noQuery = new URLSearchParams()

const readTarget = (url: string): Target => {
  const mark = url.indexOf("?")
  return mark === -1
    ? { path: url, query: noQuery }
    : { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) }
}

/** Made only when a handler asks for it: most answers are ready at once. */
const lazySignal = (response: ServerResponse, closing: AbortSignal): (() => AbortSignal) => {
  let made: AbortSignal | undefined
  return () => {
    if (made !== undefined) return made
    const controller = new AbortController()
    if (response.destroyed) controller.abort()
    else response.once("close", () => controller.abort())
    made = AbortSignal.any([controller.signal, closing])
    return made
  }
}
