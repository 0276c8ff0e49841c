/**
 * The caller's own headers (the `headers` option): read for every request, sent to the configured and trusted origins
 * only. Headers that the client sets itself cannot be set.
 */
import { InvalidInput } from "../ErrorReason.ts"

/** Headers for every request, or a function that gives those of one request. */
export type CallerHeaders =
  | Readonly<Record<string, string>>
  | (() => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>)

const reserved = /^(authorization|x-api-key|host|idempotency-key|if-match|prefer|content-.*)$/i

const refuse = (message: string): InvalidInput => new InvalidInput({ message, parameter: "headers" })

/** The caller's headers for one request, names in lower case. Throws `InvalidInput` for those that cannot be sent. */
export const readHeaders = async (headers: CallerHeaders | undefined): Promise<Record<string, string>> => {
  if (headers === undefined) return {}
  let given: Readonly<Record<string, string>>
  try {
    given = typeof headers === "function" ? await headers() : headers
  } catch (cause) {
    throw refuse(`The headers function failed: ${cause instanceof Error ? cause.message : String(cause)}`)
  }
  const probe = new Headers()
  const read: Record<string, string> = {}
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue
    if (reserved.test(name)) throw refuse(`headers cannot set "${name}": the client sets it itself.`)
    try {
      probe.set(name, value)
    } catch {
      // Without the value, which may be a secret.
      throw refuse(`headers has a name or value that HTTP does not allow: ${JSON.stringify(name)}.`)
    }
    read[name.toLowerCase()] = value
  }
  return read
}
