/**
 * The three forms in which services say when to come back. Rate limits use one of them, faults any, so that clients can
 * be held to all three.
 */
export type RetryAfterForm = "seconds" | "milliseconds" | "date"

/** `now`: the date. `milliseconds` has its own header (`Retry-After-Ms`); the other two round up to whole seconds. */
export const retryAfter = (millis: number, form: RetryAfterForm, now: number): Readonly<Record<string, string>> => {
  if (form === "milliseconds") return { "retry-after-ms": String(Math.ceil(millis)) }
  const seconds = Math.ceil((form === "date" ? now + millis : millis) / 1000)
  return { "retry-after": form === "date" ? new Date(seconds * 1000).toUTCString() : String(seconds) }
}
