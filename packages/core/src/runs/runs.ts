/** The implementation of `Runs`: puts payload, submission, following and reading together. */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import {
  AixplainError,
  DeadlineExceeded,
  type ErrorReason,
  RunCancelled,
  RunFailed,
  UnexpectedStatus
} from "../AixplainError.ts"
import { DataAssets } from "../DataAssets.ts"
import { Outputs } from "../Outputs.ts"
import { type PayloadResolver, toPayload } from "../Payload.ts"
import type { RunEvent } from "../RunEvent.ts"
import type { RunOptions, StartOptions, WaitOptions } from "../RunOptions.ts"
import type { RunRef, RunRefInput } from "../RunRef.ts"
import { phaseOf } from "../RunPhase.ts"
import type { RunSnapshot } from "../RunSnapshot.ts"
import { type CheckOptions, Runs } from "../Runs.ts"
import { adaptive, type DurationMemory, Poll, python } from "../Schedules.ts"
import { Uploads } from "../Uploads.ts"
import { checkCall } from "./check.ts"
import { type Emitter, makeEmitter } from "./emit.ts"
import { follow } from "./follow.ts"
import { Http } from "../http/Http.ts"
import { compact } from "../http/json.ts"
import { lazy, lazyMethods } from "../runtime/lazy.ts"
import { log } from "../runtime/log.ts"
import { millis } from "../http/options.ts"
import { visibleWithinMillis } from "./Patience.ts"
import { about, makeRef, readRef, trustedPoll } from "./runRef.ts"
import { submit } from "../http/submit.ts"
import { clock, date, isoTime, now, parseDate } from "../runtime/time.ts"
import { failureSentence, readRun } from "./answers.ts"

export interface RunsOptions {
  readonly pollTimeoutMillis: number
  readonly durations: DurationMemory
}

/** As in the Python SDK: five and a half hours. */
const defaultTimeout = 20_000_000
const defaultOutage = 60_000

/** A run followed this soon after its submission is seen from its beginning. */
const freshWithin = 2_000

const fail = (operation: string, reason: ErrorReason) => Effect.fail(new AixplainError({ operation, reason }))

