/**
 * Cross-origin rules: any origin may call with its own key, none may send cookies along. The contract lists the headers.
 * Preflights are answered for every path, before anything else is looked at.
 */
import { document } from "@aixplain-ts/api-types/document"
import { empty, type Reply } from "../replies/Reply.ts"

const { requestHeaders, responseHeaders } = document["x-cors"]
const allowedHeaders = requestHeaders.join(", ")
const exposedHeaders = responseHeaders.join(", ")

/** On every answer. */
export const corsHeaders: Readonly<Record<string, string>> = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": exposedHeaders
}

export const preflight = (): Reply =>
  empty(204, {
    "access-control-allow-methods": "GET, HEAD, POST, PUT, DELETE, OPTIONS",
    "access-control-allow-headers": allowedHeaders,
    "access-control-max-age": "86400"
  })
