/**
 * Reads the API key from a request, in every form that clients of this wire use: `x-api-key`, `x-aixplain-key`, and
 * `Authorization` with the scheme `Token` or `Bearer` in any case. Knows nothing of which keys are good.
 */
import type { IncomingHttpHeaders } from "node:http"

const scheme = /^(?:token|bearer)\s+(\S+)\s*$/i

const header = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name]
  const text = typeof value === "string" ? value.trim() : undefined
  return text === "" ? undefined : text
}

/** Every key that the request offers, in the order in which they are tried; usually one. */
export const offeredKeys = (headers: IncomingHttpHeaders): readonly string[] => {
  const keys = [
    header(headers, "x-api-key"),
    header(headers, "x-aixplain-key"),
    scheme.exec(headers.authorization ?? "")?.[1]
  ]
  return keys.filter((key) => key !== undefined)
}
