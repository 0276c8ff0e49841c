import type { ErrorReason } from "@aixplain-ts/core/AixplainError"
import { type RunResult } from "@aixplain-ts/core/Outputs"
import { Runs } from "@aixplain-ts/core/Runs"
import { accepted, failed, json, running, succeeded } from "@aixplain-ts/core/testing"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { client, type Handle, hang, refused, reset } from "./support/client.ts"
import { seeded } from "./support/properties.ts"

/** What can go wrong with one request. `none` is the rule. */
const fault = fc.oneof(
  { weight: 6, arbitrary: fc.constant("none" as const) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "refused",
      "reset",
      "500",
      "503-later",
      "429",
      "429-ms",
      "hang",
      "garbled",
      "html",
      "empty",
      "404",
      "unknown",
      "cut"
    )
  }
)
type Fault =
  | "none"
  | "refused"
  | "reset"
  | "500"
  | "503-later"
  | "429"
  | "429-ms"
  | "hang"
  | "garbled"
  | "html"
  | "empty"
  | "404"
  | "unknown"
  | "cut"

const schedule = fc.record({
  faults: fc.array(fault as fc.Arbitrary<Fault>, { maxLength: 30 }),
  /** Checks that a run takes. */
  length: fc.integer({ min: 0, max: 12 }),
  ending: fc.constantFrom("success" as const, "failed" as const, "aborted" as const)
})

const wrong: Record<Exclude<Fault, "none">, Handle> = {
  refused: () => Promise.reject(refused()),
  reset: () => Promise.reject(reset()),
  "500": () => json({ message: "Internal Server Error" }, { status: 500 }),
  "503-later": () => json({}, { status: 503, headers: { "retry-after": "3" } }),
  "429": () => json({}, { status: 429, headers: { "retry-after": "2" } }),
  "429-ms": () => json({}, { status: 429, headers: { "retry-after-ms": "700" } }),
  hang,
  garbled: () => new Response('{"status": "SUCC', { status: 200 }),
  html: () => new Response("<html><title>502</title></html>", { status: 200 }),
  empty: () => new Response("", { status: 200 }),
  "404": () => json({ message: "Not Found", statusCode: 404 }, { status: 404 }),
  unknown: () => json({ status: "WARMING_UP", completed: false }),
  cut: () => new Response(new ReadableStream({ start: (body) => body.error(reset()) }))
}

const endings = {
  success: succeeded({ Out: "the answer" }),
  failed: failed("no voice in the recording"),
  aborted: { status: "ABORTED", completed: true }
}

const outcomeOf = (ending: keyof typeof endings) =>
  ({ success: "SUCCESS", failed: "RunFailed", aborted: "RunCancelled" })[ending]

const typed = new Set<ErrorReason["_tag"]>([
  "Transport",
  "Timeout",
  "Server",
  "RateLimited",
  "Decode",
  "NotFound",
  "SubmissionUncertain"
])

describe("under random faults", () => {
  it("the outcome is the one without faults, or a typed error; a run is submitted at most once", async () => {
    let unharmed = 0
    await fc.assert(
      fc.asyncProperty(schedule, async ({ faults, length, ending }) => {
        let started = 0
        let posts = 0
        let answered = 0
        const c = client((request, index, time) => {
          const next = faults[index] ?? "none"
          const post = request.method === "POST"
          // A fault after the request arrived does not undo what it did.
          const arrives = !["refused", "429", "429-ms", "503-later", "500", "404"].includes(next)
          if (post) posts += 1
          if (post && arrives) started += 1
          if (next === "none" || (post && next === "unknown")) {
            if (post) return json(accepted("r1"), { status: 201 })
            answered += 1
            return json(answered > length ? endings[ending] : running())
          }
          return wrong[next](request, index, time)
        })
        const outcome = await c.run(
          Effect.flatMap(Runs, (runs) => runs.run("p1", "hello")).pipe(
            Effect.match({ onSuccess: (result): RunResult | ErrorReason => result, onFailure: (error) => error.reason })
          ),
          1
        )
        const tag = "_tag" in outcome ? outcome._tag : outcome.status
        if (tag === outcomeOf(ending)) unharmed += 1
        expect([...typed, outcomeOf(ending)]).toContain(tag)
        expect(started).toBeLessThanOrEqual(1)
        // What was sent again had provably not been carried out.
        const before = faults.slice(0, posts - 1)
        expect(before.filter((one) => !["refused", "429", "429-ms"].includes(one))).toEqual([])
        expect(c.time.waiting()).toBe(0)
        // Nothing hurries: at most a few requests a second, whatever the server says.
        expect(c.requests.length).toBeLessThan(10 + c.time.now() / 100)
      }),
      seeded(1_000)
    )
    // The suite would prove nothing if every schedule ended in an error.
    expect(unharmed).toBeGreaterThan(300)
  })
})
