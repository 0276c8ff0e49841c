/** What every test of a service needs: the whole client on a scripted `fetch`, in virtual time. */
import type { Services } from "@aixplain-ts/core/Aixplain"
import type { AixplainOptions } from "@aixplain-ts/core/Aixplain"
import type { AixplainError, ErrorReason } from "@aixplain-ts/core/AixplainError"
import { layer, type Received, scripted } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import { expect } from "vitest"
import "./loaded.ts"
import { Runtime, type RuntimeKind } from "../../src/runtime/Runtime.ts"
import { inVirtualTime, type VirtualTime, virtualTime } from "./virtualTime.ts"

export const key = "canary-key-7f3a9c51e2"

export type Handle = (request: Received, index: number, time: VirtualTime) => Response | Promise<Response>

export interface Client {
  readonly time: VirtualTime
  readonly requests: readonly Received[]
  /** When each request came, in milliseconds since the start. */
  readonly instants: readonly number[]
  readonly run: <A>(effect: Effect.Effect<A, AixplainError, Services>, seed?: number) => Promise<A>
  /** Aborts an effect at a virtual moment; gives true when it ended then and there. */
  readonly abortAt: (millis: number, effect: Effect.Effect<unknown, AixplainError, Services>) => Promise<boolean>
  /** The reason an effect fails with; the test fails when it does not. */
  readonly reason: (effect: Effect.Effect<unknown, AixplainError, Services>) => Promise<ErrorReason>
}

export const client = (
  handle: Handle,
  options: AixplainOptions & { readonly runtime?: RuntimeKind; readonly time?: VirtualTime } = {}
): Client => {
  const time = options.time ?? virtualTime()
  const instants: number[] = []
  const server = scripted((request, index) => {
    instants.push(time.now())
    return handle(request, index, time)
  })
  const { runtime = "other", time: _time, ...rest } = options
  const services = layer({ apiKey: key, ...rest, fetch: server.fetch })
  // Each `run` builds the client anew; put calls that share what it has learnt into one effect.
  const provided = <A>(effect: Effect.Effect<A, AixplainError, Services>): Effect.Effect<A, AixplainError> =>
    effect.pipe(Effect.provide(services), Effect.provideService(Runtime, runtime))
  return {
    time,
    requests: server.requests,
    instants,
    run: (effect, seed) => inVirtualTime(provided(effect), time, seed),
    abortAt: async (millis, effect) => {
      const controller = new AbortController()
      void time.sleep(millis).then(() => controller.abort())
      const ended = await inVirtualTime(provided(effect), time, undefined, controller.signal).then(
        () => false,
        () => true
      )
      return ended && time.now() === millis
    },
    reason: async (effect) => {
      const outcome = await inVirtualTime(Effect.result(provided(effect)), time)
      expect(outcome._tag).toBe("Failure")
      if (outcome._tag === "Success") throw new Error("it succeeded")
      return outcome.failure.reason
    }
  }
}

/** A failure before the connection existed, as Node words it. */
export const refused = (): Error =>
  new TypeError("fetch failed", {
    cause: Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED", syscall: "connect" })
  })

/** A connection that broke after the request was sent. */
export const reset = (): Error =>
  new TypeError("fetch failed", { cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }) })

/** Never answers; rejects only when aborted. */
export const hang = (request: Received): Promise<Response> =>
  new Promise((_, reject) => {
    request.init.signal?.addEventListener("abort", () => reject(request.init.signal?.reason as Error), { once: true })
  })
