/** Limits, pauses and durations run on a clock that never jumps: a step of the wall clock moves none of them. */
import { Batch } from "@aixplain-ts/core/Batch"
import { Pipelines } from "@aixplain-ts/core/Pipelines"
import { Runs } from "@aixplain-ts/core/Runs"
import { accepted, json, running, succeeded } from "@aixplain-ts/core/testing"
import { Uploads } from "@aixplain-ts/core/Uploads"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect, it } from "vitest"
import { client, type Client, hang, refused, type Handle } from "./support/client.ts"
import { epoch, virtualTime } from "./support/virtualTime.ts"

const hour = 3_600_000
const steps = [8 * hour, -8 * hour, 48 * hour, -48 * hour]
const done = () => json(succeeded({ Out: "x" }))
const starts = () => json(accepted("r1"), { status: 201 })

/** The same program with a still wall clock, and with one that is set a second after the start. */
const moments = async (handle: () => Handle, use: (c: Client) => Promise<unknown>) => {
  const seen: { readonly instants: readonly number[]; readonly end: number; readonly outcome: unknown }[] = []
  for (const step of [0, ...steps]) {
    const time = virtualTime()
    void time.sleep(1_000).then(() => time.step(step))
    const c = client(handle(), { time })
    const outcome = await use(c)
    seen.push({ instants: c.instants, end: time.now(), outcome })
  }
  const [still, ...others] = seen
  for (const other of others) expect(other).toEqual(still)
  return still
}

const tagOf = (c: Client, effect: Parameters<Client["reason"]>[0]) => c.reason(effect).then(({ _tag }) => _tag)

describe("a step of the wall clock", () => {
  it("moves neither the checks of a run nor its end", async () => {
    const still = await moments(
      () => (request, _, time) =>
        request.method === "POST" ? starts() : time.now() < 60_000 ? json(running()) : done(),
      (c) =>
        c.run(
          Effect.map(
            Effect.flatMap(Runs, (runs) => runs.run("p1", "x")),
            ({ status }) => status
          )
        )
    )
    expect(still?.outcome).toBe("SUCCESS")
  })

  it("moves no deadline", async () => {
    const still = await moments(
      () => (request) => (request.method === "POST" ? starts() : json(running())),
      (c) =>
        tagOf(
          c,
          Effect.flatMap(Runs, (runs) => runs.run("p1", "x", { timeout: "10 minutes" }))
        )
    )
    expect(still).toMatchObject({ outcome: "DeadlineExceeded", end: 600_000 })
  })

  it("moves no deadline of a submission that is unanswered", async () => {
    const still = await moments(
      () => hang,
      (c) =>
        tagOf(
          c,
          Effect.flatMap(Runs, (runs) => runs.run("p1", "x", { timeout: "5 s" }))
        )
    )
    expect(still).toMatchObject({ outcome: "SubmissionUncertain", end: 5_000 })
  })

  it("moves no outage, and no time in which a new run may be invisible", async () => {
    const end = (answer: Handle) =>
      moments(
        () => (request, index, time) => (request.method === "POST" ? starts() : answer(request, index, time)),
        (c) =>
          tagOf(
            c,
            Effect.flatMap(Runs, (runs) => runs.run("p1", "x"))
          )
      )
    expect((await end(() => Promise.reject(refused())))?.outcome).toBe("Transport")
    expect((await end(() => json({}, { status: 404 })))?.outcome).toBe("NotFound")
  })

  it("moves no retry", async () => {
    const still = await moments(
      () => (_, index) =>
        index === 0 ? json({}, { status: 429, headers: { "retry-after": "30" } }) : json({}, { status: 503 }),
      (c) =>
        tagOf(
          c,
          Effect.flatMap(Pipelines, (all) => all.get("p1"))
        )
    )
    expect(still?.outcome).toBe("Server")
    expect(still?.instants.length).toBe(5)
  })

  it("moves no pause of a batch", async () => {
    const still = await moments(
      () => (request, index) =>
        request.method === "GET"
          ? done()
          : index < 4
            ? json({}, { status: 429, headers: { "retry-after": "20" } })
            : starts(),
      (c) =>
        c.run(
          Effect.flatMap(Batch, (batch) =>
            Stream.runCollect(batch.runMany("p1", [1, 2, 3], { concurrency: 1, schedule: () => 100 }))
          ).pipe(Effect.map((items) => items.length))
        )
    )
    expect(still?.outcome).toBe(3)
  })

  it("ends no upload that moves, and lets none stall for longer", async () => {
    const still = await moments(
      () => (request) =>
        request.path.startsWith("/sdk/file")
          ? json({ key: "k", uploadUrl: "https://bucket.s3.amazonaws.com/k" })
          : hang(request),
      (c) =>
        tagOf(
          c,
          Effect.flatMap(Uploads, (uploads) => uploads.upload(new Blob(["text"])))
        )
    )
    expect(still?.outcome).toBe("Timeout")
    expect(still?.end).toBeGreaterThanOrEqual(60_000)
  })

  it("is seen where dates are meant: events and references carry the wall clock", async () => {
    const time = virtualTime()
    time.step(24 * hour)
    const ats: string[] = []
    const c = client((request) => (request.method === "POST" ? starts() : done()), { time })
    await c.run(Effect.flatMap(Runs, (runs) => runs.run("p1", "x", { onEvent: (event) => ats.push(event.at) })))
    expect(ats[0]).toBe(new Date(epoch + 24 * hour).toISOString())
  })
})
