/**
 * Which names this server answers under. A page of another site can make a browser resolve the site's own name to this
 * machine; its requests then carry that name as Host, and are refused here (421).
 */
import { HttpError } from "../replies/HttpError.ts"

export interface Hosts {
  /**
   * The origin that the client reached us under, for absolute links in answers.
   * @throws HttpError 421
   */
  origin(host: string | undefined): string
  /** Whether a URL's host (with port) is this server. */
  isOwn(host: string): boolean
}

const loopback = ["127.0.0.1", "localhost", "[::1]"]

export interface HostOptions {
  readonly port: number
  /** Where the server listens. On anything but loopback every name is accepted unless `publicUrl` is given. */
  readonly address: string
  /** Origin that the server is reached under from outside, for example behind a proxy. */
  readonly publicUrl?: string
}

export const hosts = ({ port, address, publicUrl }: HostOptions): Hosts => {
  const fallback = `http://${address.includes(":") ? `[${address}]` : address}:${port}`
  const isLoopback = ["127.0.0.1", "::1", "localhost"].includes(address)
  const names = new Set(loopback.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])))
  const outside = publicUrl === undefined ? undefined : new URL(publicUrl)
  if (outside !== undefined) names.add(outside.host)
  const any = !isLoopback && outside === undefined
  return {
    isOwn: (host) => names.has(host.toLowerCase()),
    origin(host) {
      if (host === undefined) return outside?.origin ?? fallback
      const name = host.toLowerCase()
      if (names.has(name) || any) return outside?.origin ?? `http://${name}`
      throw new HttpError(421, "This server does not answer under that host name.", {
        detail: `Use ${outside?.origin ?? fallback}.`
      })
    }
  }
}
