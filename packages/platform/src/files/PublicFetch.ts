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
import { AssetError } from "../assets/AssetDefinition.ts"

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
  /** Resolves host names. Default: the resolver of the system. */
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

export const publicFetch = (options: PublicFetchOptions): PublicFetch => {
  const large = new LargeFiles()
  return async (url, { signal, startOnly } = {}) => {
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
      const reading =
        startOnly === undefined ? readAll(response, at, options.bytes, large, both) : readStart(response, startOnly)
      const bytes = await reading.catch((cause: unknown) => {
        throw explained(at, cause, deadline)
      })
      return { bytes, mediaType: response.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() }
    }
    throw new AssetError(`${shown(url)} redirects more than ${redirects} times.`)
  }
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
/** All public IPv6 addresses: others, such as `::127.0.0.1`, lead elsewhere or mean an IPv4 address. */
const globalUnicast = new BlockList()
globalUnicast.addSubnet("2000::", 3, "ipv6")

/** Whether an address is an ordinary public one; an IPv4 address inside an IPv6 one counts as itself. */
export const isPublic = (address: string): boolean => {
  // "::8.8.8.8" is not "::ffff:8.8.8.8", which ipaddr.js 2 takes it for.
  if (!ipaddr.isValid(address) || /^::\d+\./.test(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== "unicast" || alsoPrivate.check(parsed.toString(), parsed.kind())) return false
  return parsed.kind() === "ipv4" || globalUnicast.check(parsed.toString(), "ipv6")
}

/** What a fetch may hold beside all others, and how many may hold more than that at once. */
const smallBytes = 1024 * 1024
const largeAtOnce = 2

/** Places for large files, so that many at once do not fill the memory; others wait, and their senders with them. */
class LargeFiles {
  #held = 0
  readonly #waiting: (() => void)[] = []

  /** @throws the signal's reason when that is aborted first */
  async enter(signal: AbortSignal): Promise<() => void> {
    if (this.#held >= largeAtOnce)
      await new Promise<void>((resolve, reject) => {
        const stop = (): void => {
          this.#waiting.splice(this.#waiting.indexOf(pass), 1)
          reject(signal.reason as Error)
        }
        const pass = (): void => {
          signal.removeEventListener("abort", stop)
          resolve()
        }
        signal.addEventListener("abort", stop, { once: true })
        this.#waiting.push(pass)
      })
    else this.#held++
    return () => {
      const next = this.#waiting.shift()
      if (next === undefined) this.#held--
      else next()
    }
  }
}

const readAll = async (
  response: IncomingMessage,
  url: string,
  limit: number,
  large: LargeFiles,
  signal: AbortSignal
): Promise<Uint8Array> => {
  const tooLarge = new AssetError(`${shown(url)} is larger than ${limit} bytes.`)
  if (Number(response.headers["content-length"] ?? 0) > limit) {
    response.destroy()
    throw tooLarge
  }
  const chunks: Buffer[] = []
  let size = 0
  let leave: (() => void) | undefined
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limit) {
        response.destroy()
        throw tooLarge
      }
      chunks.push(chunk)
      if (size > smallBytes) leave ??= await large.enter(signal)
    }
    if (!response.complete) throw new AssetError(`The connection to ${shown(url)} was lost.`, { transient: true })
    return Buffer.concat(chunks, size)
  } finally {
    leave?.()
  }
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
