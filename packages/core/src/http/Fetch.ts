/**
 * Calls the runtime's `fetch`: with URL and options instead of a `Request`, whose body some runtimes send twice, and with redirects followed here, because runtimes send custom key headers to other origins.
 */
import type { ApiRequest } from "./ApiClient.ts"
import { toUrl } from "./url.ts"

/** A `fetch`, injected: the client never reaches for the global one when this is given. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** The server redirected to an origin that must not get the key, too often, or a request that is not sent twice. */
export class RedirectElsewhere extends Error {
  readonly status: number
  readonly location: string
  constructor(
    status: number,
    location: string,
    message = "The server redirects to another origin, and the key is not sent there."
  ) {
    super(message)
    this.status = status
    this.location = location
  }
}

const hops = 5

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** The next URL of a redirect that keeps the method; undefined for any other response. */
const nextOf = ({ status, headers }: Response, url: string, method: string): URL | undefined => {
  const location = headers.get("location")
  if (!redirects.has(status) || location === null) return undefined
  const next = toUrl(location, url)
  if (next === undefined) throw new RedirectElsewhere(status, location)
  if (status < 307 && method !== "GET" && method !== "HEAD")
    throw new RedirectElsewhere(
      status,
      next.href,
      `The server redirects the ${method}, which is not sent to another address.`
    )
  return next
}

/** A `fetch` that follows redirects within trusted origins only. */
export const followingFetch =
  (
    fetch: Fetch,
    options: { readonly trusted: readonly string[]; readonly credentials: "same-origin" | "omit" | undefined }
  ) =>
  async (request: ApiRequest): Promise<Response> => {
    let url = request.url
    const init: RequestInit = {
      ...request.init,
      redirect: "manual",
      ...(options.credentials !== undefined && { credentials: options.credentials })
    }
    for (let hop = 0; ; hop++) {
      const response = await fetch(url, init)
      // Browsers do not say where an opaque redirect leads.
      if (response.type === "opaqueredirect")
        throw new RedirectElsewhere(302, "an address that the browser does not reveal")
      const next = nextOf(response, url, request.method)
      if (next === undefined) return response
      await response.body?.cancel()
      const trusted = options.trusted.includes(next.origin)
      if (hop >= hops || !trusted)
        throw new RedirectElsewhere(
          response.status,
          next.href,
          trusted ? "The server redirects too many times." : undefined
        )
      url = next.href
    }
  }
