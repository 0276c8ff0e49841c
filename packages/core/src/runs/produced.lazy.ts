/**
 * A stream of the values that some work produces: events of a run, outcomes of a batch. It does what `Stream.callback` does, which would add a queue to what a page loads first.
 */
import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { AixplainError } from "../AixplainError.ts"

export interface Receiver<A> {
  /** Adds a value at once, however many are waiting. */
  readonly tell: (value: A) => void
  /** Adds a value; waits while the queue is full. */
  readonly offer: (value: A) => Effect.Effect<unknown>
}

/** The stream ends when the work ends. The work is interrupted when the consumer stops. */
export const produced = <A>(
  work: (receiver: Receiver<A>) => Effect.Effect<void, AixplainError, Scope.Scope>,
  mostWaiting?: number
): Stream.Stream<A, AixplainError> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const queue = yield* Queue.make<A, AixplainError | Cause.Done>({ capacity: mostWaiting })
      yield* Effect.addFinalizer(() => Queue.shutdown(queue))
      const receiver: Receiver<A> = {
        tell: (value) => void Queue.offerUnsafe(queue, value),
        offer: (value) => Queue.offer(queue, value)
      }
      yield* work(receiver).pipe(
        Effect.andThen(Effect.sync(() => Queue.endUnsafe(queue))),
        Effect.catchCause((cause) => Queue.failCause(queue, cause)),
        Effect.forkScoped({ startImmediately: true })
      )
      return Stream.fromPull(Effect.succeed(Queue.takeAll(queue)))
    })
  )
