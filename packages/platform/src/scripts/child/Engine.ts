/** What the two engines of a sandbox process have in common, for `main.ts` to drive. */
import type { Call, Reply } from "../internal/messages.ts"

/** What an engine says about one call; `spent` asks for a new process. */
export interface Outcome extends Pick<Reply, "failure" | "attempts" | "starved" | "log" | "spent"> {
  readonly body?: Uint8Array
}

export type Failure = NonNullable<Reply["failure"]>

export interface Engine {
  /** Runs a script within `limited`. Never throws. */
  run(call: Call, request: Uint8Array, limited: Limited): Outcome
  /** Makes ready for the next call; the answer is on its way by then. */
  reset(): void | Promise<void>
}

export interface Started {
  readonly engine: Engine
  /** A memory snapshot that others can start from. */
  readonly snapshot?: Uint8Array
}

/** Calls `work`, and stops it where it stands when it takes longer than `millis`. @throws Late */
export type Limited = <A>(millis: number, work: () => A) => A

/** Time is up. */
export class Late extends Error {}

/** A failure for what both engines can run into. */
export const crash = (error: unknown, name: string): Failure => {
  if (error instanceof Late) return { kind: "timeout", message: "" }
  if (error instanceof RangeError)
    return { kind: "exception", message: `${name} nested its calls or data so deeply that the stack overflowed.` }
  return { kind: "exception", message: `${name} crashed its interpreter (${String(error)}).` }
}

/** Gives up every right to read files, where Node can (24.21 and later). */
export const dropFiles = (): void => {
  const permission = process.permission as { drop?: (scope: string) => void } | undefined
  permission?.drop?.("fs.read")
}
