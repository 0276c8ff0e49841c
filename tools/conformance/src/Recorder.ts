/**
 * A fetch that records every exchange: the request, the answer, and how much of it the client read. Injected into
 * clients under test; `Contract.ts` checks the exchanges.
 */
import { differences, type Exchange, operationFor, pairOf, type Server } from "./Contract.ts"

type Recorded = { -readonly [K in keyof Exchange]: Exchange[K] }

const textOf = (body: RequestInit["body"]): string | undefined => (typeof body === "string" ? body : undefined)

const isText = (type: string | null): boolean => type !== null && /json|^text\//.test(type)

export class Recorder {
  readonly exchanges: Exchange[] = []

  /** For the client's option `fetch`. */
  readonly fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const response = await fetch(url, init)
    const { headers, status, statusText } = response
    const exchange: Recorded = {
      method: init.method ?? "GET",
      url,
      requestType: new Headers(init.headers).get("content-type") ?? undefined,
      requestBody: textOf(init.body),
      status,
      headers,
      body: undefined,
      isWhole: response.body === null
    }
    this.exchanges.push(exchange)
    if (response.body === null) return response
    return new Response(response.body.pipeThrough(keep(exchange)), { headers, status, statusText })
  }

  /** The requests as `METHOD /path`, in order. */
  get asked(): readonly string[] {
    return this.exchanges.map(({ method, url }) => `${method} ${new URL(url).pathname}`)
  }

  /** The pairs of operation and declared status that were exchanged. */
  get pairs(): ReadonlySet<string> {
    return new Set(
      this.exchanges.flatMap(({ method, status, url }) => {
        const operation = operationFor(method, new URL(url).pathname)
        return (operation && pairOf(operation, status)) ?? []
      })
    )
  }

  /** Bodies that were sent to an operation, decoded. */
  sent(operation: string): any[] {
    return this.exchanges
      .filter(({ method, url }) => operationFor(method, new URL(url).pathname)?.id === operation)
      .map(({ requestBody }) => JSON.parse(requestBody ?? "null"))
  }

  /** Differences between the exchanges and the contract, as sentences. */
  differences(server?: Server): string[] {
    return this.exchanges.flatMap((exchange) => differences(exchange, server))
  }
}

/** Passes bytes to the client as it reads them, and records text. */
const keep = (exchange: Recorded): TransformStream<Uint8Array, Uint8Array> => {
  const wanted = isText(exchange.headers.get("content-type"))
  const decoder = new TextDecoder()
  let text = ""
  return new TransformStream({
    transform(chunk, controller) {
      if (wanted) text += decoder.decode(chunk, { stream: true })
      controller.enqueue(chunk)
    },
    flush() {
      exchange.isWhole = true
      if (wanted) exchange.body = text + decoder.decode()
    }
  })
}
