/**
 * A fetch that goes to the network and keeps every exchange: what was sent, what came back, and how much of it the
 * client read. Handed to clients under test; what the exchanges have to look like is `Contract.ts`'s business.
 */
import { differences, type Exchange, operationFor, pairOf, type Server } from "./Contract.ts"

type Recorded = { -readonly [K in keyof Exchange]: Exchange[K] }

const textOf = (body: RequestInit["body"]): string | undefined => (typeof body === "string" ? body : undefined)

const isText = (type: string | null): boolean => type !== null && /json|^text\//.test(type)

export class Recorder {
  readonly exchanges: Exchange[] = []

  /** As the client's option `fetch` wants it. */
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

  /** What was asked, as `METHOD /path`, in order. */
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

  /** Where the exchanges differ from the contract, as sentences. */
  differences(server?: Server): string[] {
    return this.exchanges.flatMap((exchange) => differences(exchange, server))
  }
}

/** Passes bytes on as the client takes them, and keeps them where they are text. */
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
