import type { SegmentValue } from "@aixplain-ts/sdk"
import { describe, expect, it } from "vitest"
import { type Reading, readAll } from "../src/features/outputs/useValues.ts"

const value = (index: number): SegmentValue => ({ index, success: true, value: `text ${index}` })

const resolvable = (): { readonly promise: Promise<void>; readonly resolve: () => void } => {
  let resolve = (): void => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

/** Reads with a timer that the test triggers. */
const reading = (each: (signal: AbortSignal) => AsyncGenerator<SegmentValue>) => {
  const abort = new AbortController()
  const told: Reading[] = []
  let paint = (): void => {}
  let isStopped = false
  const timer = {
    setInterval: (run: () => void) => {
      paint = run
      return 0
    },
    clearInterval: () => {
      isStopped = true
    }
  } as unknown as Pick<typeof globalThis, "setInterval" | "clearInterval">
  const output = { each: ({ signal }: { signal?: AbortSignal } = {}) => each(signal ?? abort.signal) }
  const end = readAll(output, abort.signal, (next) => told.push(next), timer)
  return { abort, told, end, paint: () => paint(), isTimerStopped: () => isStopped }
}

describe("reading the values of an output", () => {
  it("reports progress once per paint, and then that it is done", async () => {
    const gate = resolvable()
    const { end, isTimerStopped, paint, told } = reading(async function* () {
      yield value(0)
      yield value(1)
      await gate.promise
      yield value(2)
    })
    await new Promise((resolve) => setTimeout(resolve, 0))
    paint()
    paint()
    expect(told.map(({ state, values }) => [state, values.length])).toEqual([["reading", 2]])
    gate.resolve()
    await end
    expect(told.map(({ state, values }) => [state, values.length])).toEqual([
      ["reading", 2],
      ["done", 3]
    ])
    expect(isTimerStopped()).toBe(true)
  })

  it("keeps the values read so far when it is stopped and when it fails", async () => {
    const stopped = reading(async function* (signal) {
      yield value(0)
      stopped.abort.abort()
      signal.throwIfAborted()
    })
    await stopped.end
    expect(stopped.told.at(-1)).toMatchObject({ state: "stopped", values: [value(0)] })
    const failed = reading(async function* () {
      yield value(0)
      throw new Error("gone")
    })
    await failed.end
    expect(failed.told.at(-1)).toMatchObject({ state: "failed", values: [value(0)], error: new Error("gone") })
    expect([stopped, failed].map(({ isTimerStopped }) => isTimerStopped())).toEqual([true, true])
  })
})