const make = Effect.fnUntraced(function* (options: RunsOptions) {
  const http = yield* Http
  const outputs = yield* Outputs
  const uploads = yield* Uploads
  const dataAssets = yield* DataAssets

  const lists = lazy(() => import("./lists.lazy.ts").then(({ makeRunLists }) => makeRunLists(http)))
  const streams = lazy(() => import("./produced.lazy.ts"))
  const resolvers = lazy(() => import("./payloadResolver.lazy.ts"))

  const resolver = (start: StartOptions, emitter: Emitter): PayloadResolver => {
    const loaded = Effect.map(resolvers, (part) => part.payloadResolver(uploads, dataAssets, start, emitter))
    return lazyMethods(loaded, { upload: "effect", isFile: "effect", dataAsset: "effect" })
  }

  const refOf = (operation: string, input: RunRefInput): Effect.Effect<RunRef, AixplainError> =>
    Effect.suspend(() => {
      const read = readRef(http, input)
      return "ref" in read ? Effect.succeed(read.ref) : fail(operation, read.problem)
    })

  /** A failure of `use` is about the run that `input` names. */
  const aboutRun = <A>(
    operation: string,
    input: RunRefInput,
    use: (ref: RunRef) => Effect.Effect<A, AixplainError>
  ): Effect.Effect<A, AixplainError> => Effect.flatMap(refOf(operation, input), (ref) => about(ref, use(ref)))

  const scheduleOf = Effect.fnUntraced(function* (operation: string, wait: WaitOptions) {
    if (typeof wait.schedule === "function") return wait.schedule
    const first = yield* millis(operation, "waitTime", wait.waitTime, 1_000)
    if (wait.schedule === "python" || (wait.schedule === undefined && wait.waitTime !== undefined)) return python(first)
    return wait.schedule === "adaptive" ? adaptive : yield* Poll
  })

  /** The options of waiting, read before anything is sent: a run must not be started and then not be waited for. */
  const waitingOf = Effect.fnUntraced(function* (operation: string, wait: WaitOptions) {
    const limitMillis = yield* millis(operation, "timeout", wait.timeout, defaultTimeout)
    return {
      deadline: { limitMillis, at: (yield* now) + limitMillis },
      schedule: yield* scheduleOf(operation, wait),
      pollTimeoutMillis: yield* millis(operation, "pollTimeout", wait.pollTimeout, options.pollTimeoutMillis),
      outageMillis: yield* millis(operation, "outage", wait.outage, defaultOutage)
    }
  })
  type Waiting = Effect.Success<ReturnType<typeof waitingOf>>

  const cancelAt = (ref: RunRef, emitter: Emitter, apiKey: string | undefined) =>
    lists.pipe(
      Effect.flatMap((all) => all.cancel("Runs.cancel", ref, compact({ apiKey, timeoutMillis: 5_000 }))),
      Effect.andThen(emitter.emit({ type: "cancel.requested", run: ref.id })),
      Effect.catch((error) => log("warn", "could not cancel the run", { run: ref.id, reason: error.reason._tag }))
    )

  /** Submits; the reference is all that is known of the run afterwards. */
  const submitRun = Effect.fnUntraced(function* (
    operation: string,
    pipeline: string,
    data: unknown,
    start: StartOptions,
    emitter: Emitter,
    deadline: Waiting["deadline"] | undefined
  ) {
    const timeoutMillis = yield* millis(operation, "requestTimeout", start.requestTimeout, http.requestTimeoutMillis)
    const body = yield* toPayload(data, start, resolver(start, emitter))
    const begun = yield* now
    const startedAt = yield* date
    const expired = () =>
      new AixplainError({
        operation,
        reason: new DeadlineExceeded({
          limitMillis: deadline?.limitMillis ?? 0,
          message: "The time for the run was up before it could be submitted."
        })
      })
    if (deadline !== undefined && begun >= deadline.at) return yield* Effect.fail(expired())
    const reply = yield* submit(http, {
      pipeline,
      idempotencyKey: start.idempotencyKey,
      onUncertain: (uncertain) =>
        emitter.emit({ type: "run.uncertain", run: null, pipeline, message: uncertain.message }),
      deadline: deadline && { millis: deadline.at - begun, expired },
      call: {
        operation,
        key: "x-api-key",
        subject: { what: "pipeline", id: pipeline },
        apiKey: start.apiKey,
        timeoutMillis,
        send: (client, init) =>
          client.POST("/assets/pipeline/execution/run/{id}", { ...init, params: { path: { id: pipeline } }, body }),
        decode: (answer) => {
          const run = readRun(answer.body)
          return run?.url === undefined && run?.phase !== "failed" ? undefined : { ...run, requestId: answer.requestId }
        }
      }
    })
    if (reply.url === undefined)
      return yield* fail(
        operation,
        new RunFailed({
          message: "The server refused to start the run.",
          error: reply.error,
          body: reply.raw,
          requestId: reply.requestId
        })
      )
    const place = trustedPoll(http, reply.url)
    // The run was started, and where to ask for it is not known or not to be trusted with the key.
    if ("problem" in place)
      return yield* fail(
        operation,
        new UnexpectedStatus({
          message: `The server started the run, but its poll URL cannot be used. ${place.problem.message}`,
          hint: place.problem.hints,
          body: reply.raw,
          requestId: reply.requestId,
          safeToResubmit: "no"
        })
      )
    const ref = makeRef(http, { ...place, pipeline, startedAt: isoTime(startedAt) })
    yield* log("info", "run submitted", { run: ref.id, pipeline, name: start.name ?? "pipeline_process" })
    yield* emitter.emit({ type: "run.submitted", run: ref.id, ref })
    return { ref, begun, raw: reply.raw }
  })

  /** Follows a run to its end and returns the last snapshot, also of a run that did not succeed. */
  const followRun = Effect.fnUntraced(function* (
    operation: string,
    ref: RunRef,
    wait: WaitOptions & { readonly apiKey?: string },
    emitter: Emitter,
    waiting: Waiting,
    /** When it was submitted, where this call did that. */
    submitted?: number
  ) {
    const begun = yield* now
    const startedAt = ref.startedAt === undefined ? Number.NaN : parseDate(ref.startedAt)
    const age = submitted === undefined ? Math.max(0, (yield* date) - startedAt) : begun - submitted
    const isAgeKnown = !Number.isNaN(age)
    const since = isAgeKnown ? begun - age : begun
    const fresh = isAgeKnown && age < freshWithin
    const snapshot = yield* follow(http, {
      ...waiting,
      operation,
      ref,
      fresh,
      visibleUntil: isAgeKnown ? since + visibleWithinMillis : Number.NEGATIVE_INFINITY,
      since,
      known: ref.pipeline === undefined ? [] : options.durations.recall(ref.pipeline),
      apiKey: wait.apiKey,
      emitter,
      onDeadline: wait.onTimeout === "cancel" ? cancelAt(ref, emitter, wait.apiKey) : Effect.void
    })
    const took = (yield* now) - since
    if (snapshot.phase === "succeeded" && fresh && ref.pipeline !== undefined)
      options.durations.remember(ref.pipeline, snapshot.elapsedTime ? snapshot.elapsedTime * 1_000 : took)
    yield* emitter.emit({
      type: "run.finished",
      run: ref.id,
      status: snapshot.status,
      phase: snapshot.phase === "succeeded" || snapshot.phase === "cancelled" ? snapshot.phase : "failed",
      segments: snapshot.segments,
      ...compact({
        error: snapshot.phase === "succeeded" ? undefined : failureSentence(snapshot),
        usedCredits: snapshot.usedCredits,
        elapsedTime: snapshot.elapsedTime
      })
    })
    return snapshot
  })

  /** A result, or the failure that the run's end is. */
  const settle = (operation: string, ref: RunRef, snapshot: RunSnapshot) => {
    if (snapshot.phase === "succeeded") return Effect.succeed(outputs.result(snapshot))
    const facts = { runRef: ref, body: snapshot.raw, result: snapshot }
    return fail(
      operation,
      snapshot.phase === "cancelled"
        ? new RunCancelled(facts)
        : new RunFailed({
            ...facts,
            message: failureSentence(snapshot),
            error: snapshot.error ?? snapshot.supplierError,
            // An end in a word that means no failure may have been a success.
            ...(phaseOf(snapshot.status) !== "failed" && { safeToResubmit: "unknown" as const })
          })
    )
  }

  const check = Effect.fn("Runs.check")((input: RunRefInput, call: CheckOptions = {}) =>
    aboutRun(
      "Runs.check",
      input,
      Effect.fnUntraced(function* (ref) {
        const timeoutMillis = yield* millis("Runs.check", "pollTimeout", call.pollTimeout, options.pollTimeoutMillis)
        const asked = checkCall(http, {
          operation: "Runs.check",
          ref,
          timeoutMillis,
          apiKey: call.apiKey,
          hold: false,
          clock: yield* clock
        })
        return outputs.result((yield* http.request(asked)).snapshot)
      })
    )
  )

  const run = Effect.fn("Runs.run")(function* (pipeline: string, data: unknown, run: RunOptions = {}) {
    const emitter = makeEmitter(run.onEvent)
    const waiting = yield* waitingOf("Runs.run", run)
    const { ref, begun } = yield* submitRun("Runs.run", pipeline, data, run, emitter, waiting.deadline)
    const snapshot = yield* followRun("Runs.run", ref, run, emitter, waiting, begun)
    return yield* settle("Runs.run", ref, snapshot)
  })

  const submitOnly = Effect.fn("Runs.start")(function* (pipeline: string, data: unknown, start: StartOptions = {}) {
    const { ref, raw } = yield* submitRun("Runs.start", pipeline, data, start, makeEmitter(start.onEvent), undefined)
    return { ref, raw }
  })

  const awaitRun = Effect.fn("Runs.await")(
    (input: RunRefInput, wait: WaitOptions & { readonly apiKey?: string } = {}) =>
      aboutRun(
        "Runs.await",
        input,
        Effect.fnUntraced(function* (ref) {
          const waiting = yield* waitingOf("Runs.await", wait)
          const snapshot = yield* followRun("Runs.await", ref, wait, makeEmitter(wait.onEvent), waiting)
          return yield* settle("Runs.await", ref, snapshot)
        })
      )
  )

  const watch = (input: RunRefInput, wait: WaitOptions & { readonly apiKey?: string } = {}) =>
    Stream.unwrap(
      Effect.map(streams, ({ produced }) =>
        produced<RunEvent>(({ tell }) =>
          aboutRun(
            "Runs.watch",
            input,
            Effect.fnUntraced(function* (ref) {
              const waiting = yield* waitingOf("Runs.watch", wait)
              const emitter = makeEmitter((event) => {
                wait.onEvent?.(event)
                tell(event)
              })
              yield* followRun("Runs.watch", ref, wait, emitter, waiting)
            })
          )
        )
      )
    )

  const cancel = Effect.fn("Runs.cancel")((input: RunRefInput, call: CheckOptions = {}) =>
    aboutRun(
      "Runs.cancel",
      input,
      Effect.fnUntraced(function* (ref) {
        const timeoutMillis = yield* millis("Runs.cancel", "pollTimeout", call.pollTimeout, options.pollTimeoutMillis)
        yield* (yield* lists).cancel("Runs.cancel", ref, compact({ apiKey: call.apiKey, timeoutMillis }))
      })
    )
  )

  return Runs.of({
    run,
    start: (pipeline, data, start) => Effect.map(submitOnly(pipeline, data, start), ({ ref }) => ref),
    submit: submitOnly,
    check,
    await: awaitRun,
    watch,
    cancel,
    ref: (input, pipeline) =>
      Effect.map(refOf("Runs.ref", input), (ref) =>
        pipeline === undefined ? ref : makeRef(http, { ...ref, pipeline })
      ),
    ...lazyMethods(lists, {
      reconcile: "effect",
      list: "stream",
      page: "effect",
      get: "effect",
      steps: "stream",
      stepsPage: "effect",
      log: "stream"
    })
  })
})

export const layer = (options: RunsOptions) => Layer.effect(Runs, make(options))
