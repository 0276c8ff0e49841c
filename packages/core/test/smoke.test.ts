import { assert, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { Runs } from "../src/Runs.ts"
import { layer, memory } from "../src/testing.ts"

it.effect("runs a pipeline and reads an output by label", () => {
  const server = memory((input) => ({ Echo: String(input).toUpperCase() }))
  return Effect.gen(function* () {
    const runs = yield* Runs
    const fiber = yield* Effect.forkChild(runs.run("p1", "hello"))
    yield* TestClock.adjust("1 second")
    const result = yield* Fiber.join(fiber)
    assert.strictEqual(yield* result.output("Echo").text(), "HELLO")
    assert.deepStrictEqual(server.requests[0]?.json, { data: "hello", batchmode: true, version: null })
  }).pipe(Effect.provide(layer({ fetch: server.fetch })))
})
