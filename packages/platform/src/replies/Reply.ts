/**
 * What a route answers with, before it meets a socket: a status, headers and a body. Plain values, so that faults can
 * change them and tests can read them. `http/send.ts` writes them.
 */
import { STATUS_CODES } from "node:http"
import type { HttpError } from "./HttpError.ts"

export type ReplyBody = string | Uint8Array | AsyncIterable<Uint8Array | string>

export interface Reply {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Absent: no body. An iterable is sent as it comes, with back-pressure. */
  readonly body?: ReplyBody
  /** The connection is closed after this answer. */
  readonly closeConnection?: boolean
}

/** How the connection ends instead of, or in the middle of, an answer. Scripted by faults. */
export interface Cut {
  /** Bytes of the body that are sent before; none of the head either when absent. */
  readonly afterBytes?: number
  /** `reset` sends RST, `close` a regular end. */
  readonly how: "close" | "reset"
}

const jsonType = "application/json; charset=utf-8"

export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { "content-type": jsonType, ...headers },
  body: JSON.stringify(value)
})

/** An answer whose JSON text exists already. */
export const jsonText = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { "content-type": jsonType, ...headers },
  body
})

export const empty = (status: number, headers: Readonly<Record<string, string>> = {}): Reply => ({ status, headers })

/** The wire's error body: `{ statusCode, message, error }`, with ours (`detail`, `problems`) behind it. */
export const refusal = (error: HttpError): Reply => ({
  ...json(
    error.status,
    {
      statusCode: error.status,
      message: error.message,
      error: STATUS_CODES[error.status],
      ...(error.detail === undefined ? {} : { detail: error.detail }),
      ...(error.problems === undefined ? {} : { problems: error.problems })
    },
    error.headers
  ),
  ...(error.closeConnection ? { closeConnection: true } : {})
})
