/**
 * The only place of this package that touches Effect: services in, Promises and async iterables out.
 *
 * It turns failures into the `AixplainError` they carry, and an aborted call into its signal's own reason.
 */
import * as Aixplain from "@aixplain-ts/core/Aixplain"
import type { AixplainError } from "@aixplain-ts/core/AixplainError"
import * as Cause from "effect/Cause"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { calledAt, type Place, placeOf } from "./Place.ts"

/** A service of core, by its tag: the effect that gives it. */
type Service<Shape> = Effect.Effect<Shape, never, Aixplain.Services>

export class Runtime {
  readonly #services: Context.Context<Aixplain.Services>

  constructor(options: Aixplain.AixplainOptions) {
    this.#services = Effect.runSync(Effect.scoped(Layer.build(Aixplain.layer(options))))
  }

  /** Runs one call of a service; rejects with its `AixplainError`, or with the signal's reason. */
  call<Shape, A>(
    service: Service<Shape>,
    use: (shape: Shape) => Effect.Effect<A, AixplainError>,
    signal?: AbortSignal
  ): Promise<A> {
    return this.#settle(Effect.flatMap(service, use), signal, placeOf(this.call))
  }

  run<A>(effect: Effect.Effect<A, AixplainError, Aixplain.Services>, signal?: AbortSignal): Promise<A> {
    return this.#settle(effect, signal, placeOf(this.run))
  }

  async #settle<A>(
    effect: Effect.Effect<A, AixplainError, Aixplain.Services>,
    signal: AbortSignal | undefined,
    place: Place
  ): Promise<A> {
    signal?.throwIfAborted()
    const exit = await Effect.runPromiseExitWith(this.#services)(effect, signal === undefined ? undefined : { signal })
    if (Exit.isSuccess(exit)) return exit.value
    signal?.throwIfAborted()
    throw calledAt(Cause.squash(exit.cause), place)
  }

  /** A stream of a service as an async iterable; leaving the loop ends the stream. */
  iterate<Shape, A>(
    service: Service<Shape>,
    use: (shape: Shape) => Stream.Stream<A, AixplainError>,
    signal?: AbortSignal
  ): AsyncIterableIterator<A> {
    const stream = Stream.unwrap(Effect.map(service, use))
    return abortable(() => Stream.toAsyncIterableWith(stream, this.#services), signal, placeOf(this.iterate))
  }

  /** A stream that needs no service as an async iterable; leaving the loop ends the stream. */
  items<A>(stream: Stream.Stream<A, AixplainError>, signal?: AbortSignal): AsyncIterableIterator<A> {
    return abortable(() => Stream.toAsyncIterableWith(stream, this.#services), signal, placeOf(this.items))
  }

  /** The bytes of a stream as the platform's own stream. */
  readable(stream: Stream.Stream<Uint8Array, AixplainError>, signal?: AbortSignal): ReadableStream<Uint8Array> {
    const place = placeOf(this.readable)
    const bytes = abortable(() => Stream.toAsyncIterableWith(stream, this.#services), signal, place)
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        const next = await bytes.next()
        if (next.done === true) controller.close()
        else controller.enqueue(next.value)
      },
      cancel: async () => void (await bytes.return?.())
    })
  }
}

async function* abortable<A>(
  open: () => AsyncIterable<A>,
  signal: AbortSignal | undefined,
  place: Place
): AsyncGenerator<A, void, undefined> {
  signal?.throwIfAborted()
  const iterator = open()[Symbol.asyncIterator]()
  try {
    for (;;) {
      const step = await untilAborted(iterator.next(), signal)
      if (step.done === true) return
      yield step.value
    }
  } catch (error) {
    throw calledAt(error, place)
  } finally {
    await iterator.return?.()
  }
}

/** The promise, unless the signal is first: then its reason, at once, whatever the promise does later. */
async function untilAborted<A>(promise: Promise<A>, signal: AbortSignal | undefined): Promise<A> {
  if (signal === undefined) return promise
  let onAbort = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason)
    signal.addEventListener("abort", onAbort)
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener("abort", onAbort)
    promise.catch(() => {})
  }
}
