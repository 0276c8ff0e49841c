/**
 * Sends what must not be sent twice: the POST that starts a run, and the one that creates a pipeline.
 * It is repeated only when nothing can have been carried out, or when the server honours the idempotency key it carries.
 * When the answer is lost the failure says so (`SubmissionUncertain`) instead of guessing.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { AixplainError, type ErrorReason, SubmissionUncertain } from "../AixplainError.ts"
import { rulesOf } from "../ReasonRules.ts"
import type { Call, Http } from "./http.ts"
import { log } from "./log.ts"
import { Runtime } from "./runtime.ts"
import { transportFacts } from "./transport.ts"

/** A version 4 UUID from the injected randomness. */
const makeKey = Effect.gen(function* () {
  const digits: string[] = []
  for (let index = 0; index < 32; index++) digits.push((yield* Random.nextIntBetween(0, 15)).toString(16))
  digits[12] = "4"
  digits[16] = (8 + (Number.parseInt(digits[16] ?? "0", 16) % 4)).toString(16)
  return digits.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
})

/**
 * The request may have been carried out although it failed. A server error says what it is by itself, but with a key the
 * caller should get it back to go on with.
 */
const isAmbiguous = (reason: ErrorReason, keyed: boolean): boolean =>
  rulesOf(reason).answerLost || (keyed && reason._tag === "Server")

export interface Submission<A> {
  readonly call: Omit<Call<A>, "mode">
  /** Id of the pipeline that is to run; undefined when one is created. */
  readonly pipeline: string | undefined
  readonly idempotencyKey: string | undefined
  /** Told when the answer is lost, also by an interruption. */
  readonly onUncertain: (uncertain: SubmissionUncertain) => Effect.Effect<void>
  /** Milliseconds until the whole thing has to be over, and what is said then if nothing is on its way. */
  readonly deadline?: { readonly millis: number; readonly expired: () => AixplainError } | undefined
}

export const submit = Effect.fnUntraced(function* <A>(http: Http["Service"], submission: Submission<A>) {
  const { call } = submission
  // Browsers send a POST again by themselves, so there the key is needed from the first run on.
  if (submission.idempotencyKey !== undefined || (yield* Runtime) === "browser")
    yield* http
      .discover(call.apiKey)
      .pipe(Effect.catch((error) => log("debug", "could not ask for extensions", { reason: error.reason._tag })))
  const key = http.declares("idempotency-key") ? (submission.idempotencyKey ?? (yield* makeKey)) : undefined
  const sentAt = yield* Clock.currentTimeMillis
  const uncertain = (cause?: ErrorReason) =>
    new SubmissionUncertain({
      pipeline: submission.pipeline,
      sentAt,
      idempotencyKey: key,
      cause,
      requestId: cause?.requestId,
      status: cause?.status,
      body: cause?.body
    })
  const lost = Effect.fnUntraced(function* (cause?: ErrorReason) {
    const reason = uncertain(cause)
    yield* submission.onUncertain(reason)
    return yield* Effect.fail(new AixplainError({ operation: call.operation, reason }))
  })
  // True from the moment the request leaves until something proves that it was not carried out.
  let open = false
  const request = http.request({
    ...call,
    mode: key === undefined ? "once" : "keyed",
    ...(key !== undefined && { headers: { ...call.headers, "idempotency-key": key } }),
    send: async (client, init) => {
      open = true
      try {
        const answer = await call.send(client, init)
        open = answer.response.status >= 500
        return answer
      } catch (error) {
        open = transportFacts(error).phase === "exchange"
        throw error
      }
    }
  })
  const settled = request.pipe(
    Effect.catch((error) => (isAmbiguous(error.reason, key !== undefined) ? lost(error.reason) : Effect.fail(error)))
  )
  const bounded =
    submission.deadline === undefined
      ? settled
      : Effect.timeoutOrElse(settled, {
          duration: submission.deadline.millis,
          orElse: () => (open ? lost() : Effect.fail(submission.deadline?.expired() as AixplainError))
        })
  return yield* Effect.onInterrupt(bounded, () => (open ? submission.onUncertain(uncertain()) : Effect.void))
})
