/**
 * Calls the runtime's `fetch`: with URL and options instead of a `Request`, whose body some runtimes send twice, and with redirects followed here, because runtimes send custom key headers to other origins.
 */
import type { ApiRequest } from "./ApiClient.ts"

/** A `fetch`, injected: the client never reaches for the global one when this is given. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** The server redirected to an origin that must not get the key, or redirected too often. */
export class RedirectElsewhere extends Error {
  readonly status: number
  readonly location: string
  constructor(status: number, location: string, endless = false) {
    super(
      endless
        ? "The server redirects too many times."
        : "The server redirects to another origin, and the key is not sent there."
    )
    this.status = status
    this.location = location
  }
}

const hops = 5

/** The next URL of a redirect that keeps the method; undefined for any other response. */
const nextOf = (response: Response, url: string, method: string): URL | undefined => {
  const location = response.headers.get("location")
  const keeps = response.status === 307 || response.status === 308
  const moves = keeps || ((method === "GET" || method === "HEAD") && [301, 302, 303].includes(response.status))
  if (!moves || location === null) return undefined
  try {
    return new URL(location, url)
  } catch {
    throw new RedirectElsewhere(response.status, location)
  }
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
      if (hop >= hops || !trusted) throw new RedirectElsewhere(response.status, next.href, trusted)
      url = next.href
    }
  }
