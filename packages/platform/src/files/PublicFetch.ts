/**
 * Fetches what a URL in an input or a script points at, from public addresses only: every host name is resolved and
 * every address checked, each redirect anew, and the connection goes to the very address that was checked. Size and time
 * are bounded; nothing of ours (no key, no cookie) is sent along.
 */
import { lookup as systemLookup } from "node:dns"
import { request as httpRequest, type IncomingMessage } from "node:http"
import { request as httpsRequest } from "node:https"
import { BlockList, isIP, type LookupFunction } from "node:net"
import ipaddr from "ipaddr.js"
import { AssetError } from "../Asset.ts"

export interface Fetched {
  readonly bytes: Uint8Array
  /** As the server declared it; undefined where it did not. */
  readonly mediaType: string | undefined
}

export interface PublicFetchOptions {
  /** Which addresses may be reached: `isPublic`, unless this machine and its network are opened. */
  readonly isAllowed: (address: string) => boolean
  readonly bytes: number
  /** Milliseconds for the whole fetch, redirects included. */
  readonly millis: number
  /** Resolves host names; the system's resolver unless given. */
  readonly lookup?: typeof systemLookup
}

export interface FetchOptions {
  readonly signal?: AbortSignal
  /** Reads so many bytes from the start and leaves the rest. */
  readonly startOnly?: number
}

/** @throws AssetError with one sentence that names the URL without its query */
export type PublicFetch = (url: string, options?: FetchOptions) => Promise<Fetched>

const redirects = 5

export const publicFetch =
  (options: PublicFetchOptions): PublicFetch =>
  async (url, { signal, startOnly } = {}) => {
    const deadline = AbortSignal.timeout(options.millis)
    const both = signal === undefined ? deadline : AbortSignal.any([signal, deadline])
    let at = url
    for (let hop = 0; hop <= redirects; hop++) {
      const response = await open(at, options, both).catch((cause: unknown) => {
        throw explained(at, cause, deadline)
      })
      const status = response.statusCode ?? 0
      const { location } = response.headers
      if (status >= 300 && status < 400 && location !== undefined) {
        response.destroy()
        const next = URL.parse(location, at)
        if (next === null) throw new AssetError(`${shown(at)} redirects to an address that is not valid.`)
        at = next.href
        continue
      }
      if (status < 200 || status >= 300) {
        response.destroy()
        throw new AssetError(`${shown(at)} answered ${status}.`, { transient: status === 429 || status >= 500 })
      }
      const reading = startOnly === undefined ? readAll(response, at, options.bytes) : readStart(response, startOnly)
      const bytes = await reading.catch((cause: unknown) => {
        throw explained(at, cause, deadline)
      })
      return { bytes, mediaType: response.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() }
    }
    throw new AssetError(`${shown(url)} redirects more than ${redirects} times.`)
  }

/** A URL as it may be shown: its query may hold a signature. */
const shown = (url: string): string => {
  const parsed = URL.parse(url)
  return parsed === null ? "The URL" : `${parsed.origin}${parsed.pathname.slice(0, 120)}`
}

const explained = (url: string, cause: unknown, deadline: AbortSignal): AssetError => {
  if (cause instanceof AssetError) return cause
  if (deadline.aborted) return new AssetError(`${shown(url)} did not answer in time.`, { transient: true, cause })
  const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : ""
  return new AssetError(`${shown(url)} cannot be reached${code}.`, { transient: true, cause })
}

const open = (url: string, options: PublicFetchOptions, signal: AbortSignal): Promise<IncomingMessage> => {
  const parsed = URL.parse(url)
  if (parsed === null || (parsed.protocol !== "http:" && parsed.protocol !== "https:"))
    throw new AssetError("Only http and https URLs can be fetched.")
  const host = parsed.hostname.replace(/^\[|\]$/g, "")
  // An address in the URL is never looked up, so it is checked here.
  if (isIP(host) !== 0 && !options.isAllowed(host)) throw refused(host)
  const send = parsed.protocol === "https:" ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    send(
      { ...urlOptions(parsed), host, agent: false, signal, lookup: checkedLookup(options), headers: { accept: "*/*" } },
      resolve
    )
      .once("error", reject)
      .end()
  })
}

const urlOptions = ({ protocol, port, pathname, search }: URL) => ({
  protocol,
  ...(port === "" ? {} : { port: Number(port) }),
  path: pathname + search
})

/** Hands the socket only addresses that are allowed; one bad address among several refuses the name. */
const checkedLookup = (options: PublicFetchOptions): LookupFunction => {
  const lookup = options.lookup ?? systemLookup
  return (hostname, settings, callback) => {
    lookup(hostname, { ...settings, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, "", 0)
      const bad = addresses.find(({ address }) => !options.isAllowed(address))
      const first = addresses[0]
      if (bad !== undefined || first === undefined) return callback(refused(hostname), "", 0)
      if (settings.all === true) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
}

const refused = (host: string): AssetError =>
  new AssetError(
    `${host} is not a public address, and inputs may reach no other. Upload the file, or start the server with --allow-private.`
  )

/** Ranges that no classification calls special, and that still lead back to this network. */
const alsoPrivate = new BlockList()
alsoPrivate.addSubnet("192.88.99.0", 24, "ipv4")
alsoPrivate.addSubnet("64:ff9b:1::", 48, "ipv6")

/** Whether an address is an ordinary public one; an IPv4 address inside an IPv6 one counts as itself. */
export const isPublic = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  return parsed.range() === "unicast" && !alsoPrivate.check(parsed.toString(), parsed.kind())
}

const readAll = async (response: IncomingMessage, url: string, limit: number): Promise<Uint8Array> => {
  const tooLarge = new AssetError(`${shown(url)} is larger than ${limit} bytes.`)
  if (Number(response.headers["content-length"] ?? 0) > limit) {
    response.destroy()
    throw tooLarge
  }
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) {
      response.destroy()
      throw tooLarge
    }
    chunks.push(chunk)
  }
  if (!response.complete) throw new AssetError(`${shown(url)} broke off.`, { transient: true })
  return Buffer.concat(chunks, size)
}

const readStart = async (response: IncomingMessage, wanted: number): Promise<Uint8Array> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= wanted) break
  }
  response.destroy()
  return Buffer.concat(chunks, size).subarray(0, wanted)
}
