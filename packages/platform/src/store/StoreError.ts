/**
 * Why the store could not do something. The executor waits and tries again on `Busy` and `Full`, and stops on the rest.
 */
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"

export class StoreError extends Error {
  override readonly name = "StoreError"
  readonly _tag = "StoreError"
  readonly reason: "Busy" | "Full" | "Corrupt" | "Unavailable"

  constructor(reason: "Busy" | "Full" | "Corrupt" | "Unavailable", message: string, options?: { cause: unknown }) {
    super(message, options)
    this.reason = reason
  }
}

const patience = Schedule.min([Schedule.exponential("50 millis"), Schedule.spaced("5 seconds")])

/** Tries again for as long as the disk is full or the database locked: both pass. */
export const patiently = <A>(effect: Effect.Effect<A, StoreError>): Effect.Effect<A, StoreError> =>
  Effect.retry(effect, {
    schedule: patience,
    while: (error) => error.reason === "Busy" || error.reason === "Full"
  })

/** Reads an error of SQLite or of the file system. */
export const storeError = (error: unknown): StoreError => {
  if (error instanceof StoreError) return error
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown }
  // SQLite's primary result code is the low byte of the extended one.
  const primary = typeof errcode === "number" ? errcode & 0xff : -1
  const cause = { cause: error }
  if (primary === 5 || primary === 6) return new StoreError("Busy", "The database is locked by another process.", cause)
  if (primary === 13 || code === "ENOSPC" || code === "EDQUOT")
    return new StoreError("Full", "The disk of the data folder is full.", cause)
  if (primary === 11 || primary === 26)
    return new StoreError("Corrupt", "The database is damaged. Restore it from a copy.", cause)
  const message = error instanceof Error ? error.message : String(error)
  return new StoreError("Unavailable", `The store failed: ${message}`, cause)
}
