/**
 * Cross-origin rules: any origin may call with a key of its own, none may send cookies along. Preflights are answered
 * for every path, before anything else is looked at.
 */
import { empty, type Reply } from "./Reply.ts"

const allowedHeaders = [
  "x-api-key",
  "x-aixplain-key",
  "authorization",
  "content-type",
  "content-encoding",
  "idempotency-key",
  "if-match",
  "if-none-match",
  "prefer",
  "range",
  "last-event-id",
  "aixplain-fault"
].join(", ")

const exposedHeaders = [
  "aixplain-extensions",
  "etag",
  "retry-after",
  "retry-after-ms",
  "x-request-id",
  "preference-applied",
  "content-range",
  "accept-ranges",
  "content-disposition"
].join(", ")

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
