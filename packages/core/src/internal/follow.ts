/**
 * Follows one run to its end: checks when the schedule or the server says, bears with outages for a while, tells events,
 * keeps the deadline. Nothing here submits or decodes; see `submit.ts` and `wire.ts`. The rules: docs/waiting.md.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { AixplainError, DeadlineExceeded } from "../AixplainError.ts"
import type { RunRef } from "../RunRef.ts"
import type { RunSnapshot } from "../RunSnapshot.ts"
import type { PollSchedule } from "../Schedules.ts"
import { type Checked, checkCall } from "./check.ts"
import type { Emitter } from "./emit.ts"
import type { Http } from "./http.ts"
import { isRecord } from "./json.ts"
import { lazy } from "./lazy.ts"
import { log } from "./log.ts"
import { makePatience } from "./patience.ts"
import { askedWait } from "./retry.ts"

export interface Following {
  readonly operation: string
  readonly ref: RunRef
  /** Submitted by this client just now. */
  readonly fresh: boolean
  /** Until then "no such run" means "not yet". */
  readonly visibleUntil: number
  /** When the run was submitted, else when following began. */
  readonly since: number
  readonly deadline: { readonly at: number; readonly limitMillis: number }
  readonly schedule: PollSchedule
  readonly known: readonly number[]
  readonly pollTimeoutMillis: number
  readonly outageMillis: number
  readonly apiKey: string | undefined
  readonly emitter: Emitter
  /** What to do about the run when the time is up. */
  readonly onDeadline: Effect.Effect<void>
}

/** A server that says "completed" with a word nobody knows is believed after this many checks. */
const strangeEnds = 3

/** Broken event streams in a row after which checks have to do. */
const brokenStreams = 3

/** A stream that lasted longer does not count among them. */
const goodStreamMillis = 5_000

/** No schedule makes a tight loop. */
const shortestGap = 100

/** Longest pause after a failed check, and after the first one. */
const backoff = { first: 1_000, cap: 10_000 }

const events = lazy(() => import("./onDemand/events.ts"))

const saysCompleted = (snapshot: RunSnapshot): boolean => isRecord(snapshot.raw) && snapshot.raw["completed"] === true

export const follow = Effect.fnUntraced(function* (http: Http["Service"], following: Following) {
  const { ref, emitter, operation, deadline } = following
  const patience = makePatience({
    keyWorks: following.fresh,
    visibleUntil: following.visibleUntil,
    outageMillis: following.outageMillis
  })
  const cursor: { last: string | undefined } = { last: undefined }
  let answered = 0
  let strange = 0
  let broken = 0
  let heardEnd = false
  let lastUnknown: string | undefined
  let gap: number | undefined

  const expire = Effect.fnUntraced(function* () {
    yield* following.onDeadline
    return yield* Effect.fail(
      new AixplainError({
        operation,
        reason: new DeadlineExceeded({ limitMillis: deadline.limitMillis, runRef: ref })
      })
    )
  })

  const scheduled = Effect.fnUntraced(function* (now: number) {
    const random = yield* Random.next
    const next = following.schedule({
      attempt: answered,
      elapsed: now - following.since,
      known: following.known,
      random
    })
    return answered === 0 ? Math.max(0, next) : Math.max(shortestGap, Number.isNaN(next) ? 0 : next)
  })

  /** Listens to the server's own stream as long as it lasts. */
  const listen = Effect.fnUntraced(function* (begin: number) {
    const remaining = deadline.at - begin
    heardEnd = yield* events.pipe(
      Effect.flatMap((part) =>
        part.readEvents(http, {
          operation,
          ref,
          apiKey: following.apiKey,
          timeoutMillis: Math.min(following.pollTimeoutMillis, remaining),
          cursor,
          onEvent: emitter.pass
        })
      ),
      Effect.timeoutOrElse({ duration: remaining, orElse: () => Effect.succeed(true) }),
      Effect.catch((error) =>
        Effect.as(log("debug", "event stream failed", { run: ref.id, reason: error.reason._tag }), false)
      )
    )
    // A stream that held for a while was good; servers and proxies close them now and then.
    if ((yield* Clock.currentTimeMillis) - begin > goodStreamMillis) broken = 0
    if (!heardEnd) broken += 1
  })

  /** One check that the run survived: tells it and decides when to come again. */
  const goOn = Effect.fnUntraced(function* ({ snapshot, hintMillis, held }: Checked, took: number, now: number) {
    // The stream said "finished" and the check says otherwise: the stream is not to be relied on.
    if (heardEnd) broken += 1
    heardEnd = false
    if (snapshot.phase === "unknown" && snapshot.status !== lastUnknown) {
      lastUnknown = snapshot.status
      yield* emitter.emit({ type: "status.unknown", run: ref.id, status: snapshot.status })
    }
    yield* emitter.emit({
      type: "run.checked",
      run: ref.id,
      status: snapshot.status,
      attempt: answered,
      segments: snapshot.segments,
      ...(snapshot.progress !== undefined && { progress: snapshot.progress })
    })
    gap = hintMillis ?? (held && took >= 1_000 ? 0 : yield* scheduled(now))
  })

  /** A failed check that can be borne: tells it and decides when to try again. */
  const bear = Effect.fnUntraced(function* (error: AixplainError, attempt: number) {
    const asked = askedWait(error.reason)
    const random = yield* Random.next
    gap = asked ?? Math.max(100, random * Math.min(backoff.cap, backoff.first * 2 ** (attempt - 1)))
    yield* emitter.emit({
      type: "check.failed",
      run: ref.id,
      reason: error.reason._tag,
      message: error.message,
      attempt,
      retryInMillis: Math.round(gap)
    })
  })

  for (;;) {
    const before = yield* Clock.currentTimeMillis
    // A run that was not started here may have ended long ago: the first look is at once.
    gap ??= following.fresh && !http.declares("prefer-wait") ? yield* scheduled(before) : 0
    const remaining = deadline.at - before
    if (remaining <= 0) return yield* expire()
    const canListen = emitter.listening && http.declares("events") && broken < brokenStreams
    // The stream tells the present state anyway; of a run that was not started here one look says whether it goes on.
    const isFirstLook = !following.fresh && answered === 0
    if (canListen && !isFirstLook) {
      if (broken > 0) yield* Effect.sleep(Math.min(gap, remaining))
      yield* listen(yield* Clock.currentTimeMillis)
    } else if (gap > 0) yield* Effect.sleep(Math.min(gap, remaining))
    const start = yield* Clock.currentTimeMillis
    if (start >= deadline.at) return yield* expire()
    const outcome = yield* Effect.result(
      http.attempt(
        checkCall(http, {
          operation,
          ref,
          timeoutMillis: Math.min(following.pollTimeoutMillis, deadline.at - start),
          apiKey: following.apiKey,
          // A look that waited for the end would keep the stream from being read.
          hold: !(canListen && isFirstLook),
          now: start
        })
      )
    )
    const now = yield* Clock.currentTimeMillis
    if (outcome._tag === "Failure") {
      const error = outcome.failure
      error.reason.runRef ??= ref
      const attempt = patience.bear(error.reason, now)
      if (attempt === undefined) return yield* Effect.fail(error)
      yield* bear(error, attempt)
      continue
    }
    answered += 1
    patience.answered()
    const { snapshot } = outcome.success
    strange = snapshot.phase === "unknown" && saysCompleted(snapshot) ? strange + 1 : 0
    if (snapshot.completed) return snapshot
    if (strange >= strangeEnds) return { ...snapshot, phase: "failed" as const, completed: true }
    yield* goOn(outcome.success, now - start, now)
  }
})
