/** Abort in every place, ten thousand times: the reason is kept, and no timer, listener or socket remains. */
import { getEventListeners } from "node:events"
import { Aixplain, file } from "@aixplain-ts/sdk"
import { describe, expect, test } from "vitest"
import { scripted, type Step } from "../../src/runtimes/ScriptedServer.ts"
import { contentOf, running, succeeded } from "../../src/runtimes/wire.ts"
import { clientOf, key, pipeline, turns } from "../../src/safety/outside.ts"

const origin = "http://memory.test"
const answer = (body: unknown, status = 200): Response => Response.json(body, { status })
const accepted = { url: `${origin}/assets/pipeline/execution/check/run-1`, status: "IN_PROGRESS" }

/** Never settles by itself; reports that the request arrived. */
const unanswered = (init: RequestInit, asked: () => void): Promise<Response> =>
  new Promise((_, reject) => {
    init.signal?.addEventListener("abort", () => reject(init.signal?.reason), { once: true })
    asked()
  })

/** A body that sends one chunk and then stalls. */
const endless = (asked: () => void): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => controller.enqueue(contentOf(1_000)),
    pull: () => {
      asked()
      return new Promise(() => {})
    }
  })

interface Place {
  readonly name: string
  /** What the server does; `asked` reports that the client has reached the place where it is aborted. */
  readonly fetch: (path: string, init: RequestInit, asked: () => void) => Promise<Response>
  readonly call: (aixplain: Aixplain, signal: AbortSignal, asked: () => void) => Promise<unknown>
}

const run: Place["call"] = (aixplain, signal, asked) =>
  aixplain.pipelines.ref(pipeline).run(
    { Text: "x" },
    {
      signal,
      schedule: () => 0,
      onEvent: (event) => {
        if (event.type === "run.checked" || event.type === "check.failed") asked()
      }
    }
  )

const places: readonly Place[] = [
  { name: "the submission", fetch: (_, init, asked) => unanswered(init, asked), call: run },
  {
    name: "a check",
    fetch: (path, init, asked) =>
      path.includes("/run/") ? Promise.resolve(answer(accepted, 201)) : unanswered(init, asked),
    call: run
  },
  {
    name: "the pause between checks",
    fetch: async (path) => (path.includes("/run/") ? answer(accepted, 201) : answer(running)),
    call: run
  },
  {
    name: "the back-off after a failed check",
    fetch: async (path) => (path.includes("/run/") ? answer(accepted, 201) : answer({}, 503)),
    call: run
  },
  {
    name: "the back-off of a read",
    fetch: async (_, __, asked) => {
      setImmediate(asked)
      return answer({}, 503)
    },
    call: (aixplain, signal) => aixplain.pipelines.get(pipeline, { signal })
  },
  {
    name: "an upload",
    fetch: async (path, init, asked) =>
      path.startsWith("/put")
        ? unanswered(init, asked)
        : answer({ key: "1/talk.bin", uploadUrl: `${origin}/put/1`, downloadUrl: `${origin}/file/1` }),
    call: (aixplain, signal) => aixplain.files.upload(file(new Blob(["abc"]), { name: "a.txt" }), { signal })
  },
  {
    name: "a download",
    fetch: async (path, _, asked) => {
      if (path.includes("/run/")) return answer(accepted, 201)
      if (path.includes("/check/")) return answer(succeeded({ Sound: `${origin}/file/1` }))
      return new Response(endless(asked))
    },
    call: async (aixplain, signal) => {
      const result = await aixplain.pipelines.ref(pipeline).run({ Text: "x" }, { schedule: () => 0 })
      return result.output("Sound").bytes({ signal })
    }
  }
]

const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length

/**
 * Aborts a call in its place; returns the reason of its rejection. Fails if the call takes more than a few turns of
 * the event loop.
 */
