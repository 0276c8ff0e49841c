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

/** SQLite's primary result codes: BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB. */
const reasons: Readonly<Record<number, StoreError["reason"]>> = {
  5: "Busy",
  6: "Busy",
  8: "Unavailable",
  10: "Unavailable",
  11: "Corrupt",
  13: "Full",
  14: "Unavailable",
  26: "Corrupt"
}

/** What an error of SQLite means; undefined for one that is a bug, and for errors that are not SQLite's. */
export const sqliteReason = (error: unknown): StoreError["reason"] | undefined => {
  const { errcode } = (error ?? {}) as { errcode?: unknown }
  // The primary result code is the low byte of the extended one.
  return typeof errcode === "number" ? reasons[errcode & 0xff] : undefined
}

/** Reads an error of SQLite or of the file system. */
export const storeError = (error: unknown): StoreError => {
  if (error instanceof StoreError) return error
  const { code } = (error ?? {}) as { code?: unknown }
  const reason = sqliteReason(error) ?? (code === "ENOSPC" || code === "EDQUOT" ? "Full" : "Unavailable")
  const text = error instanceof Error ? error.message : String(error)
  const message = {
    Busy: "The database is locked by another process.",
    Full: "The disk of the data folder is full.",
    Corrupt: "The database is damaged. Restore it from a copy.",
    Unavailable: `The store failed: ${text}`
  }[reason]
  return new StoreError(reason, message, { cause: error })
}
