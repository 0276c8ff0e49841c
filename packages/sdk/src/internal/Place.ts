/**
 * Where a call of this package was made: failures get the stack of the call that they end. The places where core made and
 * passed them tell a caller nothing.
 */
import { describe, isAixplainError } from "@aixplain-ts/core/AixplainError"

export interface Place {
  readonly stack?: string | undefined
}

type Capture = (on: Place, hidden: (...args: never) => unknown) => void

/** Remembers the present call; frames from `hidden` inwards are left out where the runtime can do that. */
export const placeOf = (hidden: (...args: never) => unknown): Place => {
  const place = new Error()
  ;(Error as { readonly captureStackTrace?: Capture }).captureStackTrace?.(place, hidden)
  return place
}

/** The failure with the stack of that call; anything else as it is. */
export const calledAt = <A>(error: A, place: Place): A => {
  if (isAixplainError(error)) error.stack = `${describe(error)}\n${(place.stack ?? "").replace(/^Error[^\n]*\n/, "")}`
  return error
}
