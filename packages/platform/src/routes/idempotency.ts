/** `Idempotency-Key` as a request carries it, and the refusal when it is used for something else. */
import type { IncomingHttpHeaders } from "node:http"
import { HttpError } from "../replies/HttpError.ts"

/** @throws HttpError 400 for a key that is empty or too long */
export const idempotencyKey = (headers: IncomingHttpHeaders): string | undefined => {
  const key = headers["idempotency-key"]
  if (key === undefined) return undefined
  const text = String(key).trim()
  if (text !== "" && text.length <= 255) return text
  throw new HttpError(400, "The Idempotency-Key must have 1 to 255 characters.")
}

export const keyReused = (): HttpError =>
  new HttpError(422, "This Idempotency-Key was used with another body.", {
    detail: "Use a new key for a new request."
  })
