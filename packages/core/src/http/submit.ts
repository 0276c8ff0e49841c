/**
 * Sends what must not be sent twice: the POST that starts a run, and the one that creates a pipeline.
 * It is repeated only when nothing can have been carried out, or when the server honours the idempotency key it carries.
 * If the response is lost, the failure is `SubmissionUncertain`: the client does not guess.
 */
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { AixplainError, type ErrorReason, SubmissionUncertain } from "../AixplainError.ts"
import { rulesOf } from "../ReasonRules.ts"
import { OneShot, OnSubmission } from "../OneShot.ts"
import { RedirectElsewhere } from "./Fetch.ts"
import type { Call, Http } from "./Http.ts"
import { isServerFailure } from "./answers.ts"
import { log } from "../runtime/log.ts"
import { nothingSent } from "../errors/Reason.ts"
import { isAtWork } from "./retry.ts"
import { Runtime } from "../runtime/Runtime.ts"
import { date } from "../runtime/time.ts"
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
 * caller should get the key back to submit again with it; the same holds while the first request is still at work.
 */
const isAmbiguous = (reason: ErrorReason, keyed: boolean): boolean =>
  rulesOf(reason).answerLost || (keyed && (reason._tag === "Server" || isAtWork(reason, "keyed")))

/**
 * The server itself did not take the request: it is shutting down, or its disk is full. A proxy's 503 declares nothing.
 * The platform answers 503 before it stores anything of a submission.
 */
const isUnavailable = ({ status, headers }: Response): boolean =>
  status === 503 && /\bidempotency-key\b/i.test(headers.get("aixplain-extensions") ?? "")

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

/** How long a submission without a key of the caller waits for the server to say what it declares. */
const discoveryMillis = 2_000

/** The vendor's hosts declare nothing, and are not asked. */
const isHosted = (baseUrl: string): boolean => /(^|\.)aixplain\.com$/i.test(new URL(baseUrl).hostname)

/**
 * The key of this submission, where the server honours keys. A key that the caller gave is never dropped because the server
 * could not be asked: then nothing is submitted.
 */
const keyOf = Effect.fnUntraced(function* (
  http: Http["Service"],
  { operation, apiKey }: Pick<Call<unknown>, "operation" | "apiKey">,
  given: string | undefined
) {
  // Browsers send a POST again by themselves, and a program that ends after one request has no other: both need the key
  // from their first submission on.
  const isOneShot = yield* OneShot
  if (!isHosted(http.baseUrl)) {
    if (given !== undefined)
      yield* http
        .discoverPatiently(operation, apiKey)
        .pipe(Effect.mapError(({ reason }) => new AixplainError({ operation, reason: nothingSent(reason) })))
    else if ((yield* Runtime) === "browser" || isOneShot)
      yield* Effect.ignore(Effect.timeoutOption(http.discover(apiKey), discoveryMillis))
  }
  if (http.declares("idempotency-key")) return given ?? (yield* makeKey)
  if (given !== undefined)
    yield* log("warn", "the server does not honour idempotency keys: the key is not sent", { operation })
  return undefined
})

export const submit = Effect.fnUntraced(function* <A>(http: Http["Service"], submission: Submission<A>) {
  const { call } = submission
  const key = yield* keyOf(http, call, submission.idempotencyKey)
  const sentAt = yield* date
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
  const onSubmission = yield* OnSubmission
  // A request is on its way.
  let open = false
  // A request may have been carried out, and no later one was answered. Refusals of later ones do not change that.
  let inDoubt = false
  // The last answer said that the server took nothing.
  let unavailable = false
  const request = http.request({
    ...call,
    mode: key === undefined ? "once" : "keyed",
    ...(key !== undefined && { headers: { ...call.headers, "idempotency-key": key } }),
    send: async (client, init) => {
      open = true
      onSubmission()
      try {
        const answer = await call.send(client, init)
        // The request was accepted, or the server failed while working on it.
        unavailable = isUnavailable(answer.response)
        inDoubt ||= answer.response.ok || (!unavailable && isServerFailure(answer.response.status))
        return answer
      } catch (error) {
        inDoubt ||= !(error instanceof RedirectElsewhere) && transportFacts(error).phase === "exchange"
        throw error
      } finally {
        open = false
      }
    }
  })
  const settled = request.pipe(
    Effect.catch((error) =>
      // A key of the caller goes back to the caller, who has a use for it.
      error.reason._tag === "Server" && unavailable && !inDoubt && submission.idempotencyKey === undefined
        ? Effect.fail(new AixplainError({ operation: call.operation, reason: nothingSent(error.reason) }))
        : isAmbiguous(error.reason, key !== undefined) || (inDoubt && key !== undefined)
          ? lost(error.reason)
          : Effect.fail(error)
    )
  )
  const bounded =
    submission.deadline === undefined
      ? settled
      : Effect.timeoutOrElse(settled, {
          duration: submission.deadline.millis,
          orElse: () => (open || inDoubt ? lost() : Effect.fail(submission.deadline?.expired() as AixplainError))
        })
  return yield* Effect.onInterrupt(bounded, () => (open || inDoubt ? submission.onUncertain(uncertain()) : Effect.void))
})
