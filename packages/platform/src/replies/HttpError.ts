/**
 * A refusal on its way to the client: status, sentence, and what to do about it. Thrown by routes and by the layers
 * around them; turned into the wire's error body in one place (`Reply.ts`). Never holds a key or a path of this machine.
 */
import type { Problem } from "@aixplain-ts/api-types"

export interface HttpErrorOptions {
  /** What the client should do about it, as one sentence. */
  readonly detail?: string
  /** Every problem of the document, where that is the reason. */
  readonly problems?: readonly Problem[]
  readonly headers?: Readonly<Record<string, string>>
  /** The sender cannot be waited for: the connection ends with the answer. */
  readonly closeConnection?: boolean
  readonly cause?: unknown
}

/** `message` is a sentence, or a message key such as `err.invalid_param` where the wire is known to answer one. */
export class HttpError extends Error {
  override readonly name = "HttpError"
  readonly status: number
  readonly detail: string | undefined
  readonly problems: readonly Problem[] | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly closeConnection: boolean
  constructor(status: number, message: string, options: HttpErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.status = status
    this.detail = options.detail
    this.problems = options.problems
    this.headers = options.headers ?? {}
    this.closeConnection = options.closeConnection ?? false
  }
}

/** 400 in the form that the wire is known to answer for a malformed id. */
export const invalidParam = (detail: string): HttpError => new HttpError(400, "err.invalid_param", { detail })

/** 404 in the form that the wire is known to answer; `detail` names what was looked for. */
export const notFound = (detail: string): HttpError => new HttpError(404, "Not Found", { detail })
