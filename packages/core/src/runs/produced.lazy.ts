/**
 * What some work hands over bit by bit, as a stream: events of a run, outcomes of a batch. It does what `Stream.callback`
 * does; that one would bring its queue into what a page loads first.
 */
import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { AixplainError } from "../AixplainError.ts"

export interface Receiver<A> {
  /** Hands a value over at once, however many wait. */
  readonly tell: (value: A) => void
  /** Hands a value over; waits while as many as may are waiting. */
  readonly offer: (value: A) => Effect.Effect<unknown>
}

/** The stream ends as the work ends, and the work is interrupted when nobody takes any more. */
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
