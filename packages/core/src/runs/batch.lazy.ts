/**
 * The implementation of `Batch`: a pool of workers that take inputs, run them and return their outcomes, and a gate that reduces the concurrency while the server limits the rate.
 */
import * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import { AixplainError, InvalidInput } from "../AixplainError.ts"
import type { Batch, BatchItem, BatchOptions } from "../Batch.ts"
import type { RunResult } from "../Outputs.ts"
import type { Runs } from "../Runs.ts"
import { RateLimitObserver } from "../http/Http.ts"
import { produced, type Receiver } from "./produced.lazy.ts"
import { askedWait } from "../http/retry.ts"
import { type Clock, clock, nowOf } from "../runtime/time.ts"
import { makeUploadReuse, Reuse } from "../files/UploadReuse.lazy.ts"

const defaultConcurrency = 8

/** Wait after a "too many" that names no time, doubled each time up to the cap. */
const pause = { first: 1_000, cap: 60_000 }

const refuse = (message: string, parameter: string): AixplainError =>
  new AixplainError({ operation: "Batch.runMany", reason: new InvalidInput({ message, parameter }) })

interface Gate {
  readonly pass: <A, E>(effect: Effect.Effect<A, E>) => Effect.Effect<A, E>
  /** Told each time the server says "too many". */
  readonly narrow: (waitMillis: number | undefined) => void
}

/** At most `most` at a time; half of that after each "too many", one more again after as many successes as pass at once. */
const makeGate = (most: number, here: Clock): Gate => {
  const waiting: (() => void)[] = []
  let width = most
  let inside = 0
  let passed = 0
  let closedUntil = Number.NEGATIVE_INFINITY
  const admit = (): void => {
    while (inside < width && waiting.length > 0) {
      inside += 1
      waiting.shift()?.()
    }
  }
  const enter = Effect.callback<void>((resume) => {
    const wake = (): void => resume(Effect.void)
    waiting.push(wake)
    admit()
    return Effect.sync(() => {
      const place = waiting.indexOf(wake)
      if (place >= 0) waiting.splice(place, 1)
    })
  })
  const leave = Effect.sync(() => {
    inside -= 1
    admit()
  })
  const opened = Effect.suspend(() => {
    const wait = closedUntil - nowOf(here)
    return wait > 0 ? Effect.sleep(wait) : Effect.void
  })
  const widen = Effect.sync(() => {
    passed += 1
    if (width === most || passed < width) return
    passed = 0
    width += 1
  })
  return {
    pass: (effect) =>
      Effect.acquireUseRelease(
        enter,
        () => Effect.tap(Effect.andThen(opened, effect), () => widen),
        () => leave
      ),
    narrow: (waitMillis) => {
      width = Math.max(1, Math.floor(width / 2))
      passed = 0
      if (waitMillis !== undefined) closedUntil = Math.max(closedUntil, nowOf(here) + waitMillis)
    }
  }
}

interface Input {
  readonly index: number
  readonly value: unknown
}

/** One input after the other, taken when it is asked for, also by several who ask at once; undefined at the end. */
const makeSource = (inputs: Iterable<unknown> | AsyncIterable<unknown>) => {
  const iterator = Symbol.asyncIterator in inputs ? inputs[Symbol.asyncIterator]() : inputs[Symbol.iterator]()
  let before: Promise<unknown> = Promise.resolve()
  let index = 0
  const take = async (): Promise<Input | undefined> => {
    const next = await iterator.next()
    return next.done === true ? undefined : { index: index++, value: next.value }
  }
  return {
    next: Effect.tryPromise({
      try: () => {
        const mine = before.then(take)
        // What broke the source breaks it for everyone who asks afterwards.
        before = mine
        return mine
      },
      catch: (cause) =>
        refuse(`The inputs ended with an error: ${cause instanceof Error ? cause.message : String(cause)}.`, "inputs")
    }),
    close: Effect.promise(async () => {
      await Promise.resolve(iterator.return?.()).catch(() => undefined)
    })
  }
}

export const makeBatch = (runs: Runs["Service"]): Batch["Service"] => {
  const runMany = (
    pipeline: string,
    inputs: Iterable<unknown> | AsyncIterable<unknown>,
    options: BatchOptions = {}
  ): Stream.Stream<BatchItem, AixplainError> => {
    const { concurrency = defaultConcurrency, ...run } = options
    const work = Effect.fnUntraced(function* (receiver: Receiver<BatchItem>) {
      if (!Number.isInteger(concurrency) || concurrency < 1)
        return yield* Effect.fail(
          refuse(`concurrency is ${concurrency}; it must be a whole number from 1 on.`, "concurrency")
        )
      const gate = makeGate(concurrency, yield* clock)
      const source = makeSource(inputs)
      yield* Effect.addFinalizer(() => source.close)

      /** A run that was refused for being too fast was not started: it waits for its turn again. */
      const patiently = (value: unknown, refusals: number): Effect.Effect<RunResult, AixplainError> =>
        gate.pass(runs.run(pipeline, value, run)).pipe(
          Effect.catch((error) => {
            const reason = error.reason
            if (reason._tag !== "RateLimited") return Effect.fail(error)
            const wait = askedWait(reason) ?? Math.min(pause.cap, pause.first * 2 ** refusals)
            return Effect.delay(patiently(value, refusals + 1), wait)
          })
        )

      const worker = Effect.gen(function* () {
        for (let input = yield* source.next; input !== undefined; input = yield* source.next) {
          const { index, value } = input
          yield* receiver.offer(
            yield* Effect.match(patiently(value, 0), {
              onSuccess: (result): BatchItem => ({ index, result }),
              onFailure: (error): BatchItem => ({ index, error })
            })
          )
        }
      })
      return yield* Effect.forEach(Array.from({ length: concurrency }), () => worker, {
        concurrency: "unbounded",
        discard: true
      }).pipe(Effect.provideService(Reuse, makeUploadReuse()), Effect.provideService(RateLimitObserver, gate.narrow))
    })
    // Results that nobody takes hold the workers back.
    return produced(work, 16)
  }

  return { runMany }
}
