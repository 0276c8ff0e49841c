/**
 * One request on its way through the server: what a route may know of it. Made by `dispatcher.ts` after the key, the
 * limits and the body were checked.
 */
import type { IncomingHttpHeaders, IncomingMessage } from "node:http"
import type { operations } from "@aixplain-ts/api-types"
import type { Operation } from "./contract.ts"
import type { Reply } from "../replies/Reply.ts"

export interface Exchange {
  readonly operation: Operation
  readonly headers: IncomingHttpHeaders
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Team of the key; empty on routes that need none. */
  readonly team: string
  /** The decoded, checked body; undefined without one, and where the route reads the request itself. */
  readonly body: unknown
  /** The body as it came, for fingerprints. */
  readonly bytes: Uint8Array
  /** For routes that stream their body. */
  readonly request: IncomingMessage
  /** Where this server is reached, as the client wrote it: `http://127.0.0.1:8799`. */
  readonly origin: string
  /** Aborted when the client goes away before its answer is sent, and when the server closes. */
  readonly signal: AbortSignal
}

export type Handler = (exchange: Exchange) => Reply | Promise<Reply>

/** The handler of every operation of the contract; method, path, key and body come from there. */
export type Handlers = Readonly<Record<keyof operations, Handler>>
