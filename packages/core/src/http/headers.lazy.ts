/**
 * The caller's own headers (the `headers` option): read for every request, sent to the configured and trusted origins
 * only. Headers that the client sets itself cannot be set.
 */
import { InvalidInput } from "../ErrorReason.ts"

/** Headers for every request, or a function that gives those of one request. */
export type CallerHeaders =
  | Readonly<Record<string, string>>
  | (() => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>)

const reserved = new Set(
  "authorization x-api-key host idempotency-key if-match prefer connection keep-alive transfer-encoding upgrade expect te trailer".split(
    " "
  )
)

const isReserved = (name: string): boolean => reserved.has(name.toLowerCase()) || /^content-/i.test(name)

const refuse = (message: string): InvalidInput => new InvalidInput({ message, parameter: "headers" })

/** Names and values of a plain object or a `Headers`; anything else would send nothing without a word. */
const entriesOf = (given: unknown): readonly (readonly [name: string, value: unknown])[] => {
  if (given instanceof Headers) return [...given]
  if (typeof given !== "object" || given === null || Symbol.iterator in given)
    throw refuse("headers must be an object of names and values, or a function that returns one.")
  return Object.entries(given)
}

/**
 * The caller's headers for one request, names in lower case. Throws `InvalidInput` for those that cannot be sent; `strike`
 * takes the key out of what the caller's function says.
 */
export const readHeaders = async (
  headers: CallerHeaders | undefined,
  strike: (text: string) => string
): Promise<Record<string, string>> => {
  if (headers === undefined) return {}
  let given: unknown
  try {
    given = typeof headers === "function" ? await headers() : headers
  } catch (cause) {
    throw refuse(`The headers function failed: ${strike(cause instanceof Error ? cause.message : String(cause))}`)
  }
  const probe = new Headers()
  const read: Record<string, string> = {}
  for (const [name, value] of entriesOf(given)) {
    if (value === undefined) continue
    if (isReserved(name)) throw refuse(`headers cannot set "${name}": the client sets it itself.`)
    if (typeof value !== "string")
      throw refuse(`The value of "${name}" in headers must be a string (got ${typeof value}).`)
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
