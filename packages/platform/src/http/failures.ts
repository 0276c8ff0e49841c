/**
 * What a failure below the routes becomes on the wire: a full disk, a locked or damaged store are the server's trouble
 * and are reported as such (503); everything unknown is a bug, reported by request id alone (500).
 */
import { sqliteReason, StoreError } from "../store/StoreError.ts"
import { HttpError } from "../replies/HttpError.ts"

interface Trouble {
  readonly message: string
  readonly detail: string
}

const busy: Trouble = { message: "The store is busy.", detail: "Try again in a moment." }
const full: Trouble = {
  message: "The server's disk is full.",
  detail: "Nothing was saved. Free space, then try again."
}
const corrupt: Trouble = {
  message: "The server's store is damaged.",
  detail: "It is left untouched. Restore the data folder from a copy."
}
const unavailable: Trouble = { message: "The server's store cannot be reached.", detail: "Try again later." }

const byReason: Readonly<Record<StoreError["reason"], Trouble>> = {
  Busy: busy,
  Full: full,
  Corrupt: corrupt,
  Unavailable: unavailable
}

/** Codes of the file system. */
const byCode: Readonly<Record<string, Trouble>> = {
  ENOSPC: full,
  EDQUOT: full,
  EROFS: unavailable,
  EIO: unavailable,
  EMFILE: busy,
  ENFILE: busy
}

/** One sentence for a trouble of disk or store, which a stack says nothing about; undefined for a bug. */
export const troubleOf = (error: unknown): string | undefined => findTrouble(error)?.message

const findTrouble = (error: unknown): Trouble | undefined => {
  if (error instanceof StoreError) return byReason[error.reason]
  if (typeof error !== "object" || error === null) return undefined
  const reason = sqliteReason(error)
  return reason === undefined ? byCode[String((error as { code?: unknown }).code)] : byReason[reason]
}

/** Any error as a refusal; `isBug` asks for it to be reported. */
export const toHttpError = (
  error: unknown,
  requestId: string
): { readonly refused: HttpError; readonly isBug: boolean } => {
  if (error instanceof HttpError) return { refused: error, isBug: false }
  const trouble = findTrouble(error)
  if (trouble !== undefined) {
    const headers = { "retry-after": "1" }
    return {
      refused: new HttpError(503, trouble.message, { detail: trouble.detail, headers, cause: error }),
      isBug: true
    }
  }
  const detail = `This is a fault of the server. Its log has more under the request id ${requestId}.`
  return { refused: new HttpError(500, "Internal Server Error", { detail, cause: error }), isBug: true }
}
