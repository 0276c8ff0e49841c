/** For programs that end after a request or two, such as commands: what the server can do is asked before it matters. */
import * as Context from "effect/Context"

/**
 * Provide `true`, and the client asks a server that has said nothing yet what it declares before it submits a run or creates
 * a pipeline (`GET /health`, without a key, two seconds at most, never at the vendor's hosts). An idempotency key then
 * protects the only submission of the program, too. Without an answer nothing counts as declared.
 */
export const OneShot = Context.Reference<boolean>("@aixplain-ts/core/OneShot", { defaultValue: () => false })

/**
 * Called right before the request of a submission leaves. Until then an interruption starts nothing; from then on it is worth
 * waiting a moment for the run's id.
 */
export const OnSubmission = Context.Reference<() => void>("@aixplain-ts/core/OnSubmission", {
  defaultValue: () => () => {}
})
