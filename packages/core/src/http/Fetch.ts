/**
 * The seam to the runtime's `fetch`: URL and options instead of a `Request` (whose body some runtimes send twice), and
 * redirects followed by hand, because runtimes carry custom key headers to other origins.
 */
import type { ApiRequest } from "./ApiClient.ts"

/** A `fetch`, injected: the client never reaches for the global one when this is given. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** The server pointed to a place that must not get the key, or from one place to the next without end. */
export class RedirectElsewhere extends Error {
  readonly status: number
  readonly location: string
  constructor(status: number, location: string, endless = false) {
    super(
      endless
        ? "The server redirects again and again."
        : "The server redirects to another place, and the key is not sent there."
    )
    this.status = status
    this.location = location
  }
}

const hops = 5

/** Where to go on, with the method kept; undefined when the answer is no redirect that keeps it. */
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
      if (response.type === "opaqueredirect") throw new RedirectElsewhere(302, "an address the browser does not tell")
      const next = nextOf(response, url, request.method)
      if (next === undefined) return response
      await response.body?.cancel()
      const trusted = options.trusted.includes(next.origin)
      if (hop >= hops || !trusted) throw new RedirectElsewhere(response.status, next.href, trusted)
      url = next.href
    }
  }
