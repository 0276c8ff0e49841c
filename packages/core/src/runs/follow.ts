/**
 * Follows one run to its end: checks when the schedule or the server says, tolerates outages for a while, emits events,
 * keeps the deadline. Nothing here submits or decodes; see `submit.ts` and `answers.ts`. The rules: docs/waiting.md.
 * All times are of the clock that never jumps.
 */
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import { AixplainError, DeadlineExceeded, type ErrorReason, InvalidInput } from "../AixplainError.ts"
import type { RunRef } from "../RunRef.ts"
import type { RunSnapshot } from "../RunSnapshot.ts"
import type { PollSchedule } from "../Schedules.ts"
import { type Checked, checkCall } from "./check.ts"
import type { Emitter } from "./emit.ts"
import type { Http } from "../http/Http.ts"
import { isRecord } from "../http/json.ts"
import { lazy } from "../runtime/lazy.ts"
import { log } from "../runtime/log.ts"
import { makePatience } from "./Patience.ts"
import { askedWait, shortestPauseMillis } from "../http/retry.ts"
import { clock, now } from "../runtime/time.ts"

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

/** After this many checks, `completed: true` is believed even with an unknown status. */
const strangeEnds = 3

/** Broken event streams in a row after which checks have to do. */
const brokenStreams = 3

/** A stream that lasted longer does not count among them. */
const goodStreamMillis = 5_000

/** The last look before a run is said not to have ended takes no longer. */
const lastLookMillis = 5_000

/** Longest silence of an event stream; the platform sends a line every 15 s. */
const silence = { shortest: 20_000, longest: 45_000 }

/** Longest pause after a failed check, and after the first one. */
const backoff = { first: 1_000, cap: 10_000 }

const events = lazy(() => import("./events.lazy.ts"))

const saysCompleted = (snapshot: RunSnapshot): boolean => isRecord(snapshot.raw) && snapshot.raw["completed"] === true

export const follow = Effect.fnUntraced(function* (http: Http["Service"], following: Following) {
  const { ref, emitter, operation, deadline } = following
  const here = yield* clock
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

  const look = (timeoutMillis: number, hold: boolean) =>
    Effect.result(
      http.attempt(checkCall(http, { operation, ref, timeoutMillis, apiKey: following.apiKey, hold, clock: here }))
    )

  /** The time is up: one more look, because the run may have ended since the last one. */
  const expire = Effect.fnUntraced(function* () {
    const last = yield* look(Math.min(lastLookMillis, following.pollTimeoutMillis), false)
    if (last._tag === "Success" && last.success.snapshot.completed) return last.success.snapshot
    yield* following.onDeadline
    return yield* fail(
      new DeadlineExceeded({
        limitMillis: deadline.limitMillis,
        runRef: ref,
        cause: last._tag === "Failure" ? last.failure.reason : undefined
      })
    )
  })

  const fail = (reason: ErrorReason) => Effect.fail(new AixplainError({ operation, reason }))

  const scheduled = Effect.fnUntraced(function* (at: number) {
    const random = yield* Random.next
    const info = { attempt: answered, elapsed: at - following.since, known: following.known, random }
    const next = yield* Effect.try({
      try: () => following.schedule(info),
      catch: (cause) =>
        new AixplainError({
          operation,
          reason: new InvalidInput({
            message: `The schedule function threw: ${cause instanceof Error ? cause.message : String(cause)}`,
            parameter: "schedule",
            runRef: ref,
            cause
          })
        })
    })
    return answered === 0 ? Math.max(0, next || 0) : Math.max(shortestPauseMillis, next || 0)
  })

  /** Listens to the server's own stream as long as it lasts. */
  const listen = Effect.fnUntraced(function* (begin: number) {
    const remaining = deadline.at - begin
    const heard = { at: begin }
    heardEnd = yield* events.pipe(
      Effect.flatMap((part) =>
        part.readEvents(http, {
          operation,
          ref,
          apiKey: following.apiKey,
          timeoutMillis: Math.min(following.pollTimeoutMillis, remaining, patience.longestCheck(begin)),
          silenceMillis: Math.max(silence.shortest, Math.min(silence.longest, following.outageMillis / 2)),
          cursor,
          heard,
          onEvent: emitter.pass
        })
      ),
      Effect.timeoutOrElse({ duration: remaining, orElse: () => Effect.succeed(true) }),
      Effect.catch((error) =>
        Effect.as(log("debug", "event stream failed", { run: ref.id, reason: error.reason._tag }), false)
      )
    )
    // A stream that held for a while was good; servers and proxies close them now and then.
    if ((yield* now) - begin > goodStreamMillis) broken = 0
    if (heardEnd) return
    broken += 1
    patience.silent(heard.at)
  })

  /** One check that the run survived: tells it and decides when to come again. */
  const goOn = Effect.fnUntraced(function* ({ snapshot, hintMillis, held }: Checked, took: number, at: number) {
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
    gap =
      held && took >= 1_000 ? (hintMillis ?? 0) : Math.max(shortestPauseMillis, hintMillis ?? (yield* scheduled(at)))
  })

  /** A failed check that is tolerated: reports it and decides when to try again. */
  const tolerate = Effect.fnUntraced(function* (error: AixplainError, attempt: number, at: number) {
    const random = yield* Random.next
    const pause = askedWait(error.reason) ?? random * Math.min(backoff.cap, backoff.first * 2 ** (attempt - 1))
    gap = Math.max(shortestPauseMillis, Math.min(pause, patience.longestPause(at)))
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
    const before = yield* now
    // A run that was not started here may have ended long ago: the first look is at once.
    gap ??= following.fresh && !http.declares("prefer-wait") ? yield* scheduled(before) : 0
    const remaining = deadline.at - before
    if (remaining < 1) return yield* expire()
    const canListen = emitter.listening && http.declares("events") && broken < brokenStreams
    // The stream sends the present state anyway; of a run that was not started here one look says whether it still runs.
    const isFirstLook = !following.fresh && answered === 0
    if (canListen && !isFirstLook) {
      if (broken > 0) yield* Effect.sleep(Math.min(gap, remaining))
      yield* listen(yield* now)
    } else if (gap > 0) yield* Effect.sleep(Math.min(gap, remaining))
    const began = yield* now
    const left = deadline.at - began
    if (left < 1) return yield* expire()
    const outcome = yield* look(
      Math.min(following.pollTimeoutMillis, left, patience.longestCheck(began)),
      // A look that waited for the end would keep the stream from being read.
      !(canListen && isFirstLook)
    )
    const ended = yield* now
    if (outcome._tag === "Failure") {
      if (deadline.at - ended < 1) return yield* expire()
      const error = outcome.failure
      error.reason.runRef ??= ref
      const attempt = patience.tolerate(error.reason, { began, ended })
      if (attempt === undefined) return yield* Effect.fail(error)
      yield* tolerate(error, attempt, ended)
      continue
    }
    answered += 1
    patience.answered()
    const { snapshot } = outcome.success
    strange = snapshot.phase === "unknown" && saysCompleted(snapshot) ? strange + 1 : 0
    if (snapshot.completed) return snapshot
    if (strange >= strangeEnds) return { ...snapshot, phase: "failed" as const, completed: true }
    yield* goOn(outcome.success, ended - began, ended)
  }
})