const aborted = async (place: Place, why: unknown): Promise<unknown> => {
  const controller = new AbortController()
  const { signal } = controller
  let arrived = (): void => {}
  const there = new Promise<void>((resolve) => (arrived = resolve))
  const aixplain = new Aixplain({
    apiKey: key,
    baseUrl: origin,
    fetch: (url, init) => place.fetch(new URL(url).pathname, init, arrived)
  })
  let ended: { readonly error: unknown } | undefined
  const call = place.call(aixplain, signal, arrived).then(
    () => (ended = { error: "it resolved" }),
    (error: unknown) => (ended = { error })
  )
  await there
  await turns(2)
  controller.abort(why)
  await turns(6)
  if (ended === undefined) {
    await call
    return "it ended late"
  }
  expect(getEventListeners(signal, "abort")).toHaveLength(0)
  return ended.error
}

describe("abort during", () => {
  // 7 places: 10,003 aborts in all.
  test.each(places)(
    "$name rejects at once with the reason, 1,429 times, and leaves no timer, listener or socket",
    async (place) => {
      await aborted(place, "warming up")
      await turns(5)
      const before = timers()
      for (let done = 0; done < 1_429;) {
        const batch = Array.from({ length: Math.min(50, 1_429 - done) }, (_, index) => ({ number: done + index }))
        expect(await Promise.all(batch.map((why) => aborted(place, why)))).toEqual(batch)
        done += batch.length
      }
      await turns(5)
      expect(timers()).toBeLessThanOrEqual(before)
    }
  )
})

test("a long-lived signal keeps no listeners of calls that ended", async () => {
  const { signal } = new AbortController()
  const aixplain = new Aixplain({
    apiKey: key,
    baseUrl: origin,
    fetch: async (url) => (url.includes("/run/") ? answer(accepted, 201) : answer(succeeded({ Mood: "POSITIVE" })))
  })
  const ref = aixplain.pipelines.ref(pipeline)
  for (let index = 0; index < 500; index++) {
    const result = await ref.run({ Text: "x" }, { signal, schedule: () => 0 })
    await result.output("Mood").text({ signal })
    const started = await ref.runAsync({ Text: "x" }, { signal })
    await started.result({ signal, schedule: () => 0 })
    for await (const _event of started.events({ signal, schedule: () => 0 })) break
  }
  await turns(5)
  expect(getEventListeners(signal, "abort")).toHaveLength(0)
})

test("a signal that is already aborted prevents the request", async () => {
  await using server = await scripted()
  const aixplain = clientOf(server)
  const ref = aixplain.pipelines.ref(pipeline)
  const why = new Error("too late")
  const signal = AbortSignal.abort(why)
  const calls: readonly (() => Promise<unknown>)[] = [
    () => ref.run({ Text: "x" }, { signal }),
    () => ref.runAsync({ Text: "x" }, { signal }),
    () => ref.poll("run-1", { signal }),
    () => aixplain.pipelines.get(pipeline, { signal }),
    () => aixplain.pipelines.create({ name: "New", nodes: [], links: [] }, { signal }),
    () => aixplain.files.upload(new Blob(["x"]), { signal }),
    () => aixplain.runs.cancel("run-1", { signal }),
    () => aixplain.models.get("m", { signal })
  ]
  for (const call of calls) await expect(call()).rejects.toBe(why)
  expect(server.seen).toHaveLength(0)
})

test("aborted calls close their connections", async () => {
  const hangs: Step[] = Array.from({ length: 50 }, () => ({ hang: true }))
  await using server = await scripted({ steps: { pipeline: hangs } })
  const aixplain = clientOf(server)
  const controller = new AbortController()
  const reads = hangs.map(() => aixplain.pipelines.get(pipeline, { signal: controller.signal }))
  const settled = Promise.allSettled(reads)
  await server.until("pipeline", 50)
  expect(server.open).toBe(50)
  controller.abort(new Error("enough"))
  expect((await settled).every((one) => one.status === "rejected")).toBe(true)
  await server.untilClosed()
  expect(server.open).toBe(0)
})
