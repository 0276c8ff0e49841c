/* oxlint-disable vitest/no-standalone-expect -- the rule does not know `it.effect` */
/** The client as an Effect program under Effect's own test clock, the way people who use core will test theirs. */
import { Runs } from "@aixplain-ts/core/Runs"
import { accepted, json, layer, running, scripted, succeeded } from "@aixplain-ts/core/testing"
import { expect, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"

const run = "00000000-0000-4000-8000-000000000001"

it.effect("the Python schedule asks at once, then after 1 s, and each pause is a tenth longer", () => {
  const asked: number[] = []
  const server = scripted(({ path }) => {
    if (path.includes("/run/")) return json(accepted(run), { status: 201 })
    return json(asked.length < 5 ? running() : succeeded({ Echo: "done" }))
  })
  return Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const runs = yield* Runs
    const onEvent = (event: { readonly type: string }): void => {
      if (event.type === "run.checked" || event.type === "run.finished") asked.push(clock.currentTimeMillisUnsafe())
    }
    const fiber = yield* Effect.forkChild(runs.run("6544ffbdf4644a9f6c2363a6", "x", { schedule: "python", onEvent }))
    // Time moves only here: in steps far smaller than any pause, so that each instant is seen as it is.
    while (asked.length < 6)
      yield* Effect.andThen(
        Effect.promise(() => new Promise(setImmediate)),
        TestClock.adjust(10)
      )
    const result = yield* Fiber.join(fiber)
    expect(yield* result.output("Echo").text()).toBe("done")
    const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? 0))
    expect(pauses.map((pause) => Math.round(pause / 10) / 100)).toEqual([1, 1.1, 1.21, 1.33, 1.46])
  }).pipe(Effect.provide(layer({ fetch: server.fetch })))
})
