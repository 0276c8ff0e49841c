/** The implementation of `Batch`: a gate that narrows when the server limits the rate, and the runs that pass it. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import { AixplainError, InvalidInput } from "../../AixplainError.ts"
import type { Batch, BatchItem, BatchOptions } from "../../Batch.ts"
import type { RunResult } from "../../Outputs.ts"
import type { Runs } from "../../Runs.ts"
import { RateLimitObserver } from "../http.ts"
import { makeUploadReuse, Reuse } from "./uploadReuse.ts"

const defaultConcurrency = 8

/** Wait after a "too many" that names no time, doubled each time up to the cap. */
const pause = { first: 1_000, cap: 60_000 }

interface Gate {
  readonly pass: <A, E>(effect: Effect.Effect<A, E>) => Effect.Effect<A, E>
  /** Told each time the server says "too many". */
  readonly narrow: (retryAt: number | undefined) => void
}

/** At most `most` at a time; half of that after each "too many", one more again after as many successes as pass at once. */
const makeGate = (most: number): Gate => {
  const semaphore = Semaphore.makeUnsafe(most)
  let width = most
  let passed = 0
  let closedUntil = 0
  let stale = false
  const settle = Effect.suspend(() => {
    if (!stale) return Effect.void
    stale = false
    return semaphore.resize(width)
  })
  const opened = Effect.suspend(() =>
    Effect.flatMap(Clock.currentTimeMillis, (now) =>
      closedUntil > now ? Effect.sleep(closedUntil - now) : Effect.void
    )
  )
  return {
    pass: (effect) =>
      Effect.andThen(settle, semaphore.withPermit(Effect.andThen(opened, effect))).pipe(
        Effect.tap(() =>
          Effect.suspend(() => {
            passed += 1
            if (width === most || passed < width) return Effect.void
            passed = 0
            width += 1
            return semaphore.resize(width)
          })
        ),
        Effect.ensuring(settle)
      ),
    narrow: (retryAt) => {
      width = Math.max(1, Math.floor(width / 2))
      passed = 0
      stale = true
      if (retryAt !== undefined) closedUntil = Math.max(closedUntil, retryAt)
    }
  }
}

const isAsync = (inputs: Iterable<unknown> | AsyncIterable<unknown>): inputs is AsyncIterable<unknown> =>
  Symbol.asyncIterator in inputs

/** One input after the other, pulled when it is needed. */
const pull = (inputs: Iterable<unknown> | AsyncIterable<unknown>): Stream.Stream<unknown, AixplainError> => {
  const broken = (cause: unknown) =>
    new AixplainError({
      operation: "Batch.runMany",
      reason: new InvalidInput({
        message: `The inputs broke off: ${cause instanceof Error ? cause.message : String(cause)}.`,
        parameter: "inputs"
      })
    })
  if (isAsync(inputs)) return Stream.fromAsyncIterable(inputs, broken)
  const iterator = inputs[Symbol.iterator]()
  return Stream.fromAsyncIterable(
    {
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.resolve(iterator.next()),
        return: () => Promise.resolve(iterator.return?.() ?? { done: true as const, value: undefined })
      })
    },
    broken
  )
}

export const makeBatch = (runs: Runs["Service"]): Batch["Service"] => {
  const runMany = (
    pipeline: string,
    inputs: Iterable<unknown> | AsyncIterable<unknown>,
    options: BatchOptions = {}
  ): Stream.Stream<BatchItem, AixplainError> => {
    const { concurrency = defaultConcurrency, ...run } = options
    if (!Number.isInteger(concurrency) || concurrency < 1)
      return Stream.fail(
        new AixplainError({
          operation: "Batch.runMany",
          reason: new InvalidInput({
            message: `concurrency is ${concurrency}; it must be a whole number from 1 on.`,
            parameter: "concurrency"
          })
        })
      )
    return Stream.suspend(() => {
      const gate = makeGate(concurrency)
      const reuse = makeUploadReuse()

      /** A run that was refused for being too fast was not started: it waits for its turn again. */
      const patiently = (input: unknown, refusals: number): Effect.Effect<RunResult, AixplainError> =>
        gate.pass(runs.run(pipeline, input, run)).pipe(
          Effect.catch((error) => {
            const reason = error.reason
            if (reason._tag !== "RateLimited") return Effect.fail(error)
            const wait = reason.retryAfterMillis ?? Math.min(pause.cap, pause.first * 2 ** refusals)
            return Effect.delay(patiently(input, refusals + 1), wait)
          })
        )

      return pull(inputs).pipe(
        Stream.zipWithIndex,
        Stream.mapEffect(
          ([input, index]) =>
            patiently(input, 0).pipe(
              Effect.provideService(Reuse, reuse),
              Effect.provideService(RateLimitObserver, gate.narrow),
              Effect.match({
                onSuccess: (result): BatchItem => ({ index, result }),
                onFailure: (error): BatchItem => ({ index, error })
              })
            ),
          { concurrency, unordered: true }
        )
      )
    })
  }

  return { runMany }
}
