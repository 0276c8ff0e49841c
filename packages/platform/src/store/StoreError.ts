/**
 * Why the store could not do something. The executor waits and tries again on `Busy` and `Full`, and stops on the rest.
 */
import { setTimeout as pause } from "node:timers/promises"

export class StoreError extends Error {
  override readonly name = "StoreError"
  readonly _tag = "StoreError"
  readonly reason: "Busy" | "Full" | "Corrupt" | "Unavailable"

  constructor(reason: "Busy" | "Full" | "Corrupt" | "Unavailable", message: string, options?: { cause: unknown }) {
    super(message, options)
    this.reason = reason
  }
}

/** Milliseconds until the next attempt: twice as many each time, up to the longest. */
const firstPause = 50
const longestPause = 5000

/**
 * Tries again for as long as the disk is full or the database locked: both pass. Other errors, and an abort while it
 * waits, reject. The only retry of the platform that is not a step's.
 */
export const patiently = async <A>(attempt: () => Promise<A>, signal?: AbortSignal): Promise<A> => {
  for (let millis = firstPause; ; millis = Math.min(2 * millis, longestPause)) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof StoreError) || (error.reason !== "Busy" && error.reason !== "Full")) throw error
    }
    await pause(millis, undefined, signal === undefined ? {} : { signal })
  }
}

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
